"""Tables that take longer to work out than a reader should wait.

The install step works them out once and keeps them beside the dictionaries. A file says
which sources it was made of, so one that another version has left is not used.
"""

import hashlib
import pickle
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Final, cast

from search.analysis.dictionaries import FOLDER

_HERE: Final = Path(__file__).parent
# What is between the sources and every table: letters, and how lists are read.
_ALWAYS: Final = ("_kept.py", "_words.py", "../letters.py")


class Kept[T]:
    """A value that is read from a file, or made when the file is not there.

    Args:
        name: of the file, without its end.
        sources: files it is made of, beside this one.
        make: works it out; what it returns must only depend on the sources.
    """

    def __init__(
        self, name: str, sources: tuple[str, ...], make: Callable[[], T]
    ) -> None:
        self._path = FOLDER / f"{name}.tables"
        self._sources = (*_ALWAYS, *sources)
        self._make = make

    @cached_property
    def value(self) -> T:
        """Return the value, from the file or else made."""
        kept = self._content()
        # Only the install step writes there.
        return cast(T, pickle.loads(kept)) if kept else self._make()  # noqa: S301

    def keep(self) -> Path:
        """Write the file unless it is current; return where it is."""
        if not self._content():
            scratch = self._path.with_suffix(".new")
            scratch.write_bytes(self._digest() + pickle.dumps(self._make(), protocol=5))
            scratch.replace(self._path)
        return self._path

    def _content(self) -> bytes:
        """Return what is kept; b"" when it is missing or of other sources."""
        digest = self._digest()
        try:
            content = self._path.read_bytes()
        except OSError:
            return b""
        return content[len(digest) :] if content.startswith(digest) else b""

    def _digest(self) -> bytes:
        digest = hashlib.sha256()
        for name in self._sources:
            digest.update((_HERE / name).read_bytes())
        return digest.digest()
