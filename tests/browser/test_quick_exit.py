"""Leaving the site at once; the page left for is played by the test."""

import pytest
from playwright.sync_api import expect

from core.context_processors import QUICK_EXIT_URL

pytestmark = pytest.mark.browser


@pytest.fixture
def left(new_tab):
    """Open a tab whose way out leads to a page of the test.

    Returns a function that makes the tab; the requests that came out are its `left`.
    """

    def make(**options):
        tab = new_tab(**options)
        tab.left = []

        def answer(route):
            tab.left.append(route.request)
            route.fulfill(content_type="text/html", body="<title>Elsewhere</title>")

        tab.context.route(f"{QUICK_EXIT_URL}**", answer)
        return tab

    return make


def test_the_exit_leaves_and_back_does_not_return(left):
    tab = left()
    tab.goto("/en/help/az/")
    tab.locator("#quick-exit").click()
    tab.wait_for_url(QUICK_EXIT_URL)
    tab.go_back()
    assert tab.url == "about:blank"


def test_the_other_site_is_not_told_where_the_reader_comes_from(left):
    tab = left()
    tab.goto("/en/help/az/")
    tab.locator("#quick-exit").click()
    tab.wait_for_url(QUICK_EXIT_URL)
    assert [request.all_headers().get("referer") for request in tab.left] == [None]


def test_nothing_stays_readable_while_the_other_site_is_slow(left):
    tab = left()
    tab.goto("/en/help/az/")
    # Asked in one breath, so before the other site can have answered.
    readable, title = tab.evaluate(
        """() => {
            document.getElementById("quick-exit").click();
            return [document.querySelector("main").checkVisibility(), document.title];
        }"""
    )
    assert not readable
    assert title == "\u200b"
    tab.wait_for_url(QUICK_EXIT_URL)


def test_three_times_shift_leaves_and_says_so_before(left):
    tab = left()
    tab.goto("/en/help/az/")
    status = tab.locator("#quick-exit-status")
    tab.keyboard.press("Shift")
    expect(status).to_have_text("Press Shift two more times to leave this site.")
    tab.keyboard.press("Shift")
    expect(status).to_have_text("Press Shift once more to leave this site.")
    assert tab.left == []
    tab.keyboard.press("Shift")
    tab.wait_for_url(QUICK_EXIT_URL)
    tab.go_back()
    assert tab.url == "about:blank"


def test_capital_letters_are_no_wish_to_leave(left):
    tab = left()
    tab.goto("/en/initiatives/")
    tab.locator("#q").focus()
    for letter in "ABCDE":
        tab.keyboard.press(f"Shift+{letter}")
    expect(tab.locator("#q")).to_have_value("ABCDE")
    # Two alone and a letter between: counted anew.
    tab.keyboard.press("Shift")
    tab.keyboard.press("Shift")
    tab.keyboard.press("f")
    tab.keyboard.press("Shift")
    status = tab.locator("#quick-exit-status")
    expect(status).to_have_text("Press Shift two more times to leave this site.")
    expect(tab.locator("#q")).to_have_value("ABCDEf")
    assert tab.left == []


def test_the_exit_tells_screen_readers_about_shift(new_tab):
    tab = new_tab()
    tab.goto("/en/")
    link = tab.get_by_role("link", name="Leave this site quickly")
    expect(link).to_have_accessible_description(
        "Opens another site at once. Pressing Shift three times does the same."
    )


def test_without_javascript_nobody_is_told_of_a_key_that_does_nothing(new_tab):
    tab = new_tab(java_script_enabled=False)
    tab.goto("/en/")
    link = tab.get_by_role("link", name="Leave this site quickly")
    expect(link).to_have_accessible_description("")
    expect(tab.locator("#quick-exit-help")).to_be_hidden()


def test_without_javascript_the_exit_is_a_link(left):
    tab = left(java_script_enabled=False)
    tab.goto("/en/help/az/")
    tab.get_by_role("link", name="Leave this site quickly").click()
    tab.wait_for_url(QUICK_EXIT_URL)
    assert [request.all_headers().get("referer") for request in tab.left] == [None]


def test_a_page_one_comes_back_to_is_readable_again(left):
    tab = left()
    tab.goto("/en/help/")
    tab.goto("/en/help/az/")
    tab.locator("#quick-exit").click()
    tab.wait_for_url(QUICK_EXIT_URL)
    tab.go_back()
    tab.wait_for_url("**/en/help/")
    expect(tab.locator("h1")).to_be_visible()
