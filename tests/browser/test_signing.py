"""Signing from the first page to the last one, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.judging import Judge
from tests.browser.live import link_mailed_to

pytestmark = pytest.mark.browser

PASSWORD = "seven-quiet-lanterns"


def forward(tab, place):
    tab.locator("main form button[type=submit]").first.click()
    tab.wait_for_url(f"**/{place}/")


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
