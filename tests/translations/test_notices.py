"""Who is told what happened to translations: in their language, once, with the right."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import personal_data
from core.models import OutgoingMail
from tests.translations.conftest import BODY, person
from tests.translations.hands import change_source, text_of, write, write_all
from translations.choices import Role
from translations.models import (
    LanguageRight,
    Notice,
    SegmentComment,
    SegmentState,
    TranslationProgress,
)
from translations.services.digests import digests_send
from translations.services.notices import notice_mention, notice_work
from translations.services.orders import begin_order
from translations.services.publishing import version_publish
from translations.services.segments import segment_ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_begun")]


def mails(user):
    """Name of the template of each mail to somebody, oldest first."""
    found = OutgoingMail.objects.filter(user=user).order_by("pk")
    return [mail.template.rpartition("/")[2] for mail in found]


def last_mail(user):
    return OutgoingMail.objects.filter(user=user).latest("pk")


@pytest.fixture
def order(page, editor, django_capture_on_commit_callbacks):
    """Have languages begun as a central editor does."""

    def begin(*languages):
        with django_capture_on_commit_callbacks(execute=True):
            begin_order(instance=page, languages=languages, user=editor)

    return begin


def test_work_that_arrived_is_told_by_the_next_digest_and_only_there(
    order, translator_fr, reviewer_fr
):
    german = person("de-translator@demo.example", "de", Role.TRANSLATOR)
    order("fr")
    assert mails(translator_fr) == []
    assert digests_send() == 2
    assert digests_send() == 0
    assert (mails(translator_fr), mails(reviewer_fr)) == (["digest"], ["digest"])
    assert mails(german) == []
    text = last_mail(translator_fr).text
    assert "Safe sport" in text
    assert "14 words" in text
    assert "/admin/translations/" in text


def test_a_changed_source_is_work_again(
    order, source, page, writes, translator_fr, django_capture_on_commit_callbacks
):
    order("fr")
    digests_send()
    page.title = "Safer sport"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert digests_send() == 1
    assert mails(translator_fr) == ["digest", "digest"]


def test_what_was_done_before_the_digest_came_is_not_told(
    order, source, writes, translator_fr
):
    order("fr")
    write_all(source.translations.get(), writes)
    digests_send()
    assert mails(translator_fr) == []


def test_texts_that_wait_for_review_are_told_to_reviewers_once(
    begin, writes, translator_fr, reviewer_fr
):
    translation = begin("fr")
    write(translation, "Safe sport", "Le sport sûr", writes)
    assert digests_send() == 1
    assert "To review:" in last_mail(reviewer_fr).text
    write(
        translation,
        "Clubs protect children.",
        "Les clubs protègent les enfants.",
        writes,
    )
    assert digests_send() == 0
    later = timezone.now() + timedelta(hours=1)
    TranslationProgress.objects.update(review_since=later)
    assert digests_send() == 1
    assert mails(translator_fr) == []


def test_who_lost_the_right_is_told_nothing(order, translator_fr):
    order("fr")
    LanguageRight.objects.all().delete()
    assert digests_send() == 0
    assert not Notice.objects.exists()


def test_a_digest_speaks_the_language_of_its_reader(order, translator_fr):
    translator_fr.language = "fr"
    translator_fr.save()
    order("fr")
    digests_send()
    assert last_mail(translator_fr).language == "fr"


def test_an_author_is_told_at_once_what_a_reviewer_asks_for(
    begin, writes, reviews, translator_fr
):
    translation = begin("fr")
    write(translation, "Safe sport", "Le sport sûr", writes)
    place = text_of(translation, "Safe sport").place
    segment_ask(
        translation=translation, place=place, actor=reviews, note="« sécurisé » ?"
    )
    assert mails(translator_fr) == ["changes_asked"]
    mail = last_mail(translator_fr)
    assert "« sécurisé » ?" in mail.text
    assert f"?text={place.context_id}-{place.string_id}" in mail.text


def test_a_complete_language_is_told_to_author_beginner_and_reviewer(
    order, source, writes, reviews, editor, translator_fr, reviewer_fr
):
    order("fr")
    write_all(source.translations.get(), writes, reviews)
    assert mails(translator_fr) == ["approved"]
    assert mails(reviewer_fr) == ["complete"]
    assert mails(editor) == ["complete"]


def test_an_author_is_thanked_once_however_often_the_page_is_published(
    begin, page, source, writes, reviews, translator_fr, reviewer_fr
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    for _time in range(2):
        version_publish(translation=translation, user=reviewer_fr)
    body = BODY % ("Every club has a contact.", "Trainers know 3 rules.")
    change_source(page, source, body=body)
    version_publish(translation=translation, user=None)
    assert mails(translator_fr) == ["approved", "published"]


def test_a_mention_reaches_those_with_the_right_alone(
    begin, translator_fr, reviewer_fr
):
    german = person("de-translator@demo.example", "de", Role.TRANSLATOR)
    translation = begin("fr")
    place = text_of(translation, "Safe sport").place
    comment = SegmentComment.objects.create(
        context_id=place.context_id,
        string_id=place.string_id,
        locale_id=translation.target_locale_id,
        author=translator_fr,
        text="Is this right?",
    )
    comment.mentioned.set([translator_fr, reviewer_fr, german])
    notice_mention(comment)
    assert mails(reviewer_fr) == ["mentioned"]
    assert "Is this right?" in last_mail(reviewer_fr).text
    assert (mails(translator_fr), mails(german)) == ([], [])


def test_noting_work_asks_the_same_for_one_and_for_all_languages(
    begin, translator_fr, django_assert_num_queries
):
    german = person("de-translator@demo.example", "de", Role.TRANSLATOR)
    rows = [begin("fr"), begin("de")]
    with django_assert_num_queries(2):
        notice_work(rows)
    assert Notice.objects.filter(user__in=[translator_fr, german]).count() == 2


def test_a_person_takes_the_history_along_and_leaves_no_name(
    begin, writes, reviews, translator_fr
):
    translation = begin("fr")
    write(translation, "Safe sport", "Le sport sûr", writes)
    (entry,) = [
        item for item in personal_data.registered() if item.name == "translations"
    ]
    told = entry.export(translator_fr)
    assert told["languages"] == [{"language": "fr", "role": "translator"}]
    assert told["history"][0]["after"] == "Le sport sûr"
    entry.erase(translator_fr)
    assert SegmentState.objects.get(locale__language_code="fr").author is None
    assert not LanguageRight.objects.filter(user=translator_fr).exists()
    told = entry.export(translator_fr)
    assert not any(told.values())
