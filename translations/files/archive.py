"""Many documents as one zip: a file for each, and a note that says what to do.

Nothing is written to disk when one is read, and no more is unpacked than a limit, even
when the archive lies about its sizes.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final, Literal

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from core.text import one_line
from translations.files.base import MAX_BYTES, Document, FileProblem, ReadDocument
from translations.files.po import po_read, po_write
from translations.files.safety import require_size
from translations.files.xliff import xliff_read, xliff_write

Kind = Literal["po", "xliff"]
Found = tuple[str, ReadDocument | FileProblem]

MAX_MEMBERS: Final = 2_000
MAX_TOTAL_BYTES: Final = 10 * MAX_BYTES
# Translation files shrink to a tenth or a twentieth; bombs to a thousandth.
MAX_RATIO: Final = 100
# Below that a good ratio is no danger.
_SMALL_BYTES: Final = 100_000

_ENDINGS: Final[dict[Kind, str]] = {"po": "po", "xliff": "xlf"}
_NOTE: Final = "README.txt"
_ARCHIVES: Final = frozenset({".zip", ".jar", ".gz", ".bz2", ".xz", ".7z", ".rar"})
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_IS_ENCRYPTED: Final = 0x1
# What a damaged archive makes the decoder raise.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    UnicodeDecodeError,
    ValueError,
    OSError,
)


def archive_write(documents: Sequence[Document], kind: Kind) -> bytes:
    """Return documents as a zip, the same bytes for the same documents.

    Documents without texts are left out.
    """
    filled = [document for document in documents if document.units]
    names = [_name(document, kind) for document in filled]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, _NOTE, _note(filled, names).encode())
        for name, document in zip(names, filled, strict=True):
            is_po = kind == "po"
            _add(
                archive, name, po_write(document) if is_po else xliff_write([document])
            )
    return packed.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    # ZipInfo has a fixed date of its own, 1 January 1980.
    member = zipfile.ZipInfo(name)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    archive.writestr(member, data)


def _name(document: Document, kind: Kind) -> str:
    words = slugify(document.title)[:40].strip("-") or "text"
    ending = f"{document.target_language}.{_ENDINGS[kind]}"
    return f"{words}.{document.key}.{ending}"


def _note(documents: Sequence[Document], names: Sequence[str]) -> str:
    paragraphs = [
        _("Each file in this folder holds the texts of one page."),
        _(
            "Translate them in the program you like. Keep the names, the headers and "
            "the source texts as they are; what you do not translate may stay empty."
        ),
        _(
            "Then pack all files into one zip again and upload it to the portal, which "
            "shows what will change before anything does."
        ),
    ]
    lines = [f"{paragraph}\n" for paragraph in paragraphs]
    for name, document in zip(names, documents, strict=True):
        lines.append(f"{name}: {one_line(document.title)} {document.url}".rstrip())
    return "\n".join(lines) + "\n"


def archive_read(data: bytes) -> list[Found]:
    """Read an archive.

    Returns:
        name of a file in it and its document, in their order; a `FileProblem` in the
        document's place where that one file cannot be read. Folders, notes and what
        systems add of their own are passed over.

    Raises:
        FileProblem: the archive as a whole is damaged, dangerous or empty.
    """
    require_size(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = _members(archive)
            contents = [(item.filename, _unpack(archive, item)) for item in members]
    except _BROKEN as error:
        raise _damaged() from error
    if not contents:
        raise FileProblem(
            _("There is no PO or XLIFF file in the archive. Choose another one.")
        )
    found = [item for name, content in contents for item in _read(name, content)]
    return _without_doubles(found)


def archive_member(data: bytes, name: str) -> list[ReadDocument]:
    """Return the documents of one file of an archive that `archive_read` has accepted.

    Nothing else of the archive is unpacked.

    Raises:
        FileProblem: the archive has no such file any more, or it cannot be read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            content = _unpack(archive, archive.getinfo(name))
    except (*_BROKEN, KeyError) as error:
        raise _damaged() from error
    return _documents(name, content)


