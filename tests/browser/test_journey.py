"""From the first page of signing to a published initiative, as a town lives it."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from playwright.sync_api import expect

from tests.browser.hands import Keyboard, Mouse
from tests.browser.judging import WIDE, Judge
from tests.browser.live import link_mailed_to
from tests.browser.test_accessibility import RULES, WITHOUT_COLOURS

pytestmark = pytest.mark.browser

PASSWORD = "seven-quiet-lanterns"


@dataclass(frozen=True)
class Town:
    """Who makes the journey; invented.

    `country` is written as the page's list has it; `other` is a language in which the
    initiative is looked at, too.
    """

    language: str
    other: str
    country: str
    name: str
    place: str
    title: str
    summary: str
    text: str
    word: str

    @property
    def email(self):
        return f"{self.title.split()[0].encode().hex()[:12]}@journey.example"


ENGLISH = {
    "language": "en",
    "other": "el",
    "country": "Ireland",
    "summary": "Parents and clubs talk about boundaries, twice a month.",
    "text": "The town invites parents and clubs.\n\nForty came to the first evening.",
}
AZERBAIJANI = {
    "language": "az",
    "other": "en",
    "country": "Azərbaycan",
    "summary": "Valideynlər və dərnəklər ayda iki dəfə görüşür.",
    "text": "Şəhər valideynləri dəvət edir.\n\nBirinci görüşə qırx nəfər gəldi.",
}
GEORGIAN = {
    "language": "ka",
    "other": "en",
    "country": "საქართველო",
    "summary": "მშობლები და კლუბები თვეში ორჯერ ხვდებიან ერთმანეთს.",
    "text": "ქალაქი იწვევს მშობლებს.\n\nპირველ შეხვედრაზე ორმოცი ადამიანი მოვიდა.",
}
TOWNS = {
    "en": Town(
        **ENGLISH,
        name="Foxglove Quay Council",
        place="Foxglove Quay",
        title="Foxglove evenings at the quay",
        word="foxglove",
    ),
    "en-plain": Town(
        **ENGLISH,
        name="Heronsmere Town Council",
        place="Heronsmere",
        title="Heronsmere workshops in the library",
        word="heronsmere",
    ),
    "en-keyboard": Town(
        **ENGLISH,
        name="Saltmarsh Bay Council",
        place="Saltmarsh Bay",
        title="Saltmarsh talks in the boathouse",
        word="saltmarsh",
    ),
    "az": Town(
        **AZERBAIJANI,
        name="Çinarlıbulaq Bələdiyyəsi",
        place="Çinarlıbulaq",
        title="Çinarlıbulaqda axşam söhbətləri",
        word="cinarlibulaq",
    ),
    "az-plain": Town(
        **AZERBAIJANI,
        name="Nərgizliyurd Bələdiyyəsi",
        place="Nərgizliyurd",
        title="Nərgizliyurdda valideyn dərsləri",
        word="nergizliyurd",
    ),
    "ka": Town(
        **GEORGIAN,
        name="ცისკრისველის მუნიციპალიტეტი",
        place="ცისკრისველი",
        title="ცისკრისველის საღამოს საუბრები",
        word="ცისკრისველის",
    ),
    "ka-plain": Town(
        **GEORGIAN,
        name="ნისლიხევის მუნიციპალიტეტი",
        place="ნისლიხევი",
        title="ნისლიხევის შეხვედრები ბიბლიოთეკაში",
        word="ნისლიხევის",
    ),
}


class StaffByClick:
    """The secretariat at its desk in the admin."""

    def __init__(self, tab):
        self.tab = tab

    def confirm(self, town):
        self._open(town.name)
        self.tab.get_by_label("Confirm: it becomes public").check()
        self.tab.get_by_role("button", name="Change the status").click()
        expect(self.tab.get_by_text("Status now: confirmed")).to_be_visible()

    def approve(self, town):
        self._open(town.title)
        expect(self.tab.locator("main")).to_contain_text(town.summary)
        self.tab.get_by_role("button", name="Approve and publish").click()
        expect(self.tab.get_by_text("The signatory gets one mail.")).to_be_visible()

    def _open(self, title):
        self.tab.goto("/admin/moderation/")
        self.tab.get_by_role("link", name=title).click()


class StaffByRequest:
    """The same decisions on the same pages without a browser, to save time."""

    def __init__(self, portal_url, password):
        self.session, self.portal_url = requests.Session(), portal_url
        account = {"login": "editor@demo.example", "password": password}
        self._send("/en/account/login/", **account)

    def confirm(self, town):
        self._send(self._place(town.name), verb="confirmed")

    def approve(self, town):
        self._send(self._place(town.title), approve="1")

    def _place(self, title):
        queue = self._page("/admin/moderation/")
        return re.search(rf'href="([^"]+)">{re.escape(title)}', queue)[1]

    def _page(self, path):
        answer = self.session.get(f"{self.portal_url}{path}", timeout=20)
        answer.raise_for_status()
        return answer.text

    def _send(self, path, **values):
        hidden = re.findall(
            r'<input type="hidden" name="(\w+)" value="([^"]*)"', self._page(path)
        )
        answer = self.session.post(
            f"{self.portal_url}{path}", dict(hidden) | values, timeout=20
        )
        answer.raise_for_status()


@pytest.fixture(scope="module")
def staff(portal_url, password):
    """The editor, logged in once for all journeys."""
    return StaffByRequest(portal_url, password)


class Journey:
    """One town on its way; each step leaves the tab on the page it ended on."""

    def __init__(self, town, hand, judge, staff, live_database, portal_url):
        self.town, self.hand, self.judge, self.staff = town, hand, judge, staff
        self.tab = hand.tab
        self.live_database, self.portal_url = live_database, portal_url

    def at(self, selector):
        return self.tab.locator("main").locator(selector)

    def forward(self, place):
        self.hand.press(self.at("form button[type=submit]:not([name])"))
        self.tab.wait_for_url(f"**/{place}/")

    def status(self, path):
        """Return what somebody without an account is answered."""
        return requests.get(f"{self.portal_url}{path}", timeout=20).status_code

    def go(self):
        self.signs()
        page = self.logs_in()
        self.awaits(page)
        self.writes()
        self.sends()
        self.is_published()

    def signs(self):
        town, hand, look = self.town, self.hand, self.judge.look
        self.tab.goto(f"/{town.language}/sign/")
        look("start")
        hand.tick(self.at("[name=profile][value=authority]"))
        hand.write(self.at("#id_email"), town.email)
        hand.press(self.at("form button[type=submit]"))
        expect(self.at(".lead")).to_contain_text(town.email)
        look("sent", [WIDE])

        self.tab.goto(link_mailed_to(town.email, self.live_database))
        look("who")
        hand.choose(self.at("#id_country"), town.country)
        hand.write(self.at("#id_official_name"), town.name)
        hand.write(self.at("#id_place"), town.place)
        band = self.at("#id_population_band")
        hand.choose(band, band.locator("option").nth(2).inner_text())
        hand.write(self.at("#id_decided_by"), "Council")
        hand.write_day(self.at("#id_decided_on"), 2026, 3, 1)
        self.forward("commitment")
        look("commitment")
        hand.tick(self.at("#id_commitment"))
        hand.tick(self.at("#id_terms"))
        self.forward("account")
        look("account")
        hand.write(self.at("#id_name"), "Robin Example")
        hand.write(self.at("#id_office"), "Office")
        hand.write(self.at("#id_password"), PASSWORD)
        self.forward("check")
        look("check")
        expect(self.tab.locator("main")).to_contain_text(town.name)
        self.forward("done")
        look("done", [WIDE])
        assert self.tab.context.cookies() == []

    def logs_in(self):
        """Follow the links of the last step; return the address of the page."""
        page_link = self.at(".actions a").nth(1).get_attribute("href")
        self.hand.press(self.at(".actions a").first)
        self.tab.wait_for_url("**/account/login/**")
        self.judge.look("log-in")
        self.hand.write(self.at("[name=login]"), self.town.email)
        self.hand.write(self.at("[name=password]"), PASSWORD)
        self.hand.press(self.at("form button[type=submit]"))
        # The address of the log-in ends like this, too: `?next=/en/account/`.
        self.tab.wait_for_url(re.compile(r"^[^?]*/account/$"))
        self.judge.look("dashboard")
        return parse_qs(urlsplit(page_link).query)["next"][0]

    def awaits(self, page):
        self.tab.goto(page)
        expect(self.at("h1")).to_have_text(self.town.name)
        expect(self.at(".note--strong")).to_be_visible()
        self.judge.look("awaiting confirmation", [WIDE])
        assert self.status(page) == 404
        self.staff.confirm(self.town)
        assert self.status(page) == 200
        self.tab.reload()
        expect(self.at(".note--strong")).to_have_count(0)

    def writes(self):
        town, hand, look = self.town, self.hand, self.judge.look
        self.tab.goto(f"/{town.language}/account/")
        hand.press(self.at(".actions a[href$='/initiatives/new/']"))
        self.tab.wait_for_url("**/initiatives/new/")
        look("new initiative")
        hand.write(self.at("#id_title"), town.title)
        hand.press(self.at("form button[type=submit]"))
        self.tab.wait_for_url(f"**/{town.language}/")
        look("empty draft")
        hand.write(self.at("#id_summary"), town.summary)
        hand.press(self.at("button[name=save]"))
        expect(self.at(".note--positive")).to_be_visible()

        # Leaving, and coming back by way of the list.
        hand.press(self.at(".crumb a"))
        self.tab.wait_for_url("**/account/initiatives/")
        look("list of one's own", [WIDE])
        hand.press(self.at(".rows a"))
        expect(self.at("#id_summary")).to_have_value(town.summary)
        hand.write(self.at("#id_text"), town.text)
        hand.tick(self.at("[name=principles]").first)
        hand.write(self.at("#id_place"), town.place)
        hand.write_day(self.at("#id_starts_on"), 2026, 3, 1)
        hand.press(self.at("button[name=preview]"))
        self.tab.wait_for_url("**/preview/")
        look("preview", [WIDE])
        self._shows_the_text()
        hand.press(self.at(".note--accent a"))

    def sends(self):
        hand, look = self.hand, self.judge.look
        self.tab.wait_for_url(f"**/{self.town.language}/")
        look("full draft")
        hand.press(self.at("button[name=submit]"))
        self.tab.wait_for_url("**/submit/")
        look("checklist")
        for name in ("no_child", "no_picture", "adults", "no_case"):
            hand.tick(self.at(f"#id_{name}"))
        hand.press(self.at("form button[type=submit]"))
        self.tab.wait_for_url("**/account/initiatives/")
        expect(self.at(".note--positive")).to_be_visible()
        look("sent to the moderators", [WIDE])
        hand.press(self.at(".rows a"))
        expect(self.at("form[action$='/take-back/']")).to_be_visible()
        look("being read", [WIDE])

    def is_published(self):
        town, look = self.town, self.judge.look
        assert self.found_by_programs() == []
        self.staff.approve(town)
        (found,) = self.found_by_programs()
        assert found["title"] == town.title
        path = urlsplit(found["url"]).path
        assert self.status(path) == 200
        self.tab.goto(path)
        self._shows_the_text()
        expect(self.at(".note--language")).to_have_count(0)
        look("published", [WIDE])

        self.tab.goto(re.sub(r"^/\w+/", f"/{town.other}/", path))
        self._shows_the_text()
        expect(self.at("h1")).to_have_attribute("lang", town.language)
        original = self.at(f".note--language a[hreflang={town.language}]")
        expect(original).to_have_attribute("href", path)
        look("in another language", [WIDE])

    def found_by_programs(self):
        answer = requests.get(
            f"{self.portal_url}/api/v1/initiatives/",
            {"q": self.town.word, "language": self.town.language},
            timeout=20,
        )
        return [
            item for item in answer.json()["items"] if item["title"] == self.town.title
        ]

    def _shows_the_text(self):
        expect(self.at("h1")).to_have_text(self.town.title)
        for words in (self.town.summary, *self.town.text.split("\n\n")):
            expect(self.at("article")).to_contain_text(words)


def colours(language):
    return RULES if language == "en" else WITHOUT_COLOURS


@pytest.mark.parametrize("language", ["en", "az", "ka"])
def test_a_town_signs_writes_and_is_published(
    any_tab, new_tab, request, staff, live_database, portal_url, language
):
    has_script = "no-script" not in request.node.callspec.id
    town = TOWNS[language if has_script else f"{language}-plain"]
    if language == "en" and has_script:
        staff = StaffByClick(request.getfixturevalue("admin"))
    reader = new_tab()
    judge = Judge(any_tab, reader, has_script=has_script, rules=colours(language))
    Journey(town, Mouse(any_tab), judge, staff, live_database, portal_url).go()
    assert judge.found == []


def test_the_keyboard_alone_is_enough(new_tab, staff, live_database, portal_url):
    tab = new_tab(reduced_motion="reduce", viewport={"width": WIDE, "height": 900})
    judge = Judge(tab, None, has_script=True)
    town = TOWNS["en-keyboard"]
    Journey(town, Keyboard(tab), judge, staff, live_database, portal_url).go()
    assert judge.found == []
