"""What a reader leaves behind: nothing on the device, nothing with anybody else."""

from urllib.parse import urlsplit

import pytest

from tests.browser.places import API_DOCS, TEMPLATES

pytestmark = pytest.mark.browser

LOGIN = "account/login/"
# Everything a page may keep on a device, apart from cookies.
KEPT = """async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    caches: (await caches.keys()).length,
})"""


def test_reading_sets_no_cookie_and_asks_nobody_else(new_tab, portal_url):
    tab = new_tab()
    asked = set()
    tab.context.on("request", lambda request: asked.add(urlsplit(request.url)[:2]))
    places = [f"/az/{place}" for place in TEMPLATES if place != LOGIN]
    for path in (*places, API_DOCS):
        tab.goto(path)
        assert tab.locator("#quick-exit").is_visible(), path
        assert tab.context.cookies() == [], path
        assert set(tab.evaluate(KEPT).values()) == {0}, path
    assert asked == {urlsplit(portal_url)[:2]}


def test_only_the_page_to_log_in_sets_a_cookie_and_it_ends_with_the_portal(new_tab):
    tab = new_tab()
    tab.goto(f"/en/{LOGIN}")
    cookies = tab.context.cookies()
    assert [cookie["name"] for cookie in cookies] == ["csrftoken"]
    assert cookies[0]["sameSite"] == "Lax"


def test_titles_of_help_pages_do_not_name_the_site(new_tab):
    tab = new_tab()
    for path in ("/en/help/", "/en/help/az/"):
        tab.goto(path)
        assert tab.title().strip()
        assert "Pact" not in tab.title()
