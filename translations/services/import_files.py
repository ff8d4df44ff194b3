"""Reads a file of translators and says what each document of it would change."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import Translation

from core.languages import BY_CODE
from core.locales import language_of
from translations.files.archive import Found, archive_read
from translations.files.base import FileProblem, ReadDocument
from translations.files.po import po_read
from translations.files.xliff import xliff_read
from translations.selectors.import_plan import (
    Row,
    Wishes,
    counts_of,
    rows_of,
    translations_for,
)
from translations.services.uploads import Upload


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a file and what becomes of its texts.

    Attributes:
        file: name of the file it is in.
        document: None when that file cannot be read.
        translation: what it belongs to; None when there is a problem.
        problem: why nothing of it is taken.
    """

    file: str
    document: ReadDocument | None
    translation: Translation | None
    rows: list[Row]
    problem: FileProblem | None = None

    @property
    def title(self) -> str:
        """Title of the object; empty when the file belongs to none."""
        return str(self.translation.source.object_repr) if self.translation else ""

    @property
    def counts(self) -> dict[str, int]:
        """Fate -> how many texts have it."""
        return counts_of(self.rows)


def is_archive(name: str, data: bytes) -> bool:
    """Whether a file is an archive of files."""
    return data.startswith(b"PK\x03\x04") or name.lower().endswith(".zip")


def file_read(name: str, data: bytes) -> list[Found]:
    """Read a PO file, an XLIFF file or an archive of them.

    Returns:
        name of a file and its document, or why that one file of an archive is refused.

    Raises:
        FileProblem: it is refused as a whole.
    """
    if is_archive(name, data):
        return archive_read(data)
    match PurePosixPath(name.lower()).suffix:
        case ".po":
            return [(name, po_read(data))]
        case ".xlf" | ".xliff":
            return [(name, document) for document in xliff_read(data)]
    raise FileProblem(
        _("Choose a PO file (.po), an XLIFF file (.xlf) or an archive of them (.zip).")
    )


def import_match(upload: Upload, language: str) -> list[Part]:
    """Return which translations a file belongs to; its texts are not looked at yet.

    Returns:
        a part for each document, without rows.

    Raises:
        FileProblem: nothing of the file can be taken.
    """
    found = file_read(upload.name, upload.data)
    documents = [item for _name, item in found if isinstance(item, ReadDocument)]
    known = translations_for(documents, language)
    parts = []
    for name, item in found:
        if isinstance(item, FileProblem):
            parts.append(Part(name, None, None, [], item))
            continue
        try:
            translation = _translation(item, language, known)
        except FileProblem as problem:
            parts.append(Part(name, item, None, [], problem))
            continue
        parts.append(Part(name, item, translation, []))
    problems = [part.problem for part in parts if part.problem]
    if len(problems) == len(parts):
        raise problems[0]
    return parts


def import_plan(parts: Iterable[Part], wishes: Wishes) -> list[Part]:
    """Return what parts of a file would change, text by text; nothing is stored."""
    return [
        replace(part, rows=rows_of(part.translation, part.document, wishes))
        if part.translation and part.document
        else part
        for part in parts
    ]


def _translation(
    document: ReadDocument, language: str, known: dict[Any, list[Translation]]
) -> Translation:
    """Return what a document belongs to.

    Raises:
        FileProblem: it belongs to another language, to nothing, or to nothing begun.
    """
    if document.target_language != language:
        tag = document.target_language or "–"
        found = BY_CODE.get(tag)
        raise FileProblem(
            _(
                "The file is in the language %(found)s and was uploaded for "
                "%(wanted)s. Choose the other language, or another file."
            ),
            found=found.autonym if found else tag,
            wanted=BY_CODE[language].autonym,
        )
    for translation in known.get(document.key, []):
        if language_of(translation.source.locale_id) == document.source_language:
            return translation
    raise FileProblem(
        _(
            "The file belongs to a page that is not translated from %(source)s into "
            "%(language)s here. Download it again."
        ),
        source=document.source_language or "–",
        language=BY_CODE[language].autonym,
    )
