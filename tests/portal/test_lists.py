"""Whatever stands in the address of a list, a reader gets a page."""

import string
from urllib.parse import quote_from_bytes, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.markup import Markup

pytestmark = pytest.mark.django_db

LISTS = {
    "/en/initiatives/": (
        "country",
        "principle",
        "action",
        "group",
        "profile",
        "year",
        "written_in",
        "signatory",
    ),
    "/en/signatories/": ("country", "profile"),
}
FILTERS = [(path, name) for path, names in LISTS.items() for name in names]
TRICKY = [
    '"',
    '"unbalanced',
    "-",
    '-"',
    "\x00",
    "a\x00b",
    "x" * 10_000,
    "word " * 2_000,
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "!?…–—“”()[]{}",
    "%' OR 1=1 --",
    "<script>alert(1)</script>",
    "\u202e\u200f\ufeff",
    "ə" * 400,
    "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "* AND NOT",
    "İıÐþß",
    "'' '’ l’",
]
anything = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# Digits and signs are likelier to be taken for something than any other letter.
TEXT = st.one_of(
    st.text(max_size=200),
    st.text(string.digits + "-+.e_ ", max_size=30),
    st.sampled_from(TRICKY),
)


@pytest.mark.parametrize("path", LISTS)
@anything
@given(q=TEXT, sort=TEXT, values=st.lists(TEXT, max_size=3), data=st.data())
def test_any_words_and_filters_give_a_page(client, path, q, sort, values, data):
    name = data.draw(st.sampled_from(LISTS[path]))
    query = urlencode({"q": q, "sort": sort, name: values}, doseq=True)
    assert client.get(f"{path}?{query}").status_code == 200


@pytest.mark.parametrize("path", LISTS)
@anything
@given(page=TEXT)
def test_any_page_is_there_or_missing(client, path, page):
    response = client.get(f"{path}?{urlencode({'page': page})}")
    assert response.status_code in (200, 404)


@pytest.mark.parametrize("path", LISTS)
@anything
@given(raw=st.binary(max_size=60))
def test_bytes_that_are_no_text_give_a_page(client, path, raw):
    for name in ("q", "country", "sort"):
        response = client.get(f"{path}?{name}={quote_from_bytes(raw)}")
        assert response.status_code == 200


@anything
@given(rest=TEXT)
def test_any_slug_is_there_or_missing(client, rest):
    from urllib.parse import quote

    for place in ("initiatives", "signatories", "help", "verify"):
        status = client.get(f"/en/{place}/{quote(rest, safe='')}/").status_code
        assert status in (200, 301, 302, 404)


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("q", TRICKY, ids=range(len(TRICKY)))
def test_tricky_words_give_a_page_that_says_them_back_harmlessly(client, path, q):
    response = client.get(path, {"q": q})
    assert response.status_code == 200
    markup = Markup(response)
    assert "alert(1)" not in [script.text for script in markup.all("script")]
    # Where nothing is left of what was typed, nothing was searched.
    read = response.context["form"]["q"]
    assert bool(markup.all("meta", name="robots")) == bool(read)


@pytest.mark.parametrize("path", LISTS)
def test_very_long_words_are_cut_and_the_reader_is_told(client, path):
    response = client.get(path, {"q": "x" * 10_000})
    assert len(response.context["form"]["q"]) <= 300
    assert Markup(response).one("div", class_="note").text


@pytest.mark.parametrize(("path", "name"), FILTERS)
def test_an_unknown_filter_is_named_left_out_and_not_indexed(client, path, name):
    plain = client.get(path)
    response = client.get(path, {name: "no-such-value", "q": ""})
    assert response.status_code == 200
    markup = Markup(response)
    notice = markup.one("div", class_="note", role="status").text
    assert f"{name} = no-such-value" in notice
    assert markup.one("meta", name="robots").attrs["content"] == "noindex"
    assert response.context["result"]["total"] == plain.context["result"]["total"]


@pytest.mark.parametrize("path", LISTS)
def test_an_unknown_order_is_named_and_left_out(client, path):
    response = client.get(path, {"sort": "sideways"})
    assert "sort = sideways" in Markup(response).one("div", role="status").text


def test_the_valid_part_of_a_filter_counts(client):
    both = client.get("/en/initiatives/?country=AZ&country=XX&year=nonsense")
    valid = client.get("/en/initiatives/?country=AZ")
    assert both.context["result"]["total"] == valid.context["result"]["total"] > 0
    assert {(item["name"], item["value"]) for item in both.context["ignored"]} == {
        ("country", "XX"),
        ("year", "nonsense"),
    }


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    "page", ["9", "500", "501", "10000", "10001", "0", "-1", "1.5", "²", "x", "9" * 50]
)
def test_a_page_beyond_the_last_is_missing(client, path, page):
    assert client.get(path, {"page": page}).status_code == 404


@pytest.mark.parametrize("path", LISTS)
def test_the_first_page_may_be_named_or_left_empty(client, path):
    for page in ("1", "01", ""):
        assert client.get(path, {"page": page}).status_code == 200


def test_every_page_up_to_the_last_is_there(client):
    pages = client.get("/en/initiatives/").context["result"]["pages"]
    assert pages > 1
    seen = set()
    for page in range(1, pages + 1):
        hits = client.get("/en/initiatives/", {"page": page}).context["result"]["hits"]
        seen |= {card["url"] for card in hits}
    total = client.get("/en/initiatives/").context["result"]["total"]
    assert len(seen) == total
    beyond = client.get("/en/initiatives/", {"page": pages + 1})
    assert beyond.status_code == 404


@pytest.mark.parametrize("path", LISTS)
def test_an_unknown_parameter_is_ignored(client, path):
    plain = client.get(path)
    tagged = client.get(path, {"utm_source": "letter", "fbclid": "x"})
    assert tagged.status_code == 200
    assert tagged.context["ignored"] == []
    assert tagged.context["result"]["total"] == plain.context["result"]["total"]
    assert Markup(tagged).canonical == Markup(plain).canonical
    assert Markup(tagged).all("meta", name="robots") == []
