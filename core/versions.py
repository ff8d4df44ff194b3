"""Which real versions of a text exist, and which of them a reader is shown."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

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
        made_at: when this translation was made or last published; None if unknown.
        reviewed_at: when the last of its texts was reviewed; None if nobody noted it.
        is_by_engine: an engine drafted it, at least in part, before it was reviewed.
    """

    language: str
    path: str
    state: str = "original"
    is_behind: bool = False
    made_at: datetime | None = None
    reviewed_at: datetime | None = None
    is_by_engine: bool = False


@dataclass(frozen=True, slots=True)
class Served:
    """What a reader gets when asking for a text in a language.

    Attributes:
        asked, language: the language asked for and the one served.
        state: state of the version served.
        original_language, original_path: where the original stands.
        versions: all real versions, by language.
        withheld: languages whose translation exists and is not shown.
    """

    asked: str
    language: str
    state: str
    original_language: str
    original_path: str
    versions: Mapping[str, Version] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()

    @property
    def is_fallback(self) -> bool:
        """Whether the text is in another language than asked."""
        return self.asked != self.language

    @property
    def version(self) -> Version | None:
        """The version served."""
        return self.versions.get(self.language)

    @property
    def is_translation(self) -> bool:
        """Whether the text served is a translation."""
        return self.language != self.original_language

    @property
    def is_behind(self) -> bool:
        """Whether the original has changed since the version served was made."""
        version = self.version
        return version is not None and version.is_behind

    @property
    def is_withheld(self) -> bool:
        """Whether the text asked for exists and is being made anew."""
        return self.is_fallback and self.asked in self.withheld

    @property
    def is_unread(self) -> bool:
        """Whether the text served is a translation that nobody has reviewed."""
        return self.is_translation and self.state in ("machine_draft", "translated")

    @property
    def report_path(self) -> str:
        """Address at which the reader reports that this translation is bad."""
        version = self.version
        place = path_in(version.path if version else self.original_path, "").lstrip("/")
        return f"/{self.asked}/report-translation/{place}"

    @property
    def original_url(self) -> str:
        """Address of the original."""
        return self.original_path

    @property
    def direction(self) -> str:
        """Value of the HTML attribute `dir` of the text."""
        return BY_CODE[self.language].direction


def choose(
    asked: str,
    versions: Mapping[str, Version],
    written_in: str,
    withheld: Collection[str] = (),
) -> Served:
    """Choose the best version for a reader: own language, original, then any.

    Args:
        asked: the reader's language.
        versions: the real versions by language; at least one.
        written_in: language of the original, which may be unpublished by now.
        withheld: languages whose translation is not among the versions because readers
            shall not see it for now.
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
        withheld=frozenset(withheld),
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
    public_url: str = settings.PUBLIC_URL
    return (
        public_url.rstrip("/") + path
        if public_url
        else request.build_absolute_uri(path)
    )
