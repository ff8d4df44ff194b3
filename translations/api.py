"""What the public API says of every text: which language, and where it comes from."""

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
        provenance: the same as a sentence for readers.
    """

    language_asked: str
    language_served: str
    is_fallback: bool
    state: str
    provenance: str


class VersionOut(Schema):
    """A real version of a text: the original or a translation."""

    language: str
    url: str
    state: str
    is_original: bool


def text_values(asked: str, served: str, state: str) -> dict[str, Any]:
    """Return the fields of `TextOut` for a text in `served` when `asked` was asked for."""
    return {
        "language_asked": asked,
        "language_served": served,
        "is_fallback": asked != served,
        "state": state,
        "provenance": _provenance(asked, served, state),
    }


def text_out(asked: str, served: str, state: str) -> TextOut:
    """Describe a text in `served` for somebody who asked for `asked`."""
    return TextOut(**text_values(asked, served, state))


def _provenance(asked: str, served: str, state: str) -> str:
    return _sentence(asked, served, state, get_language() or DEFAULT)


@lru_cache(maxsize=4096)
def _sentence(asked: str, served: str, state: str, spoken: str) -> str:
    """Return the provenance in the active language, which is `spoken`."""
    sentence = str(_SENTENCES.get(state, ""))
    if asked == served:
        return sentence
    name = language_name(asked, spoken)
    missing = _("This text has not been translated into %(language)s yet.")
    return f"{missing % {'language': name}} {sentence}".strip()


def served_out(served: Served) -> TextOut:
    """Describe the version that a reader was served."""
    return text_out(served.asked, served.language, served.state)


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
            is_original=item.language == served.original_language,
        )
        for item in versions
    ]
