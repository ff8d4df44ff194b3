"""Index and projection kept true, on a real Elasticsearch."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from core.models import Withdrawal
from search import outbox, repairs, services
from search.engines.elasticsearch import index, inventory
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.exceptions import (
    EngineUnavailableError,
    IndexIncompleteError,
    IndexRefusedError,
    RebuildRunningError,
)
from search.models import SearchDocument, SearchFacet, SearchObject
from search.projection import forget, project_key, projection_bulk
from search.query import parse, still_typed
from search.querysets import MAX_FAILURES
from search.repairs import (
    ReconcileReport,
    index_reconcile,
    projection_reanalyse,
    projection_rebuild,
    projection_reconcile,
)
from search.selectors import search
from search.services import PushReport, index_push, index_rebuild, set_aside_retry
from search.status import index_status
from search.tasks import index_push_task, projection_reconcile_task
from search.turns import turn
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
    if engine == "elasticsearch":
        index.for_maintenance().indices.refresh(index=index.alias())
    page = search(parse(text, language="en"), kind=KIND)
    assert page.engine == engine
    return sorted(hit.slug for hit in page.hits)


def spoil(slug, value="red"):
    """Give an object what the strict mapping refuses."""
    row = SearchObject.objects.get(slug=slug)
    SearchFacet.objects.create(object=row, name="colour", value=value)


def set_aside(*slugs):
    for slug in slugs:
        spoil(slug)
    for _ in range(MAX_FAILURES):
        index_push()
    rows = SearchObject.objects.set_aside().values_list("slug", flat=True)
    assert set(rows) == set(slugs)


def delete(name):
    index.for_maintenance().delete(index=index.alias(), id=name, refresh=True)


def pending():
    return SearchObject.objects.pending().count()


@contextmanager
def takes_no_writes():
    """The index is read-only, as Elasticsearch makes it when the disk is full."""
    client = index.for_maintenance()
    block = "index.blocks.write"
    client.indices.put_settings(index=index.alias(), settings={block: True})
    try:
        yield
    finally:
        client.indices.put_settings(index=index.alias(), settings={block: None})


def restore(slug):
    """Let the table be that of a backup: the index has a later version of an object."""
    SearchObject.objects.filter(slug=slug).update(version=5)
    index_push()
    SearchObject.objects.filter(slug=slug).update(version=2, indexed_version=2)


def is_held(slug):
    name = f"{KIND}:{key_of(slug)}"
    return bool(index.for_maintenance().exists(index=index.alias(), id=name))


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

    def test_a_late_write_of_an_older_version_overwrites_nothing(self, db, published):
        index_rebuild()
        publish(published, described("older"))
        (late,) = SearchObject.objects.all()
        publish(published, replace(described("older"), slug="newer"))
        assert index_push() == PushReport(1, 0)
        outcome = index.push([late], index.state().targets())
        assert outcome.taken([late]) == []
        assert found() == ["newer"]

    def test_what_is_withdrawn_is_never_found_although_the_index_is_newer(
        self, db, monkeypatch
    ):
        projection_bulk([described("a"), described("b")])
        restore("a")
        forget(KIND, key_of("a"))
        push = index.push

        def push_and_look(rows, targets):
            outcome = push(rows, targets)
            seen.append(found())
            return outcome

        seen = [found()]
        monkeypatch.setattr(index, "push", push_and_look)
        assert index_push() == PushReport(1, 0)
        assert {tuple(slugs) for slugs in [*seen, found()]} == {("b",)}
        assert not is_held("a")
        assert pending() == 0

    def test_a_change_is_found_although_the_index_is_newer_than_the_table(
        self, db, published
    ):
        publish(published, described("a", version("en", "Lost with the backup")))
        restore("a")
        publish(published, described("a", version("en", "Changed afterwards")))
        assert index_push() == PushReport(1, 0)
        assert (found("afterwards"), found("lost")) == (["a"], [])
        assert pending() == 0

    def test_a_change_during_a_push_stays_pending(self, db, published, monkeypatch):
        publish(published, described("a", version("en", "Old")))
        index_rebuild()
        publish(published, described("a", version("en", "Newer")))
        push = index.push

        def push_while_someone_saves(rows, targets):
            outcome = push(rows, targets)
            if found("newer"):
                monkeypatch.setattr(index, "push", push)
                publish(published, described("a", version("en", "Newest")))
                assert pending() == 1
            return outcome

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
        spoil("bad")
        assert index_push() == PushReport(pushed=1, refused=1)
        assert found() == ["good"]
        bad = SearchObject.objects.get(slug="bad")
        assert (bad.failures, bad.claimed_until) == (1, None)
        assert bad.error == "400 strict_dynamic_mapping_exception"
        assert pending() == 1

    def test_a_value_that_is_too_long_holds_up_no_other(self, db):
        index_rebuild()
        projection_bulk([described("good"), described("bad")])
        good, bad = SearchObject.objects.order_by("-slug")
        # Elasticsearch takes no value of more than 32 766 bytes into such a field.
        bad.country = "ü" * 20_000
        outcome = index.push([bad, good], index.state().targets())
        assert outcome.taken([bad, good]) == [good]
        assert list(outcome.refused) == [bad.pk]
        assert outcome.delayed == {}

    def test_a_request_that_is_refused_whole_is_sent_in_parts(self, db, monkeypatch):
        index_rebuild()
        projection_bulk(corpus())
        bad = SearchObject.objects.get(slug="lyon")
        as_json = index._as_json

        def with_a_fault(row, *more):
            # Elasticsearch reads no further in a request with such an action.
            action = as_json(row, *more)
            return {**action, "version": "one"} if row.pk == bad.pk else action

        monkeypatch.setattr(index, "_as_json", with_a_fault)
        assert index_push() == PushReport(pushed=10, refused=1)
        assert SearchObject.objects.exclude(error="").get() == bad

    def test_what_is_refused_again_and_again_is_set_aside(self, db):
        index_rebuild()
        projection_bulk([described("good"), described("bad")])
        spoil("bad")
        refused = [index_push().refused for _ in range(MAX_FAILURES + 2)]
        assert refused == [1] * MAX_FAILURES + [0, 0]
        status = index_status()
        assert (status.pending, status.oldest_pending, status.set_aside) == (0, None, 1)
        (shown,) = status.set_aside_objects
        assert (shown.slug, shown.failures) == ("bad", MAX_FAILURES)
        assert shown.error == "400 strict_dynamic_mapping_exception"

    def test_an_error_keeps_nothing_of_the_text(self, db):
        index_rebuild()
        projection_bulk([described("bad", version("en", "Secret words"))])
        spoil("bad", value="secret")
        index_push()
        assert "ecret" not in SearchObject.objects.get().error

    def test_a_change_ends_being_set_aside(self, db, published):
        index_rebuild()
        publish(published, described("bad", version("en", "Old")))
        set_aside("bad")
        publish(published, described("bad", version("en", "Mended")))
        assert index_push() == PushReport(1, 0)
        assert found("mended") == ["bad"]
        assert index_status().set_aside == 0

    def test_staff_may_have_it_tried_again(
        self, db, django_capture_on_commit_callbacks
    ):
        index_rebuild()
        projection_bulk([described("bad"), described("worse")])
        set_aside("bad", "worse")
        SearchFacet.objects.filter(name="colour", object__slug="bad").delete()
        bad = SearchObject.objects.get(slug="bad")
        with django_capture_on_commit_callbacks(execute=True):
            assert set_aside_retry([bad.pk]) == 1
        assert found() == ["bad"]
        with django_capture_on_commit_callbacks(execute=True):
            assert set_aside_retry() == 1
        assert SearchObject.objects.get(slug="worse").failures == 1

    def test_a_removal_is_never_given_up(self, db):
        index_rebuild()
        projection_bulk([described("a")])
        forget(KIND, key_of("a"))
        SearchObject.objects.update(failures=MAX_FAILURES)
        assert index_push() == PushReport(1, 0)

    def test_a_push_ends_in_time_and_the_next_one_goes_on(self, db, monkeypatch):
        monkeypatch.setattr(services, "_BATCH_OBJECTS", 3)
        index_rebuild()
        projection_bulk(corpus())
        push = index.push

        def push_slowly(rows, targets):
            clock.append(clock[-1] + 30)
            return push(rows, targets)

        clock = [0]
        monkeypatch.setattr(services, "monotonic", lambda: clock[-1])
        monkeypatch.setattr(index, "push", push_slowly)
        assert index_push(seconds=50) == PushReport(6, 0)
        assert index_push() == PushReport(5, 0)

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

    def test_a_lost_index_is_built_again_although_nothing_is_pending(self, db):
        projection_bulk([described("a")])
        index_push()
        index.discard(indexes())
        index_push()
        assert found() == ["a"]

    def test_an_index_of_other_code_is_replaced_and_not_asked(self, db, monkeypatch):
        projection_bulk([described("a")])
        with monkeypatch.context() as other_code:
            other_code.setattr(index, "MAPPING_VERSION", "other")
            index_push()
        (old,) = indexes()
        page = search(parse("", language="en"), kind=KIND)
        assert (page.engine, page.total) == ("database", 1)
        status = index_status()
        assert (status.engine, status.index) == ("database", old)
        assert not status.is_current
        index_push()
        assert indexes() != [old]
        assert found() == ["a"]

    def test_only_one_process_builds_the_index(self, db):
        projection_bulk([described("a")])
        with turn(f"search:rebuild:{index.alias()}"):
            assert index_push() == PushReport(0, 0)
        assert indexes() == []
        assert pending() == 1
        assert SearchObject.objects.get().claimed_until is None
        assert index_push() == PushReport(1, 0)

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


class TestWhatNobodyMayReadAnyMore:
    """Texts that were taken back while the index still has them."""

    pytestmark = on_elasticsearch

    BOTH = described("a", version("en", "Town"), version("fr", "Secret"))
    ONE = described("a", version("en", "Town"))

    @pytest.fixture(autouse=True)
    def indexed(self, db, published, elasticsearch):
        publish(published, self.BOTH, described("b", version("fr", "Secret")))
        index_push()
        assert found("secret") == ["a", "b"]

    def test_a_translation_that_is_unpublished_is_hidden_until_the_index_lacks_it(
        self, published
    ):
        with takes_no_writes():
            publish(published, self.ONE)
            with pytest.raises(EngineUnavailableError, match="cannot take"):
                index_push()
            assert (found("secret"), found()) == (["b"], ["b"])
        index_push()
        assert (found("secret"), found("town")) == (["b"], ["a"])

    def test_it_is_not_suggested_either(self, published):
        publish(published, self.ONE)
        query = still_typed(parse("secr", language="fr"))
        suggested = ElasticsearchEngine().suggest(query, limit=5)
        assert [item.slug for item in suggested] == ["b"]

    def test_it_stays_hidden_when_something_else_changes_before_the_push(
        self, published
    ):
        publish(published, self.ONE)
        publish(published, described("a", version("en", "Village")))
        assert found() == ["b"]
        index_push()
        assert found("village") == ["a"]

    def test_it_stays_hidden_while_the_index_refuses_what_replaces_it(self, published):
        publish(published, self.ONE)
        set_aside("a")
        assert found() == ["b"]

    def test_what_is_withdrawn_corrected_and_published_shows_no_old_text(
        self, published
    ):
        with takes_no_writes():
            forget(KIND, key_of("a"))
            publish(published, described("a", version("en", "Corrected")))
            assert found() == ["b"]
        index_push()
        assert (found("secret"), found("corrected")) == (["b"], ["a"])

    def test_what_comes_back_while_its_removal_is_sent_again_shows_no_old_text(
        self, published
    ):
        forget(KIND, key_of("a"))
        # Confirmed by an index that has kept it all the same.
        SearchObject.objects.filter(slug="a").update(
            indexed_version=F("version"), hides_until_confirmed=False
        )
        assert index_reconcile() == ReconcileReport(1, 0)
        publish(published, described("a", version("en", "Corrected")))
        assert found() == ["b"]
        index_push()
        assert found("corrected") == ["a"]

    def test_it_stays_hidden_when_an_earlier_change_arrives_late(self, published):
        publish(
            published,
            described("a", version("en", "Village"), version("fr", "Secret")),
        )
        sent = [(row.pk, row.version) for row in outbox.claim(5)]
        publish(published, self.ONE)
        outbox.confirm(sent)
        assert found() == ["b"]
        index_push()
        assert found("town") == ["a"]

    def test_it_is_found_as_soon_as_a_new_index_serves(self, published):
        publish(published, self.ONE)
        index_rebuild()
        assert (found("secret"), found("town")) == (["b"], ["a"])

    def test_it_goes_before_ordinary_changes(self, published, monkeypatch):
        publish(published, described("b", version("fr", "Changed")))
        publish(published, self.ONE)
        monkeypatch.setattr(services, "_BATCH_OBJECTS", 1)
        monkeypatch.setattr(services, "monotonic", iter((0.0, 0.0, 1.0)).__next__)
        assert index_push(seconds=0.5) == PushReport(1, 0)
        page = search(parse("", language="en"), kind=KIND)
        assert page.engine == "elasticsearch"
        assert [hit.slug for hit in page.hits] == ["a", "b"]
        assert SearchObject.objects.pending().get().slug == "b"


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
        projection_bulk([described("a"), described("b")])
        old = index_rebuild().index
        spoil("a")
        spoil("b")
        with pytest.raises(IndexRefusedError, match="strict_dynamic_mapping"):
            index_rebuild()
        assert indexes() == [old]
        assert found() == ["a", "b"]
        assert index_status().set_aside == 0

    def test_a_few_refusals_do_not_stop_a_rebuild(self, db):
        projection_bulk([*corpus(), described("bad")])
        spoil("bad")
        report = index_rebuild()
        assert (report.objects, report.refused) == (11, 1)
        status = index_status()
        assert (status.pending, status.set_aside) == (0, 1)

    def test_a_rebuild_tries_again_what_was_set_aside(self, db):
        projection_bulk([described("bad")])
        index_rebuild()
        SearchObject.objects.update(version=2)
        set_aside("bad")
        SearchFacet.objects.filter(name="colour").delete()
        assert index_rebuild().refused == 0
        assert index_status().set_aside == 0
        assert SearchObject.objects.get().error == ""

    def test_a_rebuild_that_loses_documents_does_not_serve(self, db, monkeypatch):
        projection_bulk(corpus())
        old = index_rebuild().index
        fill = index.fill

        def fill_and_lose(rows):
            outcome = fill(rows)
            client = index.for_maintenance()
            client.indices.refresh(index=index.next_alias())
            client.delete_by_query(
                index=index.next_alias(), query={"match_all": {}}, max_docs=1
            )
            return outcome

        monkeypatch.setattr(index, "fill", fill_and_lose)
        with pytest.raises(IndexIncompleteError, match="holds 10 of 11"):
            index_rebuild()
        assert indexes() == [old]

    def test_removals_during_a_rebuild_are_no_loss(self, db, monkeypatch):
        projection_bulk(corpus())
        index_rebuild()
        count = index.count

        def remove_then_count(name):
            forget(KIND, key_of("baku"))
            services._drain(60)
            return count(name)

        monkeypatch.setattr(index, "count", remove_then_count)
        index_rebuild()
        assert len(found()) == 9

    def test_an_interrupted_rebuild_leaves_nothing(self, db, monkeypatch):
        projection_bulk([described("a")])
        old = index_rebuild().index

        def stop(rows):
            raise KeyboardInterrupt

        monkeypatch.setattr(index, "fill", stop)
        with pytest.raises(KeyboardInterrupt):
            index_rebuild()
        monkeypatch.undo()
        assert indexes() == [old]
        assert index_rebuild().objects == 1

    def test_two_rebuilds_at_once_are_refused(self, db):
        is_running = pytest.raises(RebuildRunningError)
        with turn(f"search:rebuild:{index.alias()}"), is_running:
            index_rebuild()
        index_rebuild()

    def test_progress_is_told_batch_by_batch(self, db, monkeypatch):
        monkeypatch.setattr(services, "_BATCH_OBJECTS", 5)
        projection_bulk(corpus())
        told = []
        index_rebuild(tell=lambda sent, total: told.append((sent, total)))
        assert told == [(5, 11), (10, 11), (11, 11)]

    def test_the_remains_of_a_dead_rebuild_are_removed(self, db):
        projection_bulk([described("a")])
        index.create_next()
        swapped_and_not_dropped = index.create_next()
        index.for_maintenance().indices.update_aliases(
            actions=[{"remove": {"index": swapped_and_not_dropped, "alias": "*"}}]
        )
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
        swap = index.swap

        def change_then_swap(name):
            forget(KIND, key_of("a"))
            swap(name)

        monkeypatch.setattr(index, "swap", change_then_swap)
        monkeypatch.setattr(services, "_drain", lambda seconds: None)
        index_rebuild()
        assert pending() == 1
        assert found() == []
        monkeypatch.undo()
        index_push()
        assert pending() == 0
        assert found() == []


class TestIndexReconcile:
    pytestmark = on_elasticsearch

    @pytest.fixture(autouse=True)
    def small_pages(self, monkeypatch):
        """Several pages and batches even of a dozen objects."""
        monkeypatch.setattr(inventory, "_PAGE", 3)
        monkeypatch.setattr(repairs, "_ROWS_AT_ONCE", 4)
        monkeypatch.setattr(repairs, "_BATCH_OBJECTS", 2)

    def test_what_is_true_is_left_alone(self, db):
        projection_bulk(corpus())
        index_push()
        assert index_reconcile() == ReconcileReport(0, 0)

    def test_what_the_index_has_lost_is_sent_again(self, db):
        projection_bulk(corpus())
        index_push()
        for slug in ("baku", "lyon", "kyiv"):
            delete(f"{KIND}:{key_of(slug)}")
        assert index_reconcile() == ReconcileReport(3, 0)
        assert index_push() == PushReport(3, 0)
        assert len(found()) == 10

    def test_an_older_version_is_replaced(self, db, published):
        publish(published, described("a", version("en", "Old")))
        index_push()
        publish(published, described("a", version("en", "New")))
        SearchObject.objects.update(indexed_version=2)
        assert index_reconcile() == ReconcileReport(1, 0)
        index_push()
        assert found("new") == ["a"]

    def test_rows_from_a_backup_prevail_over_a_newer_index(self, db):
        projection_bulk([described("a", version("en", "Of the backup"))])
        SearchObject.objects.update(version=5)
        index_push()
        SearchObject.objects.update(version=2, indexed_version=2)
        assert index_reconcile() == ReconcileReport(1, 0)
        assert SearchObject.objects.get().version == 6
        assert index_push() == PushReport(1, 0)
        assert index_reconcile() == ReconcileReport(0, 0)

    def test_what_is_gone_is_removed_although_it_was_confirmed(self, db):
        projection_bulk(corpus())
        index_push()
        forget(KIND, key_of("baku"))
        SearchObject.objects.filter(slug="baku").update(indexed_version=2)
        assert index_reconcile() == ReconcileReport(1, 0)
        index_push()
        assert "baku" not in found()

    def test_documents_without_a_row_are_deleted(self, db):
        projection_bulk(corpus())
        index_push()
        SearchObject.objects.filter(slug__in=["baku", "town", "signer"]).delete()
        client = index.for_maintenance()
        for name in ("1", "2"):
            client.index(index=index.alias(), id=name, document={"kind": "strange"})
        assert index_reconcile() == ReconcileReport(0, 5)
        assert index.count(index.alias()) == 8

    def test_what_waits_is_left_to_the_push(self, db):
        projection_bulk(corpus())
        index_push()
        projection_bulk([described("new")])
        forget(KIND, key_of("baku"))
        assert index_reconcile() == ReconcileReport(0, 0)

    def test_a_missing_index_is_left_to_the_push(self, db):
        projection_bulk([described("a")])
        assert index_reconcile() == ReconcileReport(0, 0)


class TestWithoutElasticsearch:
    pytestmark = pytest.mark.usefixtures("no_index")

    def test_what_is_left_of_an_object_is_found_at_once(self, db, published):
        publish(published, TestWhatNobodyMayReadAnyMore.BOTH)
        publish(published, TestWhatNobodyMayReadAnyMore.ONE)
        assert found("secret", "database") == []
        assert found("town", "database") == ["a"]

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
        assert "stale" not in SearchDocument.objects.get().words

    def test_an_older_analysis_is_replaced_in_the_background(
        self, db, published, monkeypatch
    ):
        monkeypatch.setattr(repairs, "_BATCH_OBJECTS", 2)
        publish(published, *corpus())
        SearchDocument.objects.update(analysis_version=0)
        SearchObject.objects.update(digest="of the older analysis")
        assert index_status().outdated_documents == 13
        page = search(parse("teachers", language="en"), kind=KIND)
        assert [hit.slug for hit in page.hits] == ["baku"]
        assert projection_reanalyse() == 11
        assert index_status().outdated_documents == 0
        assert projection_reanalyse() == 0

    def test_analysing_again_stops_in_time_and_goes_on(
        self, db, published, monkeypatch
    ):
        monkeypatch.setattr(repairs, "_BATCH_OBJECTS", 4)
        publish(published, *corpus())
        SearchDocument.objects.update(analysis_version=0)
        SearchObject.objects.update(digest="of the older analysis")
        clock = iter(range(0, 100, 10))
        monkeypatch.setattr(repairs, "monotonic", lambda: next(clock))
        assert projection_reanalyse(seconds=15) == 4
        assert projection_reanalyse() == 7

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

    def test_a_tombstone_an_index_has_had_is_kept_although_none_is_configured(
        self, db, published
    ):
        projection_bulk([described("a"), described("never indexed")])
        SearchObject.objects.filter(slug="a").update(indexed_version=1)
        for slug in ("a", "never indexed"):
            forget(KIND, key_of(slug))
        SearchObject.objects.update(changed_at=timezone.now() - timedelta(days=31))
        projection_reconcile()
        assert [row.slug for row in SearchObject.objects.all()] == ["a"]

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
