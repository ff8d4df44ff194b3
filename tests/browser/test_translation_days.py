"""A day of a translator and one of an editor, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.hands import Keyboard
from tests.browser.judging import WIDE, Judge
from tests.browser.live import run_beside

pytestmark = pytest.mark.browser

PASSWORD = "eleven-paper-boats"
PEOPLE = """
from django.contrib.auth.models import Group
from accounts.models import User
from accounts.services import address_verified
from home.demo.accounts import TRANSLATORS
from translations.models import LanguageRight
for name, role in (("odile", "translator"), ("remy", "reviewer")):
    user = User.objects.create_user(
        f"{name}@days.example", given["password"], first_name=name.title(),
        last_name="Days", language="en",
    )
    address_verified(user)
    user.groups.add(Group.objects.get(name=TRANSLATORS))
    LanguageRight.objects.create(user=user, language="fr", role=role)
"""
# A page of four texts, and its French, not begun or already published.
PAGE = """
from core.locales import locale_id
from home.models import ContentPage, HomePage
from wagtail.models import Locale
from translations.services.begin import source_read, translation_begin
home = HomePage.objects.get(locale_id=locale_id("en"))
page = ContentPage(
    title=given["title"], slug=given["slug"],
    lead="Every school has a place to talk.",
    body=[("paragraph", "<p>A person listens there.</p><p>Pupils know 3 rules.</p>")],
    locale=Locale.objects.get(language_code="en"),
)
home.add_child(instance=page)
page.save_revision().publish()
source = source_read(page)
translation_begin(source=source, languages=["fr"])
"""
TITLE = "Quiet corners"
FRENCH = {
    TITLE: "Des coins tranquilles",
    "Every school has a place to talk.": "Chaque école a un endroit pour parler.",
    "A person listens there.": "Une personne y écoute.",
    "Pupils know 3 rules.": "Les élèves connaissent 3 règles.",
}
WRONG = "Les élèves connaissent 4 règles."
BETTER = "Là, une personne écoute."


class Desk:
    """Somebody of the staff with a keyboard and no mouse."""

    def __init__(self, tab):
        self.tab, self.hand = tab, Keyboard(tab)
        self.judge = Judge(tab, None, has_script=True)

    def log_in(self, email, password):
        self.tab.goto("/en/account/login/")
        self.hand.write(self.tab.locator("input[name=login]"), email)
        self.hand.write(self.tab.locator("input[name=password]"), password)
        self.hand.press(self.tab.locator("main button[type=submit]"))
        # The portal has just started, and draws its first page of the admin.
        self.tab.wait_for_url("**/admin/", timeout=60_000)

    def look(self, step, widths=(WIDE,)):
        self.judge.look(step, widths)

    def press(self, role, name):
        self.hand.press(self.tab.get_by_role(role, name=name, exact=True))

    def keys(self, combination):
        self.tab.keyboard.press(combination)

    def told(self, words):
        expect(self.tab.locator(".messages")).to_contain_text(words)
        # It fades in.
        expect(self.tab.locator(".messages > ul")).to_have_css("opacity", "1")


class Translators(Desk):
    """A translator or reviewer at work on the small page."""

    def __init__(self, tab):
        super().__init__(tab)
        self.field = tab.get_by_label("Translation into French")
        self.source = tab.locator("[data-source]")

    def open_work(self):
        self.press("link", "My work")
        expect(self.tab.get_by_role("heading", level=1)).to_contain_text("My work")

    def open_page(self):
        self.press("link", TITLE)
        expect(self.field).to_be_visible()

    def translate(self, source, target):
        expect(self.source).to_have_text(source)
        self.hand.write(self.field, target)
        self.keys("Control+Enter")

    def approve(self, source):
        expect(self.source).to_have_text(source)
        expect(self.field).to_have_value(FRENCH[source])
        self.keys("Control+Shift+a")


@pytest.fixture(scope="module")
def people(live_database):
    """A translator and a reviewer of French."""
    run_beside(live_database, PEOPLE, password=PASSWORD)


def test_a_translators_day_by_keyboard_alone(open_desk, new_tab, people, live_database):
    run_beside(live_database, PAGE, title=TITLE, slug="quiet-corners")
    translator, reviewer = Translators(open_desk()), Translators(open_desk())
    title, lead, listens, rules = FRENCH

    translator.log_in("odile@days.example", PASSWORD)
    translator.look("first page of the admin")
    translator.press("button", "Translations")
    translator.open_work()
    translator.look("my work")
    translator.open_page()
    translator.look("an untranslated text")
    for source in (title, lead, listens):
        translator.translate(source, FRENCH[source])
        translator.told("Sent for review.")
    translator.translate(rules, WRONG)
    expect(translator.tab.locator("#refused")).to_be_visible()
    expect(translator.field).to_have_value(WRONG)
    expect(translator.tab.locator("[data-findings]")).to_contain_text("Error: Numbers")
    translator.look("a refused text")
    translator.translate(rules, FRENCH[rules])
    translator.told("Nothing here is left for you to do.")

    reviewer.log_in("remy@days.example", PASSWORD)
    reviewer.press("button", "Translations")
    reviewer.open_work()
    reviewer.look("what waits for a review")
    reviewer.open_page()
    for source in (title, lead):
        reviewer.approve(source)
        reviewer.told("Approved.")
    expect(reviewer.source).to_have_text(listens)
    reviewer.hand.press(reviewer.tab.locator("summary", has_text="Ask for changes"))
    note = reviewer.tab.get_by_label("What should change")
    reviewer.hand.write(note, "Say first where it is.")
    reviewer.look("asking for changes")
    reviewer.press("button", "Send back")
    reviewer.told("Sent back with your note.")
    reviewer.approve(rules)
    reviewer.told("Approved.")
    expect(reviewer.tab.locator("main")).to_contain_text("1 text has to be finished")

    translator.open_work()
    translator.open_page()
    expect(translator.tab.locator("#text")).to_contain_text("Say first where it is.")
    translator.look("a text that was sent back")
    translator.translate(listens, BETTER)
    translator.told("Sent for review.")

    reviewer.open_work()
    reviewer.open_page()
    expect(reviewer.field).to_have_value(BETTER)
    reviewer.keys("Control+Shift+a")
    reviewer.told("Approved.")
    reviewer.press("button", "Publish this language")
    reviewer.told("Readers see this language as it is now.")
    reviewer.look("a finished page")

    visitor = new_tab()
    visitor.goto("/fr/quiet-corners/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text(FRENCH[title])
    expect(visitor.locator("main")).to_contain_text(BETTER)
    expect(visitor.locator("main")).to_contain_text(FRENCH[rules])
    assert translator.judge.found + reviewer.judge.found == []


# French is published, German approved but not published.
TRANSLATED = (
    PAGE
    + """
