"""The forms with which editors tell the search what words mean."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from core.cldr import language_name, sort_key
from core.languages import CODES, DEFAULT, LANGUAGES
from search.addresses import address_of, object_at
from search.analysis import forms_in, normalise
from search.choices import Kind, NeedPart
from search.need import words_in
from search.query import MAX_CHARACTERS, MAX_WORDS
from search.unanswered import unanswered_forget_need

# Each phrase widens every query that has one of the others, which costs time.
_MOST_SYNONYMS: Final = 10
_MOST_QUERIES: Final = 50


def interface_language() -> str:
    """Return the code of the language in which the form is read."""
    language = get_language() or DEFAULT
    return language if language in CODES else DEFAULT


def language_choices() -> list[tuple[str, str]]:
    """Return the languages by their name in the editor's language, with their own."""
    reader = interface_language()
    names = {
        language.code: f"{language_name(language.code, reader)} ({language.autonym})"
        for language in LANGUAGES
    }
    return sorted(names.items(), key=lambda item: sort_key(item[1]))


class WordsForm(WagtailAdminModelForm):
    """Words of one language, cleaned of what the search would not see.

    Attributes:
        lines_field: the field with one phrase a line; "" when there is none.
        phrase_field: the field with one phrase; "" when there is none.
        least, most: how many phrases `lines_field` takes.
    """

    lines_field = ""
    phrase_field = ""
    least = 1
    most = _MOST_QUERIES

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["language"]
        field.choices = [("", "---------"), *language_choices()]
        if not self.instance.language:
            self.initial["language"] = interface_language()

    def clean(self) -> dict[str, Any]:
        """Tidy the phrases and refuse those by which nothing could be recognised."""
        data: dict[str, Any] = super().clean()
        language = data.get("language")
        if not language:
            return data
        try:
            if text := data.get(self.lines_field):
                data[self.lines_field] = self._lines(text, language)
            if text := data.get(self.phrase_field):
                data[self.phrase_field] = self._phrase(text, language)
        except ValidationError as error:
            self.add_error(self.lines_field or self.phrase_field, error)
        return data

    def _lines(self, text: str, language: str) -> str:
        every: dict[str, str] = {}
        for line in self._meta.model.lines(text):
            every.setdefault(normalise(line, language), tidy(line, language))
        kept = list(every.values())
        if len(kept) < self.least:
            raise ValidationError(
                _("Write at least %(least)d different words or phrases, one a line.")
                % {"least": self.least}
            )
        if len(kept) > self.most:
            message = ngettext(
                "Write at most %(most)d line.",
                "Write at most %(most)d lines.",
                self.most,
            )
            raise ValidationError(message % {"most": self.most})
        return "\n".join(kept)

    def _phrase(self, text: str, language: str) -> str:
        """Return the phrase; a language has each once, however it is capitalised."""
        phrase = tidy(text, language)
        others = self._others(language).exclude(pk=self.instance.pk)
        same = normalise(phrase, language)
        if any(
            normalise(other, language) == same
            for other in others.values_list(self.phrase_field, flat=True)
        ):
            raise ValidationError(_("It is in the list of this language already."))
        return phrase

    def _others(self, language: str) -> QuerySet[Any]:
        """Return the rows among which a phrase stands once."""
        others: QuerySet[Any] = self._meta.model.objects.filter(language=language)
        return others


def tidy(text: str, language: str) -> str:
    """Return a phrase with single spaces.

    Raises:
        ValidationError: the search could never meet it.
    """
    phrase = " ".join(text.split())
    words = len(forms_in(phrase, language))
    if not words:
        message = _("“%(phrase)s” has no letter or digit to search for.")
        raise ValidationError(message % {"phrase": phrase})
    if words > MAX_WORDS:
        message = _("“%(phrase)s” is longer than the %(limit)d words of a search.")
        raise ValidationError(message % {"phrase": phrase, "limit": MAX_WORDS})
    return phrase


class SynonymForm(WordsForm):
    """Words and phrases that mean the same."""

    lines_field = "words"
    least = 2
    most = _MOST_SYNONYMS


class BestBetForm(WordsForm):
    """Queries, and what is recommended for them by its address."""

    lines_field = "queries"
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=500,
        help_text=gettext_lazy(
            "Open the initiative, signatory or page as a visitor does and copy its "
            "address from the browser, in any language."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bet = self.instance
        if bet.key:
            self.initial["address"] = address_of(bet.kind, bet.key, bet.language)

    def clean_address(self) -> str:
        """Find what stands at the address."""
        address: str = self.cleaned_data["address"]
        found = object_at(address)
        if found is None:
            raise ValidationError(
                _(
                    "No public initiative, signatory or page stands at this address. "
                    "It may have been taken down, or part of the address is missing."
                )
            )
        self.instance.kind, self.instance.key = found
        return address


class BlockedSuggestionForm(WordsForm):
    """A word that is never suggested."""

    phrase_field = "word"


class NeedPhraseForm(WordsForm):
    """A phrase of a person in need; what was kept of such searches goes at once."""

    phrase_field = "phrase"

    def _phrase(self, text: str, language: str) -> str:
        phrase = super()._phrase(text, language)
        is_part = self.cleaned_data.get("part") in (NeedPart.ONESELF, NeedPart.BESIDE)
        if is_part and words_in(phrase, language) != 1:
            raise ValidationError(
                _("Write one word, or let the phrase be enough by itself.")
            )
        return phrase

    def _others(self, language: str) -> QuerySet[Any]:
        return super()._others(language).filter(part=self.cleaned_data.get("part"))

    def save(self, commit: bool = True) -> Any:
        """Save, and delete searches without results that sound like it."""
        saved = super().save(commit)
        if commit:
            unanswered_forget_need()
        return saved


class ExplainForm(forms.Form):
    """A query whose results are to be explained."""

    q = forms.CharField(
        label=gettext_lazy("Words"),
        max_length=MAX_CHARACTERS,
        help_text=gettext_lazy("What somebody types; nothing of it is kept."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the reader"), choices=language_choices
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Search among"),
        choices=[
            (Kind.INITIATIVE, gettext_lazy("Initiatives")),
            (Kind.SIGNATORY, gettext_lazy("Signatories")),
            (Kind.PAGE, gettext_lazy("Pages")),
        ],
    )


class UnansweredForm(forms.Form):
    """Which searches without results are listed, and how."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        choices=lambda: [("", _("All languages")), *language_choices()],
    )
    order = forms.ChoiceField(
        label=gettext_lazy("Order"),
        required=False,
        choices=[
            ("", gettext_lazy("Most frequent first")),
            ("day", gettext_lazy("Latest first")),
        ],
    )
