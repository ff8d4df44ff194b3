"""The editor of translations in Chromium: by keyboard alone, checks and preview live."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.live import query, run_beside

pytestmark = pytest.mark.browser

BEGIN = """
from core.locales import locale_id
from pact.models import PactPage
from translations.services.begin import source_read, translation_begin
source = source_read(PactPage.objects.get(locale_id=locale_id("en")))
translation_begin(source=source, languages=["hu"])
"""
TITLE = "A városok és régiók paktuma a gyermekek elleni szexuális erőszak ellen"


@pytest.fixture(scope="module")
def translation(live_database):
    """Primary key of the Pact's translation into Hungarian, just begun."""
    run_beside(live_database, BEGIN)
    (pk,) = query(
        live_database,
        "SELECT t.id FROM wagtail_localize_translation t"
        " JOIN wagtailcore_locale l ON l.id = t.target_locale_id"
        " JOIN wagtail_localize_translationsource s ON s.id = t.source_id"
        " WHERE l.language_code = %s AND s.object_repr LIKE %s",
        ("hu", "Pact of Towns%"),
    )
    return pk


def test_a_text_is_written_checked_and_sent_by_keyboard_alone(admin, translation):
    keys = admin.keyboard
    admin.goto(f"/admin/translations/{translation}/#text")
    field = admin.get_by_label("Translation into Hungarian")
    expect(field).to_be_focused()
    heading = admin.locator("#text-heading")
    expect(heading).to_contain_text("Text 1 of")

    # Another test may have kept something in it.
    keys.press("Control+a")
    keys.type("A városok városok")
    keys.press("Tab")
    expect(admin.locator("[data-findings]")).to_contain_text("városok")
    # The keys of the language: one stop for Tab, arrows inside.
    expect(admin.get_by_role("button", name="á", exact=True)).to_be_focused()
    keys.press("ArrowRight")
    keys.press("Shift+Enter")
    expect(field).to_have_value("A városok városokÉ")

    preview = admin.frame_locator("iframe[name=translation-preview]")
    expect(preview.get_by_role("heading", level=1)).to_contain_text(
        "A városok városokÉ"
    )
    keys.press("Control+s")
    expect(admin.locator(".messages")).to_contain_text("Kept.")
    expect(field).to_be_focused()
    expect(field).to_have_value("A városok városokÉ")

    keys.press("Alt+ArrowDown")
    expect(heading).to_contain_text("Text 2 of")
    keys.press("Alt+ArrowUp")
    expect(heading).to_contain_text("Text 1 of")
    expect(field).to_be_focused()
    keys.press("Control+a")
    keys.type(TITLE)
    keys.press("Control+Enter")
    expect(admin.locator(".messages")).to_contain_text("Sent for review.")
    expect(heading).to_contain_text("Text 2 of")
    expect(admin.locator("[data-say]")).to_contain_text("Sent for review.")


def test_the_list_of_keys_opens_outside_the_field_and_can_be_switched_off(
    admin, translation
):
    admin.goto(f"/admin/translations/{translation}/#text")
    field = admin.get_by_label("Translation into Hungarian")
    expect(field).to_be_focused()
    dialog = admin.get_by_role("dialog", name="Keys")
    admin.keyboard.type("?")
    expect(dialog).to_be_hidden()
    expect(field).to_have_value(re.compile(r"\?$"))
    field.fill("")
    field.blur()
    admin.keyboard.press("?")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Open this list with the key ?").uncheck()
    admin.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    field.blur()
    admin.keyboard.press("?")
    expect(dialog).to_be_hidden()


def test_the_editor_works_without_a_script(browser, admin, portal_url, translation):
    context = browser.new_context(
        base_url=portal_url, java_script_enabled=False, locale="en"
    )
    context.add_cookies(admin.context.cookies())
    tab = context.new_page()
    tab.goto(f"/admin/translations/{translation}/?state=untranslated")
    field = tab.get_by_label("Translation into Hungarian")
    field.fill("Nagyon jó")
    tab.get_by_role("button", name="Keep as unfinished").click()
    expect(tab.locator(".messages")).to_contain_text("Kept.")
    context.close()