from accounts.models import User
from translations.actors import Actor
from translations.selectors.places import texts
from translations.services.publishing import version_publish
from translations.services.segments import segment_approve, segment_write
translation_begin(source=source, languages=["de"])
writes, reviews = (
    Actor(User.objects.get(email=f"{name}@days.example")) for name in ("odile", "remy")
)
for translation in source.translations.select_related("target_locale"):
    language = translation.target_locale.language_code
    for text in texts(translation):
        target = given[language][text.place.source]
        about = {"translation": translation, "place": text.place}
        segment_write(**about, text=target, actor=writes, send=True)
        segment_approve(**about, actor=reviews)
    if language == "fr":
        version_publish(translation=translation, user=reviews.user)
"""
)
WARDENS = "Harbour wardens"
LEAD = "Every school has a place to talk."
NEW_LEAD = "Every school and every club has a place to talk."
WARDENS_IN = {
    "fr": FRENCH | {WARDENS: "Les gardiens du port"},
    "de": {
        WARDENS: "Hafenlotsen",
        LEAD: "Jede Schule hat einen Ort zum Reden.",
        "A person listens there.": "Dort hört ein Mensch zu.",
        "Pupils know 3 rules.": "Die Kinder kennen 3 Regeln.",
    },
}


class Editors(Desk):
    """An editor who changes the small page and looks after its languages."""

    def open_object(self, title):
        self.press("button", "Translations")
        self.press("link", "All languages")
        self.hand.write(self.tab.get_by_label("Title", exact=True), title)
        self.press("button", "Filter")
        self.press("link", title)
        expect(self.tab.get_by_role("heading", level=1)).to_contain_text(title)

    def change(self, field, text):
        """Open the page's own editor, write, and keep the draft."""
        self.press("link", "Edit the original")
        self.hand.write(self.tab.locator(field), text)
        self.keys("Control+s")
        self.told("has been updated")

    def publish(self, name):
        # What is pressed while scripts are still being loaded may do nothing.
        self.tab.wait_for_load_state()
        footer = self.tab.locator("footer")
        self.hand.press(footer.locator("[data-w-dropdown-target=toggle]"))
        self.press("button", name)
        self.told("has been published")

    def row(self, language):
        return self.tab.get_by_role("row").filter(
            has=self.tab.get_by_role("link", name=language, exact=True)
        )


