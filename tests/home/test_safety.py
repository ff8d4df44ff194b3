"""What protects a reader, on every public page: no trace, no third party, a way out."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import RequestFactory
from django.utils.translation import gettext

from core.context_processors import QUICK_EXIT_URL
from core.current import use_language
from core.languages import CODES
from portal.errors import server_error
from tests.core.markup import Markup
from tests.test_pages import PLACES

pytestmark = pytest.mark.django_db

# English, two with translated pages, one without, each with its own letters.
LANGUAGES = ("en", "fr", "az", "ka")
PAGES = [f"/{code}/{place}" for code in LANGUAGES for place in PLACES]
ELSEWHERE = ("/xx/", "/en/nothing/", "/api/v1/docs")
PROGRAMS = (
    "/",
    "/pact/",
    "/no/",
    "/sitemap.xml",
    "/robots.txt",
    "/health/live",
    "/health/ready",
    "/api/v1/openapi.json",
    "/api/v1/initiatives/",
    "/api/v1/helplines/",
    "/api/v1/nothing/",
    "/static/nothing.css",
)
HELP = re.compile(r"^/\w+/help/")
LOGIN = re.compile(r"^/\w+/account/login/")


@pytest.mark.parametrize("address", [*PAGES, *ELSEWHERE, *PROGRAMS])
def test_reading_leaves_no_cookie(client, address):
    response = client.get(address)
    # The one form that opens a session has a token against forgery, and only it.
    expected = {"csrftoken"} if LOGIN.match(address) else set()
    assert set(response.cookies) == expected


def test_reading_with_a_search_leaves_no_cookie(client):
    response = client.get("/en/initiatives/?q=school&country=AZ&sort=country&page=1")
    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.parametrize("address", [*PAGES, *ELSEWHERE])
def test_a_page_allows_nothing_inline_and_nothing_from_elsewhere(client, address):
    response = client.get(address)
    policy = dict(
        part.strip().split(" ", 1)
        for part in response["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    for kind in ("script-src", "style-src", "font-src", "connect-src", "form-action"):
        assert policy[kind] == "'self'"
    assert policy["img-src"] == "'self' data:"
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.ignore_template_errors
def test_only_the_admin_may_have_inline_scripts(editor_client):
    admin = editor_client.get("/admin/")
    assert "'unsafe-inline'" in admin["Content-Security-Policy"]
    page = editor_client.get("/en/")
    assert "unsafe" not in page["Content-Security-Policy"]


@pytest.mark.parametrize("address", [*PAGES, *ELSEWHERE])
def test_a_page_has_nothing_inline_and_asks_no_other_host(client, address):
    check_markup(Markup(client.get(address)))


def check_markup(markup):
    assert markup.all("style") == []
    for element in markup.elements:
        assert "style" not in element.attrs
        assert not [name for name in element.attrs if name.startswith("on")]
        if element.tag == "script":
            assert element.attrs.get("src")
            assert element.text == ""
        for address in loaded(element):
            assert address.startswith(("/static/", "/media/"))
        if element.tag == "form":
            action = element.attrs.get("action", "")
            assert not urlsplit(action).netloc
        if element.tag == "a":
            assert urlsplit(element.attrs.get("href", "")).scheme in (
                "",
                "http",
                "https",
                "mailto",
                "tel",
            )


def loaded(element):
    """Addresses that a browser loads for an element by itself."""
    attrs = element.attrs
    if element.tag in ("img", "script", "iframe", "source", "video", "audio", "embed"):
        yield from filter(None, [attrs.get("src"), attrs.get("poster")])
        for part in filter(None, attrs.get("srcset", "").split(",")):
            yield part.split()[0]
    if element.tag == "object":
        yield attrs["data"]
    if element.tag == "link" and attrs["rel"] not in ("canonical", "alternate"):
        yield attrs["href"]


@pytest.mark.parametrize("address", [*PAGES, *ELSEWHERE])
def test_a_page_can_be_left_at_once_without_javascript(client, address):
    link = Markup(client.get(address)).one("a", id="quick-exit")
    assert link.attrs["href"] == QUICK_EXIT_URL
    assert "noreferrer" in link.attrs["rel"].split()
    assert link.text


@pytest.mark.parametrize("address", [*PAGES, *ELSEWHERE])
def test_a_page_leads_to_help_first_unless_it_is_the_help(client, address):
    markup = Markup(client.get(address))
    strips = markup.all("aside", class_="help-strip")
    if HELP.match(address):
        assert strips == []
        return
    links = [link for link in markup.all("a") if link.is_inside(strips[0])]
    assert len(strips) == 1
    assert [link.attrs["href"].split("/")[2] for link in links] == ["help"]
    order = [element.attrs.get("id") for element in markup.elements]
    assert markup.elements.index(strips[0]) < order.index("main")
    assert client.get(links[0].attrs["href"]).status_code == 200


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("place", ["help/", "help/az/", "help/ad/"])
def test_the_title_of_a_help_page_does_not_say_which_site_it_is(client, code, place):
    title = Markup(client.get(f"/{code}/{place}")).title
    with use_language(code):
        names = {gettext("Pact of Towns and Regions"), "Pact of Towns and Regions"}
    assert title
    assert not [name for name in names if name.casefold() in title.casefold()]
    assert " – " not in title


def test_the_title_of_other_pages_does_say_it(client):
    assert Markup(client.get("/en/sign/")).title.endswith("Pact of Towns and Regions")


def test_the_help_page_says_that_the_history_is_not_erased(client):
    text = Markup(client.get("/en/help/")).text
    assert "It does not erase the list of pages you have visited." in text


def test_even_the_page_for_our_own_mistakes_can_be_left_at_once(rf: RequestFactory):
    response = server_error(rf.get("/en/"))
    markup = Markup(response)
    assert response.status_code == 500
    check_markup(markup)
    assert markup.one("a", id="quick-exit").attrs["href"] == QUICK_EXIT_URL
    assert "/en/help/" in [link.attrs["href"] for link in markup.all("a")]


def test_our_own_mistakes_are_told_without_the_database(
    rf: RequestFactory, django_assert_num_queries
):
    with django_assert_num_queries(0):
        server_error(rf.get("/en/"))


@pytest.mark.parametrize("address", [*PAGES, *ELSEWHERE])
def test_a_page_has_one_heading_one_main_part_and_no_id_twice(client, address):
    markup = Markup(client.get(address))
    assert len(markup.all("h1")) == len(markup.all("main")) == 1
    ids = [item.attrs["id"] for item in markup.elements if "id" in item.attrs]
    assert sorted(set(ids)) == sorted(ids)
