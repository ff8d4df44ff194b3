from dataclasses import replace

import pytest
from defusedxml import ElementTree
from hypothesis import given, settings

from tests.translations.file_samples import (
    DRAWN_DOCUMENTS,
    KEY,
    OTHER_KEY,
    document,
    texts,
    without_repeats,
)
from translations.files.base import STATES, FileProblem, Unit
from translations.files.xliff import NAMESPACE, xliff_read, xliff_write

NAMES = {"x": NAMESPACE}


def tree(data):
    return ElementTree.fromstring(data)


def refused(data):
    with pytest.raises(FileProblem) as problem:
        xliff_read(data if isinstance(data, bytes) else data.encode())
    return problem.value


def written(*units, **more):
    return xliff_write([document(*units, **more)]).decode()


@settings(deadline=None)
@given(DRAWN_DOCUMENTS)
def test_every_text_comes_back_as_it_went(drawn):
    (read,) = xliff_read(xliff_write([drawn]))
    assert texts(read.units) == texts(without_repeats(drawn.units))
    assert (read.key, read.source_language, read.target_language) == (KEY, "en", "az")


@settings(deadline=None)
@given(DRAWN_DOCUMENTS)
def test_a_file_has_all_that_the_standard_demands(drawn):
    root = tree(xliff_write([drawn]))
    assert root.attrib["version"] == "2.0"
    assert root.attrib["srcLang"] == "en"
    assert root.attrib["trgLang"] == "az"
    units = root.findall(".//x:unit", NAMES)
    ids = [unit.attrib["id"] for unit in units]
    assert len(ids) == len(set(ids)) == len(without_repeats(drawn.units))
    for unit in units:
        check_unit(unit)


def check_unit(unit):
    data = [item.attrib["id"] for item in unit.findall(".//x:data", NAMES)]
    assert len(data) == len(set(data))
    assert len(unit.findall("x:segment", NAMES)) == 1
    used = set()
    for side in ("source", "target"):
        codes = [
            code
            for name in ("pc", "ph")
            for code in unit.findall(f".//x:{side}//x:{name}", NAMES)
        ]
        ids = [code.attrib["id"] for code in codes]
        assert len(ids) == len(set(ids))
        assert set(ids).isdisjoint(data)
        for code in codes:
            used |= {
                value for key, value in code.attrib.items() if key.startswith("dataRef")
            }
    assert used == set(data)
    # Modules first, then notes, data and segment: the order of the schema.
    order = [child.tag.rpartition("}")[2] for child in unit]
    assert order == sorted(order, key=["notes", "originalData", "segment"].index)


def test_mark_up_is_protected_and_text_is_shown_as_text():
    root = tree(xliff_write([document()]))
    first, second = root.findall(".//x:unit", NAMES)[:2]
    assert first.find(".//x:source", NAMES).text == "Towns & regions"
    codes = second.find(".//x:source", NAMES)
    assert "".join(codes.itertext()) == "Read the Pactor sign it."
    data = [item.text for item in second.findall(".//x:data", NAMES)]
    assert data == ["<b>", "</b>", "<i>", "</i>", "<br/>", '<a id="a1">', "</a>"]
    link = codes.find("x:pc[@type='link']", NAMES)
    assert link.attrib["canDelete"] == "no"
    translated = second.find(".//x:target/x:pc[@type='link']", NAMES)
    assert translated.attrib["id"] == link.attrib["id"]


def test_a_translator_sees_notes_the_former_source_and_the_longest_length():
    root = tree(xliff_write([document(url="https://pact.example/en/about/")]))
    second = root.findall(".//x:unit", NAMES)[1]
    notes = {
        note.attrib["category"]: note.text
        for note in second.findall(".//x:note", NAMES)
    }
    assert notes["field"] == "Text\nbelow the picture"
    assert notes["previous-source"] == "Read <b>the Pact</b>."
    limited = root.find(".//x:unit[@name='button']", NAMES)
    size = "{urn:oasis:names:tc:xliff:sizerestriction:2.0}sizeRestriction"
    assert limited.attrib[size] == "20"
    file = root.find("x:file", NAMES)
    assert file.attrib["original"] == "https://pact.example/en/about/"
    assert file.find("x:notes/x:note", NAMES).text == "About the Pact"


@pytest.mark.parametrize("state", STATES)
def test_a_state_comes_back_as_long_as_nobody_moved_it(state):
    target = "" if state == "untranslated" else "b"
    (read,) = xliff_read(written(Unit("p", "a", target, state)).encode())
    assert read.units[0].state == state


@pytest.mark.parametrize(
    ("state", "came", "expected"),
    [
        ("machine_draft", "translated", "waiting"),
        ("needs_editing", "final", "approved"),
        ("approved", "initial", "needs_editing"),
        ("waiting", "reviewed", "waiting"),
        ("waiting", "nonsense", "needs_editing"),
    ],
)
def test_a_state_that_a_program_moved_counts_more_than_ours(state, came, expected):
    text = written(Unit("p", "a", "b", state))
    start = text.index(' state="') + 8
    moved = text[:start] + came + text[text.index('"', start) :]
    (read,) = xliff_read(moved.encode())
    assert read.units[0].state == expected


