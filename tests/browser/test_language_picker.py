"""Changing the language, by mouse, by keyboard and without JavaScript."""

import pytest
from playwright.sync_api import expect

from core.languages import BY_CODE, CODES
from tests.browser.places import AZERBAIJANI

pytestmark = pytest.mark.browser


def picker(tab):
    return tab.locator("[data-language-picker]")


def opened(tab, path):
    """Open `path` and the list; return the field that narrows it."""
    tab.goto(path)
    picker(tab).locator("summary").click()
    return picker(tab).locator("input")


def shown(tab):
    """Return the codes of the languages one can see."""
    links = picker(tab).locator("li a:visible")
    return links.evaluate_all("links => links.map((link) => link.lang)")


def focused(tab):
    return tab.evaluate("document.activeElement.lang || document.activeElement.id")


def test_the_list_opens_with_all_languages_and_the_field_ready(new_tab):
    tab = new_tab()
    field = opened(tab, "/en/")
    expect(field).to_be_focused()
    assert sorted(shown(tab)) == sorted(CODES)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Azərbaycan", "az"),
        ("azerbaycan", "az"),
        ("ISLENSKA", "is"),
        ("Ελλην", "el"),
        ("ქართ", "ka"),
        ("Armenian", "hy"),
        ("greek", "el"),
        ("cnr", "cnr"),
    ],
)
def test_a_language_is_found_by_own_name_english_name_and_code(new_tab, typed, code):
    tab = new_tab()
    opened(tab, "/en/").fill(typed)
    expect(picker(tab).locator("li a:visible")).to_have_count(1)
    assert shown(tab) == [code]
    expect(picker(tab).get_by_role("status")).to_have_text("Languages shown: 1")


def test_a_name_that_no_language_has_is_answered_in_words(new_tab):
    tab = new_tab()
    opened(tab, "/en/").fill("zzz")
    status = picker(tab).get_by_role("status")
    expect(status).to_have_text("No language has this name.")
    assert shown(tab) == []


def test_arrows_home_and_end_walk_through_the_list_and_escape_closes_it(new_tab):
    tab = new_tab()
    opened(tab, "/en/")
    codes = shown(tab)
    walked = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "Home", "End"):
        tab.keyboard.press(key)
        walked.append(focused(tab))
    first, second, last = codes[0], codes[1], codes[-1]
    assert walked == [first, second, first, last, first, last]
    tab.keyboard.press("ArrowDown")
    assert focused(tab) == first
    tab.keyboard.press("Escape")
    expect(picker(tab).locator("summary")).to_be_focused()
    expect(picker(tab).locator("nav")).to_be_hidden()


def test_the_list_closes_when_one_goes_on_elsewhere(new_tab):
    tab = new_tab()
    opened(tab, "/en/")
    tab.locator("h1").click()
    expect(picker(tab).locator("nav")).to_be_hidden()


def test_enter_takes_the_language_and_keeps_page_and_filters(new_tab):
    tab = new_tab()
    field = opened(tab, "/en/initiatives/?q=school&country=AZ&country=IE&sort=newest")
    field.fill("azer")
    field.press("Enter")
    tab.wait_for_url("**/az/initiatives/?q=school&country=AZ&country=IE&sort=newest")
    expect(tab.locator("html")).to_have_attribute("lang", "az")
    expect(tab.locator("#q")).to_have_value("school")
    expect(tab.locator("[name=country]:checked")).to_have_count(2)


def test_real_translations_of_the_page_come_first_and_are_marked(new_tab):
    tab = new_tab()
    opened(tab, f"/el/{AZERBAIJANI}")
    groups = picker(tab).locator("[data-filter-group]")
    expect(groups).to_have_count(2)
    marked = groups.first.locator("li")
    expect(marked).to_have_count(2)
    expect(marked.locator(".badge")).to_have_count(2)
    assert sorted(shown(tab)[:2]) == ["az", "en"]
    expect(groups.last.locator(".badge")).to_have_count(0)
    expect(groups.last.locator("li a[aria-current]")).to_have_attribute("lang", "el")


def test_each_own_name_says_which_language_it_is(any_tab):
    any_tab.goto("/en/pact/")
    links = picker(any_tab).locator("li a")
    found = {
        link.get_attribute("lang"): (
            link.get_attribute("href"),
            link.get_attribute("hreflang"),
            link.text_content(),
        )
        for link in links.all()
    }
    assert found == {
        code: (f"/{code}/pact/", code, BY_CODE[code].autonym) for code in CODES
    }


def test_without_javascript_it_is_a_list_of_39_links(new_tab):
    tab = new_tab(java_script_enabled=False)
    field = opened(tab, "/en/initiatives/?q=school&country=AZ")
    expect(field).to_be_hidden()
    assert len(shown(tab)) == 39
    picker(tab).locator("a[lang=ka]").click()
    tab.wait_for_url("**/ka/initiatives/?q=school&country=AZ")
    expect(tab.locator("html")).to_have_attribute("lang", "ka")
