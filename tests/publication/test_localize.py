"""Translating with wagtail-localize: what a reader sees before, during and after."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from core.languages import CODES
from core.locales import locale_id
from home.models import ContentPage
from initiatives.models import InitiativePage
from tests.publication.world import (
    ENGLISH_ONLY,
    content_form,
    content_page,
    edit_url,
    home_in,
    initiative_in,
    titles,
    urls,
)
from translations.actors import Actor
from translations.models import TranslationJob
from translations.selectors.places import texts
from translations.services.segments import (
    findings_of,
    segment_approve,
    segment_write,
)

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def submit(editor_client, django_capture_on_commit_callbacks):
    """Send wagtail-localize's own form for one language; the workflow begins it."""

    def press(page, language="de"):
        url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        locale = Locale.objects.get(language_code=language)
        with django_capture_on_commit_callbacks(execute=True):
            response = editor_client.post(url, {"locales": [locale.pk]})
        assert response.status_code == 302
        return Translation.objects.get(
            source__object_id=page.translation_key, target_locale=locale
        )

    return press


@pytest.fixture
def translate_everything(django_user_model):
    """Write every text as a translator and have it approved by somebody else."""
    writer, reader = (
        Actor(django_user_model.objects.create_user(f"{name}@demo.example", "a-long-1"))
        for name in ("writer", "reader")
    )

    def write(translation):
        for text in texts(translation):
            answers = dict.fromkeys(
                (
                    item.check
                    for item in findings_of(translation, text.place, german(text))
                ),
                "a text of a test",
            )
            segment_write(
                translation=translation,
                place=text.place,
                text=german(text),
                actor=writer,
                send=True,
                accepted=answers,
            )
            segment_approve(
                translation=translation,
                place=text.place,
                actor=reader,
                accepted=answers,
            )

    return write


def german(text):
    """A text that no check refuses: the same mark-up, numbers and end."""
    return f"Deutsch {text.place.source}".replace("6,000", "6.000")


@pytest.fixture
def publish(editor_client, django_capture_on_commit_callbacks):
    """Publish a language from the page of its object."""

    def press(translation):
        url = reverse("translations:object-publish", args=[translation.source_id])
        language = translation.target_locale.language_code
        with django_capture_on_commit_callbacks(execute=True):
            response = editor_client.post(url, {"languages": [language]})
        assert response.status_code == 302
        (item,) = TranslationJob.objects.get(kind="publish").items.all()
        assert (item.state, item.result) == ("done", "published")
        return translation.get_target_instance()

    return press


def test_a_begun_translation_of_a_structural_page_is_served_to_nobody(
    editor_client, submit, translate_everything
):
    page = content_page("privacy")
    translation = submit(page)
    translate_everything(translation)
    answer = editor_client.get("/de/privacy/")
    assert answer.status_code == 200
    assert page.title in answer.text
    assert "Deutsch" not in answer.text.replace(">Deutsch<", "")
    assert 'hreflang="de" href="http' not in answer.text
    assert "de" not in titles(page.translation_key)


def test_a_published_translation_replaces_the_alias(
    editor_client, submit, translate_everything, publish
):
    page = content_page("privacy")
    alias = content_page("privacy", "de")
    translation = submit(page)
    translate_everything(translation)
    target = publish(translation)
    assert target.pk == alias.pk
    answer = editor_client.get("/de/privacy/")
    assert titles(page.translation_key)["de"].startswith("Deutsch")
    assert urls(page.translation_key)["de"] == "/de/privacy/"
    assert titles(page.translation_key)["de"] in answer.text
    assert Page.objects.get(pk=target.pk).alias_of is None


def test_an_initiative_is_translated_and_then_served_in_that_language(
    editor_client, submit, translate_everything, publish
):
    page = initiative_in("en", ENGLISH_ONLY)
    translation = submit(page)
    translate_everything(translation)
    address = f"/de/initiatives/{ENGLISH_ONLY}/"
    before = editor_client.get(address)
    assert page.title in before.text
    assert set(titles(page.translation_key)) == {"en"}

    publish(translation)
    after = editor_client.get(address)
    assert set(titles(page.translation_key)) == {"en", "de"}
    assert titles(page.translation_key)["de"] in after.text
    assert (
        InitiativePage.objects.get(
            slug=ENGLISH_ONLY, locale_id=locale_id("de")
        ).principles
        == page.principles
    )


def test_aliases_follow_the_english_source(editor_client):
    page = content_page("privacy")
    data = content_form(page, title="Your data here") | {"action-publish": "1"}
    assert editor_client.post(edit_url(page), data).status_code == 302
    for code in ("de", "uk", "hy"):
        assert "Your data here" in editor_client.get(f"/{code}/privacy/").text


def test_a_new_content_page_appears_in_all_39_languages(
    editor_client, django_capture_on_commit_callbacks
):
    url = reverse("wagtailadmin_pages:add", args=["home", "contentpage", home_in().pk])
    page = ContentPage(title="House rules", slug="house-rules", lead="Be kind.")
    data = content_form(page) | {"action-publish": "1"}
    with django_capture_on_commit_callbacks(execute=True):
        assert editor_client.post(url, data).status_code == 302
    statuses = {
        code: editor_client.get(f"/{code}/house-rules/").status_code for code in CODES
    }
    assert statuses == dict.fromkeys(CODES, 200)
    made = ContentPage.objects.get(slug="house-rules", locale_id=locale_id("en"))
    assert titles(made.translation_key) == {"en": "House rules"}
    assert Page.find_problems() == ([], [], [], [], [])


def test_deleting_a_structural_page_removes_it_in_every_language(
    editor_client, django_capture_on_commit_callbacks
):
    page = content_page("contact")
    url = reverse("wagtailadmin_pages:delete", args=[page.pk])
    with django_capture_on_commit_callbacks(execute=True):
        assert editor_client.post(url).status_code == 302
    assert not Page.objects.filter(translation_key=page.translation_key).exists()
    assert titles(page.translation_key) == {}
    statuses = {
        code: editor_client.get(f"/{code}/contact/").status_code for code in CODES
    }
    assert statuses == dict.fromkeys(CODES, 404)


def test_unpublishing_a_structural_page_takes_it_offline_in_every_language(
    editor_client,
):
    page = content_page("privacy")
    url = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    assert editor_client.post(url).status_code == 302
    assert titles(page.translation_key) == {}
    statuses = {
        code: editor_client.get(f"/{code}/privacy/").status_code for code in CODES
    }
    assert statuses == dict.fromkeys(CODES, 404)


def test_translating_the_home_page_keeps_all_addresses_below_it(
    editor_client, submit, translate_everything, publish
):
    page = home_in()
    translation = submit(page)
    translate_everything(translation)
    publish(translation)
    assert titles(page.translation_key)["de"].startswith("Deutsch")
    assert urls(page.translation_key)["de"] == "/de/"
    statuses = {
        place: editor_client.get(f"/de/{place}").status_code
        for place in ("", "pact/", "convention/", "privacy/", "initiatives/")
    }
    assert statuses == dict.fromkeys(statuses, 200)
    assert titles(page.translation_key)["de"] in editor_client.get("/de/").text
