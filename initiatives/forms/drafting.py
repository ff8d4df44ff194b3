"""Writing an initiative: only a title is needed to keep a draft."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar, Final, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from core.labels import label
from core.languages import DEFAULT, LANGUAGES
from core.safeguarding.forms import SafeTextMixin
from core.uploads import clean_picture
from initiatives.choices import CostBand, Level
from initiatives.drafts import DraftFields, links_text
from initiatives.models import InitiativePage
from initiatives.models.initiative_page import (
    action_choices,
    group_choices,
    principle_choices,
)
from initiatives.plain_text import Block, blocks_from_text, text_from_blocks
from signatories.models import Signatory

_MAX_TEXT = 30_000


def _language_choices() -> list[tuple[str, str]]:
    return [(item.code, item.autonym) for item in LANGUAGES]


class NewInitiativeForm(SafeTextMixin, forms.Form):
    """Who, in which language, and a title: enough to begin."""

    safe_fields = ("title",)

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    signatory = forms.ChoiceField(
        label=_("Which signatory did this?"), widget=forms.RadioSelect
    )
    language = forms.ChoiceField(
        label=_("In which language are you going to write?"),
        help_text=_("Any of them. Readers of other languages will find it, too."),
        choices=_language_choices,
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("You can change it later. No name of a child."),
    )

    def __init__(self, *args: Any, signatories: list[Signatory], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["signatory"])
        field.choices = [(str(item.key), item.official_name) for item in signatories]
        if len(signatories) == 1:
            field.initial = str(signatories[0].key)
            field.widget = forms.HiddenInput()

    def language_of_text(self) -> str:
        """Read the title in the language chosen."""
        return str(self.data.get("language") or super().language_of_text())


class VersionForm(forms.Form):
    """The language of a version of one's own."""

    language = forms.ChoiceField(
        label=_("In which language do you want to add it?"),
        help_text=_(
            "The form begins with the words of the original. Write your translation "
            "over them; a moderator reads it before it is published."
        ),
    )

    def __init__(self, *args: Any, taken: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["language"])
        field.choices = [pair for pair in _language_choices() if pair[0] not in taken]


