import re
from dataclasses import replace

import polib
import pytest
from hypothesis import given, settings

from tests.translations.file_samples import (
    DRAWN_DOCUMENTS,
    KEY,
    document,
    texts,
    without_repeats,
)
from translations.files.base import FileProblem, Unit
from translations.files.po import po_read, po_write

HEADER = po_write(document(Unit("p", "s"))).decode().split("\n\n")[0] + "\n\n"


def po(body, count=1):
    return HEADER.replace("X-Pact-Units: 1", f"X-Pact-Units: {count}") + body


def refused(text):
    with pytest.raises(FileProblem) as problem:
        po_read(text if isinstance(text, bytes) else text.encode())
    return problem.value


@settings(deadline=None)
@given(DRAWN_DOCUMENTS)
def test_every_text_comes_back_as_it_went(drawn):
    read = po_read(po_write(drawn))
    assert texts(read.units) == texts(without_repeats(drawn.units))
    assert (read.key, read.source_language, read.target_language) == (KEY, "en", "az")


@settings(deadline=None)
@given(DRAWN_DOCUMENTS)
def test_a_file_that_ends_too_early_never_gives_fewer_or_other_texts(drawn):
    data = po_write(drawn)
    whole = po_read(data)
    for end in range(0, len(data), 7):
        try:
            read = po_read(data[:end])
        except FileProblem:
            continue
        assert texts(read.units) == texts(whole.units)


def test_other_programs_read_the_same_texts(tmp_path):
    path = tmp_path / "az.po"
    path.write_bytes(po_write(document()))
    entries = polib.pofile(str(path))
    assert [(e.msgctxt, e.msgid, e.msgstr) for e in entries] == texts(document().units)
    assert entries.metadata["Language"] == "az"
    assert entries.metadata["X-Pact-Object"] == str(KEY)
    assert "X-WagtailLocalize-TranslationID" not in entries.metadata
    changed = entries[1]
    assert changed.fuzzy
    assert changed.previous_msgid == "Read <b>the Pact</b>."
    assert changed.comment == "Text\nbelow the picture"


def test_what_another_program_saved_is_read(tmp_path):
    path = tmp_path / "az.po"
    path.write_bytes(po_write(document()))
    entries = polib.pofile(str(path), wrapwidth=30)
    entries[3].msgstr = "Qısaca"
    entries[1].flags.remove("fuzzy")
    entries.save()
    read = po_read(path.read_bytes().replace(b"\n", b"\r\n"))
    assert [unit.target for unit in read.units][3] == "Qısaca"
    assert [unit.state for unit in read.units] == [
        "waiting",
        "waiting",
        "needs_editing",
        "waiting",
        "waiting",
    ]


def test_fuzzy_entries_come_back_as_work_to_do_and_empty_ones_as_untranslated():
    read = po_read(
        po(
            '#, fuzzy\nmsgctxt "p"\nmsgid "a"\nmsgstr "b"\n\n'
            '#, fuzzy\nmsgctxt "p"\nmsgid "c"\nmsgstr ""\n\n'
            'msgctxt "p"\nmsgid "d"\nmsgstr "e"\n',
            count=3,
        ).encode()
    )
    states = [unit.state for unit in read.units]
    assert states == ["needs_editing", "untranslated", "waiting"]


def test_a_text_knows_its_line():
    data = po_write(document())
    lines = data.decode().split("\n")
    for unit in po_read(data).units:
        assert lines[unit.line - 1].startswith("msgctxt")
        assert lines[unit.line].startswith("msgid")


def test_obsolete_entries_are_ignored_with_their_flags():
    read = po_read(
        po(
            '#, fuzzy\n#~ msgctxt "p"\n#~ msgid "old"\n#~ msgstr "alt"\n\n'
            'msgctxt "p"\nmsgid "a"\nmsgstr "b"\n'
        ).encode()
    )
    assert texts(read.units) == [("p", "a", "b")]
    assert read.units[0].state == "waiting"


def test_an_entry_that_a_program_made_obsolete_still_counts_as_there():
    gone = '#~ msgctxt "p"\n#~ msgid "old"\n#~ msgstr "alt"\n'
    assert po_read(po(gone).encode()).units == ()


def test_deleted_entries_are_told_apart_from_untranslated_ones():
    problem = refused(po('msgctxt "p"\nmsgid "a"\nmsgstr ""\n', count=3))
    assert "1 of 3" in problem.reason


@pytest.mark.parametrize("field", ["msgid", "msgstr"])
def test_a_script_is_refused_with_its_line(field):
    strings = {"msgid": "a", "msgstr": "b"} | {field: "x <script>alert(1)</script>"}
    body = f'msgctxt "p"\nmsgid "{strings["msgid"]}"\nmsgstr "{strings["msgstr"]}"\n'
    problem = refused(po(body))
    assert problem.line == HEADER.count("\n") + 1
    assert "<script>" in problem.reason


