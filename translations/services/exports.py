"""Packs what waits in a language as one archive; many of them by a worker."""

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.core.files.base import ContentFile, File
from django.utils.text import slugify
from django.utils.translation import ngettext
from wagtail_localize.models import Translation

from core.private_files import PrivateStorage
from translations.files.archive import Kind as FileKind
from translations.files.archive import archive_write
from translations.files.base import Document
from translations.files.po import po_write
from translations.files.xliff import xliff_write
from translations.models import TranslationJob, TranslationJobItem
from translations.selectors.exchange import document_of, translations_waiting
from translations.services.jobs import Kind, job_start, work
from translations.services.uploads import files_forget

if TYPE_CHECKING:
    from accounts.models import User

FOLDER: Final = "translation-exports"
KEPT: Final = timedelta(days=7)
_ENDINGS: Final[dict[FileKind, str]] = {"po": "po", "xliff": "xlf"}
CONTENT_TYPES: Final[dict[FileKind, str]] = {
    "po": "text/x-gettext-translation",
    "xliff": "application/xliff+xml",
}


def export_one(translation: Translation, kind: FileKind) -> tuple[str, bytes]:
    """Return an object in a language as a file: its name and its bytes."""
    document = document_of(translation)
    words = slugify(document.title)[:60].strip("-") or "text"
    name = f"{words}.{document.target_language}.{_ENDINGS[kind]}"
    return name, _written(document, kind)


def _written(document: Document, kind: FileKind) -> bytes:
    return po_write(document) if kind == "po" else xliff_write([document])


def export_language(language: str, kind: FileKind) -> tuple[bytes, int]:
    """Return all that waits in a language as an archive, and how many objects it has."""
    documents = [document_of(item) for item in translations_waiting(language)]
    return archive_write(documents, kind), len(documents)


def archive_name(language: str, kind: FileKind) -> str:
    """Return what the archive of a language is called on a reader's machine."""
    return f"pact-{language}-{kind}.zip"


def export_start(
    *, languages: Collection[str], kind: FileKind, user: "User"
) -> TranslationJob:
    """Have the archives of languages packed, each for itself."""
    return job_start(
        kind=Kind.EXPORT,
        label=", ".join(sorted(languages)),
        items=[(None, language) for language in languages],
        user=user,
        options={"format": kind},
    )


@work(Kind.EXPORT)
def export(item: TranslationJobItem) -> str:
    """Pack the archive of a language and keep it for a week."""
    kind: FileKind = "xliff" if item.job.options.get("format") == "xliff" else "po"
    packed, count = export_language(item.language, kind)
    storage = PrivateStorage()
    name = _path(item)
    # A worker that died may have left one.
    storage.delete(name)
    storage.save(name, ContentFile(packed))
    return ngettext("%(count)s object", "%(count)s objects", count) % {"count": count}


def export_is_kept(item: TranslationJobItem) -> bool:
    """Whether the archive of an item is ready and still kept."""
    is_ready = item.state == TranslationJobItem.State.DONE
    return is_ready and PrivateStorage().exists(_path(item))


def export_file(item: TranslationJobItem) -> File[Any] | None:
    """Return the archive of an item; None when it is not ready or no longer kept."""
    return PrivateStorage().open(_path(item)) if export_is_kept(item) else None


def exports_forget() -> None:
    """Delete archives that were packed more than a week ago."""
    files_forget(FOLDER, KEPT)


def exports_delete() -> None:
    """Delete all archives: one of them may hold what was withdrawn everywhere."""
    files_forget(FOLDER, timedelta())


def _path(item: TranslationJobItem) -> str:
    return f"{FOLDER}/{item.pk}-{item.language}.zip"
