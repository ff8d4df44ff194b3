"""Which language an address leads to."""

import pytest

from core.languages import CODES
from core.middleware import STRUCTURAL
from tests.core.markup import Markup

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("place", sorted(STRUCTURAL))
def test_an_address_without_a_language_leads_to_the_readers_own(client, place):
    response = client.get(f"/{place}/?q=a%20b", headers={"Accept-Language": "az"})
    assert response.status_code == 302
    assert response["Location"] == f"/az/{place}/?q=a%20b"
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize(
    ("header", "location"), [("ka, en;q=0.5", "/ka/"), ("nn", "/nb/"), ("zh", "/en/")]
)
def test_the_first_address_of_all_chooses_the_language(client, header, location):
    response = client.get("/", headers={"Accept-Language": header})
    assert response.status_code == 302
    assert response["Location"] == location
    assert response["Vary"] == "Accept-Language"


def test_a_link_deep_into_the_portal_keeps_its_path(client):
    response = client.get(
        "/initiatives/usaq/report/", headers={"Accept-Language": "tr"}
    )
    assert response["Location"] == "/tr/initiatives/usaq/report/"


def test_the_slash_at_the_end_may_be_missing(client):
    assert client.get("/pact")["Location"] == "/en/pact/"
    assert client.get("/az/pact")["Location"] == "/az/pact/"


@pytest.mark.parametrize(
    ("address", "location"),
    [
        ("/no/pact/", "/nb/pact/"),
        ("/nn/", "/nb/"),
        ("/EN/", "/en/"),
        ("/Az/initiatives/?q=m%C9%99kt%C9%99b", "/az/initiatives/?q=m%C9%99kt%C9%99b"),
        ("/pt-BR/help/", "/pt/help/"),
        ("/pt_br/help/", "/pt/help/"),
    ],
)
def test_other_spellings_of_a_language_lead_to_ours_for_good(client, address, location):
    response = client.get(address)
    assert response.status_code == 301
    assert response["Location"] == location


@pytest.mark.parametrize(
    "address",
    [
        "/api/",
        "/api/v1/nothing/",
        "/api/v2/pages/1/",
        "/static/nothing.css",
        "/media/nothing.webp",
        "/documents/1/nothing.pdf",
        "/health/",
        "/health/nothing",
        "/sitemap.xml/",
        "/sitemap",
        "/robots.txt/",
        "/favicon.ico",
        "/wp-login.php",
    ],
)
def test_what_is_no_page_stays_missing_and_leads_nowhere(client, address):
    response = client.get(address, headers={"Accept-Language": "az"})
    assert response.status_code == 404


@pytest.mark.ignore_template_errors
def test_a_missing_address_of_the_admin_stays_missing(editor_client):
    assert editor_client.get("/admin/nothing/").status_code == 404


@pytest.mark.parametrize("address", ["/xx/", "/ru/", "/english/", "/xx/pact/"])
def test_an_unknown_language_offers_all_39(client, address):
    response = client.get(address)
    assert response.status_code == 404
    markup = Markup(response)
    links = {
        (link.attrs["href"], link.lang)
        for link in markup.all("a")
        if link.is_inside(markup.main)
    }
    assert {(f"/{code}/", code) for code in CODES} <= links


def test_the_page_for_what_is_missing_speaks_the_readers_language(client):
    response = client.get("/xx/", headers={"Accept-Language": "az"})
    assert Markup(response).one("html").attrs["lang"] == "az"
    assert response["Content-Language"] == "az"
    assert "Accept-Language" in response["Vary"]


def test_a_missing_page_below_a_language_is_missing_in_that_language(client):
    response = client.get("/ka/nothing/")
    assert response.status_code == 404
    assert Markup(response).one("html").attrs["lang"] == "ka"


@pytest.mark.parametrize("code", CODES)
def test_each_answer_names_its_language(client, code):
    response = client.get(
        f"/{code}/help/", headers={"Accept-Language": "en", "Cookie": "a=b"}
    )
    assert response["Content-Language"] == code
    assert Markup(response).one("html").attrs["lang"] == code


def test_a_page_with_a_language_in_its_address_depends_on_no_header(client):
    response = client.get("/az/pact/", headers={"Accept-Language": "fr"})
    assert response["Content-Language"] == "az"
    assert "Vary" not in response


def test_a_form_sent_without_a_language_is_not_led_elsewhere(client):
    assert client.post("/initiatives/usaq/report/").status_code == 404
