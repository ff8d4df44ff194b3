"""Suggestions while one types, by keyboard, pointer and ear; and pages around results."""

import re
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from core.context_processors import QUICK_EXIT_URL
from tests.browser.test_accessibility import RULES, faults

pytestmark = pytest.mark.browser

LIST = "/en/initiatives/"
FIELD = "#q"
OPTIONS = "#q-suggestions [role=option]"
PHONE = {"width": 320, "height": 640}
# Around the results: help, what stands above, and what there is instead.
AROUND = (
    "initiatives/?q=children",
    "initiatives/?q=help+me",
    "initiatives/?q=teachres+zzzz&country=AZ",
    "initiatives/?q=%CE%B5%CE%BA%CF%80%CE%B1%CE%B9%CE%B4%CE%B5%CF%85%CF%84%CE%B9%CE%BA%CE%BF%CF%8D%CF%82",
    "signatories/?q=council",
    "signatories/?q=glaropetras+zzzz",
)
WITHIN = """element => {
    const { left, right } = element.getBoundingClientRect();
    return left >= 0 && right <= document.documentElement.clientWidth;
}"""

axe = Axe()


def type_in(tab, words, field=FIELD):
    """Type as a person does, and wait for the suggestions to all that was typed."""
    typed = (tab.locator(field).input_value() + words).strip()

    def is_the_last(answer):
        parts = urlsplit(answer.url)
        asked = parse_qs(parts.query).get("q", [""])[0].strip()
        return parts.path.endswith("/suggest/") and asked == typed

    # On a busy machine a pause between two letters is a question of its own.
    with tab.expect_response(is_the_last):
        tab.locator(field).press_sequentially(words, delay=20)
    expect(tab.locator(f"{field}-suggestions")).to_be_visible()


def suggestions_asked(tab):
    """Keep every question for suggestions the tab asks from now on."""
    asked = []

    def note(request):
        parts = urlsplit(request.url)
        if parts.path.endswith("/suggest/"):
            asked.append((parse_qs(parts.query), request))

    tab.on("request", note)
    return asked


@pytest.fixture
def tab(new_tab):
    """A tab with the list of initiatives."""
    opened = new_tab()
    opened.goto(LIST)
    return opened


def test_the_field_is_a_combobox_with_its_own_list(tab):
    field = tab.get_by_role("combobox", name="Search for words")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_attribute("aria-autocomplete", "list")
    expect(field).to_have_attribute("aria-controls", "q-suggestions")
    type_in(tab, "scho")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(tab.get_by_role("listbox", name="Suggestions")).to_be_visible()
    expect(tab.locator("#q-suggestions-status")).to_have_text(
        f"Suggestions: {tab.locator(OPTIONS).count()}"
    )


