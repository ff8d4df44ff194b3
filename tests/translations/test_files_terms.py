import csv
import io

import pytest
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st

from core.languages import CODES
from tests.translations.file_samples import CHARACTERS, HARD
from translations.files.base import FileProblem
from translations.files.terms import Term, csv_read, csv_write, tbx_read, tbx_write

TERMS = [
    Term(
        "grooming", "en", "grooming", "preferred", "a noun", "Making contact to abuse"
    ),
    Term("grooming", "az", "uşağın etimadını qazanma", "preferred"),
    Term("grooming", "az", "ovlama", "forbidden", "Not this"),
    Term("one-in-five", "en", "ONE in FIVE", "preferred", do_not_translate=True),
]
TEXT = st.one_of(
    st.sampled_from(
        [*HARD, "=1+1", "＝1", "+1", "-1", "@x", "'=1", "''+", "'plain", '"', ","]
    ),
    st.text(CHARACTERS | st.sampled_from("\n\r\t"), max_size=10),
)
CELL = st.builds(lambda a, b: a + b, TEXT, TEXT)


@st.composite
def glossaries(draw, *, is_tbx):
    """Terms as the portal keeps them; what TBX says once is the same for all."""
    terms = {}
    flags, definitions = {}, {}
    for _at in range(draw(st.integers(0, 5))):
        code = draw(st.sampled_from(["help", "a1", "3-steps", "c-x"]))
        language = draw(st.sampled_from([*CODES[:4], "sr", "cnr"]))
        text = draw(CELL.filter(str.strip))
        flag, definition = draw(st.booleans()), draw(CELL)
        if is_tbx:
            flag = flags.setdefault(code, flag)
            definition = definitions.setdefault((code, language), definition)
        status = draw(st.sampled_from(["preferred", "admitted", "forbidden"]))
        term = Term(code, language, text, status, draw(CELL), definition, flag)
        terms.setdefault((code, language, text), term)
    return list(terms.values())


def by_identity(terms):
    return sorted(terms, key=lambda term: (term.code, term.language, term.text))


def refused(read, data):
    with pytest.raises(FileProblem) as problem:
        read(data if isinstance(data, bytes) else data.encode())
    return problem.value


@settings(deadline=None)
@given(glossaries(is_tbx=True))
def test_every_term_comes_back_from_tbx_as_it_went(terms):
    assert by_identity(tbx_read(tbx_write(terms))) == by_identity(terms)


@settings(deadline=None)
@given(glossaries(is_tbx=False))
def test_every_term_comes_back_from_csv_as_it_went(terms):
    assert csv_read(csv_write(terms)) == terms


@settings(deadline=None)
@given(glossaries(is_tbx=False))
def test_no_cell_of_a_spreadsheet_is_a_formula(terms):
    text = csv_write(terms).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            assert not cell.startswith(tuple("=+-@＝＋－＠\t\r\n"))


def test_tbx_groups_terms_by_concept_and_language():
    root = ElementTree.fromstring(tbx_write(TERMS))
    names = {"t": "urn:iso:std:iso:30042:ed-2"}
    assert root.attrib["type"] == "TBX-Basic"
    assert root.attrib["style"] == "dca"
    assert root.find("t:tbxHeader/t:fileDesc/t:sourceDesc/t:p", names).text
    entries = root.findall("t:text/t:body/t:conceptEntry", names)
    assert [entry.attrib["id"] for entry in entries] == ["c-grooming", "c-one-in-five"]
    first = entries[0]
    assert len(first.findall("t:langSec", names)) == 2
    statuses = [note.text for note in first.findall(".//t:termNote", names)]
    assert statuses == [
        "preferredTerm-admn-sts",
        "preferredTerm-admn-sts",
        "deprecatedTerm-admn-sts",
    ]
    assert entries[1].find("t:admin", names).text == "do-not-translate"


