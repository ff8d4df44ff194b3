"""Writing a PDF anew without what runs, hides or tells who made it."""

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
import pikepdf.settings
from pikepdf import Dictionary, Name

# Keys that carry metadata, attachments, programs or events, wherever they stand.
_KEYS: Final = (
    "/AA",
    "/AF",
    "/Collection",
    "/EF",
    "/JavaScript",
    "/JS",
    "/LastModified",
    "/Metadata",
    "/OpenAction",
    "/Perms",
    "/PieceInfo",
    "/RichMediaContent",
    "/Thumb",
    "/XFA",
)
_NAME_TREES: Final = ("/EmbeddedFiles", "/JavaScript", "/Renditions")
# Annotations that are what they seem: a link, a note on the page, a mark.
_ANNOTATIONS: Final = frozenset(
    [
        "/Link",
        "/Text",
        "/FreeText",
        "/Line",
        "/Square",
        "/Circle",
        "/Polygon",
        "/PolyLine",
        "/Highlight",
        "/Underline",
        "/Squiggly",
        "/StrikeOut",
        "/Stamp",
        "/Caret",
        "/Ink",
        "/Popup",
        "/Widget",
    ]
)
_ACTIONS: Final = frozenset({"/GoTo", "/Named"})
_LINK: Final = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


def _spelt(name: bytes) -> bytes:
    """Return a pattern of a name whose letters may be written as numbers, `#4F`."""
    return b"".join(rb"(?:%c|#(?i:%02x))" % (letter, letter) for letter in name)


# Lists of objects are the only streams that have to be unpacked to read the file.
_OBJECT_LIST: Final = re.compile(
    rb"/%b\s*/(?:%b|%b)" % (_spelt(b"Type"), _spelt(b"ObjStm"), _spelt(b"XRef"))
)
_STREAM: Final = re.compile(rb"stream\r?\n")
# How far behind its type the content of a list begins.
_DICTIONARY_BYTES: Final = 2000
# A list holds a hundred objects and more: no honest file of 10 MB comes near.
_MAX_LISTS: Final = 2000
_LZW: Final = re.compile(rb"/%b" % _spelt(b"LZW"))
_MAX_UNPACKED: Final = 64 * 1024 * 1024
# Lists of objects are written without compression.
_MAX_WRITTEN: Final = 32 * 1024 * 1024
_CHUNK: Final = 64 * 1024
_UNPACKERS: Final = frozenset({"/FlateDecode", "/Fl", "/LZWDecode", "/LZW"})

# The library's own limits hold for the whole process and are set once, when it starts:
# what `_refuse_bomb` does not recognise as a list of objects ends at them. A list that
# is packed twice is not read at all.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=_MAX_UNPACKED,
    run_length_max_memory=_MAX_UNPACKED,
    png_max_memory=_MAX_UNPACKED,
    tiff_max_memory=_MAX_UNPACKED,
    max_stream_filters=1,
)


class PdfRefusedError(Exception):
    """The file cannot be cleaned.

    Attributes:
        is_encrypted: whether a password or restrictions are why; otherwise it is damaged
            or would unpack to an absurd size.
    """

    def __init__(self, *, is_encrypted: bool = False) -> None:
        super().__init__("encrypted" if is_encrypted else "damaged")
        self.is_encrypted = is_encrypted


def pdf_without_extras(data: bytes) -> bytes:
    """Return the PDF written anew.

    Raises:
        PdfRefusedError: it is encrypted, damaged, or unpacks to an absurd size.
    """
    _refuse_bomb(data)
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise PdfRefusedError(is_encrypted=True)
            if len(pdf.pages) == 0:
                raise PdfRefusedError
            _clean(pdf)
            return _written(pdf)
    except pikepdf.PasswordError as error:
        raise PdfRefusedError(is_encrypted=True) from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError) as error:
        raise PdfRefusedError from error


def _refuse_bomb(data: bytes) -> None:
    """Refuse lists of objects that unpack to too much, before anything reads them.

    What is read counts like what comes out: many lists that end in the same bytes would
    be much work, too.
    """
    view, work = memoryview(data), 0
    for start in _list_starts(data):
        for done in _unpacking(view[start:]):
            work += done
            if work >= _MAX_UNPACKED:
                raise PdfRefusedError


def _list_starts(data: bytes) -> list[int]:
    """Return where the content of each list of objects begins.

    Raises:
        PdfRefusedError: they are too many, or packed in the one way that the library
            unpacks without a limit.
    """
    starts: dict[int, None] = {}
    for count, found in enumerate(_OBJECT_LIST.finditer(data)):
        if count >= _MAX_LISTS:
            raise PdfRefusedError
        end = found.end()
        content = _STREAM.search(data, end, end + _DICTIONARY_BYTES)
        if content is not None:
            starts[content.end()] = None
    if starts and _LZW.search(data):
        raise PdfRefusedError
    return list(starts)


