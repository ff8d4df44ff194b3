"""An editor's day in Chromium: write, picture, preview, publish, translate, look."""

import os
import re

import pytest
import requests
from PIL import Image
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def picture(tmp_path):
    """A picture that nobody has uploaded before: Wagtail asks about duplicates."""
    path = tmp_path / "pier.png"
    Image.frombytes("RGB", (640, 400), os.urandom(640 * 400 * 3)).save(path)
    return path


def choose(tab, button, words):
    """Pick a row in a chooser by searching for it."""
    tab.get_by_role("button", name=button, exact=True).click()
    dialog = tab.get_by_role("dialog")
    dialog.get_by_label("Search term").fill(words)
    row = dialog.locator("td a", has_text=words)
    expect(row).to_have_count(1)
    row.click()
    expect(dialog).to_be_hidden()


def publish(tab):
    footer = tab.locator("footer")
    footer.get_by_role("button", name="Toggle dropdown").or_(
        footer.locator("[data-w-dropdown-target=toggle]")
    ).first.click()
    tab.get_by_role("button", name=re.compile("^Publish")).first.click()


def test_the_first_page_shows_what_waits_and_where_everything_is(admin):
    expect(admin.get_by_role("heading", name="What waits for you")).to_be_visible()
    labels = admin.locator(".menuitem-label")
    expect(labels.filter(has_text="Documents")).to_be_visible()
    places = set(labels.all_text_contents())
    assert places >= {
        "Initiatives",
        "Signatories",
        "The Pact",
        "States and help",
        "Public reports",
        "Images",
        "Documents",
    }
    # Everything has its place; nothing hides behind a word of Wagtail's.
    assert "Snippets" not in places


def test_an_initiative_with_a_picture_is_written_previewed_published_and_found(
    admin, picture
):
    admin.goto("/admin/initiative-pages/")
    admin.get_by_role("link", name="Add initiative").click()
    admin.fill("#id_title", "Safe harbour evenings")
    admin.fill("#id_summary", "Evenings at the harbour with parents and clubs.")
    admin.locator("#panel-child-content-body-content .c-sf-add-button").first.click()
    admin.get_by_role("option", name="picture").click()
    admin.get_by_role("button", name="Choose an image").first.click()
    dialog = admin.get_by_role("dialog")
    dialog.get_by_role("tab", name="Upload").click()
    dialog.locator("input[type=file]").set_input_files(picture)
    dialog.locator("input[name$=title]").fill("Lamps on the pier")
    dialog.locator("input[name$=shows_no_recognisable_child]").check()
    dialog.get_by_role("button", name="Upload").click()
    expect(dialog).to_be_hidden()
    admin.fill("[name='body-0-value-alt_text']", "A pier with lamps at dusk")
    admin.check("input[name=principles][value=prevention]")
    choose(admin, "Choose signatory", "Ardnamara Borough Council")
    choose(admin, "Choose member state", "Ireland")
    admin.fill("#id_starts_on", "2026-03-01")
    admin.keyboard.press("Escape")

    admin.get_by_role("button", name="Toggle preview").click()
    preview = admin.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", name="Safe harbour evenings")).to_be_visible()
    admin.get_by_role("button", name="Toggle preview").click()

    # Wagtail saves the draft by itself as soon as it is valid, and goes on at its own
    # address; publishing while it does so would create the page twice.
    admin.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    publish(admin)
    expect(admin.get_by_text("has been published")).to_be_visible()
    admin.goto("/en/initiatives/safe-harbour-evenings/")
    expect(admin.get_by_role("heading", level=1)).to_have_text("Safe harbour evenings")
    expect(admin.get_by_alt_text("A pier with lamps at dusk")).to_be_visible()
    admin.goto("/de/initiatives/?q=harbour")
    card = admin.get_by_role("link", name="Safe harbour evenings")
    expect(card).to_be_visible()


def test_the_editors_bird_never_lies_on_the_quick_exit(admin):
    admin.goto("/en/")
    bird = admin.locator("wagtail-userbar").locator("#wagtail-userbar-trigger")
    exit_link = admin.locator("#quick-exit")
    expect(bird).to_be_visible()
    one, other = bird.bounding_box(), exit_link.bounding_box()
    apart = (
        one["x"] + one["width"] <= other["x"]
        or other["x"] + other["width"] <= one["x"]
        or one["y"] + one["height"] <= other["y"]
        or other["y"] + other["height"] <= one["y"]
    )
    assert apart


def test_a_signatory_is_registered_and_confirmed_and_then_public(admin, portal_url):
    admin.goto("/admin/snippets/signatories/signatory/add/")
    admin.select_option("#id_profile", "authority")
    admin.fill("#id_official_name", "Comharla Contae Shamplach")
    choose(admin, "Choose member state", "Ireland")
    admin.locator("footer").get_by_role("button", name="Save").click()
    expect(admin.get_by_text("created")).to_be_visible()
    # Staff see it with a label, nobody else knows that it is there.
    place = "/en/signatories/comharla-contae-shamplach/"
    admin.goto(place)
    expect(admin.get_by_text("Awaiting confirmation")).to_be_visible()
    assert requests.get(portal_url + place, timeout=20).status_code == 404

    admin.goto("/admin/")
    admin.get_by_role("link", name="Comharla Contae Shamplach (Ireland)").click()
    admin.get_by_label("Confirm: it becomes public").check()
    admin.get_by_role("button", name="Change the status").click()
    expect(admin.get_by_text("Status now: confirmed")).to_be_visible()
    assert requests.get(portal_url + place, timeout=20).status_code == 200
    admin.goto(place)
    expect(admin.get_by_role("heading", level=1)).to_have_text(
        "Comharla Contae Shamplach"
    )


def test_a_page_is_begun_in_the_languages_one_chooses(admin):
    # The demonstration has begun its structural pages; initiatives are nobody's yet.
    place = "initiatives/ardnamara-where-to-turn-help-cards/"
    admin.goto(f"/en/{place}")
    english = admin.get_by_role("heading", level=1).inner_text()
    admin.goto("/admin/pages/")
    admin.get_by_role("searchbox").or_(admin.locator("#id_q")).first.fill(english)
    row = admin.get_by_role("row").filter(has_text="English").filter(has_text=english)
    row.get_by_role("link", name=english).first.click()
    edit = admin.url
    number = re.search(r"/pages/(\d+)/", edit).group(1)
    # The door of wagtail-localize leads to the workflow's own page.
    admin.goto(f"/admin/localize/submit/page/{number}/")
    expect(admin.get_by_role("heading", level=1)).to_contain_text("Begin translations")
    for box in admin.get_by_role("checkbox").all():
        box.uncheck()
    admin.get_by_label("Deutsch").check()
    admin.get_by_role("button", name="Begin the chosen languages").click()
    expect(admin.get_by_text("1 of 1")).to_be_visible()

    # Begun, not published: the German address still shows the English text.
    admin.goto(f"/de/{place}")
    expect(admin.get_by_role("heading", level=1)).to_have_text(english)
    expect(admin.locator("h1[lang=en], [lang=en] h1")).to_have_text(english)
