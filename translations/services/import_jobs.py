"""Imports large files with a worker: each object is an item of a job.

The batch is one, so one click undoes all of it. An item is one transaction with the mark
that it is done: a worker that dies leaves it undone or done, never half.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import Translation

from core.locales import language_of
from translations.exceptions import ImportRefusedError, UndoneError
from translations.files.archive import archive_member
from translations.files.base import FileProblem, ReadDocument
from translations.models import ImportBatch, TranslationJobItem
from translations.rights import Action, may
from translations.selectors.import_plan import Wishes
from translations.services.import_files import (
    Part,
    file_read,
    import_match,
    is_archive,
)
from translations.services.imports import import_apply, import_document
from translations.services.jobs import Kind, job_start, translation_of, work
from translations.services.uploads import Upload, upload_held, upload_hold

if TYPE_CHECKING:
    from accounts.models import User

# So many objects are looked at and imported while somebody waits; of more a worker takes
# one after the other. An object of 20 texts takes 70 ms to import (SQLite, two busy
# cores) and one of 300 texts a second: five large ones are what a request should bear.
FEW: Final = 5


def is_large(parts: Iterable[Part]) -> bool:
    """Whether a file is imported, and looked at, object by object."""
    return len({part.translation.pk for part in parts if part.translation}) > FEW


def import_start(
    *, upload: Upload, language: str, user: "User", wishes: Wishes
) -> ImportBatch:
    """Take over what a file changes: at once when it is small, else by a worker.

    Returns:
        the import; it goes on as long as its job does.

    Raises:
        FileProblem: nothing of the file can be taken.
    """
    parts = import_match(upload, language)
    if not is_large(parts):
        return import_apply(upload=upload, language=language, user=user, wishes=wishes)
    files = {
        part.translation.source_id: part.file for part in parts if part.translation
    }
    options = {
        "file": upload_hold(data=upload.data),
        "name": upload.name,
        "members": {str(source): file for source, file in files.items()},
        "uploaded_at": wishes.uploaded_at.isoformat(),
        "approve": wishes.approve,
        "replace": wishes.replace,
        "outdated": wishes.outdated,
    }
    with transaction.atomic():
        job = job_start(
            kind=Kind.IMPORT,
            label=upload.name,
            items=[(source, language) for source in files],
            user=user,
            options=options,
        )
        return ImportBatch.objects.create(
            language=language, file_name=upload.name, imported_by=user, job=job
        )


@work(Kind.IMPORT)
def import_item(item: TranslationJobItem) -> str:
    """Take over what a file changes in one object."""
    batch = ImportBatch.objects.filter(job_id=item.job_id, undone_at=None).first()
    if batch is None:
        raise UndoneError
    user = _importer(item)
    options = item.job.options
    wishes = Wishes(
        user.pk,
        datetime.fromisoformat(options["uploaded_at"]),
        # Whoever lost the right meanwhile does not approve by a file, either.
        approve=options["approve"] and may(user, Action.REVIEW, item.language),
        replace=options["replace"],
        outdated=options["outdated"],
    )
    translation = translation_of(item)
    if not translation.enabled:
        raise ImportRefusedError(_("This is not translated here any more."))
    item.count = sum(
        import_document(
            batch=batch,
            translation=translation,
            document=document,
            user=user,
            wishes=wishes,
        )
        for document in _documents_of(item, translation)
    )
    return ngettext("%(count)s text changed", "%(count)s texts changed", item.count) % {
        "count": item.count
    }


def _importer(item: TranslationJobItem) -> "User":
    user: User | None = item.job.started_by
    if user is None or not may(user, Action.TRANSLATE, item.language):
        raise ImportRefusedError(
            _("Whoever imported the file may no longer translate into this language.")
        )
    return user


def _documents_of(
    item: TranslationJobItem, translation: Translation
) -> list[ReadDocument]:
    options = item.job.options
    data = upload_held(options["file"])
    member = options["members"][str(item.source_id)]
    try:
        documents = _read(options["name"], member, data)
    except FileProblem as problem:
        raise ImportRefusedError(str(problem)) from problem
    wanted = (
        translation.source.object_id,
        language_of(translation.source.locale_id),
        item.language,
    )
    return [
        document
        for document in documents
        if (document.key, document.source_language, document.target_language) == wanted
    ]


@lru_cache(maxsize=1)
def _read(name: str, member: str, data: bytes) -> list[ReadDocument]:
    """Return the documents of a file, or of a file in an archive.

    Many objects may be in one XLIFF file; a worker that takes one after the other reads
    it once.
    """
    if is_archive(name, data):
        return archive_member(data, member)
    return [
        item for _name, item in file_read(name, data) if isinstance(item, ReadDocument)
    ]
