"""Publishing a language: the gate, the alias it replaces, and what follows the source."""

from datetime import date

import pytest
from wagtail.models import Page

from core import withdrawal
from core.locales import locale_id
from home.models import ContentPage
from pact.models import ConventionPage, Principle
from tests.publication.world import ENGLISH_ONLY, initiative_in, is_gone, titles
from tests.translations.hands import (
    change_source,
    text_of,
    write,
    write_all,
)
from translations.actors import PORTAL
from translations.choices import Effect, Gate, Origin, SegmentStatus
from translations.exceptions import NotReadyError, WithdrawnError
from translations.models import (
    MemoryEntry,
    SegmentState,
    TextProvenance,
    TextState,
    TranslationPolicy,
)
from translations.selectors import page_versions
from translations.selectors.places import texts
from translations.services.begin import source_read, translation_begin
from translations.services.drafts import texts_fill
from translations.services.publishing import (
    version_follow,
    version_publish,
    version_withhold,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_begun")]


def draft_all(translation, prefix="FR "):
    """Have an engine's drafts for everything that is untranslated."""
    empty = [text for text in texts(translation) if text.status == "untranslated"]
    texts_fill(
        translation=translation,
        found=[(text, prefix + text.place.source) for text in empty],
        origin=Origin.ENGINE,
        state=SegmentStatus.MACHINE_DRAFT,
        engine="Local engine",
    )


def provenance(page, language="fr"):
    return TextProvenance.objects.get(
        translation_key=page.translation_key, language=language
    )


def test_a_language_with_an_untranslated_text_is_not_published(begin, writes):
    translation = begin("fr")
    write(translation, "Safe sport", "Le sport sûr", writes)
    with pytest.raises(NotReadyError) as refused:
        version_publish(translation=translation, user=None)
    assert refused.value.missing == {"untranslated": 3}
    assert "3 texts are not ready" in str(refused.value)


def test_a_machine_draft_is_published_with_its_label_and_never_called_reviewed(
    begin, page, client
):
    translation = begin("fr")
    draft_all(translation)
    version_publish(translation=translation, user=None)
    assert provenance(page).state == TextState.MACHINE_DRAFT
    answer = client.get("/fr/safe-sport/").text
    assert "FR Safe sport" in answer
    assert "Traduction automatique" in answer


def test_a_page_for_children_is_published_only_when_every_text_is_approved(
    begin, page, source, writes, reviews
):
    ContentPage.objects.filter(pk=page.pk).update(readers="children")
    TranslationPolicy.objects.create(key=page.translation_key, gate=Gate.LABELLED)
    translation = begin("fr")
    write_all(translation, writes)
    with pytest.raises(NotReadyError) as refused:
        version_publish(translation=translation, user=None)
    assert refused.value.missing == {"waiting": 4}


def test_an_approved_translation_replaces_the_alias_and_is_called_reviewed(
    begin, page, writes, reviews, reviewer_fr, client
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    version_publish(translation=translation, user=reviewer_fr)
    told = provenance(page)
    assert (told.state, told.reviewed_by) == (TextState.REVIEWED, reviewer_fr)
    assert titles(page.translation_key) == {"en": "Safe sport", "fr": "Le sport sûr"}
    assert "Le sport sûr" in client.get("/fr/safe-sport/").text
    assert Page.find_problems() == ([], [], [], [], [])


def test_an_urgent_change_shows_readers_the_source_until_the_language_is_new(
    begin, page, source, writes, reviews, client
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    version_publish(translation=translation, user=None)
    TranslationPolicy.objects.create(key=page.translation_key, effect=Effect.URGENT)
    change_source(page, source, lead="Call 112 when a child is in danger now.")
    assert set(page_versions(page.translation_key)) == {"en"}
    answer = client.get("/fr/safe-sport/").text
    assert "Call 112" in answer
    assert "Les clubs protègent" not in answer

    write(
        translation,
        "Call 112 when a child is in danger now.",
        "Appelez le 112 quand un enfant est en danger.",
        writes,
    )
    version_publish(translation=translation, user=None)
    assert "Appelez le 112" in client.get("/fr/safe-sport/").text


def test_a_withheld_language_can_be_published_again(begin, page, writes, reviews):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    version_publish(translation=translation, user=None)
    version_withhold(translation=translation, user=None)
    assert set(page_versions(page.translation_key)) == {"en"}
    version_publish(translation=translation, user=None)
    assert set(page_versions(page.translation_key)) == {"en", "fr"}


def test_a_date_changes_in_every_language_at_once_while_texts_wait(
    django_capture_on_commit_callbacks,
):
    page = ConventionPage.objects.get(locale_id=locale_id("en"))
    source = source_read(page)
    translation = translation_begin(source=source, languages=["pt"])[0]
    draft_all(translation, "PT ")
    version_publish(translation=translation, user=None)
    page.in_force_on = date(2010, 7, 2)
    page.lead = f"{page.lead} And more."
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    theirs = ConventionPage.objects.get(
        translation_key=page.translation_key, locale_id=locale_id("pt")
    )
    assert theirs.in_force_on == date(2010, 7, 2)
    assert theirs.lead.startswith("PT ")
    assert "And more" not in theirs.lead


def test_a_minor_edit_reaches_readers_of_every_published_language(
    begin, page, source, writes, reviews, django_capture_on_commit_callbacks
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    version_publish(translation=translation, user=None)
    TranslationPolicy.objects.create(key=page.translation_key, effect=Effect.MINOR)
    fresh = ContentPage.objects.get(pk=page.pk)
    fresh.lead = "Clubs protect all children."
    with django_capture_on_commit_callbacks(execute=True):
        fresh.save_revision().publish()
    assert text_of(translation, "Clubs protect all children.").status == "approved"
    told = provenance(page)
    assert (told.is_behind, told.state) == (False, TextState.REVIEWED)


def test_a_version_that_nobody_published_is_left_alone_by_a_new_source(begin):
    assert version_follow(translation=begin("fr")) is False


def test_a_term_of_the_vocabulary_is_translated_like_a_page(writes, reviews):
    term = Principle.objects.get(code="prevention", locale_id=locale_id("en"))
    source = source_read(term)
    translation = translation_begin(source=source, languages=["fr"])[0]
    before = {text.place.source: text for text in texts(translation)}
    assert before[term.label].status == "machine_draft"
    assert before[term.label].target == "Prévention"
    write(translation, term.label, "La prévention", writes)
    version_publish(translation=translation, user=None)
    theirs = Principle.objects.get(code="prevention", locale_id=locale_id("fr"))
    assert theirs.label == "La prévention"
    assert Principle.objects.filter(code="prevention").count() == 39


def test_an_initiative_gets_a_version_of_its_own_and_withdrawal_takes_it_along(client):
    page = initiative_in("en", ENGLISH_ONLY)
    source = source_read(page)
    translation = translation_begin(source=source, languages=["de"])[0]
    draft_all(translation, "DE ")
    version_publish(translation=translation, user=None)
    assert set(titles(page.translation_key)) == {"en", "de"}
    MemoryEntry.objects.create(
        source_language="en",
        language="de",
        source="a",
        target="b",
        digest="c",
        key=page.translation_key,
        approved_at=page.last_published_at,
    )
    withdrawal.withdraw(
        kind="initiative", key=page.translation_key, reason="Asked.", actor=None
    )
    assert is_gone(page.translation_key)
    assert client.get(f"/de/initiatives/{ENGLISH_ONLY}/").status_code == 404
    assert not MemoryEntry.objects.filter(key=page.translation_key).exists()
    with pytest.raises(WithdrawnError):
        version_publish(translation=translation, user=None)


def test_what_stood_on_a_page_is_taken_over_as_it_was_told():
    page = ContentPage.objects.get(slug="privacy", locale_id=locale_id("en"))
    source = source_read(page)
    translation = translation_begin(source=source, languages=["fr"])[0]
    found = texts(translation)
    assert {text.status for text in found} == {"machine_draft"}
    theirs = ContentPage.objects.get(slug="privacy", locale_id=locale_id("fr"))
    assert found[0].target == theirs.title
    assert SegmentState.objects.filter(reviewed_by__isnull=False).count() == 0
    version_publish(translation=translation, user=None)
    again = ContentPage.objects.get(slug="privacy", locale_id=locale_id("fr"))
    assert [block.value for block in again.body] == [
        block.value for block in theirs.body
    ]


def test_nothing_is_approved_by_the_portal_itself(begin):
    translation = begin("fr")
    draft_all(translation)
    states = {text.state.reviewed_by for text in texts(translation)}
    assert states == {None}
    assert PORTAL.user is None
