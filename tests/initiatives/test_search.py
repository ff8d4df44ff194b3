"""The search as visitors see it: why, how wide, what else, help first, nothing leaks."""

from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import withdrawal
from core.context_processors import QUICK_EXIT_URL
from search.models import (
    BestBet,
    NeedPhrase,
    SearchObject,
    SynonymSet,
    UnansweredQuery,
)
from tests.core.markup import Markup

pytestmark = pytest.mark.django_db

LIST = "/en/initiatives/"


@pytest.fixture
def ask(client):
    """Search in a language; return the response."""

    def run(words="", language="en", place="initiatives", **filters):
        response = client.get(f"/{language}/{place}/", {"q": words, **filters})
        assert response.status_code == 200
        return response

    return run


def total(client, url):
    return client.get(url).context["result"]["total"]


def card_of(response, url):
    """The text of the card that leads to an address."""
    markup = Markup(response)
    link = next(item for item in markup.all("a") if item.attrs.get("href") == url)
    [card] = [parent for parent in link.parents if parent.tag == "article"]
    reasons = [
        item.text
        for item in markup.all("p", class_="card__match")
        if item.is_inside(card)
    ]
    return card, link, reasons


# Why


def test_an_azerbaijani_word_finds_a_georgian_initiative_and_says_why(ask):
    response = ask("məktəb", "az")
    foreign = [
        card
        for card in response.context["result"]["hits"]
        if card["language"] == card["written_in"] == "ka"
    ]
    assert foreign
    card, link, reasons = card_of(response, foreign[0]["url"])
    assert link.lang == "ka"
    assert card.lang == "az"
    assert len(reasons) == 1
    assert "Məktəblərdə və digər müəssisələrdə maarifləndirmə" in reasons[0]


def test_what_can_be_seen_in_the_text_needs_no_reason(ask):
    response = ask("teachers")
    markup = Markup(response)
    marked = {
        id(parent)
        for mark in markup.all("mark")
        for parent in mark.parents
        if parent.tag == "article"
    }
    assert marked
    explained = {
        id(parent)
        for reason in markup.all("p", class_="card__match")
        for parent in reason.parents
        if "spelling" not in reason.text and "subject" not in reason.text
    }
    assert not marked & explained


def test_a_word_an_editor_gave_finds_and_is_named(ask):
    assert ask("zzgadget").context["result"]["total"] == 0
    SynonymSet.objects.create(language="en", words="zzgadget\nteachers")
    response = ask("zzgadget")
    hits = response.context["result"]["hits"]
    assert hits
    assert all("same meaning" in " ".join(card["found_by"]) for card in hits)


def test_every_marked_text_is_in_its_own_language(ask):
    markup = Markup(ask("uşaq", "az"))
    cards = [item for item in markup.all("mark") if item.text]
    assert cards
    for mark in cards:
        assert mark.lang
    in_azerbaijani = [mark for mark in cards if "uşaq" in mark.text.lower()]
    assert {mark.lang for mark in in_azerbaijani} == {"az"}


# Narrow and wide


def test_one_narrows_to_the_own_language_and_widens_again(client, ask):
    response = ask("children", country=["IE", "AZ", "GE"], sort="newest")
    [everywhere, own] = response.context["scopes"]
    count = response.context["result"]["total"]
    assert (everywhere.is_current, own.is_current) == (True, False)
    assert everywhere.label == f"In all languages ({count})"
    asked = parse_qs(urlsplit(own.url).query)
    assert asked == {
        "q": ["children"],
        "country": ["IE", "AZ", "GE"],
        "sort": ["newest"],
        "written_in": ["en"],
    }
    narrowed = client.get(own.url)
    number = narrowed.context["result"]["total"]
    assert 0 < number < count
    assert own.label == f"Only written in English ({number})"
    [wide, current] = narrowed.context["scopes"]
    assert (wide.is_current, current.is_current) == (False, True)
    assert total(client, wide.url) == count
    markup = Markup(narrowed)
    choice = markup.one("nav", class_="result-scope")
    links = [item for item in markup.all("a") if item.is_inside(choice)]
    assert [link.attrs.get("aria-current") for link in links] == [None, "true"]