def _codes(
    title: Any, kind: str, codes: Callable[[], list[tuple[str, str]]]
) -> forms.MultipleChoiceField:
    """Offer the codes of a vocabulary by their names in the reader's language."""

    def named() -> list[tuple[str, str]]:
        language = get_language() or DEFAULT
        return [(code, label(kind, code, language)) for code, _name in codes()]

    return forms.MultipleChoiceField(
        label=title,
        choices=named,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def _long(label: Any, help_text: Any = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=_MAX_TEXT,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


# As services.drafts.submission_problems asks for them.
NEEDED_TO_SEND: Final = ("summary", "text", "starts_on")


class InitiativeForm(SafeTextMixin, forms.Form):
    """All of an initiative.

    Attributes:
        kept: blocks that lines such as `[[1]]` of the text stand for.
    """

    safe_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "summary",
        "text",
        "place",
        "partners",
        "results",
        "lessons",
        "links",
        "picture_alt",
    )

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(
        label=_("Summary"),
        required=False,
        max_length=400,
        help_text=_("Two or three sentences. Nothing that identifies a child."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    text = _long(
        _("What was done"),
        _(
            "An empty line begins a new paragraph, “## ” a heading, “- ” an item of a "
            "list. **Two stars** make words bold."
        ),
        rows=14,
    )
    principles = _codes(_("Principles"), "principle", principle_choices)
    actions = _codes(_("Kinds of action"), "action", action_choices)
    groups = _codes(_("For whom"), "group", group_choices)
    place = forms.CharField(
        label=_("Town or region"),
        required=False,
        max_length=120,
        help_text=_("As you write it in your language."),
    )
    level = forms.ChoiceField(
        label=_("Where does it work?"), choices=Level.choices, widget=forms.RadioSelect
    )
    starts_on = forms.DateField(
        label=_("It began on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ends_on = forms.DateField(
        label=_("It ended on"),
        required=False,
        help_text=_("Empty while it goes on."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    partners = _long(_("Partners"), _("Organisations, not private persons."), rows=3)
    results = _long(_("Results"))
    cost_band = forms.ChoiceField(
        label=_("Cost"),
        required=False,
        # Translators: what is chosen while nothing is known of the cost
        choices=[("", _("not said")), *CostBand.choices],
    )
    lessons = _long(_("What was learned"))
    links = _long(
        _("Links"),
        _("One a line: the address, then its title. https://example.org Our report"),
        rows=3,
    )
    picture_file = forms.FileField(
        label=_("Add a picture"),
        required=False,
        help_text=_("JPEG, PNG or WebP, up to 10 MB. Where it was taken is removed."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    picture_alt = forms.CharField(
        label=_("What can be seen in the picture?"),
        required=False,
        max_length=300,
        help_text=_("For those who cannot see it. Required with a picture."),
    )
    picture_credit = forms.CharField(
        label=_("Photographer or source"), required=False, max_length=200
    )
    picture_safe = forms.BooleanField(
        label=_("No child can be recognised in this picture"),
        required=False,
        help_text=_("Required, with or without consent of the parents."),
    )

    def __init__(self, *args: Any, page: InitiativePage, **kwargs: Any) -> None:
        text, self.kept = text_from_blocks(list(page.body.raw_data))
        self.page = page
        kwargs["initial"] = _initial(page, text) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        for name in NEEDED_TO_SEND:
            self.fields[name].is_needed_to_send = True  # type: ignore[attr-defined]
        for item in page.pictures:
            self._add_picture_fields(item)

    def _add_picture_fields(self, item: dict[str, str]) -> None:
        key = item["key"]
        alt = forms.CharField(
            label=_("What can be seen in the picture?"),
            required=False,
            max_length=300,
            initial=item["alt"],
        )
        gone = forms.BooleanField(label=_("Remove this picture"), required=False)
        self.fields[f"alt_{key}"], self.fields[f"remove_{key}"] = alt, gone

    @property
    def picture_rows(self) -> list[dict[str, Any]]:
        """Pictures of the draft with their fields, for the template."""
        return [
            {
                "key": item["key"],
                "alt": self[f"alt_{item['key']}"],
                "remove": self[f"remove_{item['key']}"],
            }
            for item in self.page.pictures
        ]

    def clean_picture_file(self) -> Any:
        """Refuse what is no picture at once, with the reason."""
        file = self.cleaned_data["picture_file"]
        return clean_picture(file) if file else None

    def clean_links(self) -> list[Block]:
        """Read one link a line."""
        blocks: list[Block] = []
        check = URLValidator(schemes=["http", "https"])
        for line in filter(
            None, map(str.strip, self.cleaned_data["links"].split("\n"))
        ):
            address, _space, title = line.partition(" ")
            try:
                check(address)
            except ValidationError as error:
                message = gettext(
                    "“%(line)s” does not begin with an address (https://…)."
                )
                raise ValidationError(message % {"line": line[:80]}) from error
            value = {"url": address, "title": title.strip() or address}
            value["description"] = ""
            blocks.append({"type": "link", "value": value, "id": str(uuid.uuid4())})
        return blocks

    def clean(self) -> Any:
        """Look at dates and picture, then at the words."""
        data = self.cleaned_data
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", gettext("The end is before the start."))
        if data.get("picture_file"):
            if not data.get("picture_alt", "").strip():
                message = gettext("Describe the picture for those who cannot see it.")
                self.add_error("picture_alt", message)
            if not data.get("picture_safe"):
                message = gettext(
                    "Confirm that no child can be recognised, or leave the picture out."
                )
                self.add_error("picture_safe", message)
        return super().clean()

    def draft_fields(self) -> DraftFields:
        """Return the values for the service; the picture sent with them is apart."""
        data = self.cleaned_data
        names = "title summary principles actions groups place level starts_on ends_on"
        plain = {
            name: data[name]
            for name in (*names.split(), "partners", "results", "cost_band", "lessons")
        }
        return DraftFields(
            body=blocks_from_text(data["text"], self.kept),
            links=data["links"],
            pictures=[
                item | {"alt": data[f"alt_{item['key']}"]}
                for item in self.page.pictures
                if not data[f"remove_{item['key']}"]
            ],
            **plain,
        )


def _initial(page: InitiativePage, text: str) -> dict[str, Any]:
    names = (
        "title summary principles actions groups place level starts_on ends_on "
        "partners results cost_band lessons"
    )
    return {name: getattr(page, name) for name in names.split()} | {
        "text": text,
        "links": links_text(list(page.links.raw_data)),
    }
