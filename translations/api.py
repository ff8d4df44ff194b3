"""What the public API says of every text: which language, and where it comes from."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from ninja import Schema

from core.api import link
from core.cldr import language_name
from core.languages import DEFAULT
from core.versions import Served
from translations.models import TextState

_SENTENCES: Final[dict[str, Promise]] = {
    TextState.ORIGINAL: gettext_lazy("Original text."),
    TextState.MACHINE_DRAFT: gettext_lazy("Machine translation, not yet reviewed."),
    TextState.TRANSLATED: gettext_lazy("Translation, not yet reviewed."),
    TextState.BY_SIGNATORY: gettext_lazy("Translation by the signatory."),
    TextState.REVIEWED: gettext_lazy("Reviewed translation."),
}


class TextOut(Schema):
    """Which language was asked for and which one came, and how the text came to be.

    Attributes:
        state: `original`, `machine_draft`, `translated`, `by_signatory` or `reviewed`.
        is_behind: whether the original has changed since this translation was made.
        provenance: the same as sentences for readers.
    """

    language_asked: str
    language_served: str
    is_fallback: bool
    state: str
    is_behind: bool
    provenance: str


class VersionOut(Schema):
    """A real version of a text: the original or a translation."""

    language: str
    url: str
    state: str
    is_behind: bool
    is_original: bool


def text_values(asked: str, served: str, card: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the fields of `TextOut` for a text in `served` when `asked` was asked for.

    `card` holds what `translations.selectors.card_facts` said of the text.
    """
    return _values(
        asked,
        served,
        str(card["state"]),
        bool(card.get("is_behind")),
        asked in card.get("withheld", ()),
        get_language() or DEFAULT,
    )


def text_out(asked: str, served: str, card: Mapping[str, Any]) -> TextOut:
    """Describe a text in `served` for somebody who asked for `asked`."""
    return TextOut(**text_values(asked, served, card))


def served_out(served: Served) -> TextOut:
    """Describe the version that a reader was served."""
    values = _values(
        served.asked,
        served.language,
        served.state,
        served.is_behind,
        served.is_withheld,
        get_language() or DEFAULT,
    )
    return TextOut(**values)


# A list has many texts and few of these.
@lru_cache(maxsize=4096)
def _values(
    asked: str,
    served: str,
    state: str,
    is_behind: bool,
    is_withheld: bool,
    spoken: str,
) -> Mapping[str, Any]:
    """Return the fields of `TextOut`; the active language is `spoken`."""
    said = [_missing(asked, is_withheld, spoken)] if asked != served else []
    said.append(str(_SENTENCES.get(state, "")))
    if is_behind:
        said.append(_("The original has changed since this translation was made."))
    return {
        "language_asked": asked,
        "language_served": served,
        "is_fallback": asked != served,
        "state": state,
        "is_behind": is_behind,
        "provenance": " ".join(filter(None, said)),
    }


def _missing(asked: str, is_withheld: bool, spoken: str) -> str:
    sentence = (
        _("This text has changed; its translation into %(language)s is being made.")
        if is_withheld
        else _("This text has not been translated into %(language)s yet.")
    )
    return sentence % {"language": language_name(asked, spoken)}


def versions_out(served: Served, request: HttpRequest) -> list[VersionOut]:
    """List the real versions, the original first."""
    versions = sorted(
        served.versions.values(),
        key=lambda item: (item.language != served.original_language, item.language),
    )
    return [
        VersionOut(
            language=item.language,
            url=link(request, item.path),
            state=item.state,
            is_behind=item.is_behind,
            is_original=item.language == served.original_language,
        )
        for item in versions
    ]
