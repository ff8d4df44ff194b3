"""Files that no public address leads to.

They lie outside `MEDIA_ROOT`; the view that hands one out checks rights first and
answers with `private_answer`.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.http import FileResponse
from django.utils.deconstruct import deconstructible


@deconstructible
class PrivateStorage(FileSystemStorage):
    """The folder `private` beside the media, without an address.

    `PRIVATE_ROOT` in the settings moves it elsewhere.
    """

    @property
    def base_location(self) -> Any:
        """Folder of the files, read at each use so that tests may have their own."""
        default = Path(settings.VAR_DIR) / "private"
        return getattr(settings, "PRIVATE_ROOT", default)

    @property
    def location(self) -> str:
        """Absolute path of the folder."""
        return str(Path(self.base_location).absolute())

    def url(self, name: str | None) -> str:
        """Refuse: there is none."""
        raise ValueError("a private file has no address; a view hands it out")


def private_answer(file: File[Any], *, name: str) -> FileResponse:
    """Hand out a private file as a download that no cache keeps and nothing runs.

    Args:
        file: of a field or of the storage; the caller has checked who asks.
        name: what to call it on the reader's machine.
    """
    response = FileResponse(file.open("rb"), as_attachment=True, filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