def test_an_editors_day_by_keyboard_alone(
    open_desk, new_tab, people, password, live_database
):
    run_beside(
        live_database, TRANSLATED, title=WARDENS, slug="harbour-wardens", **WARDENS_IN
    )
    editor, visitor = Editors(open_desk()), new_tab()
    main = editor.tab.locator("main")
    editor.log_in("editor@demo.example", password)
    editor.open_object(WARDENS)
    editor.look("an object in its languages")
    expect(editor.row("French")).to_contain_text("100 % (4/4)")
    place = editor.tab.url

    editor.change("#id_lead", NEW_LEAD)
    editor.tab.goto(place)
    expect(main).to_contain_text("has 1 new or changed text (10 words)")
    expect(main).to_contain_text("in 2 languages: 20 words in all")
    editor.look("what the next publication asks of translators")
    editor.press("link", "Edit the original")
    editor.publish("Publish")
    editor.tab.goto(place)
    for language in ("French", "German"):
        expect(editor.row(language)).to_contain_text("1 needs editing")
    expect(editor.row("French")).to_contain_text("behind its source")
    editor.look("languages that are behind")
    visitor.goto("/fr/harbour-wardens/")
    expect(visitor.locator("main")).to_contain_text(FRENCH[LEAD])
    expect(visitor.locator("body")).to_contain_text("L’original a changé depuis")

    editor.change("#id_title", "Wardens of the harbour")
    editor.publish("Publish (minor edit: translations stay valid)")
    editor.tab.goto(place)
    for language in ("French", "German"):
        expect(editor.row(language)).to_contain_text("75 % (3/4)")

    editor.press("link", "German")
    editor.press("button", "Still right")
    editor.told("The old translation was confirmed.")
    editor.tab.goto(place)
    expect(editor.row("German")).to_contain_text("100 % (4/4)")
    editor.hand.tick(editor.row("German").get_by_role("checkbox"))
    editor.press("button", "Publish the chosen languages")
    expect(editor.tab.locator("#job-text")).to_have_text("1 of 1")
    expect(editor.tab.get_by_role("row").filter(has_text="German")).to_contain_text(
        "published"
    )
    editor.look("background work")
    visitor.goto("/de/harbour-wardens/")
    german = WARDENS_IN["de"]
    expect(visitor.get_by_role("heading", level=1)).to_have_text(german[WARDENS])
    expect(visitor.locator("main")).to_contain_text(german[LEAD])
    assert editor.judge.found == []
