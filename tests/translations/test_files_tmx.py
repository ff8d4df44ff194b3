from datetime import UTC, datetime, timedelta, timezone

import pytest
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st

from core.languages import CODES
from tests.translations.file_samples import CHARACTERS, FRAGMENTS
from translations.files.base import FileProblem
from translations.files.tmx import MemoryUnit, tmx_parts, tmx_read, tmx_write

MOMENT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
UNITS = [
    MemoryUnit("en", "az", "Read <b>on</b><br/>", "<b>Oxuyun</b><br/>", MOMENT, "Old"),
    MemoryUnit("fr", "sr", "Villes &amp; régions", "Градови и региони"),
]
FILLED = FRAGMENTS.filter(bool)
DRAWN = st.lists(
    st.builds(
        MemoryUnit,
        source_language=st.sampled_from(CODES),
        target_language=st.sampled_from(CODES),
        source=FILLED,
        target=FILLED,
        changed_at=st.none()
        | st.datetimes(
            min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - the strategy adds UTC
            timezones=st.just(UTC),
        ).map(lambda moment: moment.replace(microsecond=0)),
        author_note=st.text(CHARACTERS, max_size=9),
    ),
    max_size=5,
)


def tmx(body, *, doctype="", header='<header srclang="en"/>'):
    text = f'{doctype}<tmx version="1.4">{header}<body>{body}</body></tmx>'
    return text.encode()


def unit(source="a", target="b", extra=""):
    return (
        f'<tu{extra}><tuv xml:lang="en-GB"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="AZ"><seg>{target}</seg></tuv></tu>'
    )


def refused(data):
    with pytest.raises(FileProblem) as problem:
        tmx_read(data)
    return problem.value


@settings(deadline=None)
@given(DRAWN)
def test_every_unit_comes_back_as_it_went(units):
    assert list(tmx_read(tmx_write(units))) == units


def test_a_file_has_all_that_the_standard_demands():
    root = ElementTree.fromstring(tmx_write(UNITS))
    assert root.attrib["version"] == "1.4"
    header = root.find("header")
    demanded = (
        "creationtool creationtoolversion segtype o-tmf adminlang srclang datatype"
    )
    assert set(demanded.split()) <= set(header.attrib)
    first = root.find("body/tu")
    assert first.attrib == {"srclang": "en", "changedate": "20260301T093000Z"}
    begins = [item.attrib["i"] for item in first.findall(".//bpt")]
    assert begins == [item.attrib["i"] for item in first.findall(".//ept")]


def test_a_memory_can_be_sent_piece_by_piece():
    parts = list(tmx_parts(UNITS))
    assert len(parts) == len(UNITS) + 2
    assert b"".join(parts) == tmx_write(UNITS)


def test_times_are_told_in_utc():
    moment = MOMENT.astimezone(timezone(timedelta(hours=4)))
    (read,) = tmx_read(tmx_write([MemoryUnit("en", "az", "a", "b", moment)]))
    assert read.changed_at == MOMENT


def test_the_usual_document_type_is_passed_over_and_every_other_refused():
    usual = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    assert len(list(tmx_read(tmx(unit(), doctype=usual)))) == 1
    for doctype in (
        '<!DOCTYPE tmx SYSTEM "http://elsewhere.example/tmx14.dtd">',
        '<!DOCTYPE tmx PUBLIC "x" "tmx14.dtd">',
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd" [<!ENTITY x "y">]>',
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd" []>',
        '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        "<!DOCTYPE tmx>",
    ):
        assert "DOCTYPE" in refused(tmx(unit(), doctype=doctype)).reason


def test_an_entity_that_only_the_unloaded_type_would_define_is_refused():
    usual = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    problem = refused(tmx(unit(target="a&secret;b"), doctype=usual))
    assert (problem.line, "&secret;" in problem.reason) == (2, True)


def test_codes_of_other_programs_are_left_out_and_their_text_kept():
    foreign = (
        'a<bpt i="1">{\\b </bpt>bold<ept i="1">}</ept><ph>&lt;img src=x/&gt;</ph>'
        '<hi>kept</hi><ph>&lt;br/&gt;</ph><it pos="begin">&lt;script&gt;</it>z'
    )
    (read,) = tmx_read(tmx(unit(source=foreign)))
    assert read.source == "aboldkept<br/>z"


def test_a_script_cannot_be_put_together_from_codes_and_text():
    (read,) = tmx_read(tmx(unit(target="&lt;script&gt;x")))
    assert read.target == "&lt;script&gt;x"
    assert refused(tmx(unit(target="<ph>&lt;</ph>script x"))).line == 1


def test_one_source_with_many_translations_gives_a_unit_for_each():
    body = (
        '<tu><tuv xml:lang="az"><seg>b</seg></tuv><tuv xml:lang="en"><seg>a</seg></tuv>'
        '<tuv xml:lang="ru"><seg>c</seg></tuv><tuv lang="ka"><seg>d</seg></tuv>'
        '<tuv xml:lang="hy"><seg></seg></tuv></tu>'
        '<tu srclang="fr"><tuv xml:lang="en"><seg>a</seg></tuv></tu>'
    )
    read = list(tmx_read(tmx(body)))
    assert [
        (u.source_language, u.source, u.target_language, u.target) for u in read
    ] == [
        ("en", "a", "az", "b"),
        ("en", "a", "ka", "d"),
    ]


def test_without_a_source_language_the_first_text_is_the_source():
    header = '<header srclang="*all*"/>'
    (read,) = tmx_read(tmx(unit(), header=header))
    assert (read.source_language, read.target_language) == ("en", "az")
    (read,) = tmx_read(tmx(unit(), header=""))
    assert read.source_language == "en"


def test_a_date_that_is_none_is_not_known():
    (read,) = tmx_read(tmx(unit(extra=' changedate="yesterday"')))
    assert read.changed_at is None


def test_what_is_no_memory_is_refused():
    for data in (b"<xliff/>", b"<tmx/>", b"hello", tmx_write(UNITS)[:-9], b"<tmx>"):
        assert refused(data).reason


def test_nothing_is_given_when_a_later_unit_is_bad():
    assert refused(tmx(unit() + unit(target="x\u0085"))).line == 1
