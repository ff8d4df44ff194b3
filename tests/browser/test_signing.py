"""Signing from the first page to the last one, with and without JavaScript."""

import re
import sqlite3
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import faults

pytestmark = pytest.mark.browser

PASSWORD = "seven-quiet-lanterns"


def query(url, statement, values):
    """Ask the running portal's own database."""
    if url.startswith("postgres"):
        with psycopg.connect(url) as server:
            return server.execute(statement, values).fetchone()
    connection = sqlite3.connect(urlsplit(url).path)
    try:
        return connection.execute(statement.replace("%s", "?"), values).fetchone()
    finally:
        connection.close()


def link_mailed_to(email, database_url):
    """Path of the link in the newest mail to an address."""
    statement = (
        "SELECT text FROM core_outgoingmail WHERE core_outgoingmail.to = %s"
        " ORDER BY id DESC LIMIT 1"
    )
    (text,) = query(database_url, statement.replace(".to ", '."to" '), (email,))
    return re.search(r"https?://[^/\s]+(/\w+/sign/\S+)", text)[1]


def forward(tab, place):
    tab.locator("main form button[type=submit]").first.click()
    tab.wait_for_url(f"**/{place}/")


class Judge:
    """Looks for what axe finds at each step, wide and on a phone.

    Axe waits for timers, which never ring in a tab without JavaScript; such a page is
    shown to it in another tab, as it is, without its scripts.
    """

    def __init__(self, tab, reader, *, has_script):
        self.tab, self.reader, self.has_script = tab, reader, has_script
        self.found = []

    def look(self, step):
        tab = self.tab if self.has_script else self._shown()
        for width in (1280, 360):
            tab.set_viewport_size({"width": width, "height": 900})
            self.found += [f"{step}: {fault}" for fault in faults(tab)]

    def _shown(self):
        html = re.sub(r"<script\b.*?</script>", "", self.tab.content(), flags=re.S)
        html = re.sub(r"</?noscript>", "", html)
        url = self.tab.url
        self.reader.route(
            url, lambda route: route.fulfill(body=html, content_type="text/html")
        )
        self.reader.goto(url)
        self.reader.unroute(url)
        return self.reader


@pytest.mark.parametrize(
    ("language", "name", "place"),
    [
        ("en", "Municipality of Lantern Hill", "Lantern Hill"),
        ("az", "Fənərtəpə Bələdiyyəsi", "Fənərtəpə"),
    ],
)
def test_a_town_signs(any_tab, new_tab, request, live_database, language, name, place):
    tab = any_tab
    # The same town signs once with and once without JavaScript.
    number = request.node.callspec.id.count("no-script")
    judge = Judge(tab, new_tab(), has_script=not number)
    email = f"{language}{number}@lantern.example"
    name = f"{name} {'Qərb' if number else 'Şərq'}"
    tab.goto(f"/{language}/sign/")
    judge.look("start")
    tab.get_by_role("radio").first.check()
    tab.locator("#id_email").fill(email)
    tab.locator("main form button[type=submit]").first.click()
    expect(tab.locator("main .lead")).to_contain_text(email)
    judge.look("sent")
    link = link_mailed_to(email, live_database)
    assert link.startswith(f"/{language}/sign/")

    tab.goto(link)
    judge.look("who")
    tab.locator("#id_country").select_option("AZ")
    tab.locator("#id_official_name").fill(name)
    tab.locator("#id_place").fill(f"{place} {number}")
    tab.locator("#id_population_band").select_option(index=2)
    tab.locator("#id_decided_by").fill("Şura")
    tab.locator("#id_decided_on").fill("2026-03-01")
    forward(tab, "commitment")
    judge.look("commitment")
    tab.locator("#id_commitment").check()
    tab.locator("#id_terms").check()
    forward(tab, "account")
    judge.look("account")
    tab.locator("#id_name").fill("Aysel Example")
    tab.locator("#id_office").fill("Office")
    tab.locator("#id_password").fill(PASSWORD)
    forward(tab, "check")
    judge.look("check")
    expect(tab.locator("main")).to_contain_text(name)
    forward(tab, "done")
    judge.look("done")
    assert tab.context.cookies() == []
    assert judge.found == []


def test_places_are_suggested_while_somebody_types(new_tab, live_database):
    tab = new_tab()
    tab.goto("/en/sign/")
    tab.get_by_role("radio").first.check()
    tab.locator("#id_email").fill("places@lantern.example")
    tab.locator("main form button[type=submit]").first.click()
    expect(tab.locator("main .lead")).to_contain_text("places@lantern.example")
    tab.goto(link_mailed_to("places@lantern.example", live_database))
    tab.locator("#id_country").select_option("GE")
    tab.locator("#id_place").press_sequentially("თბილ")
    option = tab.locator("datalist option[value=Tbilisi]")
    expect(option).to_have_count(1)
    tab.locator("#id_place").fill("Tbilisi")
    expect(tab.locator("#id_geoname_id")).to_have_value("611717")
