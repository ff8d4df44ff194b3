"""The forms of the steps of signing."""

from datetime import date
from typing import Any, Final

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.safeguarding.forms import SafeTextMixin
from core.states import country_choices
from core.uploads import clean_pdf
from signatories.choices import OrganisationKind, PopulationBand, Profile
from signatories.places import place_is_in

EMPTY: Final = ("", _("Please choose"))


class StartForm(forms.Form):
    """As what somebody signs, and where the link goes."""

    profile = forms.ChoiceField(
        label=_("Who signs?"), choices=Profile.choices, widget=forms.RadioSelect
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Best an address at work. You get a link there."),
        widget=forms.EmailInput({"autocomplete": "email"}),
        max_length=254,
    )
    trap = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )


class MemberBeginForm(StartForm):
    """As what an invited member signs; another address has to be proved first."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Another address gets a mail of its own with a link."),
        widget=forms.EmailInput({"autocomplete": "email"}),
        max_length=254,
    )


class WhoForm(forms.Form):
    """What every profile is asked; answers are kept as they are typed."""

    country = forms.ChoiceField(label=_("Country"))
    official_name = forms.CharField(
        label=_("Official name"),
        help_text=_("In your own language and script."),
        max_length=200,
    )
    latin_name = forms.CharField(
        label=_("Name in Latin letters"),
        help_text=_("Only if your script is another one."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["country"]
        names = country_choices(get_language() or "en")
        if isinstance(field, forms.ChoiceField):
            field.choices = [EMPTY, *names]

    def clean(self) -> dict[str, Any]:
        """Believe the number of a place only if it lies in the country."""
        data = super().clean() or {}
        number = data.get("geoname_id")
        if number and not place_is_in(data.get("country", ""), number):
            data["geoname_id"] = None
        return data


def _place(label: Any, *, is_required: bool) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=_("Choose from the list, or type any place."),
        max_length=120,
        required=is_required,
        widget=forms.TextInput({"autocomplete": "off", "data-places": "id_country"}),
    )


class AuthorityForm(WhoForm):
    """A local or regional authority and its decision."""

    place = _place(_("Town or place"), is_required=False)
    geoname_id = forms.IntegerField(
        required=False, widget=forms.HiddenInput({"data-place-number": "id_place"})
    )
    region = forms.CharField(
        label=_("Region or province"), max_length=120, required=False
    )
    official_code = forms.CharField(
        label=_("Official code"),
        help_text=_("NUTS, LAU or national code with the country in front: DE212."),
        max_length=20,
        required=False,
    )
    population_band = forms.ChoiceField(
        label=_("Population"), choices=[EMPTY, *PopulationBand.choices]
    )
    decided_by = forms.CharField(
        label=_("Who decided to sign?"),
        help_text=_("For example: the council, or the mayor."),
        max_length=200,
    )
    decided_on = forms.DateField(
        label=_("When was it decided?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"],
    )
    decision = forms.FileField(
        label=_("The decision as a document"),
        help_text=_("PDF, 10 MB at most. The secretariat alone sees it."),
        required=False,
        widget=forms.FileInput({"accept": "application/pdf"}),
    )

    def clean_official_code(self) -> str:
        """Accept a code in small letters and with spaces."""
        code = "".join(self.cleaned_data["official_code"].split()).upper()
        if code:
            RegexValidator(
                r"^[A-Z]{2}[A-Z0-9_-]{1,18}$",
                _("Two letters for the country, then letters and digits."),
            )(code)
        return code

    def clean_decided_on(self) -> date:
        """Refuse a day that has not come."""
        day: date = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day

    def clean_decision(self) -> ContentFile[bytes] | None:
        """Keep a PDF without anything hidden in it."""
        file: File[Any] | None = self.cleaned_data["decision"]
        return clean_pdf(file) if file else None


class OrganisationForm(WhoForm):
    """An association or organisation."""

    organisation_kind = forms.ChoiceField(
        label=_("Kind of organisation"), choices=[EMPTY, *OrganisationKind.choices]
    )
    member_count = forms.IntegerField(
        label=_("Number of members"), required=False, min_value=0, max_value=10**9
    )
    register_number = forms.CharField(
        label=_("Number in the register"),
        help_text=_("Of associations, companies or charities."),
        max_length=40,
        required=False,
    )
    website = forms.URLField(
        label=_("Web site"), required=False, assume_scheme="https", max_length=200
    )


class RepresentativeForm(WhoForm):
    """An elected representative, who signs in person."""

    office = forms.CharField(
        label=_("Office held"),
        # Translators: example of an office of an elected representative
        help_text=_("For example: member of the town council."),
        max_length=150,
    )
    place = _place(_("Town or region that elected you"), is_required=True)
    geoname_id = AuthorityForm.base_fields["geoname_id"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["official_name"].label = _("Your name, as it is to appear")


WHO: Final[dict[str, type[WhoForm]]] = {
    Profile.AUTHORITY: AuthorityForm,
    Profile.ORGANISATION: OrganisationForm,
    Profile.REPRESENTATIVE: RepresentativeForm,
}


class DifferForm(SafeTextMixin, forms.Form):
    """Why this is not the entry that looks the same."""

    safe_fields = ("reason",)

    reason = forms.CharField(
        label=_("What makes it another one?"),
        help_text=_("The secretariat reads this."),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )


class AcceptForm(forms.Form):
    """Commitment and conditions, in the wordings that stood on the page."""

    commitment = forms.BooleanField(label=_("We have read the commitment and sign it."))
    terms = forms.BooleanField(label=_("We have read the conditions and accept them."))
    read = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, read: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"read": read}
        self.wordings = read

    def clean_read(self) -> str:
        """Refuse an acceptance of a wording that has been replaced meanwhile."""
        if self.cleaned_data["read"] != self.wordings:
            raise ValidationError(_("The text has changed. Please read it again."))
        return self.wordings


class AccountForm(forms.Form):
    """Who the person is, and the password with which it logs in later."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Not published."),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    office = forms.CharField(
        label=_("Your function"),
        help_text=_("For example: head of the youth office."),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=128,
        help_text=lazy(lambda: " ".join(password_validators_help_texts()), str)(),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(
        self, *args: Any, email: str, needs_password: bool, has_one: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        if not needs_password:
            del self.fields["password"]
        elif has_one:
            self.fields["password"].required = False
            self.fields["password"].help_text = _("Empty: the one you chose stays.")

    def clean_password(self) -> str:
        """Check the password like any other one."""
        password: str = self.cleaned_data["password"]
        if password:
            person = User(
                email=self.email, first_name=self.cleaned_data.get("name", "")
            )
            validate_password(password, person)
        return password


def form_values(form: forms.Form) -> dict[str, str]:
    """Return what was typed, as it was typed, except passwords, files and ticks."""
    kept: dict[str, str] = {}
    for name, field in form.fields.items():
        if isinstance(field, (forms.FileField, forms.BooleanField)):
            continue
        if name != "password":
            kept[name] = str(form.data.get(form.add_prefix(name), ""))[:1000]
    return kept
