"""The forms with which a signatory describes itself."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from core.safeguarding.forms import SafeTextMixin
from core.uploads import clean_picture
from signatories.models import Signatory
from signatories.services.profiles import FACTS

MOST_LINKS = 5
PRIVATE = _(
    "For the secretariat alone, unless you tick the box: then everybody sees it, as soon "
    "as the secretariat has read it."
)


class ProfileForm(SafeTextMixin, forms.Form):
    """The public description in one language."""

    safe_fields = ("summary", "description", "links")

    summary = forms.CharField(
        label=_("Summary"),
        help_text=_("One or two sentences for lists."),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )
    description = forms.CharField(
        label=_("Description"),
        help_text=_("An empty line begins a new paragraph. No names of children."),
        max_length=20_000,
        widget=forms.Textarea({"rows": 14}),
    )
    links = forms.CharField(
        label=_("Links"),
        help_text=_("One web address a line, five at most."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    logo = forms.FileField(
        label=_("Logo"),
        help_text=_("JPEG, PNG or WebP, 10 MB at most. No picture of people."),
        required=False,
        widget=forms.FileInput({"accept": "image/png,image/jpeg,image/webp"}),
    )

    logo_confirmed = forms.BooleanField(
        label=_("No child can be recognised in this picture."), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the confirmation as soon as there is a picture."""
        data = super().clean() or {}
        if data.get("logo") and not data.get("logo_confirmed"):
            self.add_error("logo_confirmed", _("Confirm this, or send no picture."))
        return data

    def clean_links(self) -> str:
        """Accept web addresses alone."""
        links = self.cleaned_data["links"].split()
        if len(links) > MOST_LINKS:
            raise ValidationError(_("Five links at most."))
        check = URLValidator(schemes=["http", "https"])
        for link in links:
            check(link)
        return "\n".join(links)

    def clean_logo(self) -> ContentFile[bytes] | None:
        """Draw the picture anew, without anything hidden in it."""
        file: File[Any] | None = self.cleaned_data["logo"]
        return clean_picture(file) if file else None


class FactsForm(forms.ModelForm[Signatory]):
    """Web site and contacts; what waits to be read is shown as typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, tick in FACTS.items():
            if name in self.instance.pending_facts:
                self.initial[name] = self.instance.pending_facts[name]
                self.initial[tick] = True
                self.fields[name].help_text = _(
                    "This appears when the secretariat has read it."
                )
            elif self.instance.is_public and not tick:
                self.fields[name].help_text = _(
                    "A changed address appears when the secretariat has read it."
                )

    class Meta:
        model = Signatory
        fields = [
            "website",
            "contact_email",
            "is_contact_email_public",
            "contact_phone",
            "is_contact_phone_public",
        ]
        labels = {
            "is_contact_email_public": _("Show this e-mail address to everybody"),
            "is_contact_phone_public": _("Show this telephone number to everybody"),
        }
        help_texts = {
            "contact_email": PRIVATE,
            "contact_phone": PRIVATE,
        }
