"""Whatever is typed is answered, by both engines, on the page and through the API."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from search.projection import projection_bulk
from search.query import MAX_CHARACTERS, MAX_WORDS, parse
from search.selectors import search
from search.services import index_rebuild
from search.suggestions import suggestions
from tests.search.builders import corpus

NASTY = [
    '"' * 3000,
    '"a "b "c" d" e" f"' * 40,
    "-" * 5000,
    '-"-"-"' * 200,
    "a" * 10_000,
    "word " * 2_000,
    "*" * 200,
    "*a* ?b? ~2 ^9 school~2 sch*l [a TO z] {1 TO *}",
    "/(a+)+$/ (.*)*x [^]* \\d{1,99999}",
    "title:school AND kind:signatory OR _id:*",
    '{"match_all": {}} {"script": {"source": "ctx._source=1"}}',
    "'; DROP TABLE search_searchobject; --",
    "' OR '1'='1' /* */ UNION SELECT password FROM accounts_user --",
    "%' OR 1=1 -- %s %(name)s {0} {x!r} $1 ?",
    "%_%_%_ \\% \\_ \\\\",
    "\x00 \x1b \ud800 \udfff \u202e \ufeff",
    "e\u0301" * 2_000,
    "\u0301" * 2_000,
    "﷽" * 500,
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿👩‍👩‍👧‍👦" * 300,
    "Kinderschutzbeauftragtenversammlung" * 60,
    "İIıi" * 500,
    "= ~ + - | =lemma ~stem +part -folded |",
    '<script>alert(1)</script> <mark> &amp; "><img src=x onerror=alert(1)>',
    "../../../etc/passwd %2e%2e%2f \r\nSet-Cookie: a=b",
]


@pytest.fixture
def asked(request, db):
    """The engine that answers; a dozen initiatives to search in."""
    fixture = "no_index" if request.param == "database" else "elasticsearch"
    request.getfixturevalue(fixture)
    projection_bulk(corpus())
    if request.param == "elasticsearch":
        index_rebuild()
    return request.param


indirect = pytest.mark.parametrize(
    "asked",
    ["database", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)],
    indirect=True,
)


@indirect
def test_what_is_meant_to_hurt_is_answered_by_the_engine_itself(asked):
    for text in NASTY:
        for sort in ("relevance", "country"):
            query = parse(text, language="tr", sort=sort)
            page = search(query, kind="initiative")
            assert page.engine == asked
            assert page.total <= len(corpus())
        suggestions(query)


@indirect
def test_the_terms_of_the_index_cannot_be_typed(asked):
    """The first letters that tell lemma from stem mean nothing in a query."""
    for text in ("=child", "~child", "+child", "|"):
        typed = search(parse(text, language="en"), kind="initiative")
        plain = search(parse(text[1:], language="en"), kind="initiative")
        if text != "|":
            assert [hit.slug for hit in typed.hits] == [hit.slug for hit in plain.hits]
        else:
            assert typed.total == 0


@indirect
@examples(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    text=st.one_of(
        st.text(max_size=400),
        st.text("\"-'’ abşïßé*?()[]{}\\/%_|=~+", max_size=400),
    ),
    language=st.sampled_from(["az", "de", "el", "hy", "ka", "mt", "sr", "uk"]),
)
def test_any_text_is_answered(asked, text, language):
    page = search(parse(text, language=language), kind="initiative")
    assert page.engine == asked
    for hit in page.hits:
        assert "<script" not in hit.highlights.body


@pytest.mark.parametrize("text", NASTY)
def test_the_page_and_the_api_answer(db, no_index, client, text):
    page = client.get("/en/initiatives/", {"q": text.encode(errors="replace")})
    assert page.status_code == 200
    assert b"<script>alert" not in page.content
    assert b"<img src=x" not in page.content
    answer = client.get("/api/v1/initiatives/", {"q": text.encode(errors="replace")})
    assert answer.status_code == 200
    suggested = client.get(
        "/api/v1/initiatives/suggest/", {"q": text.encode(errors="replace")}
    )
    assert suggested.status_code == 200


def test_limits_are_told_to_the_reader(db, no_index, client):
    page = client.get("/en/initiatives/", {"q": "word " * 2_000})
    text = page.content.decode()
    assert f"Only the first {MAX_CHARACTERS} characters were searched for." in text
    assert f"Only the first {MAX_WORDS} words were searched for." in text
    answer = client.get("/api/v1/initiatives/", {"q": "word " * 2_000}).json()
    assert len(answer["notices"]) == 2
