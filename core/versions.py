"""Which real versions of a text exist, and which of them a reader is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest

from core.languages import BY_CODE, DEFAULT


@dataclass(frozen=True, slots=True)
class Version:
    """A published version of a text: the original or a real translation.

    Attributes:
        language: code of its language.
        path: its address without the host.
        state: `original`, or the state of its provenance.
        is_behind: the original has changed since this translation was made.
    """

    language: str
    path: str
    state: str = "original"
    is_behind: bool = False


@dataclass(frozen=True, slots=True)
class Served:
    """What a reader gets when asking for a text in a language.

    Attributes:
        asked, language: the language asked for and the one served.
        state: state of the version served.
        original_language, original_path: where the original stands.
        versions: all real versions, by language.
    """

    asked: str
    language: str
    state: str
    original_language: str
    original_path: str
    versions: Mapping[str, Version] = field(default_factory=dict)

    @property
    def is_fallback(self) -> bool:
        """Whether the text is in another language than asked."""
        return self.asked != self.language

    @property
    def is_behind(self) -> bool:
        """Whether the original has changed since the version served was made."""
        version = self.versions.get(self.language)
        return version is not None and version.is_behind

    @property
    def original_url(self) -> str:
        """Address of the original."""
        return self.original_path

    @property
    def direction(self) -> str:
        """Value of the HTML attribute `dir` of the text."""
        return BY_CODE[self.language].direction


def choose(asked: str, versions: Mapping[str, Version], written_in: str) -> Served:
    """Choose the best version for a reader: own language, original, then any.

    Args:
        asked: the reader's language.
        versions: the real versions by language; at least one.
        written_in: language of the original, which may be unpublished by now.
    """
    fallback = (written_in, DEFAULT, *sorted(versions))
    language = next(code for code in (asked, *fallback) if code in versions)
    original = versions.get(written_in) or versions[language]
    return Served(
        asked=asked,
        language=language,
        state=versions[language].state,
        original_language=original.language,
        original_path=original.path,
        versions=versions,
    )


def remember(request: HttpRequest, served: Served | None) -> None:
    """Tell the page frame which text is served: canonical, hreflang and the picker."""
    request.served = served  # type: ignore[attr-defined]


def remembered(request: HttpRequest) -> Served | None:
    """Return what `remember` was told, None for a page without a text of its own."""
    served: Served | None = getattr(request, "served", None)
    return served


def path_in(path: str, language: str) -> str:
    """Return the same place of the portal in the interface of another language."""
    _first, _, rest = path.lstrip("/").partition("/")
    return f"/{language}/{rest}"


def absolute(request: HttpRequest, path: str) -> str:
    """Return an address with the portal's host."""
    if settings.PUBLIC_URL:
        return str(settings.PUBLIC_URL).rstrip("/") + path
    return request.build_absolute_uri(path)