def _damaged() -> FileProblem:
    return FileProblem(
        _("The archive is damaged or no zip. Pack the files again and try once more.")
    )


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the files to be read, once the archive has been found harmless."""
    items = archive.infolist()
    total = sum(item.file_size for item in items)
    if len(items) > MAX_MEMBERS or total > MAX_TOTAL_BYTES:
        raise _too_large()
    names = [item.filename for item in items]
    if len(set(names)) < len(names):
        raise FileProblem(
            _("Two files in the archive have the same name. Pack each file once.")
        )
    for item in items:
        _require_harmless(item)
    return [item for item in items if not _is_passed_over(item)]


def _too_large() -> FileProblem:
    return FileProblem(
        _(
            "The archive would be too large when unpacked (%(limit)s MB at most, "
            "%(members)s files at most). Split it."
        ),
        limit=MAX_TOTAL_BYTES // 1_000_000,
        members=MAX_MEMBERS,
    )


def _require_harmless(item: zipfile.ZipInfo) -> None:
    # As it stands in the archive: Python cuts `filename` at a NUL.
    name = item.orig_filename
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not _is_plain(name):
        raise FileProblem(
            _(
                "The name %(name)s in the archive leads outside of it. Pack the files "
                "again with plain names."
            ),
            name=one_line(name)[:80],
        )
    if item.flag_bits & _IS_ENCRYPTED:
        raise FileProblem(
            _("The archive is protected by a password. Pack it without one.")
        )
    if item.compress_type not in _METHODS:
        raise _damaged()
    is_bomb = item.file_size > MAX_RATIO * max(item.compress_size, 1)
    if item.file_size > _SMALL_BYTES and is_bomb:
        raise _too_large()
    if path.suffix.lower() in _ARCHIVES:
        raise _nested(name)


def _is_plain(name: str) -> bool:
    return name.isprintable() and not set(name) & {"\\", ":"}


def _nested(name: str) -> FileProblem:
    return FileProblem(
        _("The file %(name)s is an archive inside the archive. Unpack it first."),
        name=one_line(name)[:80],
    )


def _is_passed_over(item: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(item.filename)
    is_systems = "__MACOSX" in path.parts or path.name.startswith(".")
    is_note = path.name.lower() in ("readme.txt", "thumbs.db", "desktop.ini")
    return item.is_dir() or is_systems or is_note


def _unpack(archive: zipfile.ZipFile, item: zipfile.ZipInfo) -> bytes:
    """Return a member's bytes, one more than allowed when it is too large."""
    with archive.open(item) as packed:
        content = packed.read(MAX_BYTES + 1)
    if content.startswith(b"PK\x03\x04"):
        raise _nested(item.filename)
    return content


def _read(name: str, content: bytes) -> Iterator[Found]:
    try:
        for document in _documents(name, content):
            yield name, document
    except FileProblem as problem:
        yield name, problem


def _documents(name: str, content: bytes) -> list[ReadDocument]:
    match PurePosixPath(name).suffix.lower():
        case ".po":
            return [po_read(content)]
        case ".xlf" | ".xliff":
            return xliff_read(content)
    raise FileProblem(
        _("This is neither a PO (.po) nor an XLIFF file (.xlf). Leave it out.")
    )


def _without_doubles(found: list[Found]) -> list[Found]:
    """Put a problem in place of a document that another file holds too."""
    first: dict[tuple[object, str | None], str] = {}
    kept: list[Found] = []
    for name, item in found:
        if isinstance(item, ReadDocument) and item.key is not None:
            holder = first.setdefault((item.key, item.target_language), name)
            if holder != name:
                item = FileProblem(
                    _(
                        "The same page in the same language is also in the file "
                        "%(holder)s. Leave one of the two out."
                    ),
                    holder=holder,
                )
        kept.append((name, item))
    return kept
