import time

import pytest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from tests.translations.file_samples import document, texts
from translations.files import markup
from translations.files.archive import archive_read
from translations.files.base import (
    MAX_BYTES,
    FileProblem,
    ReadDocument,
    Unit,
    language_matches,
    read_language,
)
from translations.files.po import po_read, po_write
from translations.files.terms import csv_read, csv_write, tbx_read, tbx_write
from translations.files.tmx import MemoryUnit, tmx_read, tmx_write
from translations.files.xliff import xliff_read, xliff_write

READERS = [po_read, xliff_read, tmx_read, tbx_read, csv_read, archive_read]
XML_READERS = [xliff_read, tmx_read, tbx_read]
XML_FILES = {
    xliff_read: xliff_write([document()]),
    tmx_read: tmx_write([MemoryUnit("en", "az", "a", "b")]),
    tbx_read: tbx_write([]),
}


def refused(read, data):
    with pytest.raises(FileProblem) as problem:
        read(data)
    return problem.value


@pytest.mark.parametrize("read", READERS)
def test_ten_megabytes_are_refused_before_anything_is_parsed(read):
    problem = refused(read, b"\xff" * 10_000_000)
    assert "10 MB" in problem.reason
    assert "5 MB" in problem.reason
    assert problem.line is None


@pytest.mark.parametrize("read", READERS)
def test_a_file_just_too_large_is_not_said_to_have_what_is_allowed(read):
    assert "6 MB" in refused(read, b"a" * (MAX_BYTES + 1)).reason


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("data", [b"", b" \n\n", b"\x89PNG\r\n", b"\xff\xfe\x00", b"a"])
def test_empty_files_and_other_kinds_of_files_are_refused(read, data):
    assert refused(read, data).reason.endswith(".")


@pytest.mark.parametrize("read", XML_READERS)
def test_no_external_entity_is_loaded(read, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    head, body = (
        XML_FILES[read]
        .decode()
        .replace('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', "")
        .split("\n", 1)
    )
    bad = f'{head}\n<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>{body}'
    problem = refused(read, bad.encode())
    assert problem.line == 2
    assert "DOCTYPE" in problem.reason


@pytest.mark.parametrize("read", XML_READERS)
@pytest.mark.parametrize(
    "inside",
    [
        "<!DOCTYPE lolz [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><x>&b;</x>",
        "<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://127.0.0.1/x'> %p;]><x/>",
        "<!DOCTYPE x PUBLIC 'a' 'http://127.0.0.1/x'><x/>",
        "<!DOCTYPE x><x/>",
    ],
)
def test_document_types_are_refused(read, inside):
    assert "DOCTYPE" in refused(read, inside.encode()).reason


@pytest.mark.parametrize("read", XML_READERS)
def test_deep_and_crowded_xml_is_refused(read, monkeypatch):
    deep = b"<a>" * 100 + b"</a>" * 100
    assert "nested" in refused(read, deep).reason
    monkeypatch.setattr(markup, "MAX_ELEMENTS", 50)
    assert "elements" in refused(read, b"<a>" + b"<b/>" * 60 + b"</a>").reason


@pytest.mark.parametrize("read", XML_READERS)
def test_xml_that_is_cut_off_or_broken_says_which_and_where(read):
    data = XML_FILES[read]
    cut = refused(read, data[: len(data) // 2])
    assert cut.line
    broken = refused(read, b"<a>\n<b>\n</a>")
    assert (broken.line, "well-formed" in broken.reason) == (3, True)
    assert "middle" in refused(read, b"<a>\n<b>").reason
    assert refused(read, b"<a>&#0;</a>").line == 1
    assert refused(read, b"<a>\n\x01</a>").line == 2


@pytest.mark.parametrize("read", XML_READERS)
def test_xml_in_another_encoding_is_refused(read):
    declared = b'<?xml version="1.0" encoding="ISO-8859-1"?><a/>'
    assert "ISO-8859-1" in refused(read, declared).reason
    latin = '<?xml version="1.0"?>\n<a>é</a>'.encode("latin-1")
    assert refused(read, latin).line == 2


def test_xml_in_utf_16_is_read():
    text = XML_FILES[tmx_read].decode().replace("UTF-8", "UTF-16")
    assert len(list(tmx_read(text.encode("utf-16")))) == 1


def test_a_reason_is_told_in_the_language_of_the_reader():
    problem = FileProblem(_("Yes"), line=7)
    assert (problem.reason, str(problem)) == ("Yes", "7: Yes")
    with override("fr"):
        assert problem.reason == "Oui"


def test_a_file_of_another_language_is_refused():
    read = po_read(po_write(document(target_language="ka")))
    language_matches(read, "ka")
    with pytest.raises(FileProblem, match="ქართული.*Azərbaycan"):
        language_matches(read, "az")


def test_a_file_that_names_no_language_or_an_unknown_one_is_refused():
    with pytest.raises(FileProblem, match="does not say"):
        language_matches(ReadDocument(None, None, None, ()), "az")
    with pytest.raises(FileProblem, match="ru-RU"):
        language_matches(ReadDocument(None, None, "ru-RU", ()), "az")


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("az", "az"),
        ("az_AZ", "az"),
        ("en-GB", "en"),
        ("sr-Cyrl-RS", "sr"),
        ("sr-Latn", "sr-Latn"),
        ("sr-Latn-ME", "cnr"),
        ("sr@latin", "sr@latin"),
        ("no", "nb"),
        ("nn", "nn"),
        ("ru", "ru"),
        ("az-Cyrl", "az-Cyrl"),
        (" ", None),
        (None, None),
    ],
)
def test_tags_of_other_programs_lead_to_the_language_in_its_script(tag, code):
    assert read_language(tag) == code


def test_csv_is_read_with_and_without_the_mark_of_its_encoding():
    data = csv_write([])
    assert csv_read(data) == csv_read(data.removeprefix("\ufeff".encode())) == []


@pytest.mark.parametrize(
    ("read", "begin", "piece", "end"),
    [
        (po_read, 'msgid ""\nmsgstr ""\n', '"a"\n', "x"),
        (po_read, 'msgid ""\nmsgstr ""\n', '"<a "\n', "x"),
        (po_read, 'msgid "', "\\n", "\n"),
        (tmx_read, "<tmx><body><tu>", "&amp;&lt;", "</tu>"),
        (csv_read, "code,language,term\n", ",,\n", '"'),
    ],
)
def test_a_file_made_to_keep_the_server_busy_does_not(read, begin, piece, end):
    started = time.process_time()
    repeats = MAX_BYTES // 2 // len(piece.encode())
    assert refused(read, (begin + piece * repeats + end).encode())
    assert time.process_time() - started < 30


def test_a_text_made_of_nothing_but_signs_is_written_and_read_in_time():
    started = time.process_time()
    unit = Unit("p", "&amp;" * 300_000, "&lt;&gt;" * 150_000)
    (read,) = xliff_read(xliff_write([document(unit)]))
    assert texts(read.units) == texts([unit])
    assert time.process_time() - started < 30
