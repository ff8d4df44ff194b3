"""Pages on narrow screens, enlarged, on paper, and without motion."""

import pytest
from playwright.sync_api import expect

from tests.browser.places import AZERBAIJANI, LANGUAGES, SEARCH, SIGNATORY, TEMPLATES

pytestmark = pytest.mark.browser

MAIN = ("", SEARCH, AZERBAIJANI, SIGNATORY, "pact/", "convention/", "sign/", "figures/")
PHONE = {"width": 320, "height": 640}
# A desktop of 1280 px at 200 %.
ENLARGED = {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}
# A word as long as languages have them, behind every text of the page.
LENGTHEN = """() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        if (texts.currentNode.data.trim()) {
            texts.currentNode.data += " Zusammenarbeitsverträge";
        }
    }
}"""


def beyond(tab):
    """Return by how many pixels the page is wider than the window."""
    return tab.evaluate(
        """() => {
            const root = document.documentElement;
            return root.scrollWidth - root.clientWidth;
        }"""
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_wider_than_a_phone(new_tab, language):
    tab = new_tab(viewport=PHONE)
    wider = {}
    for place in TEMPLATES:
        tab.goto(f"/{language}/{place}")
        wider[place] = beyond(tab)
    assert wider == dict.fromkeys(TEMPLATES, 0)


def test_words_longer_than_in_english_still_fit_on_a_phone(new_tab):
    tab = new_tab(viewport=PHONE)
    wider = {}
    for place in MAIN:
        tab.goto(f"/en/{place}")
        tab.evaluate(LENGTHEN)
        wider[place] = beyond(tab)
    assert wider == dict.fromkeys(MAIN, 0)


def test_letters_of_double_size_fit_on_a_wide_screen(new_tab):
    tab = new_tab(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    wider = {}
    for place in MAIN:
        tab.goto(f"/az/{place}")
        tab.add_style_tag(content="html { font-size: 200% }")
        wider[place] = beyond(tab)
    assert wider == dict.fromkeys(MAIN, 0)


def test_at_200_percent_all_fits_and_the_exit_hides_nothing_that_has_the_focus(new_tab):
    tab = new_tab(**ENLARGED, reduced_motion="reduce")
    tab.goto("/en/initiatives/?q=school")
    assert beyond(tab) == 0
    stops = tab.locator("main a, main button, main input, main summary")
    hidden = stops.evaluate_all(
        """elements => elements
            .filter((element) => element.checkVisibility())
            .filter((element) => {
                element.focus();
                const { x, y, width, height } = element.getBoundingClientRect();
                const top = document.elementFromPoint(x + width / 2, y + height / 2);
                return top !== null && top.closest("#quick-exit") !== null;
            })
            .map((element) => element.outerHTML)"""
    )
    assert stops.count() > 20
    assert hidden == []


def test_on_paper_there_is_the_text_and_nothing_one_can_only_press(new_tab):
    tab = new_tab(color_scheme="dark")
    tab.goto(f"/en/{AZERBAIJANI}")
    pressed = (
        ".site-nav",
        ".site-search",
        ".language-picker",
        ".site-footer nav",
        ".help-strip",
        "#quick-exit",
    )
    for part in pressed:
        expect(tab.locator(part)).to_be_visible()
    tab.emulate_media(media="print")
    for part in pressed:
        expect(tab.locator(part)).to_be_hidden()
    for part in ("h1", ".lead", "main .flow", ".facts", ".brand__name"):
        expect(tab.locator(part).first).to_be_visible()
    expect(tab.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(tab.locator("h1")).to_have_css("color", "rgb(0, 0, 0)")


def test_who_asks_for_less_motion_gets_none(new_tab):
    still = new_tab(reduced_motion="reduce")
    still.goto("/en/pact/")
    expect(still.locator("html")).to_have_css("scroll-behavior", "auto")
    still.emulate_media(reduced_motion="no-preference")
    expect(still.locator("html")).to_have_css("scroll-behavior", "smooth")
