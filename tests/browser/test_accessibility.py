"""Every template, judged by axe in four languages, wide and narrow, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.places import (
    API_DOCS,
    AZERBAIJANI,
    LANGUAGES,
    NOWHERE,
    SEARCH,
    SIGNATORY,
    TEMPLATES,
)

pytestmark = pytest.mark.browser

# Judged at 320 px too, where things fold and wrap.
MAIN = ("", SEARCH, AZERBAIJANI, SIGNATORY, "pact/", "help/az/")
WIDE = {"width": 1400, "height": 900}
NARROW = {"width": 320, "height": 640}
RULES = {
    "resultTypes": ["violations"],
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ],
}
# Colours are the same in every language, and judging them takes half of the time.
WITHOUT_COLOURS = RULES | {"rules": {"color-contrast": {"enabled": False}}}

axe = Axe()


def faults(tab, rules=RULES):
    """Return what axe finds wrong in the page, as lines to read."""
    found = axe.run(tab, options=rules).response["violations"]
    return [
        f"{tab.url} at {tab.viewport_size['width']} px: {fault['id']}: {node['html']}"
        for fault in found
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_passes_axe(new_tab, language):
    tab = new_tab(viewport=WIDE)
    rules = RULES if language == "en" else WITHOUT_COLOURS
    found = []
    for place in TEMPLATES:
        tab.goto(f"/{language}/{place}")
        found += faults(tab, rules)
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_main_pages_pass_axe_on_a_phone(new_tab, language):
    tab = new_tab(viewport=NARROW)
    found = []
    for place in MAIN:
        tab.goto(f"/{language}/{place}")
        found += faults(tab)
    assert found == []


def test_what_a_reader_opens_passes_axe(new_tab):
    tab = new_tab(viewport=WIDE)
    tab.goto(f"/el/{AZERBAIJANI}")
    tab.locator("[data-language-picker] summary").click()
    expect(tab.locator("[data-language-picker] nav")).to_be_visible()
    found = faults(tab)
    tab.goto("/en/initiatives/")
    for summary in tab.locator(".facet__more > summary").all():
        summary.click()
    found += faults(tab)
    tab.goto(f"/en/{AZERBAIJANI}report/")
    tab.get_by_role("button", name="Send the report").click()
    expect(tab.locator("h1")).to_have_text("Your report has arrived")
    found += faults(tab)
    tab.goto(API_DOCS)
    found += faults(tab)
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_without_a_page_passes_axe_and_leads_on(new_tab, language):
    tab = new_tab(viewport=NARROW)
    assert tab.goto(f"/{language}{NOWHERE}").status == 404
    found = faults(tab)
    tab.set_viewport_size(WIDE)
    assert found + faults(tab) == []
    tab.locator("main").locator(f"a[href='/{language}/help/']").click()
    expect(tab.locator("#countries")).to_be_visible()


@pytest.mark.parametrize("place", ["", SEARCH])
def test_the_dark_scheme_passes_axe(new_tab, place):
    tab = new_tab(viewport=WIDE, color_scheme="dark")
    tab.goto(f"/el/{place}")
    light = "rgb(251, 248, 242)"
    expect(tab.locator("body")).not_to_have_css("background-color", light)
    assert faults(tab) == []


def test_every_page_has_one_main_heading_and_a_title_of_its_own(new_tab):
    tab = new_tab()
    titles = {}
    for place in TEMPLATES:
        tab.goto(f"/en/{place}")
        expect(tab.locator("h1")).to_have_count(1)
        path = place.partition("?")[0]
        titles.setdefault(path, tab.title())
    assert len(set(titles.values())) == len(titles)
