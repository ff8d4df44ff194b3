"""What the public finds after an editor has pressed a button of the page editor."""

import pytest
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page

from core.locales import locale_id
from initiatives.models import InitiativeIndexPage, InitiativePage
from search.models import SearchDocument, SearchObject
from tests.publication.world import (
    ENGLISH_ONLY,
    INITIATIVE,
    content_form,
    content_page,
    edit_url,
    home_in,
    initiative_form,
    initiative_in,
    is_gone,
    page_action,
    status,
    titles,
    urls,
)

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def publish(client, page, **changes):
    data = initiative_form(page, **changes) | {"action-publish": "1"}
    response = client.post(edit_url(page), data)
    assert response.status_code == 302, response.context["form"].errors
    return response


def test_publishing_in_the_editor_changes_page_and_search(editor_client):
    page = initiative_in("en")
    publish(editor_client, page, title="Whistles for every pitch")
    assert titles(page.translation_key)["en"] == "Whistles for every pitch"
    answer = editor_client.get(f"/en/initiatives/{INITIATIVE}/")
    assert "Whistles for every pitch" in answer.text
    found = editor_client.get("/en/initiatives/?q=whistles")
    assert "Whistles for every pitch" in found.text.replace("<mark>", "").replace(
        "</mark>", ""
    )


def test_saving_a_draft_changes_nothing_for_the_public(editor_client):
    page = initiative_in("en")
    before = SearchObject.objects.get(key=page.translation_key).version
    data = initiative_form(page, title="Not yet ready")
    assert editor_client.post(edit_url(page), data).status_code == 302
    page.refresh_from_db()
    assert page.has_unpublished_changes
    assert SearchObject.objects.get(key=page.translation_key).version == before
    assert (
        "Not yet ready" not in editor_client.get(f"/en/initiatives/{INITIATIVE}/").text
    )


def test_creating_and_publishing_an_initiative_makes_it_findable(editor_client):
    index = InitiativeIndexPage.objects.get(locale_id=locale_id("en"))
    source = initiative_in("en")
    url = reverse(
        "wagtailadmin_pages:add", args=["initiatives", "initiativepage", index.pk]
    )
    data = initiative_form(source, title="Lighthouse walks", slug="lighthouse-walks")
    response = editor_client.post(url, data | {"action-publish": "1"})
    assert response.status_code == 302, response.context["form"].errors
    page = InitiativePage.objects.get(slug="lighthouse-walks")
    assert titles(page.translation_key) == {"en": "Lighthouse walks"}
    assert status(editor_client, "/is/initiatives/lighthouse-walks/") == 200


def test_unpublishing_in_the_admin_takes_it_out_of_page_and_search(editor_client):
    page = initiative_in("en", ENGLISH_ONLY)
    editor_client.post(page_action(page, "unpublish"))
    assert is_gone(page.translation_key)
    assert not SearchDocument.objects.filter(object__key=page.translation_key).exists()
    assert status(editor_client, f"/en/initiatives/{ENGLISH_ONLY}/") == 404
    assert status(editor_client, f"/de/initiatives/{ENGLISH_ONLY}/") == 404


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_what_happens_to_the_original_happens_to_its_translation(editor_client, action):
    page = initiative_in("en")
    assert set(titles(page.translation_key)) == {"en", "fr"}
    editor_client.post(page_action(page, action))
    assert is_gone(page.translation_key)
    assert status(editor_client, f"/fr/initiatives/{INITIATIVE}/") == 404


def test_unpublishing_a_translation_leaves_the_original_public(editor_client):
    page = initiative_in("fr")
    editor_client.post(page_action(page, "unpublish"))
    assert set(titles(page.translation_key)) == {"en"}
    answer = editor_client.get(f"/fr/initiatives/{INITIATIVE}/")
    assert initiative_in("en").title in answer.text


def test_deleting_in_the_admin_leaves_nothing_but_a_tombstone(editor_client):
    page = initiative_in("en", ENGLISH_ONLY)
    editor_client.post(page_action(page, "delete"))
    assert not Page.objects.filter(pk=page.pk).exists()
    assert is_gone(page.translation_key)
    assert status(editor_client, f"/en/initiatives/{ENGLISH_ONLY}/") == 404


def test_deleting_a_page_above_takes_the_pages_below_out_of_the_search():
    parent = home_in().add_child(instance=content_page_of("above"))
    child = parent.add_child(instance=content_page_of("below"))
    for page in (parent, child):
        page.save_revision().publish()
    assert titles(child.translation_key) == {"en": "below"}
    Page.objects.get(pk=parent.pk).delete()
    assert is_gone(parent.translation_key)
    assert is_gone(child.translation_key)


def content_page_of(title):
    from home.models import ContentPage

    return ContentPage(title=title, slug=title, locale_id=locale_id("en"), live=False)


@pytest.mark.parametrize(
    ("action", "remains"),
    [("unpublish", True), ("delete", False)],
)
def test_the_bulk_actions_of_the_explorer_take_several_down(
    editor_client, action, remains
):
    pages = [
        initiative_in("en", ENGLISH_ONLY),
        initiative_in("en", "ardnamara-youth-council-reads-the-rules"),
    ]
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    ids = "&".join(f"id={page.pk}" for page in pages)
    response = editor_client.post(f"{url}?{ids}")
    assert response.status_code == 302
    assert all(is_gone(page.translation_key) for page in pages)
    assert Page.objects.filter(pk__in=[page.pk for page in pages]).exists() is remains