def test_several_documents_share_a_file():
    both = [document(), document(key=OTHER_KEY, title="Help")]
    read = xliff_read(xliff_write(both))
    assert [item.key for item in read] == [KEY, OTHER_KEY]
    assert texts(read[1].units) == texts(both[1].units)


def test_a_file_has_one_pair_of_languages_and_some_text():
    mixed = [document(), document(key=OTHER_KEY, target_language="ka")]
    for documents in (mixed, [], [replace(document(), units=())]):
        with pytest.raises(ValueError, match="one target language"):
            xliff_write(documents)


def test_languages_are_told_as_other_programs_know_them():
    assert 'trgLang="sr-Cyrl"' in written(target_language="sr")
    (read,) = xliff_read(written(target_language="sr").encode())
    assert read.target_language == "sr"


def test_what_programs_add_to_a_text_is_understood():
    text = written(Unit("p", "<b>one</b> two<br/>", "x"))
    pieces = (
        '<target><mrk id="m1" type="comment"><sc id="1" dataRef="d1"/>bir'
        '<ec startRef="1" dataRef="d2"/></mrk> <sm id="m2"/>iki<em startRef="m2"/>'
        '<ph id="2"/></target>'
    )
    (read,) = xliff_read(text.replace("<target>x</target>", pieces).encode())
    assert read.units[0].target == "<b>bir</b> iki<br/>"


def test_groups_and_segments_made_by_programs_are_put_together():
    text = written(Unit("p", "One. Two.", "x", "approved"))
    start, end = text.index("<segment"), text.index("</unit>")
    segments = (
        '<segment state="final"><source>One.</source><target>Bir.</target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment state="initial"><source>Two.</source><target>İki.</target></segment>'
    )
    split = text[:start] + segments + text[end:]
    split = split.replace("<unit", '<group id="g"><unit').replace(
        "</unit>", "</unit></group>"
    )
    (read,) = xliff_read(split.encode())
    assert texts(read.units) == [("p", "One. Two.", "Bir. İki.")]
    assert read.units[0].state == "needs_editing"
    partly = split.replace("<target>İki.</target>", "")
    assert "some segments" in refused(partly).reason


def test_a_foreign_file_id_gives_no_key():
    (read,) = xliff_read(written().replace(str(KEY), "f1").encode())
    assert read.key is None


def test_a_code_that_the_source_does_not_have_is_refused_with_its_line():
    text = written(Unit("p", "<b>a</b>", "x"))
    problem = refused(text.replace("<target>x", '<target><ph id="9"/>x'))
    assert "9" in problem.reason
    assert text.split("\n")[problem.line - 1].startswith("<unit")


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<cp hex="0000"/>',
        '<cp hex="0007"/>',
        '<cp hex="D800"/>',
        '<cp hex="zz"/>',
        '<cp hex="110000"/>',
    ],
)
def test_elements_and_characters_that_no_text_has_are_refused(inside):
    text = written(Unit("p", "a", "x"))
    assert refused(text.replace("<target>x", f"<target>{inside}x")).line


def test_a_script_in_the_data_of_a_code_is_refused():
    text = written(Unit("p", "<b>a</b>", "<b>x</b>"))
    bad = text.replace("&lt;b&gt;</data>", "&lt;script&gt;</data>")
    problem = refused(bad)
    assert "<script>" in problem.reason
    assert bad.split("\n")[problem.line - 1].startswith("<unit")


def test_a_script_typed_as_text_stays_text():
    text = written(Unit("p", "a", "x"))
    typed = text.replace("<target>x", "<target>&lt;script&gt;x")
    (read,) = xliff_read(typed.encode())
    assert read.units[0].target == "&lt;script&gt;x"


def test_texts_and_pages_that_are_there_twice_are_refused():
    text = written(Unit("p", "a", "x"), Unit("p", "b", "x"))
    problem = refused(text.replace("<source>b", "<source>a"))
    assert "twice" in problem.reason
    one_line = text.replace("<source>b", "<source>a").replace("\n", " ")
    assert "twice" in refused(one_line).reason
    page = text[text.index("<file") : text.index("</xliff>")]
    assert "twice" in refused(text.replace("</xliff>", f"{page}</xliff>")).reason


def test_other_versions_and_other_xml_are_refused():
    old = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>'
    for text in (old, "<html/>", written().replace('version="2.0"', 'version="3"')):
        assert "XLIFF 2.0" in refused(text).reason
    assert xliff_read(written().replace('version="2.0"', 'version="2.1"').encode())


@pytest.mark.parametrize("part", ["name", "segment"])
def test_a_unit_that_belongs_nowhere_is_refused(part):
    text = written(Unit("p", "a", "x"))
    broken = {
        "name": text.replace(' name="p"', ""),
        "segment": text[: text.index("<segment")] + text[text.index("</unit>") :],
    }[part]
    assert "belongs" in refused(broken).reason


def test_a_file_without_pages_is_refused():
    text = written()
    cut = text[: text.index("<file")] + "</xliff>"
    assert "no text" in refused(cut).reason


@settings(deadline=None, max_examples=20)
@given(DRAWN_DOCUMENTS)
def test_a_file_that_ends_too_early_is_always_refused(drawn):
    data = xliff_write([drawn]).rstrip()
    for end in range(0, len(data), 41):
        assert refused(data[:end])
