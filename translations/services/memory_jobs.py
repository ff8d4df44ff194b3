"""Takes large TMX files into the memory with a worker, piece by piece."""

from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from translations.exceptions import ImportRefusedError
from translations.files.base import FileProblem
from translations.models import TranslationJob, TranslationJobItem
from translations.services.jobs import Kind, job_start, work
from translations.services.memory_files import (
    PART,
    MemoryPart,
    memory_import,
    memory_parts,
)
from translations.services.uploads import Upload, upload_held, upload_hold

if TYPE_CHECKING:
    from accounts.models import User


def memory_start(*, upload: Upload, user: "User") -> TranslationJob | int:
    """Take a TMX file into the memory: at once when it is small, else by a worker.

    Returns:
        how many pairs are new; the job when there is one.

    Raises:
        FileProblem: the file is refused.
    """
    parts = memory_parts(upload.data)
    if sum(len(part.units) for part in parts) <= PART:
        return memory_import(parts=parts, note=upload.name)
    return job_start(
        kind=Kind.MEMORY,
        label=upload.name,
        items=[(None, part.language) for part in parts],
        user=user,
        options={"file": upload_hold(data=upload.data), "name": upload.name},
    )


@work(Kind.MEMORY)
def memory_item(item: TranslationJobItem) -> str:
    """Take one piece of a file into the memory."""
    options = item.job.options
    try:
        part = _parts(upload_held(options["file"]))[item.position]
    except FileProblem as problem:
        raise ImportRefusedError(str(problem)) from problem
    item.count = memory_import(parts=[part], note=options["name"])
    return ngettext(
        "%(new)s of %(count)s translation is new",
        "%(new)s of %(count)s translations are new",
        len(part.units),
    ) % {"new": item.count, "count": len(part.units)}


@lru_cache(maxsize=1)
def _parts(data: bytes) -> list[MemoryPart]:
    """Return the pieces of a file; a worker that takes many of them reads it once."""
    return memory_parts(data)