def test_nothing_to_choose_is_not_offered(ask):
    # No initiative is written in Danish.
    assert ask("skole", "da").context["scopes"] == []
    assert ask("zzzzzz").context["scopes"] == []
    assert Markup(ask("zzzzzz")).all("nav", class_="result-scope") == []


def test_who_chose_a_language_can_always_go_back(ask):
    [wide] = ask("children", "da", written_in="ka").context["scopes"]
    assert not wide.is_current
    assert "written_in" not in wide.url


def test_the_second_page_offers_the_first_of_the_other_breadth(client):
    response = client.get(LIST, {"page": 2})
    assert all("page" not in scope.url for scope in response.context["scopes"])


# Above the results


def test_pages_and_signatories_with_the_words_stand_above_three_of_each(ask):
    response = ask("children")
    beside = response.context["beside"]
    assert 0 < len(beside.pages) <= 3
    assert 0 < len(beside.signatories) <= 3
    markup = Markup(response)
    order = [item.text for item in markup.all("h2")]
    assert order.index("Pages") < order.index("Signatories") < order.index("Results")
    for card in (*beside.pages, *beside.signatories):
        [link] = [
            item
            for item in markup.all("a")
            if item.attrs["href"] == card.url
            and any(
                "short-card" in (parent.attrs.get("class") or "")
                for parent in item.parents
            )
        ]
        assert link.lang == card.language


def test_what_stands_above_really_exists_in_the_readers_interface(client, ask):
    for language, word in (("az", "uşaq"), ("ka", "ბავშვი"), ("en", "children")):
        beside = ask(word, language).context["beside"]
        for card in (*beside.pages, *beside.signatories):
            assert card.url.startswith(f"/{language}/")
            assert client.get(card.url).status_code == 200


def test_a_page_in_another_language_is_marked_as_such(ask):
    pages = ask("children", "da").context["beside"].pages
    assert {page.language for page in pages} == {"en"}
    assert all(page.url.startswith("/da/") for page in pages)


@pytest.mark.parametrize(
    "filters", [{"country": "FR"}, {"sort": "newest", "year": "2025"}]
)
def test_only_the_first_page_of_words_alone_has_them(ask, filters):
    response = ask("children", **filters)
    assert not response.context["beside"]
    assert Markup(response).all("div", class_="beside") == []


def test_without_words_nothing_stands_above(ask):
    assert not ask("").context["beside"]
    assert not ask("…").context["beside"]


def test_what_editors_recommend_comes_first_and_once(ask):
    plain = ask("children").context["beside"]
    page, signatory = plain.pages[0], plain.signatories[0]
    initiative = SearchObject.objects.filter(kind="initiative").first()
    for card_kind, key in (
        ("page", page.key),
        ("signatory", signatory.key),
        ("initiative", initiative.key),
    ):
        BestBet.objects.create(
            language="en", queries="children", kind=card_kind, key=key
        )
    response = ask("children")
    beside = response.context["beside"]
    assert [card.kind for card in beside.recommended] == [
        "initiative",
        "signatory",
        "page",
    ]
    assert page.key not in {card.key for card in beside.pages}
    assert signatory.key not in {card.key for card in beside.signatories}
    order = [item.text for item in Markup(response).all("h2")]
    assert order.index("Recommended by the editors") < order.index("Pages")
    assert ask("teachers").context["beside"].recommended == []


def test_what_was_withdrawn_is_not_recommended(ask, editor):
    initiative = SearchObject.objects.filter(kind="initiative").first()
    BestBet.objects.create(
        language="en", queries="children", kind="initiative", key=initiative.key
    )
    assert ask("children").context["beside"].recommended
    withdrawal.withdraw(
        kind="initiative", key=initiative.key, actor=editor, reason="a name"
    )
    assert ask("children").context["beside"].recommended == []


# Help


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "help me"), ("en", "I am scared at school"), ("az", "mənə kömək edin")],
)
def test_words_of_a_person_in_need_show_help_before_everything(ask, language, words):
    response = ask(words, language)
    markup = Markup(response)
    panel = markup.one("section", class_="search-help")
    links = [item for item in markup.all("a") if item.is_inside(panel)]
    assert [link.attrs["href"] for link in links] == [f"/{language}/help/"]
    headings = markup.all("h2")
    assert headings[0].is_inside(panel)
    assert markup.elements.index(panel) < markup.elements.index(
        markup.one("div", class_="with-filters__results")
    )


