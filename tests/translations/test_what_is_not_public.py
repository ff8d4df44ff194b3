"""Drafts, unpublished and delicate texts: nobody translates or reads them by accident."""

import pytest
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from core.locales import locale_id
from home.models import ContentPage
from initiatives.models import InitiativeIndexPage
from tests.publication.world import ENGLISH_ONLY, initiative_in
from tests.translations.hands import write_all
from tests.translations.test_publishing import draft_all
from translations.choices import Gate
from translations.exceptions import NotPublicError
from translations.models import TextProvenance
from translations.selectors import page_versions
from translations.services.begin import source_read, translation_begin
from translations.services.calls import subtree_order
from translations.services.follow import source_follow
from translations.services.orders import begin_order, gate_set
from translations.services.publishing import version_publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_begun")]


@pytest.fixture
def draft():
    """An initiative that was never published, below the index of its language."""
    index = InitiativeIndexPage.objects.get(locale_id=locale_id("en"))
    copied = initiative_in("en", ENGLISH_ONLY)
    page = type(copied)(
        title="Somebody told us in class 5b",
        slug="told-in-class",
        summary="Not read by anybody yet.",
        signatory=copied.signatory,
        country=copied.country,
        starts_on=copied.starts_on,
        locale_id=locale_id("en"),
        live=False,
    )
    index.add_child(instance=page)
    page.save_revision()
    return page


def test_a_draft_is_not_begun_in_any_language(draft, editor):
    with pytest.raises(NotPublicError):
        begin_order(instance=draft, languages=["fr"], user=editor)
    assert not TranslationSource.objects.filter(object_id=draft.translation_key)


def test_everything_below_a_page_is_begun_but_for_drafts(
    draft, editor, django_capture_on_commit_callbacks
):
    index = Page.objects.get(pk=draft.get_parent().pk)
    with django_capture_on_commit_callbacks(execute=True):
        subtree_order(page=index, languages=["fr"], user=editor)
    public = initiative_in("en", ENGLISH_ONLY)
    assert TranslationSource.objects.filter(object_id=public.translation_key)
    assert not TranslationSource.objects.filter(object_id=draft.translation_key)


def test_no_language_of_an_unpublished_original_is_published():
    page = initiative_in("en", ENGLISH_ONLY)
    translation = translation_begin(source=source_read(page), languages=["de"])[0]
    draft_all(translation)
    page.unpublish()
    with pytest.raises(NotPublicError):
        version_publish(translation=translation, user=None)
    assert not initiative_in_german(page)


def initiative_in_german(page):
    return type(page).objects.filter(
        translation_key=page.translation_key, locale_id=locale_id("de"), live=True
    )


def test_what_was_unpublished_is_not_read_anew(page, source, begin):
    begin("fr")
    page.unpublish()
    ContentPage.objects.filter(pk=page.pk).update(title="Not for translators")
    assert source_follow(source_id=source.pk) == 0
    source.refresh_from_db()
    assert "Not for translators" not in source.content_json


def test_a_page_that_becomes_one_for_children_hides_what_nobody_has_reviewed(
    begin, page, django_capture_on_commit_callbacks
):
    translation = begin("fr")
    draft_all(translation)
    version_publish(translation=translation, user=None)
    assert set(page_versions(page.translation_key)) == {"en", "fr"}
    fresh = ContentPage.objects.get(pk=page.pk)
    fresh.readers = ContentPage.Readers.CHILDREN
    with django_capture_on_commit_callbacks(execute=True):
        fresh.save_revision().publish()
    assert set(page_versions(page.translation_key)) == {"en"}


def test_a_stricter_gate_hides_what_nobody_has_reviewed(
    begin, page, source, writes, reviews, django_capture_on_commit_callbacks
):
    french, german = begin("fr"), begin("de")
    write_all(french, writes, reviews)
    draft_all(german, "DE ")
    for translation in (french, german):
        version_publish(translation=translation, user=None)
    with django_capture_on_commit_callbacks(execute=True):
        gate_set(source=source, gate=Gate.REVIEWED)
    assert set(page_versions(page.translation_key)) == {"en", "fr"}


def test_a_version_that_stood_before_the_workflow_follows_its_source_too(
    django_capture_on_commit_callbacks,
):
    page = ContentPage.objects.get(slug="privacy", locale_id=locale_id("en"))
    translation_begin(source=source_read(page), languages=["fr"])
    TextProvenance.objects.filter(
        translation_key=page.translation_key, language="fr"
    ).delete()
    page.readers = ContentPage.Readers.HELP
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert "fr" not in page_versions(page.translation_key)
