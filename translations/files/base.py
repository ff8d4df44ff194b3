"""What translation files hold, whatever their format, and why one is refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.languages import BY_CODE, resolve

# Bytes. A page of 60 texts has some 50 kB; the largest glossary we know has 2 MB.
MAX_BYTES: Final = 5_000_000

# States of a text; the same values as in the database.
UNTRANSLATED: Final = "untranslated"
MACHINE_DRAFT: Final = "machine_draft"
NEEDS_EDITING: Final = "needs_editing"
WAITING: Final = "waiting"
APPROVED: Final = "approved"
# From the least to the most finished.
STATES: Final = (UNTRANSLATED, MACHINE_DRAFT, NEEDS_EDITING, WAITING, APPROVED)

# Tags under which programs know a language better than under the portal's code.
_TAGS: Final = {"sr": "sr-Cyrl"}


class FileProblem(Exception):  # noqa: N818 - handed back as often as it is raised
    """Why a file is refused as a whole.

    Attributes:
        line: counted from 1; None when no single line is to blame.
    """

    def __init__(
        self, sentence: str | Promise, *, line: int | None = None, **values: object
    ) -> None:
        """Keep the sentence untranslated until somebody reads it.

        Args:
            sentence: lazy; says what is wrong and what to do, with named placeholders.
            line: counted from 1.
            values: for the placeholders.
        """
        super().__init__(sentence, line, values)
        self.line = line
        self._sentence = sentence
        self._values = values

    @property
    def reason(self) -> str:
        """The sentence in the language of whoever reads it now."""
        return str(self._sentence) % self._values

    def __str__(self) -> str:
        return self.reason if self.line is None else f"{self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to translate.

    Attributes:
        path: where it stands inside its object, e.g. `body.<uuid>.text`.
        source: an HTML fragment as wagtail-localize keeps it; never empty.
        target: its translation, of the same kind; empty when there is none.
        state: one of `STATES`; empty when not known.
        note: for the translator: name of the field, comment.
        previous_source: what `target` was made from, when the source has changed since.
        max_length: characters of plain text that the field holds.
    """

    path: str
    source: str
    target: str = ""
    state: str = ""
    note: str = ""
    previous_source: str = ""
    max_length: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One page or snippet in one language.

    Attributes:
        key: of the object, the same in all its languages.
        title: for people.
        source_language: code of `core.languages`, like `target_language`.
        units: in the order of the page.
        url: where the source can be seen; empty when nowhere.
        exported_at: when it was written, so that what was changed in the portal
            meanwhile is noticed when it comes back; None leaves it out.
    """

    key: UUID
    title: str
    source_language: str
    target_language: str
    units: tuple[Unit, ...]
    url: str = ""
    exported_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReadUnit:
    """One text as it came back; `line` is where it stands in the file, from 1."""

    path: str
    source: str
    target: str
    state: str
    line: int


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as it came back.

    Attributes:
        key: None when the file does not say which object it belongs to.
        source_language: code of `core.languages`; the file's own tag when the portal
            has no such language; None when the file names none.
        target_language: likewise.
        units: each path and source once.
        exported_at: when the portal wrote it; None when the file no longer says so.
    """

    key: UUID | None
    source_language: str | None
    target_language: str | None
    units: tuple[ReadUnit, ...]
    exported_at: datetime | None = None


def distinct(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Return each path and source once, the first of equals.

    Equal paragraphs of one rich text are one string with one translation.
    """
    kept: dict[tuple[str, str], Unit] = {}
    for unit in units:
        kept.setdefault((unit.path, unit.source), unit)
    return tuple(kept.values())


def refuse_twice(units: Sequence[ReadUnit]) -> None:
    """Refuse two units of one path and source: nobody could say which one counts.

    Raises:
        FileProblem: with the line of the second.
    """
    seen: dict[tuple[str, str], int] = {}
    for unit in units:
        identity = (unit.path, unit.source)
        if identity in seen:
            raise FileProblem(
                _(
                    "This text is in the file twice, the first time in line "
                    "%(first)s. Delete one of the two."
                ),
                line=unit.line,
                first=seen[identity],
            )
        seen[identity] = unit.line


def read_moment(written: str | None) -> datetime | None:
    """Return a moment that the portal wrote, None for anything else."""
    try:
        moment = datetime.fromisoformat((written or "").strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def language_tag(code: str) -> str:
    """Return the BCP 47 tag by which other programs know a language of the portal."""
    return _TAGS.get(code, code)


def read_language(tag: str | None) -> str | None:
    """Return the portal's code for a tag in a file.

    Returns:
        the tag itself when the portal does not have that language, or not in that
        script: `sr-Latn` is not the portal's Serbian, and Nynorsk is not Bokmål; None
        for no tag.
    """
    if not tag or not tag.strip():
        return None
    primary, *parts = tag.strip().lower().replace("_", "-").split("-")
    if primary in ("sr", "sh") and "me" in parts and "cyrl" not in parts:
        # Programs that have not heard of `cnr`.
        return "cnr"
    code = None if primary == "nn" else resolve(primary)
    scripts = {part.title() for part in parts if len(part) == 4 and part.isalpha()}
    if code is None or scripts - {BY_CODE[code].script}:
        return tag.strip()
    return code


def language_matches(read: ReadDocument, expected: str) -> None:
    """Refuse a file of another language.

    Args:
        read: what came back.
        expected: code of the language to be translated into.

    Raises:
        FileProblem: it is in another language, or does not say in which.
    """
    if read.target_language == expected:
        return
    wanted = BY_CODE[expected].autonym
    if read.target_language is None:
        raise FileProblem(
            _(
                "The file does not say which language it translates into. Download it "
                "anew for %(wanted)s and put your translations there."
            ),
            wanted=wanted,
        )
    found = BY_CODE.get(read.target_language)
    raise FileProblem(
        _(
            "The file translates into %(found)s, not into %(wanted)s. Choose the file "
            "of the right language."
        ),
        found=found.autonym if found else read.target_language,
        wanted=wanted,
    )
