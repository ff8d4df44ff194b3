"""An editor puts a shared value into a text without touching a mouse."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# From the end of a text to what stands below it.
MOST_STOPS = 12


def reach(tab, target):
    """Press Tab until a control has the focus."""
    for _stop in range(MOST_STOPS):
        if target.evaluate("(one) => one === document.activeElement"):
            return
        tab.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {target}")


def test_an_editor_inserts_a_shared_value_by_keyboard_and_sees_it_in_the_preview(admin):
    admin.goto("/en/privacy/")
    bird = admin.locator("wagtail-userbar")
    bird.locator("#wagtail-userbar-trigger").click()
    bird.get_by_role("menuitem", name="Edit this page").click()
    admin.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))

    text = admin.locator(".public-DraftEditor-content").first
    text.focus()
    admin.keyboard.press("Control+End")
    admin.keyboard.type(" Members: ")
    values = admin.get_by_label("Shared value", exact=True).first
    reach(admin, values)
    # The arrows choose and insert nothing yet.
    admin.keyboard.type("member")
    expect(values.locator("option:checked")).to_have_text("member-states = 46")
    expect(text).not_to_contain_text("{{ member-states }}")
    button = admin.get_by_role("button", name="Insert", exact=True).first
    reach(admin, button)
    admin.keyboard.press("Enter")
    expect(text).to_contain_text("Members: {{ member-states }}")
    # The caret is behind the code; one goes on writing.
    expect(text).to_be_focused()
    admin.keyboard.type(" states.")
    expect(text).to_contain_text("Members: {{ member-states }} states.")

    # The editor hands its text to the form a moment after the last letter; a preview that
    # is opened before shows the former one.
    handed = 'input[type=hidden][value*="Members: {{ member-states }} states."]'
    expect(admin.locator(handed)).to_have_count(1)
    admin.get_by_role("button", name="Toggle preview").click()
    preview = admin.frame_locator("#w-preview-iframe")
    expect(preview.get_by_text("Members: 46 states.")).to_be_visible()
