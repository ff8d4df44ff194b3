"""The page of a signatory in every language, and the list."""

import pytest

from core.languages import CODES
from signatories.models import Signatory, SignatoryProfile
from tests.core.markup import Markup
from translations.models import TextProvenance

pytestmark = pytest.mark.django_db

# Greek, with a machine draft in French.
PAGE = "signatories/glaropetra/"


@pytest.fixture
def profiles():
    rows = SignatoryProfile.objects.filter(signatory__official_name="Δήμος Γλαρόπετρας")
    return {row.language: row for row in rows}


def test_the_original_stands_in_its_own_language(client, profiles):
    markup = Markup(client.get(f"/el/{PAGE}"))
    assert markup.canonical.endswith(f"/el/{PAGE}")
    assert set(markup.alternates) == {"el", "fr"}
    assert profiles["el"].summary in markup.text
    assert markup.all("aside", class_="note--language") == []


def test_a_reader_of_english_gets_the_original_with_its_language_and_a_label(
    client, profiles
):
    markup = Markup(client.get(f"/en/{PAGE}"))
    assert markup.one("html").attrs["lang"] == "en"
    assert markup.one("h1").lang == "el"
    leads = list(markup.all("p", class_="lead"))
    assert [(item.text, item.lang) for item in leads] == [
        (profiles["el"].summary, "el")
    ]
    notice = markup.one("aside", class_="note--language")
    assert "This text has not been translated into English yet." in notice.text
    assert "You are reading the original in Greek." in notice.text
    assert notice.lang == "en"


def test_a_fallback_is_no_page_of_its_own_for_search_engines(client):
    markup = Markup(client.get(f"/en/{PAGE}"))
    assert markup.canonical.endswith(f"/el/{PAGE}")
    assert markup.alternates == {}


def test_a_machine_draft_is_called_one(client, profiles):
    markup = Markup(client.get(f"/fr/{PAGE}"))
    assert profiles["fr"].summary in markup.text
    notice = markup.one("aside", class_="note--language")
    links = [link for link in markup.all("a") if link.is_inside(notice)]
    assert f"/el/{PAGE}" in [link.attrs["href"] for link in links]
    TextProvenance.objects.filter(
        translation_key=profiles["el"].signatory.key, language="fr"
    ).update(state="reviewed")
    reviewed = Markup(client.get(f"/fr/{PAGE}"))
    assert reviewed.all("aside", class_="note--language") == []


def test_the_same_address_works_in_all_39_languages(client):
    statuses = {code: client.get(f"/{code}/{PAGE}").status_code for code in CODES}
    assert statuses == dict.fromkeys(CODES, 200)


def test_facts_stand_in_the_readers_language_and_names_in_their_own(client):
    markup = Markup(client.get(f"/en/{PAGE}"))
    facts = markup.one("dl", class_="facts")
    region = next(
        item
        for item in markup.all("span")
        if item.is_inside(facts) and item.text == "Θεσσαλία"
    )
    assert region.lang == "el"
    assert "Greece" in facts.text
    assert markup.one("p", class_="latin-name").text == "Dimos Glaropetras"


def test_an_unpublished_description_is_not_shown(client, profiles):
    profiles["fr"].unpublish()
    markup = Markup(client.get(f"/fr/{PAGE}"))
    assert profiles["fr"].summary not in markup.text
    assert profiles["el"].summary in markup.text


def test_its_initiatives_stand_below_it(client):
    response = client.get(f"/en/{PAGE}")
    names = {card["signatory"]["name"] for card in response.context["initiatives"]}
    assert names == {"Δήμος Γλαρόπετρας"}


def test_demonstration_is_written_on_it(client):
    text = Markup(client.get(f"/en/{PAGE}")).text
    assert "Demonstration: this signatory is invented" in text


def test_what_never_signed_has_no_page(client):
    assert client.get("/en/signatories/nobody/").status_code == 404


def test_the_list_has_everybody_who_is_confirmed(client):
    response = client.get("/en/signatories/")
    names = {card["name"] for card in response.context["result"]["hits"]}
    confirmed = Signatory.objects.filter(status="confirmed")
    assert names == {signatory.official_name for signatory in confirmed}


def test_the_list_finds_a_name_in_latin_letters(client):
    response = client.get("/en/signatories/?q=glaropetras")
    names = [card["name"] for card in response.context["result"]["hits"]]
    assert names == ["Δήμος Γλαρόπετρας"]


def test_the_list_is_narrowed_by_country_and_profile(client):
    response = client.get("/en/signatories/?country=gr&profile=authority")
    hits = response.context["result"]["hits"]
    assert {(card["country"], card["profile"]) for card in hits} == {
        ("GR", "authority")
    }
    nobody = client.get("/en/signatories/?country=GR&profile=representative")
    assert nobody.context["result"]["total"] == 0
    assert "Nobody was found." in Markup(nobody).text


def test_a_page_of_signing_shows_what_is_signed_with_its_hash(client):
    markup = Markup(client.get("/en/sign/"))
    article = markup.one("article", class_="commitment")
    hashes = [code.text for code in markup.all("code") if code.is_inside(article)]
    assert len(hashes[0]) == 64
    assert "Demonstration wording, not the official one" in article.text
