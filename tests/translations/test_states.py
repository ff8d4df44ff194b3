"""States and provenance of texts, from untranslated to approved."""

import pytest

from tests.translations.conftest import BODY
from tests.translations.hands import (
    FRENCH,
    change_source,
    statuses,
    text_of,
    write,
    write_all,
)
from translations.choices import EditReason, Effect
from translations.exceptions import BlockedError, OwnTextError, TextChangedError
from translations.models import (
    SegmentEvent,
    TextProvenance,
    TranslationPolicy,
    TranslationProgress,
)
from translations.services.publishing import version_publish
from translations.services.segments import (
    segment_approve,
    segment_ask,
    segment_still_right,
    segment_write,
)

pytestmark = pytest.mark.django_db


def test_a_begun_translation_is_untranslated_and_readers_keep_the_alias(begin, client):
    translation = begin("fr")
    assert set(statuses(translation).values()) == {"untranslated"}
    progress = TranslationProgress.objects.get(translation=translation)
    assert (progress.total, progress.untranslated, progress.words) == (4, 4, 14)


def test_a_text_goes_from_untranslated_to_approved_with_its_provenance(
    begin, writes, reviews, translator_fr, reviewer_fr
):
    translation = begin("fr")
    write(translation, "Safe sport", "Le sport sûr", writes)
    text = text_of(translation, "Safe sport")
    assert (text.status, text.state.author) == ("waiting", translator_fr)
    segment_approve(translation=translation, place=text.place, actor=reviews)
    state = text_of(translation, "Safe sport").state
    assert (state.state, state.author, state.reviewed_by) == (
        "approved",
        translator_fr,
        reviewer_fr,
    )
    assert state.source_at == translation.source.last_updated_at


def test_a_reviewer_asks_for_changes_and_the_translator_reads_what(
    begin, writes, reviews
):
    translation = begin("fr")
    write(translation, "Safe sport", "Le sport sûr", writes)
    place = text_of(translation, "Safe sport").place
    segment_ask(
        translation=translation, place=place, actor=reviews, note="« sécurisé » ?"
    )
    state = text_of(translation, "Safe sport").state
    assert (state.state, state.reason) == ("needs_editing", EditReason.ASKED)
    assert SegmentEvent.objects.first().note == "« sécurisé » ?"


def test_nobody_approves_an_own_text(begin, reviews):
    translation = begin("fr")
    write(translation, "Safe sport", "Le sport sûr", reviews)
    place = text_of(translation, "Safe sport").place
    with pytest.raises(OwnTextError):
        segment_approve(translation=translation, place=place, actor=reviews)
    assert text_of(translation, "Safe sport").status == "waiting"


def test_nobody_writes_and_approves_a_text_in_one_go(begin, reviews):
    translation = begin("fr")
    place = text_of(translation, "Safe sport").place
    with pytest.raises(OwnTextError):
        segment_approve(
            translation=translation, place=place, actor=reviews, text="Le sport sûr"
        )
    assert text_of(translation, "Safe sport").status == "untranslated"


def test_an_error_blocks_sending_but_not_keeping(begin, writes):
    translation = begin("fr")
    place = text_of(translation, "Trainers know 3 rules.").place
    wrong = "Les entraîneurs connaissent 4 règles."
    with pytest.raises(BlockedError) as refused:
        segment_write(
            translation=translation, place=place, text=wrong, actor=writes, send=True
        )
    assert "numbers" in {finding.check for finding in refused.value.findings}
    segment_write(translation=translation, place=place, text=wrong, actor=writes)
    assert text_of(translation, "Trainers know 3 rules.").target == wrong


def test_a_warning_is_accepted_with_a_reason(begin, writes):
    translation = begin("fr")
    place = text_of(translation, "Safe sport").place
    doubled = "Le sport sport sûr"
    with pytest.raises(BlockedError):
        segment_write(
            translation=translation, place=place, text=doubled, actor=writes, send=True
        )
    segment_write(
        translation=translation,
        place=place,
        text=doubled,
        actor=writes,
        send=True,
        accepted={"doubled_words": "A play on words."},
    )
    assert text_of(translation, "Safe sport").status == "waiting"


def test_of_two_translators_the_second_is_shown_what_the_first_wrote(
    begin, writes, reviews
):
    translation = begin("fr")
    text = text_of(translation, "Safe sport")
    write(translation, "Safe sport", "Le sport sûr", writes, seen=text.version)
    with pytest.raises(TextChangedError) as refused:
        write(
            translation, "Safe sport", "Sport sans risque", reviews, seen=text.version
        )
    assert refused.value.theirs == "Le sport sûr"


def test_a_changed_source_marks_exactly_the_changed_text_and_keeps_the_old(
    begin, page, source, writes, reviews
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    body = BODY % ("Every club has a trained contact.", "Trainers know 3 rules.")
    assert change_source(page, source, body=body) == 1
    found = statuses(translation)
    assert found == {
        "Safe sport": "approved",
        "Clubs protect children.": "approved",
        "Every club has a trained contact.": "needs_editing",
        "Trainers know 3 rules.": "approved",
    }
    text = text_of(translation, "Every club has a trained contact.")
    assert text.state.reason == EditReason.SOURCE_CHANGED
    assert text.previous_source == "Every club has a contact."
    assert text.previous_target == FRENCH["Every club has a contact."]


def test_still_right_brings_the_old_translation_back_as_approved(
    begin, page, source, writes, reviews
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    change_source(page, source, title="Safe sports")
    text = text_of(translation, "Safe sports")
    segment_still_right(
        translation=translation, place=text.place, actor=reviews, may_approve=True
    )
    text = text_of(translation, "Safe sports")
    assert (text.status, text.target) == ("approved", "Le sport sûr")


def test_a_text_that_comes_back_finds_its_translation(
    begin, page, source, writes, reviews
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    change_source(page, source, title="Sport")
    change_source(page, source, title="Safe sport")
    text = text_of(translation, "Safe sport")
    assert (text.status, text.target) == ("approved", "Le sport sûr")


def test_a_minor_edit_leaves_translations_valid(begin, page, source, writes, reviews):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    TranslationPolicy.objects.create(key=page.translation_key, effect=Effect.MINOR)
    change_source(page, source, lead="Clubs protect the children.")
    text = text_of(translation, "Clubs protect the children.")
    assert (text.status, text.target) == (
        "approved",
        "Les clubs protègent les enfants.",
    )
    assert TranslationPolicy.objects.get().effect == Effect.NORMAL


def test_readers_keep_the_old_translation_until_the_new_one_is_ready(
    begin, page, source, writes, reviews, client, reviewer_fr
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    version_publish(translation=translation, user=reviewer_fr)
    assert "Chaque club a une personne" in client.get("/fr/safe-sport/").text
    body = BODY % ("Every club has a trained contact.", "Trainers know 3 rules.")
    change_source(page, source, body=body)
    answer = client.get("/fr/safe-sport/").text
    assert "Chaque club a une personne" in answer
    assert "trained contact" not in answer
    assert TextProvenance.objects.get(
        language="fr", translation_key=page.translation_key
    ).is_behind
