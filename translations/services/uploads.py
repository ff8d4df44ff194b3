"""Files that were uploaded and looked at, and change nothing before somebody says so.

The bytes lie in the private storage for an hour; a signed token, bound to the person and
the purpose, leads back to them. What they would change is worked out anew when they are
used, so nothing that happened meanwhile is overlooked. What a worker takes over part by
part is held until its job has ended.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from django.core import signing
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _

from core.private_files import PrivateStorage
from core.text import one_line
from translations.exceptions import ImportRefusedError, UploadGoneError
from translations.models import TranslationJob

if TYPE_CHECKING:
    from accounts.models import User

FOLDER: Final = "translation-uploads"
HELD: Final = "translation-imports"
KEPT: Final = timedelta(hours=1)
_SALT: Final = "translations.upload"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was uploaded.

    Attributes:
        token: leads back to it.
        name: as the person calls it, on one line.
        data: its bytes.
        uploaded_at: when.
    """

    token: str
    name: str
    data: bytes
    uploaded_at: datetime


def upload_keep(*, user: "User", purpose: str, name: str, data: bytes) -> Upload:
    """Keep a file for an hour, for one person and one purpose."""
    stored = PrivateStorage().save(f"{FOLDER}/{uuid4()}", ContentFile(data))
    now = timezone.now()
    name = one_line(name)[:200] or "file"
    facts = [user.pk, purpose, stored, name, now.isoformat()]
    token = signing.dumps(facts, salt=_SALT, compress=True)
    return Upload(token, name, data, now)


def upload_get(*, user: "User", purpose: str, token: str) -> Upload:
    """Return a file that the same person uploaded for the same purpose.

    Raises:
        UploadGoneError: it is gone, or was never there for this person.
    """
    stored, name, uploaded_at = _facts(user, purpose, token)
    storage = PrivateStorage()
    if not storage.exists(stored):
        raise UploadGoneError
    with storage.open(stored) as file:
        return Upload(token, name, bytes(file.read()), uploaded_at)


def upload_drop(*, user: "User", purpose: str, token: str) -> None:
    """Delete a file that was used."""
    PrivateStorage().delete(_facts(user, purpose, token)[0])


def uploads_forget() -> None:
    """Delete files that are older than an hour."""
    files_forget(FOLDER, KEPT)


def upload_hold(*, data: bytes) -> str:
    """Hold a file for a job; return the name that the job's option `file` keeps."""
    return str(PrivateStorage().save(f"{HELD}/{uuid4()}", ContentFile(data)))


def upload_held(name: str) -> bytes:
    """Return a file that is held for a job.

    Raises:
        ImportRefusedError: it is gone.
    """
    try:
        with PrivateStorage().open(name) as file:
            return bytes(file.read())
    except FileNotFoundError as error:
        raise ImportRefusedError(
            _(
                "The file is no longer here. Upload it again; what was imported before "
                "stays."
            )
        ) from error


def held_forget() -> None:
    """Delete held files whose job has ended or was never begun."""
    wanted = TranslationJob.objects.filter(
        finished_at=None, options__file__startswith=HELD
    ).values_list("options__file", flat=True)
    files_forget(HELD, KEPT, spared=frozenset(wanted))


def files_forget(folder: str, kept: timedelta, *, spared: Collection[str] = ()) -> None:
    """Delete the files of a private folder that are older than `kept`.

    Args:
        folder: in the private storage.
        kept: from when they were stored.
        spared: names that stay whatever their age.
    """
    storage = PrivateStorage()
    if not storage.exists(folder):
        return
    oldest = timezone.now() - kept
    for name in storage.listdir(folder)[1]:
        path = f"{folder}/{name}"
        if path not in spared and storage.get_modified_time(path) < oldest:
            storage.delete(path)


def _facts(user: "User", purpose: str, token: str) -> tuple[str, str, datetime]:
    try:
        owner, meant, stored, name, at = signing.loads(token, salt=_SALT, max_age=KEPT)
    except signing.BadSignature as error:
        raise UploadGoneError from error
    if (owner, meant) != (user.pk, purpose):
        raise UploadGoneError
    return stored, name, datetime.fromisoformat(at)
