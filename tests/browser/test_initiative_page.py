"""One initiative in somebody else's language, and reporting it."""

import pytest
from playwright.sync_api import expect

from tests.browser.places import AZERBAIJANI

pytestmark = pytest.mark.browser


def test_a_foreign_text_is_labelled_and_leads_to_its_original(any_tab):
    any_tab.goto(f"/el/{AZERBAIJANI}")
    expect(any_tab.locator("html")).to_have_attribute("lang", "el")
    heading = any_tab.locator("h1")
    expect(heading).to_have_attribute("lang", "az")
    foreign = any_tab.locator("main [lang=az]", has_text="Göyşəhər məktəblərində")
    expect(foreign).to_have_count(1)
    original = any_tab.locator(".note--language a[hreflang=az]")
    expect(original.locator("[lang=az]")).to_have_text("Azərbaycan")
    canonical = any_tab.locator("link[rel=canonical]")
    assert canonical.get_attribute("href").endswith(f"/az/{AZERBAIJANI}")

    title = heading.inner_text()
    original.click()
    any_tab.wait_for_url(f"**/az/{AZERBAIJANI}")
    expect(any_tab.locator("html")).to_have_attribute("lang", "az")
    expect(any_tab.locator("h1")).to_have_text(title)
    expect(any_tab.locator(".note--language")).to_have_count(0)


def test_a_translation_nobody_has_reviewed_says_so(any_tab):
    any_tab.goto(f"/en/{AZERBAIJANI}")
    expect(any_tab.locator("h1")).to_have_attribute("lang", "en")
    note = any_tab.get_by_role("complementary", name="Language of this text")
    expect(note).to_contain_text("Machine translation, not yet reviewed.")
    expect(note.locator("a[hreflang=az]")).to_be_visible()


def test_a_person_in_a_text_is_reported_without_account_or_cookie(any_tab):
    any_tab.goto(f"/en/{AZERBAIJANI}")
    title = any_tab.locator("h1").inner_text()
    link = any_tab.get_by_role("link", name="Report: a person can be recognised here")
    link.click()
    any_tab.wait_for_url(f"**/en/{AZERBAIJANI}report/")
    expect(any_tab.locator("main")).to_contain_text(title)
    expect(any_tab.get_by_label("Leave this field empty")).not_to_be_in_viewport()
    reasons = any_tab.get_by_role("radio")
    expect(reasons.first).to_be_checked()
    reasons.last.check()
    any_tab.get_by_role("button", name="Send the report").click()
    expect(any_tab.locator("h1")).to_have_text("Your report has arrived")
    help_link = any_tab.locator("main").get_by_role("link", name="Help by country")
    expect(help_link).to_be_visible()
    assert any_tab.context.cookies() == []
