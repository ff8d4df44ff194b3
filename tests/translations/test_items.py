"""Long work, one object and language at a time: resumed, repeated, never twice."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from core.languages import CODES
from home.models import ContentPage
from tests.translations.hands import change_source, statuses, text_of, write, write_all
from translations.models import (
    MemoryEntry,
    SegmentEvent,
    TranslationJob,
    TranslationJobItem,
    TranslationProgress,
)
from translations.models.memory import text_digest
from translations.services import jobs
from translations.services.jobs import (
    ABANDONED_AFTER,
    Kind,
    item_run,
    items_find_left,
    job_retry,
    job_start,
)

pytestmark = pytest.mark.django_db
State = TranslationJobItem.State


def start(source, languages, kind=Kind.BEGIN):
    return job_start(
        kind=kind,
        label="Safe sport",
        items=[(source.pk, language) for language in languages],
        user=None,
    )


def run_all(job):
    for pk in list(job.items.values_list("pk", flat=True)):
        item_run(item_id=pk)
    job.refresh_from_db()
    return job


def test_a_page_is_begun_in_38_languages_as_38_small_pieces(source):
    targets = [code for code in CODES if code != "en"]
    job = run_all(start(source, targets))
    assert job.finished_at is not None
    assert set(job.items.values_list("state", flat=True)) == {State.DONE}
    assert source.translations.count() == 38


def test_an_item_done_once_is_not_done_again(source):
    job = start(source, ["fr"])
    item = job.items.get()
    assert item_run(item_id=item.pk)
    assert not item_run(item_id=item.pk)
    assert source.translations.count() == 1


def test_what_a_killed_worker_left_is_found_and_done(source):
    job = start(source, ["fr", "de"])
    left = job.items.get(language="fr")
    # The worker took it and died: neither work nor mark was committed.
    TranslationJobItem.objects.filter(pk=left.pk).update(
        state=State.RUNNING, taken_at=timezone.now() - ABANDONED_AFTER * 2, tries=1
    )
    assert items_find_left() == 1
    run_all(job)
    assert set(job.items.values_list("state", flat=True)) == {State.DONE}
    assert source.translations.count() == 2


def test_an_item_that_somebody_works_on_is_left_to_them(source):
    item = start(source, ["fr"]).items.get()
    TranslationJobItem.objects.filter(pk=item.pk).update(
        state=State.RUNNING, taken_at=timezone.now()
    )
    assert not item_run(item_id=item.pk)
    assert source.translations.count() == 0


def test_a_failure_in_the_middle_leaves_nothing_of_the_language(source, monkeypatch):
    function, in_transaction = jobs._works[Kind.BEGIN]

    def dies(item):
        function(item)
        raise OperationalError("connection lost")

    monkeypatch.setitem(jobs._works, Kind.BEGIN, (dies, in_transaction))
    item = start(source, ["fr"]).items.get()
    assert not item_run(item_id=item.pk)
    item.refresh_from_db()
    assert (item.state, source.translations.count()) == (State.WAITING, 0)
    monkeypatch.setitem(jobs._works, Kind.BEGIN, (function, in_transaction))
    assert item_run(item_id=item.pk)
    assert source.translations.count() == 1


def test_what_cannot_be_published_says_why_and_can_be_tried_again(
    source, begin, writes
):
    translation = begin("fr")
    job = run_all(start(source, ["fr"], Kind.PUBLISH))
    item = job.items.get()
    assert item.state == State.FAILED
    assert "4 texts are not ready" in item.result
    write_all(translation, writes)
    assert job_retry(job=job) == 1
    run_all(job)
    assert job.items.get().state == State.DONE


def test_a_published_source_is_followed_after_the_commit(
    begin, page, writes, reviews, django_capture_on_commit_callbacks
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    fresh = ContentPage.objects.get(pk=page.pk)
    fresh.title = "Safer sport"
    with django_capture_on_commit_callbacks(execute=True):
        fresh.save_revision().publish()
    assert statuses(translation)["Safer sport"] == "needs_editing"
    assert TranslationJob.objects.filter(kind=Kind.SYNC).count() == 1


def test_following_a_source_twice_changes_nothing_more(
    begin, page, source, writes, reviews
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    assert change_source(page, source, title="Safer sport") == 1
    events = SegmentEvent.objects.count()
    assert change_source(page, source) == 0
    assert SegmentEvent.objects.count() == events
    assert statuses(translation)["Safer sport"] == "needs_editing"


def test_an_approved_text_of_another_page_is_offered_at_once(
    source, begin, writes, reviews
):
    MemoryEntry.objects.create(
        source_language="en",
        language="it",
        source="Safe sport",
        target="Sport sicuro",
        digest=text_digest("Safe sport"),
        approved_at=timezone.now() - timedelta(days=1),
    )
    job = run_all(start(source, ["it"]))
    translation = source.translations.get()
    text = text_of(translation, "Safe sport")
    assert (text.target, text.status, text.state.origin) == (
        "Sport sicuro",
        "waiting",
        "memory",
    )
    assert job.items.get().result == "1 text from the memory"


def test_the_sum_of_a_language_is_true_after_each_change(begin, writes, reviews):
    translation = begin("fr")
    write(translation, "Safe sport", "Le sport sûr", writes)
    row = TranslationProgress.objects.get(translation=translation)
    assert (row.untranslated, row.waiting, row.words_left) == (3, 1, 12)
    assert row.review_since is not None