def test_the_bulk_action_publish_brings_several_back(editor_client):
    pages = [
        initiative_in("en", ENGLISH_ONLY),
        initiative_in("en", "ardnamara-youth-council-reads-the-rules"),
    ]
    for page in pages:
        page.unpublish()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    ids = "&".join(f"id={page.pk}" for page in pages)
    assert editor_client.post(f"{url}?{ids}").status_code == 302
    assert [set(titles(page.translation_key)) for page in pages] == [{"en"}, {"en"}]


def test_reverting_to_an_old_revision_brings_the_old_text_back(editor_client):
    page = initiative_in("en")
    first = page.title
    old = page.latest_revision_id
    publish(editor_client, page, title="A newer title")
    assert titles(page.translation_key)["en"] == "A newer title"
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old])
    assert editor_client.get(url).status_code == 200
    page.refresh_from_db()
    publish(editor_client, page, title=first, revision=str(old))
    assert titles(page.translation_key)["en"] == first


def test_moving_a_page_moves_its_address_in_page_and_search(
    editor_client, django_capture_on_commit_callbacks
):
    page = content_page("privacy")
    target = content_page("contact")
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk])
    with django_capture_on_commit_callbacks(execute=True):
        assert editor_client.post(url).status_code == 302
    assert urls(page.translation_key)["en"] == "/en/contact/privacy/"
    assert status(editor_client, "/en/contact/privacy/") == 200
    old = editor_client.get("/en/privacy/")
    assert (old.status_code, old["Location"]) == (301, "/en/contact/privacy/")


def test_moving_a_page_moves_it_in_every_language(
    editor_client, django_capture_on_commit_callbacks
):
    page = content_page("privacy")
    target = content_page("contact")
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk])
    with django_capture_on_commit_callbacks(execute=True):
        editor_client.post(url)
    assert urls(page.translation_key)["fr"] == "/fr/contact/privacy/"
    statuses = {
        code: status(editor_client, f"/{code}/contact/privacy/")
        for code in ("en", "fr", "de", "uk")
    }
    assert statuses == dict.fromkeys(statuses, 200)
    old = editor_client.get("/de/privacy/")
    assert (old.status_code, old["Location"]) == (301, "/de/contact/privacy/")


def test_a_new_slug_of_a_structural_page_holds_in_every_language(
    editor_client, django_capture_on_commit_callbacks
):
    page = content_page("privacy")
    below = page.add_child(instance=content_page_of("below"))
    below.save_revision().publish()
    data = content_form(page, slug="your-data") | {"action-publish": "1"}
    with django_capture_on_commit_callbacks(execute=True):
        assert editor_client.post(edit_url(page), data).status_code == 302
    statuses = {
        code: status(editor_client, f"/{code}/your-data/")
        for code in ("en", "fr", "de", "uk")
    }
    assert statuses == dict.fromkeys(statuses, 200)
    assert urls(page.translation_key) == {
        "en": "/en/your-data/",
        "fr": "/fr/your-data/",
    }
    assert urls(below.translation_key) == {"en": "/en/your-data/below/"}


def test_a_rollback_leaves_no_trace_in_the_projection():
    page = initiative_in("en")
    before = list(SearchObject.objects.order_by("pk").values("pk", "version", "digest"))
    with transaction.atomic():
        page.title = "Never happened"
        page.save_revision().publish()
        assert titles(page.translation_key)["en"] == "Never happened"
        transaction.set_rollback(True)
    after = list(SearchObject.objects.order_by("pk").values("pk", "version", "digest"))
    assert after == before
    assert titles(page.translation_key)["en"] != "Never happened"


def test_two_initiatives_from_two_stale_copies_of_the_index_get_two_places():
    source = initiative_in("en")
    copies = [
        InitiativeIndexPage.objects.get(locale_id=locale_id("en")) for _ in range(2)
    ]
    made = []
    for number, index in enumerate(copies):
        page = InitiativePage(
            title=f"Twin {number}",
            summary="One of two.",
            locale_id=source.locale_id,
            country_id=source.country_id,
            signatory=source.signatory,
            starts_on=source.starts_on,
            live=False,
        )
        index.add_child(instance=page)
        made.append(page)
    assert len({page.path for page in made}) == 2
    index = InitiativeIndexPage.objects.get(locale_id=locale_id("en"))
    assert index.numchild == index.get_children().count()
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize(
    "address",
    [
        "/en/",
        "/az/initiatives/",
        f"/fr/initiatives/{INITIATIVE}/",
        "/api/v1/initiatives/?page_size=100",
        "/api/v1/initiatives/suggest/?q=safe",
    ],
)
def test_while_an_original_is_offline_its_translation_is_shown(client, address):
    page = initiative_in("fr")
    initiative_in("en").unpublish()
    assert set(titles(page.translation_key)) == {"fr"}
    answer = client.get(address)
    assert answer.status_code == 200
    if "page_size" in address:
        [item] = [item for item in answer.json()["items"] if item["key"] == INITIATIVE]
        assert (item["title"], item["language"]) == (page.title, "fr")