def test_a_phrase_that_editors_add_counts_at_once(ask):
    assert not ask("blue umbrella").context["needs_help"]
    NeedPhrase.objects.create(language="en", phrase="blue umbrella")
    assert ask("blue umbrella").context["needs_help"]
    # Whoever is in need types in any language.
    assert ask("blue umbrella", "az").context["needs_help"]


def test_other_words_show_no_panel(ask):
    for words in ("", "teachers", "help for teachers in schools"):
        assert Markup(ask(words)).all("section", class_="search-help") == []


def test_nobody_in_need_is_counted(ask):
    NeedPhrase.objects.create(language="en", phrase="zzblue umbrella")
    for _time in range(4):
        assert ask("zzblue umbrella").context["result"]["total"] == 0
    assert not UnansweredQuery.objects.exists()


# Nothing was found


def offers(instead):
    """All links with a count that a list without results shows."""
    single = [instead.unfiltered] if instead.unfiltered else []
    return [
        *instead.languages,
        *instead.without,
        *single,
        *instead.concepts,
        *instead.neighbours,
    ]


@pytest.mark.parametrize(
    ("language", "words", "filters"),
    [
        ("en", "zzzzzz", {}),
        ("en", "teachres", {}),
        ("en", "zzzz teachers", {}),
        ("en", "teachers swimming zzzz", {}),
        ("en", "деци", {}),
        ("en", "εκπαιδευτικούς", {}),
        ("en", "teachers", {"country": "MT"}),
        ("en", "zzzzzz", {"country": ["AZ", "FR"]}),
        ("en", "", {"country": "AZ", "written_in": "fr"}),
        ("ka", "მასწავლებლები zzzz", {}),
        ("az", "zzzzzz", {"written_in": "az"}),
    ],
)
def test_every_offer_leads_to_as_many_results_as_it_says(
    client, ask, language, words, filters
):
    response = ask(words, language, **filters)
    assert response.context["result"]["total"] == 0
    made = offers(response.context["instead"])
    assert made
    assert {offer.url: total(client, offer.url) for offer in made} == {
        offer.url: offer.count for offer in made
    }


def test_another_spelling_is_offered_when_it_finds_something(client, ask):
    suggestion = ask("teachres").context["instead"].suggestion
    assert suggestion.label == "teachers"
    assert total(client, suggestion.url) > 0
    assert ask("zzzzzz").context["instead"].suggestion is None
    assert ask("teachers").context["instead"].suggestion is None


def test_another_spelling_keeps_the_filters(ask):
    suggestion = ask("teachres", country="FR", sort="country").context["instead"]
    if suggestion.suggestion:
        asked = parse_qs(urlsplit(suggestion.suggestion.url).query)
        assert asked == {"q": ["teachers"], "country": ["FR"], "sort": ["country"]}


def test_other_languages_are_named_with_their_own_names(ask):
    response = ask("εκπαιδευτικούς")
    [greek] = response.context["instead"].languages
    assert (greek.label, greek.autonym) == ("Greek", "Ελληνικά")
    assert greek.url.startswith("/el/initiatives/?q=")
    [link] = [
        item
        for item in Markup(response).all("a")
        if item.attrs["href"] == greek.url
        and item.attrs.get("hreflang") == "el"
        and "Greek" in item.text
    ]
    assert link.text == f"Greek – Ελληνικά ({greek.count})"
    [name] = [
        item
        for item in Markup(response).all("span", lang="el")
        if item.text == "Ελληνικά"
        and item.parents[-1].attrs.get("href") == greek.url
        and item.parents[-1].attrs.get("hreflang") == "el"
        and "Greek" in item.parents[-1].text
    ]
    assert name.lang == "el"


def test_one_word_less_leaves_whole_words_out(ask):
    words = {
        offer.label for offer in ask("ache teachers zzzz").context["instead"].without
    }
    assert "teachers" not in words
    found = {
        offer.label for offer in ask("art zzzz teachers").context["instead"].without
    }
    assert all("teachers" in label.split() for label in found)


