"""Files are cleaned or refused with a reason; nothing of what was sent is kept."""

import io
import struct
import subprocess
import sys
import tracemalloc
import zipfile
import zlib

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image, ImageDraw

from core import pdf_cleaning, uploads
from core.pdf_cleaning import PdfRefusedError, _refuse_bomb
from core.private_files import PrivateStorage
from core.uploads import clean_pdf, clean_picture

SECRET = b"Photographer Ana Secret, 41.7151 N"


def sent(data, name="picture.png", kind="image/png"):
    return SimpleUploadedFile(name, data, kind)


def picture(size=(60, 40), mode="RGB", colour=(200, 30, 40)):
    image = Image.new(mode, size, colour)
    ImageDraw.Draw(image).line((0, 0, size[0] // 2, size[1]), fill=(0, 0, 0), width=3)
    return image


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def exif(orientation=1):
    values = Image.Exif()
    values[0x010E] = SECRET.decode()
    values[0x0112] = orientation
    values.get_ifd(0x8825)[1] = "N"
    values.get_ifd(0x8825)[2] = (41.0, 42.0, 54.0)
    values.get_ifd(0x8825)[3] = "E"
    values.get_ifd(0x8825)[4] = (44.0, 49.0, 37.0)
    return values


def chunk(kind, data):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def huge_png(width, height):
    """A PNG of few bytes that unpacks to a great many pixels."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    row = b"\x00" * (1 + (width + 7) // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", data)
        + chunk(b"IEND", b"")
    )


def refused(cleaner, data, **names):
    with pytest.raises(ValidationError) as error:
        cleaner(sent(data, **names))
    return error.value


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_loses_its_metadata_and_its_name(kind):
    data = saved(picture(), kind, exif=exif())
    assert SECRET in data
    cleaned = clean_picture(sent(data, name="ana-at-school.jpg"))
    content = cleaned.read()
    assert SECRET not in content
    assert b"Exif" not in content
    assert b"EXIF" not in content
    again = Image.open(io.BytesIO(content))
    assert again.format == kind
    assert not again.getexif()
    assert again.size == (60, 40)
    assert "ana" not in cleaned.name


def test_a_picture_taken_on_its_side_stands_upright_afterwards():
    data = saved(picture((60, 40)), "JPEG", exif=exif(orientation=6))
    assert Image.open(clean_picture(sent(data))).size == (40, 60)


def test_text_after_the_pixels_is_gone():
    data = saved(picture(), "PNG") + b"<script>alert(1)</script>" + SECRET
    cleaned = clean_picture(sent(data)).read()
    assert SECRET not in cleaned
    assert b"script" not in cleaned


def test_text_chunks_and_colour_profile_of_a_png_are_gone():
    from PIL import ImageCms
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", SECRET.decode(), zip=False)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(picture(), "PNG", pnginfo=info, icc_profile=profile)
    again = Image.open(clean_picture(sent(data)))
    assert "icc_profile" not in again.info
    assert "Author" not in again.info


def test_transparency_stays():
    data = saved(picture(mode="RGBA", colour=(10, 20, 30, 0)), "PNG")
    assert Image.open(clean_picture(sent(data))).mode == "RGBA"


def test_an_animation_becomes_one_picture():
    frames = [picture(colour=(n * 40, 0, 0)) for n in range(4)]
    data = saved(frames[0], "WEBP", save_all=True, append_images=frames[1:])
    assert getattr(Image.open(clean_picture(sent(data))), "n_frames", 1) == 1


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'
HTML = b"<!doctype html><html><script>alert(1)</script></html>"


@pytest.mark.parametrize("data", [SVG, SVG[21:], HTML, b"\n  " + HTML])
def test_drawings_and_web_pages_are_refused_whatever_they_are_called(data):
    error = refused(clean_picture, data, name="harmless.png")
    assert error.message == uploads.DRAWING


def test_a_picture_of_225_megapixels_is_refused_before_it_is_decoded():
    data = huge_png(15_000, 15_000)
    assert len(data) < 100_000
    assert refused(clean_picture, data).message == uploads.TOO_MANY_PIXELS


def test_a_picture_of_41_megapixels_is_refused():
    error = refused(clean_picture, huge_png(8200, 5000))
    assert error.message == uploads.TOO_MANY_PIXELS


@pytest.mark.parametrize("cleaner", [clean_picture, clean_pdf])
def test_a_file_of_11_megabytes_is_refused(cleaner):
    error = refused(cleaner, b"%PDF-1.7" + b"\x00" * 11 * 1024 * 1024)
    assert error.message == uploads.TOO_LARGE


def zip_bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\x00" * 50_000_000)
    return out.getvalue()


def test_a_zip_bomb_is_neither_a_picture_nor_a_document():
    assert refused(clean_picture, zip_bomb()).message == uploads.NOT_A_PICTURE
    error = refused(clean_pdf, zip_bomb(), name="report.docx")
    assert error.message == uploads.NOT_A_PDF


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a" + b"\x00" * 40,
        saved(picture(), "PNG")[:60],
        saved(picture(), "JPEG")[:300],
        saved(picture(), "GIF"),
        saved(picture(), "TIFF"),
        saved(picture(), "BMP"),
    ],
)
def test_what_is_no_whole_jpeg_png_or_webp_is_refused(data):
    assert refused(clean_picture, data).message == uploads.NOT_A_PICTURE


def test_a_png_with_a_bomb_in_its_text_is_refused():
    bomb = chunk(b"zTXt", b"a\x00\x00" + zlib.compress(b"x" * 80_000_000, 9))
    data = saved(picture(), "PNG")
    after_header = 8 + 25
    data = data[:after_header] + bomb + data[after_header:]
    assert refused(clean_picture, data).message == uploads.NOT_A_PICTURE


def test_the_reason_is_in_the_readers_language(settings):
    error = refused(clean_picture, HTML)
    with translation.override("fr"):
        french = str(error.messages[0])
    # Until the catalogue has it, the English reason: never none.
    assert french


def pdf(**more):
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    for name, change in more.items():
        del name
        change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_everything(document):
    from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Stream, String

    document.docinfo["/Author"] = String(SECRET.decode())
    with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:creator"] = [SECRET.decode()]
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('secret-script')"))
    document.Root.OpenAction = script
    document.Root.AA = Dictionary(WC=script)
    document.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), script]))
    )
    document.attachments["secret.txt"] = AttachedFileSpec(
        document, b"secret-attachment", filename="secret.txt"
    )
    photo = Stream(document, saved(picture(), "JPEG", exif=exif(), quality=90))
    photo.Type, photo.Subtype, photo.Filter = Name.XObject, Name.Image, Name.DCTDecode
    photo.Width, photo.Height = 60, 40
    photo.ColorSpace, photo.BitsPerComponent = Name.DeviceRGB, 8
    page = document.pages[0]
    page.Resources = Dictionary(XObject=Dictionary(Im0=photo))
    page.contents_add(b"q 60 0 0 40 0 0 cm /Im0 Do Q")
    rect = Array([0, 0, 10, 10])

    def link(action):
        return Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=action)

    page.Annots = Array(
        [
            link(Dictionary(S=Name.Launch, F=String("secret.exe"))),
            link(Dictionary(S=Name.URI, URI=String("javascript:secret()"))),
            link(Dictionary(S=Name.URI, URI=String("https://pact.example/"))),
            Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=rect),
            document.make_indirect(link(script)),
        ]
    )


def unpacked(data):
    """Everything in a PDF, compressed or not, as bytes to look through."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            qdf=True,
        )
    return out.getvalue()


def test_a_pdf_loses_metadata_scripts_attachments_and_actions():
    data = pdf(all=with_everything)
    assert SECRET in unpacked(data)
    assert b"secret-script" in unpacked(data)
    cleaned = clean_pdf(sent(data, name="decision.pdf"))
    content = unpacked(cleaned.read())
    assert SECRET not in content
    for trace in (b"secret", b"JavaScript", b"Launch", b"/OpenAction", b"/AA"):
        assert trace not in content
    assert b"https://pact.example/" in content
    assert cleaned.name.endswith(".pdf")
    assert "decision" not in cleaned.name


def test_a_cleaned_pdf_still_has_its_page_and_its_picture():
    cleaned = clean_pdf(sent(pdf(all=with_everything)))
    with pikepdf.open(cleaned) as document:
        assert len(document.pages) == 1
        photo = document.pages[0].Resources.XObject.Im0
        assert pikepdf.PdfImage(photo).as_pil_image().size == (60, 40)


@pytest.mark.parametrize(
    "data",
    [
        HTML + pdf(),
        zip_bomb()[:200] + pdf(),
        pdf() + zip_bomb(),
        pdf() + HTML,
        b"%PDF-1.7\n% " + HTML + b"\n" + pdf()[9:],
    ],
)
def test_a_file_that_is_a_pdf_and_something_else_is_refused(data):
    error = refused(clean_pdf, data, name="report.pdf")
    assert error.message == uploads.TWO_IN_ONE


@pytest.mark.parametrize("password", ["", "open sesame"])
def test_an_encrypted_pdf_is_refused(password):
    document = pikepdf.open(io.BytesIO(pdf()))
    out = io.BytesIO()
    document.save(out, encryption=pikepdf.Encryption(owner="o", user=password))
    assert refused(clean_pdf, out.getvalue()).message == uploads.PDF_LOCKED


def test_a_damaged_pdf_is_refused():
    data = pdf()
    broken = data[:100] + data[160:]
    assert refused(clean_pdf, broken).message == uploads.PDF_BROKEN
    assert refused(clean_pdf, b"%PDF-1.7\nnothing").message == uploads.PDF_BROKEN


def test_a_pdf_whose_lists_of_objects_unpack_to_gigabytes_is_refused():
    packed = zlib.compress(b" " * 200_000_000, 9)
    data = (
        b"%PDF-1.5\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode "
        b"/Length " + str(len(packed)).encode() + b" >>\nstream\n" + packed
    )
    assert refused(clean_pdf, data).message == uploads.PDF_BROKEN


def packed_spaces(megabytes):
    packer = zlib.compressobj(9)
    parts = [packer.compress(b"\n" * 1_000_000) for _ in range(megabytes)]
    return b"".join(parts) + packer.flush()


def with_content(packed, filters):
    """A page whose content is given packed, with a form that makes programs look in."""
    from pikepdf import Array, Dictionary, Name, Stream

    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    content = Stream(document, b"")
    content.write(packed, filter=filters)
    form = Stream(document, b"q Q")
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([0, 0, 1, 1])
    page = document.pages[0]
    page.Contents = document.make_indirect(content)
    page.Resources = Dictionary(XObject=Dictionary(A=document.make_indirect(form)))
    out = io.BytesIO()
    document.save(
        out,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    return out.getvalue()


CLEANS_AND_COUNTS = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
from core.pdf_cleaning import PdfRefusedError, pdf_without_extras
try:
    told = len(pdf_without_extras(sys.stdin.buffer.read()))
except PdfRefusedError:
    told = 0
# Not `getrusage`: its peak is that of the process which started this one, too.
(peak,) = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(told, int(peak.split()[1]) // 1024)
"""


def cleaned_in_another_process(data):
    """Return the size of the cleaned file, 0 if it was refused, and the megabytes used."""
    done = subprocess.run(
        [sys.executable, "-c", CLEANS_AND_COUNTS],
        input=data,
        capture_output=True,
        check=True,
    )
    size, megabytes = done.stdout.split()
    return int(size), int(megabytes)


def test_a_page_that_unpacks_to_600_megabytes_is_copied_without_unpacking_it():
    data = with_content(packed_spaces(600), pikepdf.Name.FlateDecode)
    size, megabytes = cleaned_in_another_process(data)
    assert 0 < size < len(data) + 1000
    assert megabytes < 200


def test_a_page_that_is_packed_twice_is_refused():
    flate = pikepdf.Name.FlateDecode
    packed = zlib.compress(packed_spaces(600), 9)
    data = with_content(packed, pikepdf.Array([flate, flate]))
    assert len(data) < 5000
    size, megabytes = cleaned_in_another_process(data)
    assert size == 0
    assert megabytes < 200
    assert refused(clean_pdf, data).message == uploads.PDF_BROKEN


def test_a_page_written_as_hexadecimal_numbers_is_no_bomb():
    from pikepdf import Array, Name

    packed = zlib.compress(b"q Q").hex().encode() + b">"
    data = with_content(packed, Array([Name.ASCIIHexDecode, Name.FlateDecode]))
    assert clean_pdf(sent(data)).size > 0


def object_list(content, *, kind=b"/Type /ObjStm", packing=b"/FlateDecode"):
    return (
        b"%PDF-1.5\n1 0 obj\n<< "
        + kind
        + b" /N 1 /First 4 /Filter "
        + packing
        + b" >>\nstream\n"
        + content
    )


@pytest.mark.parametrize(
    "kind", [b"/Type /ObjStm", b"/Type/Obj#53tm", b"/Typ#65 /XRef"]
)
def test_a_list_of_objects_is_unpacked_to_its_limit_and_never_kept(kind):
    data = object_list(packed_spaces(200), kind=kind)
    tracemalloc.start()
    with pytest.raises(PdfRefusedError):
        _refuse_bomb(data)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


def test_lists_of_objects_without_number_are_refused_before_any_is_unpacked(
    monkeypatch,
):
    begun = []
    monkeypatch.setattr("core.pdf_cleaning.zlib.decompressobj", begun.append)
    data = b"%PDF-1.5\n" + b"/Type /ObjStm stream\n" * 400_000
    with pytest.raises(PdfRefusedError):
        _refuse_bomb(data)
    assert begun == []


def test_lists_that_end_in_the_same_bytes_are_not_read_again_and_again(monkeypatch):
    read = []

    def counted(packed):
        for done in unpacking(packed):
            read.append(done)
            yield done

    unpacking = pdf_cleaning._unpacking
    monkeypatch.setattr("core.pdf_cleaning._unpacking", counted)
    empty = b"\x78\x9c" + b"\x00\x00\x00\xff\xff" * 200_000
    begin = b"/Type /ObjStm stream\n"
    # Each begins a stream that steps over the beginning of the next one.
    step = b"\x78\x9c" + b"\x00" + struct.pack("<HH", len(begin) + 2, 65512)
    data = b"%PDF-1.5\n" + (begin + step) * 1900 + begin + empty
    with pytest.raises(PdfRefusedError):
        _refuse_bomb(data)
    assert sum(read) < 70_000_000


def test_a_list_of_objects_packed_without_a_limit_is_refused():
    with pytest.raises(PdfRefusedError):
        _refuse_bomb(object_list(b"", packing=b"/LZ#57Decode"))


def test_a_pdf_with_lists_of_objects_is_cleaned():
    document = pikepdf.open(io.BytesIO(pdf(all=with_everything)))
    out = io.BytesIO()
    document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    content = unpacked(clean_pdf(sent(out.getvalue())).read())
    assert SECRET not in content
    assert b"secret" not in content
    assert b"https://pact.example/" in content


def test_private_files_lie_outside_the_media_and_have_no_address(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    storage = PrivateStorage()
    name = storage.save("a/b.png", io.BytesIO(b"x"))
    assert (tmp_path / name).exists()
    assert not str(storage.location).startswith(str(settings.MEDIA_ROOT))
    with pytest.raises(ValueError, match="no address"):
        storage.url(name)
