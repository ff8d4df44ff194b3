"""Files from strangers: decoded, cleaned and written anew, or refused with a reason.

Nothing of the bytes that were sent is kept. A picture is drawn again from its pixels; a
PDF is written again from its objects, without what runs, what hides and what tells who
made it. The name a file was sent under is forgotten too.
"""

import io
import re
import struct
import uuid
import warnings
import zipfile
import zlib
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from core.pdf_cleaning import PdfRefusedError, pdf_without_extras

MAX_BYTES: Final = 10 * 1024 * 1024
MAX_PIXELS: Final = 40_000_000
PICTURE_FORMATS: Final = {"PNG": "png", "JPEG": "jpg", "MPO": "jpg", "WEBP": "webp"}
# What a damaged or lying file makes the decoders raise.
_BROKEN: Final = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    struct.error,
    zlib.error,
)
_MARKUP: Final = re.compile(rb"<\s*(?:!doctype|html|svg|script|body|\?xml)", re.I)

TOO_LARGE = _("The file is larger than 10 MB. Make it smaller and send it again.")
TOO_MANY_PIXELS = _(
    "The picture has more than 40 megapixels. Make it smaller and send it again."
)
NOT_A_PICTURE = _(
    "This is not a picture that can be read. Send a JPEG, PNG or WebP file."
)
DRAWING = _(
    "SVG drawings and web pages cannot be taken: they may contain programs. Send a "
    "JPEG, PNG or WebP file."
)
NOT_A_PDF = _("This is not a PDF file. Other kinds of documents cannot be taken.")
TWO_IN_ONE = _(
    "The file is a PDF and something else at the same time. Save it as a PDF anew and "
    "send that one."
)
PDF_LOCKED = _(
    "The PDF is protected by a password or restrictions. Send one without protection."
)
PDF_BROKEN = _(
    "The PDF is damaged and cannot be read. Save it as a PDF anew and send that one."
)


def clean_picture(file: File[Any]) -> ContentFile[bytes]:
    """Return the picture drawn anew, upright, under a random name.

    No metadata, colour profile, animation or trailing data is left.

    Args:
        file: what was uploaded; neither its name nor its type is believed.

    Raises:
        ValidationError: it is too large, has too many pixels, or is no JPEG, PNG or
            WebP; the message says which, in the reader's language.
    """
    data = _read(file)
    picture, extension = _decoded(data)
    out = io.BytesIO()
    if extension == "jpg":
        picture.convert("RGB").save(out, "JPEG", quality=88, optimize=True)
    elif extension == "webp":
        picture.save(out, "WEBP", quality=88)
    else:
        picture.save(out, "PNG", optimize=True)
    return ContentFile(out.getvalue(), name=f"{uuid.uuid4().hex}.{extension}")


def clean_pdf(file: File[Any]) -> ContentFile[bytes]:
    """Return the PDF written anew under a random name.

    Metadata, JavaScript, attachments, forms that send, and actions are gone; the
    metadata of pictures inside it, too.

    Raises:
        ValidationError: it is too large, no PDF, encrypted, damaged, or something else
            besides; the message says which, in the reader's language.
    """
    data = _read(file)
    if not data.startswith(b"%PDF-"):
        raise ValidationError(
            TWO_IN_ONE if b"%PDF-" in data[:4096] else NOT_A_PDF, code="not-pdf"
        )
    if _is_something_else(data):
        raise ValidationError(TWO_IN_ONE, code="polyglot")
    try:
        cleaned = pdf_without_extras(data)
    except PdfRefusedError as error:
        reason = PDF_LOCKED if error.is_encrypted else PDF_BROKEN
        raise ValidationError(reason, code="pdf") from error
    return ContentFile(cleaned, name=f"{uuid.uuid4().hex}.pdf")


def _read(file: File[Any]) -> bytes:
    """Return the content; a file that is too large is not read to its end."""
    if file.size is not None and file.size > MAX_BYTES:
        raise ValidationError(TOO_LARGE, code="too-large")
    file.seek(0)
    data: bytes = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValidationError(TOO_LARGE, code="too-large")
    return data


def _decoded(data: bytes) -> tuple[Image.Image, str]:
    """Return the pixels alone and the extension; pixels are counted before decoding."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            source = Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP"])
            extension = PICTURE_FORMATS[source.format or ""]
            if source.width * source.height > MAX_PIXELS:
                raise ValidationError(TOO_MANY_PIXELS, code="pixels")
            source.load()
            return _pixels(source), extension
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(TOO_MANY_PIXELS, code="pixels") from error
    except (UnidentifiedImageError, KeyError, *_BROKEN) as error:
        reason = DRAWING if _MARKUP.search(data[:1024]) else NOT_A_PICTURE
        raise ValidationError(reason, code="not-picture") from error


def _pixels(source: Image.Image) -> Image.Image:
    """Return a picture that shares nothing with its source but what is seen."""
    upright = _in_srgb(ImageOps.exif_transpose(source))
    has_alpha = "A" in upright.getbands() or "transparency" in upright.info
    mode = "RGBA" if has_alpha else "RGB"
    drawn = Image.new(mode, upright.size)
    drawn.paste(upright.convert(mode))
    return drawn


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Turn colours into those of screens, so that the profile can go."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK"):
        return picture
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(picture, source, target, outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        # A profile that lies about itself changes nothing.
        return picture
    return turned or picture


def _is_something_else(data: bytes) -> bool:
    """Whether another program would read the file as a web page or an archive."""
    end = data.rfind(b"%%EOF")
    trailing = data[end + 5 :].strip(b"\r\n\t \x00") if end >= 0 else b""
    return bool(
        trailing or _MARKUP.search(data[:1024]) or zipfile.is_zipfile(io.BytesIO(data))
    )
