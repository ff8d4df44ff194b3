"""Writing a PDF anew without what runs, hides or tells who made it."""

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
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
# Lists of objects are the only streams that have to be unpacked to read the file.
_OBJECT_LIST: Final = re.compile(
    rb"/Type\s*/(?:ObjStm|XRef)[^\x00]{0,2000}?stream\r?\n", re.DOTALL
)
_MAX_UNPACKED: Final = 64 * 1024 * 1024


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
    total = 0
    for match in _OBJECT_LIST.finditer(data):
        unpacker = zlib.decompressobj()
        try:
            total += len(unpacker.decompress(data[match.end() :], _MAX_UNPACKED))
        except zlib.error:
            continue
        if total >= _MAX_UNPACKED:
            raise PdfRefusedError


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
            _clean_picture(found)


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
    out = io.BytesIO()
    pdf.remove_unreferenced_resources()
    pdf.save(out, fix_metadata_version=False, deterministic_id=True)
    return out.getvalue()
