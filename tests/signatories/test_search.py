"""Searching the signatories: names in any script, help first, never an empty page."""

import pytest

from search.models import BestBet, SearchObject
from tests.core.markup import Markup

pytestmark = pytest.mark.django_db

LIST = "/en/signatories/"


@pytest.fixture
def ask(client):
    """Search the signatories; return the response."""

    def run(words, language="en", **filters):
        response = client.get(f"/{language}/signatories/", {"q": words, **filters})
        assert response.status_code == 200
        return response

    return run


def links_in(markup, part):
    return [item.attrs["href"] for item in markup.all("a") if item.is_inside(part)]


def test_a_name_is_marked_in_its_own_language_also_when_typed_in_latin_letters(ask):
    markup = Markup(ask("glaropetras"))
    title = markup.one("h3", class_="card__title")
    [mark] = [item for item in markup.all("mark") if item.is_inside(title)]
    assert (mark.text, mark.lang) == ("Γλαρόπετρας", "el")


def test_who_was_found_by_its_name_shows_its_summary(ask):
    [card] = ask("glaropetras").context["result"]["hits"]
    assert "<mark>" not in card["text_html"]


def test_a_country_finds_its_signatories_and_says_so(ask):
    response = ask("Azerbaijan")
    reason = "Found by its country: Azerbaijan"
    by_country = [
        card
        for card in response.context["result"]["hits"]
        if reason in card["found_by"]
    ]
    assert {card["country"] for card in by_country} == {"AZ"}
    assert reason in Markup(response).text


def test_words_of_a_person_in_need_show_help_before_the_results(ask):
    markup = Markup(ask("help me"))
    panel = markup.one("section", class_="search-help")
    assert links_in(markup, panel) == ["/en/help/"]
    assert markup.all("h2")[0].is_inside(panel)
    assert Markup(ask("glaropetras")).all("section", class_="search-help") == []


def test_recommended_signatories_come_first_and_nothing_else_is_recommended_here(ask):
    for kind in ("signatory", "initiative", "page"):
        row = SearchObject.objects.filter(kind=kind, is_gone=False).first()
        BestBet.objects.create(language="en", queries="council", kind=kind, key=row.key)
    beside = ask("council").context["beside"]
    assert [card.kind for card in beside.recommended] == ["signatory"]
    assert not beside.pages
    assert not beside.signatories


def test_nobody_found_leads_to_the_initiatives_with_the_same_words(client, ask):
    response = ask("teachers training zzzz")
    assert response.context["result"]["total"] == 0
    markup = Markup(response)
    links = links_in(markup, markup.one("div", class_="empty"))
    assert "/en/initiatives/?q=teachers%20training%20zzzz" in links
    assert {"/en/help/", "/en/sign/", LIST} <= set(links)


def test_every_offer_leads_to_as_many_signatories_as_it_says(client, ask):
    for words, filters in (
        ("glaropetras zzzz", {}),
        ("glaropetras", {"country": "FR"}),
        ("zzzzzz", {"country": "AZ"}),
    ):
        instead = ask(words, **filters).context["instead"]
        offers = [*instead.languages, *instead.without, *instead.neighbours]
        offers += [*instead.profiles, *instead.countries]
        offers += [instead.unfiltered] if instead.unfiltered else []
        assert offers, words
        for offer in offers:
            found = client.get(offer.url).context["result"]["total"]
            assert found == offer.count, offer


def test_countries_and_kinds_of_signatories_are_offered_where_nobody_is_found(ask):
    response = ask("zzzzzz")
    instead = response.context["instead"]
    assert instead.countries
    assert instead.profiles
    assert not instead.concepts
    headings = [item.text for item in Markup(response).all("h3")]
    assert {"Country", "Kind of signatory"} <= set(headings)


def test_another_spelling_of_a_name_is_offered(client, ask):
    suggestion = ask("Ardnamora").context["instead"].suggestion
    assert suggestion.label.lower() == "ardnamara"
    assert client.get(suggestion.url).context["result"]["total"] > 0


def test_a_list_that_cannot_be_narrowed_by_language_does_not_offer_it(ask):
    assert ask("").context["scopes"] == []
    assert ask("council").context["scopes"] == []