@pytest.mark.parametrize(
    "markup",
    [
        "<img src=x onerror=alert(1)>",
        "<b onclick='x'>",
        "<a href='javascript:x'>",
        "<svg/onload=x>",
        "<SCRIPT",
        "<a id='a1' style='x'>",
        "<!DOCTYPE html>",
        "<?php",
    ],
)
def test_mark_up_that_no_text_has_is_refused(markup):
    assert refused(po(f'msgctxt "p"\nmsgid "a"\nmsgstr "b {markup}"\n')).line


@pytest.mark.parametrize(
    "escape", ["\\000", "\\001", "\\x1b", "\\v", "\x01", "\x00", "\x7f", "\u0085"]
)
def test_a_control_character_in_a_translation_is_refused_with_its_line(escape):
    problem = refused(po(f'msgctxt "p"\nmsgid "a"\nmsgstr "b{escape}"\n'))
    assert problem.line in (HEADER.count("\n") + 1, HEADER.count("\n") + 3)
    assert "U+00" in problem.reason


def test_a_nul_is_refused_even_in_a_source():
    assert refused(po('msgctxt "p"\nmsgid "a\\000"\nmsgstr "b"\n')).line


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ('msgctxt "p"\nmsgid "a"\nmsgstr "b\n', 3),
        ('msgctxt "p"\nmsgid "a" b"\nmsgstr "c"\n', 2),
        ('msgctxt "p"\nmsgid "a\\"\nmsgstr "c"\n', 2),
        ('msgctxt "p"\nmsgid "a\\q"\nmsgstr "c"\n', 2),
        ('msgctxt "p"\nmsgid "a\\377"\nmsgstr "c"\n', 2),
        ('msgctxt "p"\nmsgstr "c"\n', 2),
        ('msgctxt "p"\nmsgid "a"\n\nmsgctxt "p"\nmsgid "d"\nmsgstr "c"\n', 1),
        ('msgctxt "p"\nmsgid "a"\nmsgstr "b"\nmsgstr "c"\n', 4),
        ('msgctxt "p"\nmsgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\n', 3),
        ('msgid "a"\nmsgstr "b"\n', 1),
        ('msgctxt "p"\nmsgid ""\nmsgstr "b"\n', 1),
        ('# a remark\n"alone"\n', 2),
        ("hello\n", 1),
        ("<html>\n", 1),
    ],
)
def test_what_is_no_po_is_refused_with_its_line(body, line):
    assert refused(po(body)).line == HEADER.count("\n") + line


def test_a_text_that_is_there_twice_is_refused_and_both_lines_are_told():
    one = 'msgctxt "p"\nmsgid "a"\nmsgstr "b"\n\n'
    problem = refused(po(one + one, count=2))
    first = HEADER.count("\n") + 1
    assert problem.line == first + 4
    assert str(first) in problem.reason


def test_a_file_of_another_project_is_refused():
    foreign = re.sub(r'"X-Pact-Object.*\n', "", po('msgctxt "p"\nmsgid "a"\nmsgstr ""'))
    assert "another project" in refused(foreign).reason
    own = '"X-WagtailLocalize-TranslationID: 3f0c9a52-8a4e-4b0e-9d55-0c2c7a1f6b10\\n"\n'
    assert "another project" in refused(f'msgid ""\nmsgstr ""\n{own}').reason


@pytest.mark.parametrize(
    "text", ["garbage", 'msgctxt "p"\nmsgid "a"\nmsgstr ""\n', "# only a remark\n"]
)
def test_a_file_without_a_header_is_refused(text):
    assert refused(text).reason


def test_another_encoding_is_refused_with_the_line():
    text = po('msgctxt "p"\nmsgid "a"\nmsgstr "şəhər"\n')
    latin = po('msgctxt "p"\nmsgid "a"\nmsgstr "ville fermée"\n').encode("latin-1")
    assert refused(latin).line == HEADER.count("\n") + 3
    declared = text.replace("charset=UTF-8", "charset=ISO-8859-9")
    assert "ISO-8859-9".lower() in refused(declared).reason


def test_the_name_of_a_file_on_the_server_is_not_opened(tmp_path):
    path = tmp_path / "secret.po"
    path.write_bytes(po_write(document()))
    assert refused(str(path)).line == 1


def test_equal_documents_give_equal_bytes():
    assert po_write(document()) == po_write(document())
    units = (*document().units, replace(document().units[0], target="x"))
    assert po_write(document(*units)) == po_write(document())
