"""Finding initiatives: by words, by filters, page by page, with the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LIST = "/en/initiatives/"
# Those of the demonstration; another test may have published one more.
ALL = 40
MAX_STOPS = 80


def count(tab):
    return tab.locator(".result-head__count")


def number(tab):
    return int(re.search(r"\d+", count(tab).inner_text())[0])


def number_of_all(tab):
    """How many initiatives there are: those of the demonstration, at least."""
    tab.goto(LIST)
    assert number(tab) >= ALL
    return number(tab)


def titles(tab):
    return tab.locator(".card__title").all_inner_texts()


def countries(tab):
    return tab.locator(".card__facts > span:first-child").all_inner_texts()


def facet(tab, name, value):
    return tab.locator(f'[name="{name}"][value="{value}"]')


def choose(tab, name, *values):
    """Tick values of a facet, which is folded when it has many."""
    more = tab.locator(".facet__more:not([open])", has=facet(tab, name, values[0]))
    if more.count():
        more.locator("summary").click()
    for value in values:
        facet(tab, name, value).check()


def test_words_and_enter_find_and_mark(any_tab):
    any_tab.goto(LIST)
    any_tab.locator("#q").fill("school")
    any_tab.locator("#q").press("Enter")
    any_tab.wait_for_url(f"**{LIST}?q=school")
    assert 0 < number(any_tab) < ALL
    assert any_tab.locator(".card").count() == number(any_tab)
    marked = any_tab.locator(".card mark").all_inner_texts()
    assert {"school"} <= {word.lower() for word in marked}
    assert "<mark>" not in any_tab.locator("main").inner_text()
    expect(any_tab.locator("#q")).to_have_value("school")


def test_the_search_in_the_header_leads_to_the_list_from_any_page(any_tab):
    any_tab.goto("/en/pact/")
    any_tab.locator("#site-search").fill("school")
    any_tab.locator("#site-search").press("Enter")
    any_tab.wait_for_url(f"**{LIST}?q=school")
    expect(any_tab.locator("#q")).to_have_value("school")
    assert number(any_tab) > 0


def test_filters_are_applied_together_and_each_can_be_removed(any_tab):
    everything = number_of_all(any_tab)
    any_tab.goto(f"{LIST}?q=school")
    before = number(any_tab)
    choose(any_tab, "country", "AZ", "IE")
    any_tab.get_by_role("button", name="Apply filters").click()
    any_tab.wait_for_url(f"**{LIST}?q=school&country=AZ&country=IE")
    assert set(countries(any_tab)) == {"Azerbaijan", "Ireland"}
    both = number(any_tab)
    assert both < before
    chips = any_tab.get_by_role("list", name="Filters in use")
    expect(chips.locator(".chip")).to_have_text(
        [re.compile("Words: school"), re.compile("Azerbaijan"), re.compile("Ireland")]
    )

    chips.get_by_role("link", name="Ireland").click()
    any_tab.wait_for_url(f"**{LIST}?q=school&country=AZ")
    assert set(countries(any_tab)) == {"Azerbaijan"}
    expect(facet(any_tab, "country", "IE")).not_to_be_checked()
    assert number(any_tab) < both

    chips.get_by_role("link", name="Clear all").click()
    any_tab.wait_for_url(f"**{LIST}")
    assert number(any_tab) == everything


def test_the_number_beside_a_filter_is_what_it_leads_to(any_tab):
    any_tab.goto(LIST)
    choice = any_tab.locator("label", has=facet(any_tab, "principle", "protection"))
    promised = int(choice.locator(".facet__count").inner_text())
    choice.click()
    any_tab.get_by_role("button", name="Apply filters").click()
    any_tab.wait_for_url(f"**{LIST}?q=&principle=protection")
    assert number(any_tab) == promised


def test_the_list_can_be_ordered_and_keeps_the_words(any_tab):
    any_tab.goto(f"{LIST}?q=school")
    order = any_tab.get_by_role("navigation", name="Order of the list")
    expect(order.locator("[aria-current]")).to_have_text("Best match first")
    best = titles(any_tab)

    order.get_by_role("link", name="By country").click()
    any_tab.wait_for_url(f"**{LIST}?q=school&sort=country")
    expect(order.locator("[aria-current]")).to_have_text("By country")
    assert countries(any_tab) == sorted(countries(any_tab))
    assert sorted(titles(any_tab)) == sorted(best)

    # A new search keeps the order that was chosen.
    any_tab.locator("#q").press("Enter")
    any_tab.wait_for_url(f"**{LIST}?q=school&sort=country")
    expect(order.locator("[aria-current]")).to_have_text("By country")


def test_all_initiatives_stand_on_two_pages(any_tab):
    any_tab.goto(LIST)
    paging = any_tab.get_by_role("navigation", name="Pages of the list")
    first = titles(any_tab)
    paging.get_by_role("link", name="Next page").click()
    any_tab.wait_for_url(f"**{LIST}?page=2")
    expect(paging.locator("[aria-current=page]")).to_have_text(re.compile("2"))
    second = titles(any_tab)
    assert len(first) == len(second) == 20
    assert not set(first) & set(second)
    paging.get_by_role("link", name="Previous page").click()
    any_tab.wait_for_url(f"**{LIST}")
    assert titles(any_tab) == first


def test_when_nothing_is_found_the_page_says_how_to_go_on(any_tab):
    everything = number_of_all(any_tab)
    any_tab.goto(f"{LIST}?q=zzzzzz&country=AZ")
    assert number(any_tab) == 0
    empty = any_tab.locator(".empty")
    expect(empty).to_contain_text("Nothing was found.")
    expect(empty).to_contain_text("Remove one of the filters above.")
    help_link = empty.get_by_role("link", name="Help by country")
    expect(help_link).to_have_attribute("href", "/en/help/")
    empty.get_by_role("link", name="See all initiatives").click()
    any_tab.wait_for_url(f"**{LIST}")
    assert number(any_tab) == everything


def test_a_filter_that_is_not_known_is_left_out_and_named(any_tab):
    any_tab.goto(f"{LIST}?country=XX&principle=protection")
    note = any_tab.locator(".with-filters__results .note")
    expect(note).to_have_text(
        re.compile(r"This filter is not known and was left out: country = XX")
    )
    expect(facet(any_tab, "principle", "protection")).to_be_checked()
    assert 0 < number(any_tab) < ALL


def test_a_long_filter_opens_and_gets_shorter_while_one_types(new_tab):
    tab = new_tab()
    tab.goto(LIST)
    countries_facet = tab.locator(".facet", has=facet(tab, "country", "AZ"))
    countries_facet.locator("summary").click()
    values = countries_facet.locator("li:visible")
    assert values.count() > 8
    countries_facet.get_by_role("searchbox").fill("azer")
    expect(values).to_have_count(1)
    expect(values).to_contain_text("Azerbaijan")


def test_on_a_phone_the_results_come_before_the_filters(new_tab):
    tab = new_tab(viewport={"width": 360, "height": 740})
    tab.goto(LIST)
    expect(tab.get_by_role("button", name="Apply filters")).to_be_hidden()
    tab.locator(".filters__summary").click()
    facet(tab, "principle", "protection").check()
    tab.get_by_role("button", name="Apply filters").click()
    tab.wait_for_url("**principle=protection")
    assert number(tab) < ALL


def test_on_a_phone_without_javascript_the_filters_stand_open(new_tab):
    tab = new_tab(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    tab.goto(LIST)
    expect(tab.get_by_role("button", name="Apply filters")).to_be_visible()


def test_the_keyboard_alone_leads_to_the_first_result(new_tab):
    tab = new_tab()
    tab.goto(f"{LIST}?q=school")
    tab.keyboard.press("Tab")
    expect(tab.locator(".skip-link")).to_be_focused()
    expect(tab.locator(".skip-link")).to_be_in_viewport()
    tab.keyboard.press("Enter")
    expect(tab.locator("main")).to_be_focused()
    first = tab.locator(".card__title a").first
    for _stop in range(MAX_STOPS):
        tab.keyboard.press("Tab")
        seen = tab.evaluate(
            """() => {
                const style = getComputedStyle(document.activeElement);
                return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 1;
            }"""
        )
        assert seen, "the element with the focus cannot be seen to have it"
        if first.evaluate("link => link === document.activeElement"):
            break
    expect(first).to_be_focused()
    title = first.inner_text()
    tab.keyboard.press("Enter")
    expect(tab.locator("h1")).to_have_text(title)