def _unpacking(packed: memoryview) -> Iterator[int]:
    """Unpack piece by piece, keep nothing; yield how many bytes each piece took."""
    unpacker = zlib.decompressobj()
    for at in range(0, len(packed), _CHUNK):
        pending: bytes | memoryview = packed[at : at + _CHUNK]
        yield len(pending)
        while pending:
            try:
                yield len(unpacker.decompress(pending, _CHUNK))
            except zlib.error:
                return
            pending = unpacker.unconsumed_tail
        if unpacker.eof:
            return


def _clean(pdf: pikepdf.Pdf) -> None:
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary):
        for key in _NAME_TREES:
            if key in names:
                del names[key]
    for found in pdf.objects:
        for item in _dictionaries(found):
            _clean_dictionary(item)
        if isinstance(found, pikepdf.Stream):
            _refuse_packed_twice(found)
            _clean_picture(found)


def _refuse_packed_twice(stream: pikepdf.Stream) -> None:
    """Refuse what no program writes, but what turns a kilobyte into gigabytes."""
    filters = stream.get("/Filter")
    if isinstance(filters, pikepdf.Array):
        packings = [one for one in filters if str(one) in _UNPACKERS]
        if len(packings) > 1:
            raise PdfRefusedError


def _dictionaries(found: Any, depth: int = 0) -> Iterator[Any]:
    """Yield a dictionary or stream and those written inside it, not the referred ones."""
    if depth > 20 or (depth and getattr(found, "is_indirect", False)):
        return
    if isinstance(found, Dictionary | pikepdf.Stream):
        yield found
        for key in list(found.keys()):
            yield from _dictionaries(found.get(key), depth + 1)
    elif isinstance(found, pikepdf.Array):
        for item in list(found):
            yield from _dictionaries(item, depth + 1)


def _clean_dictionary(item: Any) -> None:
    for key in _KEYS:
        if key in item:
            del item[key]
    action = item.get("/A")
    if isinstance(action, Dictionary) and not _is_harmless(action):
        del item["/A"]
    annotations = item.get("/Annots")
    if isinstance(annotations, pikepdf.Array):
        item["/Annots"] = pikepdf.Array([one for one in annotations if _is_shown(one)])


def _is_harmless(action: Any) -> bool:
    kind = str(action.get("/S", ""))
    if "/Next" in action:
        del action["/Next"]
    if kind == "/URI":
        return bool(_LINK.match(str(action.get("/URI", ""))))
    return kind in _ACTIONS


def _is_shown(annotation: Any) -> bool:
    return (
        isinstance(annotation, Dictionary)
        and str(annotation.get("/Subtype", "")) in _ANNOTATIONS
    )


def _clean_picture(stream: pikepdf.Stream) -> None:
    """Take camera and place out of a photograph that stands in the PDF as a JPEG."""
    if stream.get("/Filter") != Name.DCTDecode:
        return
    raw = stream.read_raw_bytes()
    cleaned = jpeg_without_metadata(raw)
    if cleaned != raw:
        stream.write(cleaned, filter=Name.DCTDecode)


def jpeg_without_metadata(data: bytes) -> bytes:
    """Return a JPEG without comments and application data, pixels untouched.

    JFIF (APP0), the colour profile (APP2) and Adobe's colour transform (APP14) stay:
    colours depend on them. Anything that is no JPEG comes back as it is.
    """
    if not data.startswith(b"\xff\xd8"):
        return data
    out, at = bytearray(data[:2]), 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xDA:
            break
        length = int.from_bytes(data[at + 2 : at + 4], "big") + 2
        is_metadata = marker == 0xFE or (
            0xE1 <= marker <= 0xEF and marker not in (0xE2, 0xEE)
        )
        if not is_metadata:
            out += data[at : at + length]
        at += length
    return bytes(out + data[at:])


def _written(pdf: pikepdf.Pdf) -> bytes:
    """Return the file written anew; the content of streams is copied, never unpacked.

    Raises:
        PdfRefusedError: it would be much larger than what was sent.
    """
    out = io.BytesIO()
    pdf.save(
        out,
        fix_metadata_version=False,
        deterministic_id=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        compress_streams=False,
    )
    if out.tell() > _MAX_WRITTEN:
        raise PdfRefusedError
    return out.getvalue()
