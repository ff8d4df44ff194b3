import io
import zipfile
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.translations.file_samples import KEY, OTHER_KEY, document, texts
from translations.files import archive
from translations.files.archive import archive_read, archive_write
from translations.files.base import FileProblem, ReadDocument
from translations.files.po import po_write
from translations.files.xliff import xliff_write

DOCUMENTS = [document(), document(key=OTHER_KEY, title="Yardım / Help: ../../etc")]
PO = po_write(DOCUMENTS[0])


def packed(*members, method=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as file:
        for name, content in members:
            file.writestr(name, content)
    return data.getvalue()


def refused(data):
    with pytest.raises(FileProblem) as problem:
        archive_read(data)
    return problem.value.reason


@pytest.mark.parametrize("kind", ["po", "xliff"])
def test_every_document_comes_back_as_it_went(kind):
    found = archive_read(archive_write(DOCUMENTS, kind))
    assert [item.key for _name, item in found] == [KEY, OTHER_KEY]
    for (_name, read), written in zip(found, DOCUMENTS, strict=True):
        assert texts(read.units) == texts(written.units)


def test_an_archive_has_safe_names_and_says_what_to_do():
    data = archive_write([*DOCUMENTS, replace(document(), units=())], "xliff")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        note = file.read("README.txt").decode()
        assert file.namelist() == [
            "README.txt",
            f"about-the-pact.{KEY}.az.xlf",
            f"yardm-help-etc.{OTHER_KEY}.az.xlf",
        ]
    assert "may stay empty" in note
    assert f"about-the-pact.{KEY}.az.xlf: About the Pact" in note


def test_a_title_without_latin_letters_still_gives_a_name():
    data = archive_write([document(title="დახმარება")], "po")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert f"text.{KEY}.az.po" in file.namelist()


def test_equal_documents_give_equal_bytes():
    assert archive_write(DOCUMENTS, "po") == archive_write(DOCUMENTS, "po")


def test_folders_and_what_systems_add_are_passed_over():
    data = packed(
        ("pact/", b""),
        ("pact/a.po", PO),
        ("pact/README.txt", b"x"),
        ("__MACOSX/pact/._a.po", b"x"),
        ("pact/.DS_Store", b"x"),
    )
    ((name, read),) = archive_read(data)
    assert name == "pact/a.po"
    assert read.key == KEY


def test_one_bad_file_is_told_beside_the_good_ones():
    data = packed(("a.po", PO), ("b.po", PO[:-5]), ("c.docx", b"x"), ("d.xlf", b"<x/>"))
    (_a, good), (_b, cut), (_c, foreign), (_d, other) = archive_read(data)
    assert isinstance(good, ReadDocument)
    assert cut.line == PO.count(b"\n")
    assert "neither" in foreign.reason
    assert "XLIFF 2.0" in other.reason


def test_the_same_page_in_two_files_is_told():
    data = packed(("a.po", PO), ("b.xlf", xliff_write([DOCUMENTS[0]])))
    (_a, first), (_b, second) = archive_read(data)
    assert isinstance(first, ReadDocument)
    assert "a.po" in second.reason


def test_the_same_page_in_two_languages_is_two_documents():
    other = po_write(document(target_language="ka"))
    found = archive_read(packed(("a.po", PO), ("b.po", other)))
    assert [item.target_language for _name, item in found] == ["az", "ka"]


@pytest.mark.parametrize(
    "name",
    ["../a.po", "/a.po", "x/../../a.po", "..\\a.po", "C:\\a.po", "C:a.po", "a\nb.po"],
)
def test_names_that_lead_outside_are_refused(name):
    assert "outside" in refused(packed((name, PO)))


def test_a_name_with_a_nul_is_refused():
    data = packed(("aXb.po", PO)).replace(b"aXb.po", b"a\0b.po")
    assert "outside" in refused(data)


def test_an_archive_in_the_archive_is_refused_whatever_its_name():
    inner = packed(("a.po", PO))
    assert "inside" in refused(packed(("inner.zip", inner)))
    assert "inside" in refused(packed(("inner.po", inner)))


def test_a_bomb_is_refused_before_it_is_unpacked():
    assert "too large" in refused(packed(("a.po", b"\n" * 4_000_000)))


def test_too_much_in_all_is_refused(monkeypatch):
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 2 * len(PO))
    data = packed(*((f"{at}.po", PO) for at in range(3)))
    assert "too large" in refused(data)


def test_too_many_files_are_refused(monkeypatch):
    monkeypatch.setattr(archive, "MAX_MEMBERS", 2)
    assert "too large" in refused(packed(*((f"{at}.po", b"x") for at in range(3))))


def test_a_member_larger_than_a_file_may_be_is_refused():
    noise = b"".join(sha256(b"%d" % at).hexdigest().encode() for at in range(85_000))
    data = packed(("a.po", noise))
    assert len(data) < 5_000_000
    ((_name, problem),) = archive_read(data)
    assert "MB" in problem.reason


def test_an_archive_that_lies_about_its_sizes_unpacks_no_more_than_it_says():
    content = b"\n" * 4_000_000
    data = bytearray(packed(("a.po", content)))
    true, lie = len(content).to_bytes(4, "little"), (900).to_bytes(4, "little")
    assert data.count(true) == 2
    assert "damaged" in refused(bytes(data.replace(true, lie)))


def test_a_password_is_refused():
    data = bytearray(packed(("a.po", PO)))
    central = data.rindex(b"PK\x01\x02")
    data[central + 8] |= 1
    data[6] |= 1
    assert "password" in refused(bytes(data))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_ways_of_packing_are_refused(method):
    assert "damaged" in refused(packed(("a.po", PO), method=method))


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_two_files_of_one_name_are_refused():
    assert "same name" in refused(packed(("a.po", PO), ("a.po", PO)))


def test_an_archive_without_translations_is_refused():
    assert "no PO" in refused(packed(("README.txt", b"x")))
    assert refused(packed())


def test_an_archive_cut_off_anywhere_is_refused():
    data = archive_write(DOCUMENTS, "po")
    for end in range(1, len(data), 13):
        assert refused(data[:end])


@settings(deadline=None, max_examples=300)
@given(st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=3))
def test_a_damaged_archive_never_raises_anything_else(changes):
    damaged = bytearray(archive_write(DOCUMENTS, "po"))
    for at, byte in changes:
        damaged[at % len(damaged)] = byte
    with suppress(FileProblem):
        assert archive_read(bytes(damaged))