def test_older_files_and_the_other_style_are_read():
    old = (
        '<martif type="TBX"><text><body><termEntry id="c5">'
        '<descripGrp><descrip type="definition">What it is</descrip></descripGrp>'
        '<langSet xml:lang="en-US"><ntig><termGrp><term>abuse</term>'
        '<termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>'
        "</termGrp></ntig></langSet>"
        '<langSet xml:lang="ru"><tig><term>x</term></tig></langSet>'
        "</termEntry></body></text></martif>"
    )
    assert tbx_read(old.encode()) == [
        Term("c5", "en", "abuse", "forbidden", definition="What it is")
    ]
    other = (
        '<tbx style="dct" type="TBX-Basic" xmlns="urn:iso:std:iso:30042:ed-2" '
        'xmlns:min="http://www.tbxinfo.net/ns/min"><text><body>'
        '<conceptEntry id="c-x"><langSec xml:lang="mt"><termSec><term>abbuż</term>'
        "<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>"
        "</termSec></langSec></conceptEntry></body></text></tbx>"
    )
    assert tbx_read(other.encode()) == [Term("x", "mt", "abbuż", "preferred")]


def test_a_document_type_in_tbx_is_refused():
    text = tbx_write(TERMS).decode()
    for doctype in (
        '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">',
        '<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ):
        problem = refused(tbx_read, text.replace("<tbx ", f"{doctype}<tbx ", 1))
        assert "DOCTYPE" in problem.reason
        assert problem.line == 2


def test_faulty_tbx_is_refused_with_its_line():
    text = tbx_write(TERMS).decode()
    nameless = refused(tbx_read, text.replace(' id="c-grooming"', ""))
    assert "id" in nameless.reason
    assert nameless.line == 5
    empty = refused(tbx_read, text.replace("<term>ovlama</term>", "<term> </term>"))
    assert "missing" in empty.reason
    twice = refused(tbx_read, text.replace("ovlama", "uşağın etimadını qazanma"))
    assert "twice" in twice.reason
    for data in ("<tbx/>", "<html/>", "x", text[:-20]):
        assert refused(tbx_read, data).reason


def test_csv_opens_in_a_spreadsheet_with_names_for_its_columns():
    data = csv_write(TERMS)
    assert data.startswith("\ufeffcode,language,term,status".encode())
    assert b"one-in-five,en,ONE in FIVE,preferred,yes,,\r\n" in data


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_csv_that_a_spreadsheet_saved_is_read(delimiter):
    lines = [
        "Term;Code;Language;Status",
        "yardım;help;az;",
        ";;;",
        "aide;help;FR;preferred",
    ]
    text = "\r\n".join(lines).replace(";", delimiter)
    assert csv_read(text.encode()) == [
        Term("help", "az", "yardım", "admitted"),
        Term("help", "fr", "aide", "preferred"),
    ]


@pytest.mark.parametrize(
    ("rows", "line", "word"),
    [
        ("code,term\nx,y\n", 1, "language"),
        ("code,language,term,term\n", 1, "once"),
        ("code,language,term\nx,az\n", 2, "2 cells"),
        ('code,language,term\nx,az,"two\nlines"\ny,az\n', 4, "2 cells"),
        ('code,language,term\nx,az,"open\n', 2, "quotation"),
        ("code,language,term\nx,ru,y\n", 2, "ru"),
        ("code,language,term\nx,sr-Latn,y\n", 2, "sr-Latn"),
        ("code,language,term\nx,az, \n", 2, "missing"),
        ("code,language,term\n,az,y\n", 2, "code"),
        ("code,language,term,status\nx,az,y,good\n", 2, "good"),
        ("code,language,term\nx,az,y\nx,az,y\n", 3, "twice"),
        ("code,language,term\nx,az,y\x00\n", 2, "U+0000"),
        ("code,language,term\nx,az,y\u0085\n", 2, "U+0085"),
        ("hello\n", 1, "columns"),
    ],
)
def test_faulty_csv_is_refused_with_its_line(rows, line, word):
    problem = refused(csv_read, rows)
    assert problem.line == line
    assert word in problem.reason


def test_a_cell_longer_than_any_term_is_refused():
    rows = "code,language,term\nx,az," + "y" * 200_000
    assert refused(csv_read, rows).line == 2
