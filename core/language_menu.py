"""The language picker's entries: all 39, own names, the reader's page and filters."""

from dataclasses import dataclass

from django.http import HttpRequest

from core.current import current_language, interface_languages
from core.languages import LANGUAGES, Language
from core.versions import remembered


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One language of the picker.

    Attributes:
        url: the same page with the same filters in that language.
        is_translated: whether the page's own text really exists in it.
    """

    language: Language
    url: str
    is_current: bool
    is_translated: bool

    @property
    def code(self) -> str:
        """Code of the language."""
        return self.language.code

    @property
    def autonym(self) -> str:
        """Own name of the language."""
        return self.language.autonym

    @property
    def english_name(self) -> str:
        """English name of the language."""
        return self.language.english_name

    @property
    def direction(self) -> str:
        """Writing direction."""
        return self.language.direction


def language_menu(request: HttpRequest) -> list[MenuEntry]:
    """Return the 39 entries in the order of their own names' alphabet.

    A page tells which languages really have its text by `core.versions.remember`;
    without it the text is the interface's own.
    """
    current = current_language()
    served = remembered(request)
    translated = served.versions if served else interface_languages()
    _first, _, rest = request.path_info.lstrip("/").partition("/")
    query = request.META.get("QUERY_STRING", "")
    suffix = f"{rest}?{query}" if query else rest
    return [
        MenuEntry(
            language=item,
            url=f"/{item.code}/{suffix}",
            is_current=item.code == current,
            is_translated=item.code in translated,
        )
        for item in sorted(LANGUAGES, key=lambda item: item.autonym.casefold())
    ]
