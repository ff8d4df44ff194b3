"""A file goes out, is translated, comes back, is looked at, imported and undone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.live import query, run_beside

pytestmark = pytest.mark.browser
FILES = "/admin/translations/files/"


BEGIN = """
from core.locales import locale_id
from pact.models import PactPage
from translations.services.begin import source_read, translation_begin
source = source_read(PactPage.objects.get(locale_id=locale_id("en")))
translation_begin(source=source, languages=["ga"])
"""


@pytest.fixture(scope="module")
def translation(live_database):
    """Primary key of the Pact's translation into Irish."""
    run_beside(live_database, BEGIN)
    (pk,) = query(
        live_database,
        "SELECT t.id FROM wagtail_localize_translation t"
        " JOIN wagtailcore_locale l ON l.id = t.target_locale_id"
        " JOIN wagtail_localize_translationsource s ON s.id = t.source_id"
        " WHERE l.language_code = %s AND s.object_repr LIKE %s",
        ("ga", "Pact of Towns%"),
    )
    return pk


def faults(tab):
    """What axe finds in the page's own part; the frame around it is Wagtail's."""
    # Wagtail's messages fade in; half faded their colours have too little contrast.
    for messages in tab.locator(".messages > ul").all():
        expect(messages).to_have_css("opacity", "1")
    found = Axe().run(tab, context={"include": [["#main"]]}).response["violations"]
    return [(item["id"], item["nodes"][0]["html"][:200]) for item in found]


def fetch(tab, link):
    with tab.expect_download() as waiting:
        link.click()
    return waiting.value.path().read_text(encoding="utf-8")


def translated(po):
    """The file with its first untranslated text filled in."""
    return re.sub(
        r'(msgctxt "title"\nmsgid "[^"]+"\n)msgstr "[^"]*"',
        r'\1msgstr "Teideal ón gcomhad"',
        po,
        count=1,
    )


def test_a_translator_s_file_goes_out_and_comes_back(admin, translation, tmp_path):
    admin.goto(FILES)
    expect(admin.get_by_role("heading", name="What waits")).to_be_visible()
    assert faults(admin) == []
    admin.goto(f"/admin/translations/{translation}/")
    po = fetch(admin, admin.get_by_role("link", name="Take out as PO"))
    file = tmp_path / "page.po"
    file.write_text(translated(po), encoding="utf-8")
    admin.get_by_role("link", name="Bring a file back").click()
    admin.get_by_label("File").set_input_files(file)
    admin.get_by_role("button", name="Look at the file").click()
    expect(admin.locator("ins", has_text="Teideal ón gcomhad")).to_be_visible()
    assert faults(admin) == []
    admin.get_by_role("button", name="Import").click()
    expect(admin.locator(".messages")).to_contain_text("The file was imported.")
    assert faults(admin) == []
    admin.get_by_role("button", name="Undo").click()
    expect(admin.locator(".messages")).to_contain_text("The import was undone.")


def test_a_refused_file_is_said_with_its_line(admin, tmp_path):
    file = tmp_path / "page.po"
    file.write_text('msgid ""\nmsgstr ""\nmsgid "cut', encoding="utf-8")
    admin.goto(f"{FILES}import/fr/")
    admin.get_by_label("File").set_input_files(file)
    admin.get_by_role("button", name="Look at the file").click()
    expect(admin.get_by_role("alert")).to_contain_text("Line 3:")
    assert faults(admin) == []


@pytest.mark.parametrize(
    "address", ["/admin/translations/memory/", "/admin/translations/glossary/files/"]
)
def test_memory_and_glossary_are_usable_by_everybody(admin, address):
    admin.goto(address)
    expect(admin.locator("main h1, h1").first).to_be_visible()
    assert faults(admin) == []