def test_neighbours_of_the_country_asked_for_are_offered(ask):
    instead = ask("zzzzzz", country="AZ").context["instead"]
    assert {offer.label for offer in instead.neighbours} >= {"Georgia", "Türkiye"}
    assert "Azerbaijan" not in {offer.label for offer in instead.neighbours}


def test_links_keep_the_words_where_they_find_something(client, ask):
    instead = ask("teachers", country="MT").context["instead"]
    kept = [offer for offer in offers(instead) if "q=teachers" in offer.url]
    assert any(offer in kept for offer in instead.concepts)
    for offer in kept:
        assert total(client, offer.url) == offer.count > 0


def test_the_help_link_stands_on_a_list_without_results(ask):
    markup = Markup(ask("zzzzzz"))
    empty = markup.one("div", class_="empty")
    links = [item.attrs["href"] for item in markup.all("a") if item.is_inside(empty)]
    assert "/en/help/" in links
    assert LIST in links


def test_words_are_no_filter_to_remove(ask):
    assert "Remove one of the filters" not in ask("zzzzzz").text
    assert "Remove one of the filters" in ask("zzzzzz", country="AZ").text


# What is counted


def counted():
    return list(UnansweredQuery.objects.values_list("language", "count"))


def test_a_search_without_results_is_counted_on_the_page_and_in_the_api(client, ask):
    ask("zzzzzz")
    assert counted() == [("en", 1)]
    answer = client.get("/api/v1/initiatives/", {"q": "zzzzzz", "language": "en"})
    assert answer.status_code == 200
    assert counted() == [("en", 2)]


@pytest.mark.parametrize(
    ("words", "filters"),
    [("zzzzzz", {"country": "AZ"}), ("teachers", {}), ("", {}), ("…", {})],
)
def test_nothing_else_is_counted(client, ask, words, filters):
    ask(words, **filters)
    client.get("/api/v1/initiatives/", {"q": words, "language": "en", **filters})
    assert counted() == []


def test_names_looked_for_among_signatories_are_not_counted(client, ask):
    ask("zzzzzz", place="signatories")
    client.get("/api/v1/signatories/", {"q": "zzzzzz", "language": "en"})
    assert counted() == []


# What is kept from others


def test_search_words_leave_only_to_the_portal_itself(ask):
    secret = "zzsecretword teachers"
    response = ask(secret)
    assert response.headers["Referrer-Policy"] == "same-origin"
    markup = Markup(response)
    addresses = [
        value
        for item in markup.elements
        for name, value in item.attrs.items()
        if name in ("href", "src", "action", "data-source") and value
    ]
    outside = {url for url in addresses if urlsplit(url).netloc}
    assert {urlsplit(url).netloc for url in outside} <= {
        "testserver",
        urlsplit(QUICK_EXIT_URL).netloc,
    }
    leaving = {url for url in outside if urlsplit(url).netloc != "testserver"}
    assert not any("zzsecret" in url for url in leaving)
    assert any(quote("zzsecretword") in url for url in addresses)


def test_what_was_typed_is_not_in_the_title(ask):
    assert "zzsecretword" not in Markup(ask("zzsecretword")).title


# Limits


@pytest.mark.parametrize(
    "address",
    ["initiatives/", "signatories/", "initiatives/suggest/"],
)
@pytest.mark.parametrize("words", ["x" * 10_000, "school " * 1500, '"' * 10_000])
def test_the_api_reads_what_it_can_of_ten_thousand_characters(client, address, words):
    response = client.get(f"/api/v1/{address}", {"q": words[:10_000]})
    assert response.status_code == 200
    if "suggest" not in address:
        assert (
            "Only the first 300 characters were searched for."
            in (response.json()["notices"])
        )


# What it costs


def cost(client, path):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_a_search_for_words_stays_cheap(client):
    path = f"{LIST}?q=children"
    assert cost(client, path) <= 20
    assert cost(client, path) <= 12


def test_suggestions_stay_cheap(client):
    path = "/api/v1/initiatives/suggest/?q=scho&language=en"
    cost(client, path)
    assert cost(client, path) <= 4


def test_a_list_without_results_costs_little_more_than_it_offers(client):
    path = f"{LIST}?q=zzzz+teachres+swimming"
    cost(client, path)
    assert cost(client, path) <= 60
