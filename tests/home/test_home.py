"""The first page, the figures and the languages say what there really is."""

import pytest

from core.languages import CODES
from home.models import HomePage
from initiatives.models import InitiativePage
from signatories.models import Signatory
from tests.core.markup import Markup

pytestmark = pytest.mark.django_db


def public_initiatives():
    pages = InitiativePage.objects.filter(
        live=True, alias_of=None, signatory__status="confirmed"
    )
    return pages.values("translation_key").distinct().count()


def test_the_first_page_counts_what_is_public(client):
    counts = client.get("/en/").context["counts"]
    signatories = Signatory.objects.filter(status="confirmed")
    assert counts["initiatives"] == public_initiatives() > 0
    assert counts["signatories"] == signatories.count() > 0
    assert counts["countries"] == signatories.values("country").distinct().count()


def test_the_first_page_stands_in_azerbaijani_for_an_azerbaijani(client):
    markup = Markup(client.get("/az/"))
    own = next(page for page in HomePage.objects.all() if page.language == "az")
    heading = markup.one("h1")
    assert heading.lang == "az"
    assert own.lead in markup.text
    assert markup.canonical.endswith("/az/")
    assert {"az", "en", "fr"} <= set(markup.alternates)


def test_the_first_page_falls_back_to_english_and_says_so(client):
    markup = Markup(client.get("/mt/"))
    assert markup.one("html").attrs["lang"] == "mt"
    assert markup.one("h1").lang == "en"
    assert markup.canonical.endswith("/en/")
    assert markup.alternates == {}


def test_the_first_page_shows_the_four_principles_with_their_search(client):
    markup = Markup(client.get("/en/"))
    links = {link.attrs["href"] for link in markup.all("a")}
    for code in ("prevention", "protection", "prosecution", "participation"):
        assert f"/en/initiatives/?principle={code}" in links


def test_the_language_picker_offers_all_39_and_marks_the_real_ones(client):
    markup = Markup(client.get("/en/pact/?from=letter"))
    nav = markup.one("nav", class_="language-picker__panel")
    links = [
        link
        for link in markup.all("a")
        if link.is_inside(nav) and "hreflang" in link.attrs
    ]
    assert {link.attrs["href"] for link in links} == {
        f"/{code}/pact/?from=letter" for code in CODES
    }
    assert all(link.attrs["lang"] == link.attrs["hreflang"] for link in links)
    items = [item for item in markup.all("li") if item.is_inside(nav)]
    real = [item for item in items if "translated" in item.text]
    assert len(real) == len(Markup(client.get("/en/pact/")).alternates) >= 3


def test_the_languages_page_has_a_row_for_each_language(client):
    rows = client.get("/en/languages/").context["rows"]
    assert {row["code"] for row in rows} == set(CODES)
    by_code = {row["code"]: row for row in rows}
    assert by_code["en"]["pages_translated"] == by_code["en"]["pages_total"] > 0
    assert by_code["az"]["initiatives"] > 0


def test_every_figure_has_its_source_and_its_day(client):
    markup = Markup(client.get("/en/figures/"))
    cards = markup.all("div", class_="figure-card")
    sources = markup.all("dd", class_="figure-card__source")
    assert len(cards) == len(sources) >= 4
    assert all(source.text for source in sources)


def test_the_figures_add_up_country_by_country(client):
    context = client.get("/en/figures/").context
    values = [figure["value"] for figure in context["figures"]]
    rows = context["countries"]
    assert values[0] == sum(row["signatories"] for row in rows)
    assert values[1] == sum(row["initiatives"] for row in rows) == public_initiatives()
    assert values[2] == len(rows)


@pytest.mark.parametrize("address", ["/en/verify/2026-1/", "/en/account/"])
def test_a_page_for_one_reader_stays_out_of_search_engines(client, address):
    markup = Markup(client.get(address))
    assert markup.one("meta", name="robots").attrs["content"] == "noindex"


def test_no_certificate_is_said_to_be_valid(client):
    text = Markup(client.get("/en/verify/2026-1/")).text
    assert "No certificate with this number exists." in text


def test_each_page_says_that_the_content_is_a_demonstration(client, settings):
    assert Markup(client.get("/en/")).all("section", class_="demo-banner")
    settings.DEMO = False
    assert not Markup(client.get("/en/")).all("section", class_="demo-banner")
