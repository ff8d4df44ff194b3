"""Index and projection kept true, on a real Elasticsearch."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.models import Withdrawal
from search import services
from search.engines.elasticsearch import index
from search.exceptions import EngineUnavailableError, IndexRefusedError
from search.models import SearchDocument, SearchFacet, SearchObject
from search.projection import forget, project_key, projection_bulk
from search.query import parse
from search.selectors import index_status, search
from search.services import (
    PushReport,
    index_push,
    index_rebuild,
    projection_rebuild,
    projection_reconcile,
)
from search.tasks import index_push_task, projection_reconcile_task
from tests.search.builders import corpus, described, key_of, version
from tests.search.conftest import CLOSED_PORT

KIND = "initiative"
on_elasticsearch = [
    pytest.mark.services,
    pytest.mark.elasticsearch,
    pytest.mark.usefixtures("elasticsearch"),
]


def publish(published, *descriptions):
    for item in descriptions:
        published[item.kind][item.key] = item
        project_key(item.kind, item.key)


def found(text="", engine="elasticsearch"):
    index.for_maintenance().indices.refresh(index=index.alias())
    page = search(parse(text, language="en"), kind=KIND)
    assert page.engine == engine
    return sorted(hit.slug for hit in page.hits)


def pending():
    return SearchObject.objects.pending().count()


def indexes():
    names = index.for_maintenance().indices.get(index=f"{index.alias()}-*")
    return sorted(names)


class TestPush:
    pytestmark = on_elasticsearch

    def test_the_first_push_builds_the_index(self, db):
        projection_bulk(corpus())
        assert index_push() == PushReport(pushed=11, refused=0)
        assert pending() == 0
        assert len(found()) == 10

    def test_only_what_is_pending_is_pushed(self, db):
        projection_bulk(corpus())
        index_push()
        projection_bulk([described("new")])
        assert index_push() == PushReport(1, 0)
        assert index_push() == PushReport(0, 0)
        assert "new" in found()

    def test_more_than_one_batch_is_pushed(self, db, monkeypatch):
        monkeypatch.setattr(services, "_BATCH_OBJECTS", 3)
        index_rebuild()
        projection_bulk(corpus())
        assert index_push() == PushReport(11, 0)
        assert pending() == 0

    def test_a_removal_is_invisible_when_the_push_returns(self, db):
        projection_bulk(corpus())
        index_push()
        forget(KIND, key_of("baku"))
        index_push()
        assert pending() == 0
        page = search(parse("", language="en"), kind=KIND)
        assert page.engine == "elasticsearch"
        assert "baku" not in {hit.slug for hit in page.hits}

    def test_removing_what_the_index_never_had_is_done(self, db):
        index_rebuild()
        projection_bulk([described("a")])
        forget(KIND, key_of("a"))
        assert index_push() == PushReport(1, 0)
        assert pending() == 0

    def test_an_older_version_overwrites_nothing(self, db, published):
        publish(published, described("a", version("en", "Old")))
        publish(published, described("a", version("en", "New")))
        index_push()
        SearchObject.objects.update(version=1, indexed_version=0)
        SearchDocument.objects.update(words=" old ", folded=" old ")
        assert index_push() == PushReport(1, 0)
        assert found("new") == ["a"]
        assert found("old") == []

    def test_a_change_during_a_push_stays_pending(self, db, published, monkeypatch):
        publish(published, described("a", version("en", "Old")))
        index_rebuild()
        publish(published, described("a", version("en", "Newer")))
        push = index.push

        def push_while_someone_saves(rows):
            refused = push(rows)
            if found("newer"):
                monkeypatch.setattr(index, "push", push)
                publish(published, described("a", version("en", "Newest")))
                assert pending() == 1
            return refused

        monkeypatch.setattr(index, "push", push_while_someone_saves)
        assert index_push() == PushReport(2, 0)
        assert found("newest") == ["a"]
        assert pending() == 0

    def test_what_another_worker_has_claimed_is_left_to_it(self, db):
        index_rebuild()
        projection_bulk([described("a"), described("b")])
        later = timezone.now() + timedelta(minutes=1)
        SearchObject.objects.filter(slug="a").update(claimed_until=later)
        assert index_push() == PushReport(1, 0)
        earlier = timezone.now() - timedelta(seconds=1)
        SearchObject.objects.filter(slug="a").update(claimed_until=earlier)
        assert index_push() == PushReport(1, 0)

    def test_a_refused_object_holds_up_no_other(self, db):
        index_rebuild()
        projection_bulk([described("good"), described("bad")])
        bad = SearchObject.objects.get(slug="bad")
        SearchFacet.objects.create(object=bad, name="colour", value="red")
        assert index_push() == PushReport(pushed=1, refused=1)
        assert found() == ["good"]
        bad.refresh_from_db()
        assert bad.claimed_until is None
        assert pending() == 1

    def test_a_failed_push_loses_nothing(self, db, settings):
        index_rebuild()
        projection_bulk([described("a")])
        working, settings.ELASTICSEARCH_URL = settings.ELASTICSEARCH_URL, CLOSED_PORT
        with pytest.raises(EngineUnavailableError):
            index_push()
        assert SearchObject.objects.get().claimed_until is None
        settings.ELASTICSEARCH_URL = working
        assert index_push() == PushReport(1, 0)
        assert found() == ["a"]

    def test_a_lost_index_is_built_again(self, db):
        projection_bulk([described("a")])
        index_push()
        index.discard(indexes())
        projection_bulk([described("b")])
        index_push()
        assert found() == ["a", "b"]

    def test_the_status_says_what_is_behind(self, db):
        projection_bulk([described("a")])
        index_push()
        projection_bulk([described("b")])
        status = index_status()
        assert status.engine == "elasticsearch"
        assert status.index == indexes()[0]
        assert status.pending == 1
        changed_at = SearchObject.objects.get(slug="b").changed_at
        assert status.oldest_pending == changed_at


class TestRebuild:
    pytestmark = on_elasticsearch

    def test_a_new_index_takes_over_and_the_old_one_goes(self, db):
        projection_bulk(corpus())
        first = index_rebuild()
        second = index_rebuild()
        assert first.objects == second.objects == 11
        assert indexes() == [second.index]
        assert index.serving() == second.index
        assert len(found()) == 10

    def test_a_failed_rebuild_leaves_the_old_index_serving(self, db):
        projection_bulk([described("a")])
        old = index_rebuild().index
        SearchFacet.objects.create(
            object=SearchObject.objects.get(), name="colour", value="red"
        )
        with pytest.raises(IndexRefusedError, match="strict_dynamic_mapping"):
            index_rebuild()
        assert indexes() == [old]
        assert found() == ["a"]

    def test_the_remains_of_a_dead_rebuild_are_removed(self, db):
        projection_bulk([described("a")])
        index.create_next()
        report = index_rebuild()
        assert indexes() == [report.index]

    def test_changes_during_a_rebuild_are_not_lost(self, db, published, monkeypatch):
        publish(published, *(described(slug) for slug in ("kept", "gone", "old")))
        index_rebuild()
        swap = index.swap

        def change_then_swap(name):
            publish(published, described("added"))
            publish(published, described("old", version("en", "Changed")))
            forget(KIND, key_of("gone"))
            index_push()
            assert pending() == 0
            swap(name)

        monkeypatch.setattr(index, "swap", change_then_swap)
        index_rebuild()
        assert found() == ["added", "kept", "old"]
        assert found("changed") == ["old"]
        assert pending() == 0

    def test_what_changes_after_the_fill_stays_pending(self, db, monkeypatch):
        projection_bulk([described("a")])
        index_rebuild()
        swap, push = index.swap, services.index_push

        def change_then_swap(name):
            forget(KIND, key_of("a"))
            swap(name)

        monkeypatch.setattr(index, "swap", change_then_swap)
        monkeypatch.setattr(services, "index_push", lambda: None)
        index_rebuild()
        assert pending() == 1
        assert found() == []
        push()
        assert pending() == 0
        assert found() == []


class TestWithoutElasticsearch:
    pytestmark = pytest.mark.usefixtures("no_index")

    def test_pushing_does_nothing(self, db, django_assert_num_queries):
        projection_bulk([described("a")])
        with django_assert_num_queries(0):
            assert index_push() == PushReport(0, 0)

    def test_a_rebuild_has_no_index(self, db):
        projection_bulk([described("a")])
        assert index_rebuild().index is None


def test_saving_takes_no_notice_of_an_unreachable_index(
    db, settings, published, django_capture_on_commit_callbacks, caplog
):
    settings.ELASTICSEARCH_URL = CLOSED_PORT
    with django_capture_on_commit_callbacks() as callbacks:
        publish(published, described("a"))
    assert SearchObject.objects.count() == 1
    assert caplog.text == ""
    (wake_up,) = callbacks
    wake_up()
    assert "does not answer" in caplog.text
    assert pending() == 1


def test_nothing_is_enqueued_without_an_index(
    db, no_index, published, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        publish(published, described("a"))
    assert callbacks == []


@pytest.mark.usefixtures("no_index")
class TestReconcile:
    def test_what_is_true_is_left_alone(self, db, published):
        publish(published, *(item for item in corpus()))
        assert projection_reconcile() == 0

    def test_a_missing_row_is_written(self, db, published):
        item = described("a")
        published[KIND][item.key] = item
        assert projection_reconcile() == 1
        assert SearchObject.objects.get().slug == "a"

    def test_a_row_of_something_gone_becomes_a_tombstone(self, db, published):
        projection_bulk([described("a")])
        assert projection_reconcile() == 1
        assert SearchObject.objects.get().is_gone

    def test_a_withdrawal_that_was_missed_is_made_up_for(self, db, published):
        publish(published, described("a"))
        Withdrawal.objects.create(kind=KIND, key=key_of("a"), reason="Missed")
        assert projection_reconcile() == 1
        assert SearchObject.objects.get().is_gone
        assert projection_reconcile() == 0

    def test_an_older_analysis_is_replaced(self, db, published):
        publish(published, described("a", version("en", "Old")))
        SearchDocument.objects.update(analysis_version=0, words=" stale ")
        SearchObject.objects.update(digest="of the older analysis")
        assert projection_reconcile() == 1
        assert SearchDocument.objects.get().words == " old "

    def test_what_still_runs_gets_the_new_year(self, db, published, time_machine):
        time_machine.move_to("2025-12-31T12:00Z")
        publish(
            published,
            described("runs", starts_on=date(2025, 1, 1)),
            described("ended", starts_on=date(2025, 1, 1), ends_on=date(2025, 2, 1)),
            described("undated"),
        )
        assert projection_reconcile() == 0
        time_machine.move_to("2026-01-01T12:00Z")
        assert projection_reconcile() == 1
        years = SearchFacet.objects.filter(object__slug="runs", name="year")
        assert set(years.values_list("value", flat=True)) == {"2025", "2026"}

    def test_old_tombstones_are_buried(self, db, published):
        projection_bulk([described("a"), described("b")])
        forget(KIND, key_of("a"))
        forget(KIND, key_of("b"))
        old = timezone.now() - timedelta(days=31)
        SearchObject.objects.filter(slug="a").update(changed_at=old)
        projection_reconcile()
        assert [row.slug for row in SearchObject.objects.all()] == ["b"]

    def test_a_tombstone_the_index_has_not_confirmed_is_kept(
        self, db, published, settings
    ):
        projection_bulk([described("a")])
        forget(KIND, key_of("a"))
        SearchObject.objects.update(changed_at=timezone.now() - timedelta(days=31))
        settings.ELASTICSEARCH_URL = CLOSED_PORT
        projection_reconcile()
        assert SearchObject.objects.count() == 1

    def test_a_rebuild_writes_everything_again(self, db, published):
        publish(published, described("a"), described("b"))
        SearchObject.objects.filter(slug="a").update(digest="wrong")
        item = described("c")
        published[KIND][item.key] = item
        del published[KIND][key_of("b")]
        assert projection_rebuild() == 3
        rows = SearchObject.objects.public().values_list("slug", flat=True)
        assert set(rows) == {"a", "c"}


def test_tasks_call_their_services(db, settings, published, caplog):
    settings.ELASTICSEARCH_URL = CLOSED_PORT
    item = described("a")
    published[KIND][item.key] = item
    projection_reconcile_task.delay()
    assert "mended in 1 places" in caplog.text
    index_push_task.delay()
    assert "The search index is behind" in caplog.text