def test_arrows_mark_one_suggestion_and_enter_goes_there(tab):
    type_in(tab, "safety lessons for")
    field, options = tab.locator(FIELD), tab.locator(OPTIONS)
    tab.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    first = options.first.get_attribute("id")
    expect(field).to_have_attribute("aria-activedescendant", first)
    # The focus stays in the field, and what was typed stays in it.
    expect(field).to_be_focused()
    expect(field).to_have_value("safety lessons for")
    tab.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    tab.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    title = options.first.locator(".suggest__text").inner_text()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/en/initiatives/*/")
    expect(tab.locator("h1")).to_have_text(title)


def test_a_later_answer_keeps_what_is_marked(tab):
    type_in(tab, "safety lessons")
    tab.keyboard.press("ArrowDown")
    with tab.expect_response("**/suggest/**") as answer:
        tab.keyboard.type(" ")
    answer.value.finished()
    expect(tab.locator(OPTIONS).first).to_have_attribute("aria-selected", "true")


def test_enter_without_a_marked_suggestion_searches(tab):
    type_in(tab, "scho")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**{LIST}?q=scho")


def test_going_on_in_the_text_gives_up_the_mark(tab):
    type_in(tab, "scho")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowLeft")
    expect(tab.locator(FIELD)).not_to_have_attribute(
        "aria-activedescendant", re.compile(".")
    )
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**{LIST}?q=scho")


def test_escape_closes_first_and_keeps_what_was_typed(tab):
    type_in(tab, "scho")
    tab.keyboard.press("Escape")
    expect(tab.locator("#q-suggestions")).to_be_hidden()
    expect(tab.locator(FIELD)).to_have_attribute("aria-expanded", "false")
    expect(tab.locator(FIELD)).to_have_value("scho")
    expect(tab.locator("#q-suggestions-status")).to_be_empty()
    tab.keyboard.press("ArrowDown")
    expect(tab.locator("#q-suggestions")).to_be_visible()


def test_leaving_the_field_closes(tab):
    type_in(tab, "scho")
    tab.keyboard.press("Tab")
    expect(tab.locator("#q-suggestions")).to_be_hidden()
    expect(tab.get_by_role("button", name="Search").nth(1)).to_be_focused()


def test_a_pressed_suggestion_is_gone_to(tab):
    type_in(tab, "scho")
    tab.locator(OPTIONS, has_text="Kind of action").click()
    tab.wait_for_url(f"**{LIST}?action=awareness")
    expect(tab.locator('[name="action"][value="awareness"]')).to_be_checked()


def test_each_suggestion_says_what_it_is_in_its_own_language(tab):
    type_in(tab, "scho")
    texts = tab.locator(f"{OPTIONS} .suggest__text").evaluate_all(
        "elements => elements.map((element) => [element.textContent, element.lang])"
    )
    greek = [lang for text, lang in texts if re.search("[α-ω]", text)]
    assert greek
    assert set(greek) == {"el"}
    assert "en" in {lang for _text, lang in texts}
    kinds = tab.locator(f"{OPTIONS} .suggest__kind").all_inner_texts()
    assert {"Kind of action", "Initiative"} <= set(kinds)


def test_few_questions_are_asked_and_nothing_is_kept(tab):
    asked = suggestions_asked(tab)
    # The page's own time stands still, so a busy machine is no slower typist.
    tab.clock.install(time=datetime(2026, 1, 1, 12, tzinfo=UTC))
    tab.clock.pause_at(datetime(2026, 1, 1, 13, tzinfo=UTC))
    tab.locator(FIELD).press_sequentially("s")
    tab.clock.run_for(400)
    assert asked == []
    tab.locator(FIELD).press_sequentially("chools")
    with tab.expect_response("**/suggest/*"):
        tab.clock.run_for(400)
    # One breath of typing is one question, not six.
    ((question, request),) = asked
    assert question == {"q": ["schools"], "language": ["en"]}
    headers = request.all_headers()
    assert "cookie" not in headers
    assert "referer" not in headers
    assert tab.evaluate("localStorage.length + sessionStorage.length") == 0


def test_an_answer_that_comes_late_shows_nothing(tab):
    late = []
    tab.route("**/suggest/*", lambda route: late.append(route))
    tab.locator(FIELD).press_sequentially("scho")
    tab.wait_for_timeout(400)
    assert len(late) == 1
    tab.keyboard.press("Tab")
    tab.unroute_all(behavior="ignoreErrors")
    tab.wait_for_timeout(300)
    expect(tab.locator("#q-suggestions")).to_be_hidden()


def test_without_an_answer_the_field_searches_all_the_same(new_tab):
    tab = new_tab()
    tab.route("**/suggest/*", lambda route: route.fulfill(status=204, body=""))
    tab.goto(LIST)
    tab.locator(FIELD).press_sequentially("scho")
    tab.wait_for_timeout(400)
    expect(tab.locator("#q-suggestions")).to_be_hidden()
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**{LIST}?q=scho")


def test_an_address_of_another_host_is_never_gone_to(new_tab, portal_url):
    tab = new_tab()
    item = {
        "text": "Away",
        "kind": "page",
        "url": "https://example.org/en/pact/",
        "language": "en",
    }
    tab.route("**/suggest/*", lambda route: route.fulfill(json={"items": [item]}))
    tab.goto(LIST)
    type_in(tab, "away")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{portal_url}/en/pact/")


def test_a_title_is_text_and_never_markup(new_tab):
    tab = new_tab()
    text = "<img src=x onerror=alert(1)> <mark>"
    item = {"text": text, "kind": "page", "url": "/en/pact/", "language": "en"}
    tab.route("**/suggest/*", lambda route: route.fulfill(json={"items": [item]}))
    tab.goto(LIST)
    type_in(tab, "away")
    expect(tab.locator(f"{OPTIONS} .suggest__text")).to_have_text(text)
    assert tab.locator(f"{OPTIONS} img").count() == 0


def test_nothing_is_suggested_to_who_may_be_in_need(tab):
    asked = suggestions_asked(tab)
    tab.locator(FIELD).press_sequentially("help me", delay=20)
    tab.wait_for_timeout(600)
    assert asked[-1][0]["q"] == ["help me"]
    expect(tab.locator("#q-suggestions")).to_be_hidden()


def test_three_times_shift_leaves_also_from_an_open_list(tab):
    tab.context.route(
        f"{QUICK_EXIT_URL}**",
        lambda route: route.fulfill(content_type="text/html", body="<title>x</title>"),
    )
    type_in(tab, "scho")
    for _time in range(3):
        tab.keyboard.press("Shift")
    tab.wait_for_url(QUICK_EXIT_URL)


def test_the_search_in_the_header_suggests_on_every_page(new_tab):
    tab = new_tab()
    tab.goto("/az/pact/")
    type_in(tab, "məktəb", "#site-search")
    first = tab.locator("#site-search-suggestions [role=option]").first
    expect(first.locator(".suggest__text")).to_have_attribute("lang", "az")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/az/initiatives/**")


def test_the_list_of_signatories_suggests_signatories(new_tab):
    tab = new_tab()
    tab.goto("/en/signatories/")
    type_in(tab, "glaro")
    kinds = tab.locator(f"{OPTIONS} .suggest__kind").all_inner_texts()
    assert set(kinds) == {"Signatory"}
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/en/signatories/glaropetra/")


def test_signatories_alone_are_asked_for_there(new_tab):
    tab = new_tab()
    tab.goto("/en/signatories/")
    asked = suggestions_asked(tab)
    type_in(tab, "gl")
    assert asked[-1][0] == {"q": ["gl"], "language": ["en"], "kind": ["signatory"]}


def test_without_javascript_it_is_a_plain_search_field(new_tab):
    tab = new_tab(java_script_enabled=False)
    tab.goto(LIST)
    expect(tab.get_by_role("searchbox", name="Search for words")).to_be_visible()
    expect(tab.get_by_role("combobox")).to_have_count(0)
    expect(tab.locator("#q-suggestions")).to_be_hidden()
    tab.locator(FIELD).fill("school")
    tab.locator(FIELD).press("Enter")
    tab.wait_for_url(f"**{LIST}?q=school")


@pytest.mark.parametrize("language", ["en", "az", "ka"])
def test_on_a_phone_the_list_fits(new_tab, language):
    tab = new_tab(viewport=PHONE, has_touch=True)
    tab.goto(f"/{language}/initiatives/")
    words = {"en": "scho", "az": "məkt", "ka": "სკოლ"}[language]
    for field in ("#site-search", FIELD):
        type_in(tab, words, field)
        assert tab.locator(f"{field}-suggestions").evaluate(WITHIN)
        heights = tab.locator(f"{field}-suggestions [role=option]").evaluate_all(
            "elements => elements.map((element) => element.offsetHeight)"
        )
        assert min(heights) >= 44
        tab.keyboard.press("Escape")


def test_from_right_to_left_the_list_fits_too(new_tab):
    tab = new_tab(viewport=PHONE)
    tab.goto(LIST)
    tab.evaluate("document.documentElement.dir = 'rtl'")
    type_in(tab, "scho")
    assert tab.locator("#q-suggestions").evaluate(WITHIN)
    ends = tab.evaluate(
        """() => ["q", "q-suggestions"].map((id) =>
            Math.round(document.getElementById(id).getBoundingClientRect().right))"""
    )
    assert ends[0] == ends[1]


def test_the_marked_suggestion_is_seen_where_the_system_chooses_colours(new_tab):
    tab = new_tab(forced_colors="active")
    tab.goto(LIST)
    type_in(tab, "scho")
    tab.keyboard.press("ArrowDown")
    first, second = (
        tab.locator(OPTIONS)
        .nth(number)
        .evaluate("element => getComputedStyle(element).outlineStyle")
        for number in (0, 1)
    )
    assert (first, second) == ("solid", "none")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_list_has_no_fault(new_tab, scheme):
    tab = new_tab(color_scheme=scheme)
    tab.goto(LIST)
    type_in(tab, "scho")
    tab.keyboard.press("ArrowDown")
    assert faults(tab, RULES) == []


@pytest.mark.parametrize("language", ["en", "az", "ka", "fr"])
def test_what_stands_around_the_results_has_no_fault(new_tab, language):
    tab = new_tab(viewport=PHONE)
    found = {}
    for place in AROUND:
        tab.goto(f"/{language}/{place}")
        wider = tab.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        found[place] = (faults(tab), wider)
    assert found == dict.fromkeys(AROUND, ([], 0))


def test_the_keyboard_reaches_help_first_for_who_may_be_in_need(new_tab):
    tab = new_tab()
    tab.goto(f"{LIST}?q=help+me")
    tab.locator(".search-bar button").focus()
    tab.keyboard.press("Tab")
    expect(tab.locator(".search-help a")).to_be_focused()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/en/help/")


def test_did_you_mean_and_the_two_breadths_are_links(any_tab):
    any_tab.goto(f"{LIST}?q=childrem")
    any_tab.get_by_role("link", name="children", exact=True).click()
    any_tab.wait_for_url(f"**{LIST}?q=children")
    breadths = any_tab.get_by_role("navigation", name="Languages of the results")
    breadths.get_by_role("link", name="Only written in English").click()
    any_tab.wait_for_url("**written_in=en**")
    current = breadths.locator("[aria-current]")
    expect(current).to_have_text(re.compile("Only written in English"))
