"""The projection: true in the transaction of the change, whoever made it."""

from dataclasses import replace
from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from django.db import connection, connections, transaction

from core.models import PublicAddress, Withdrawal
from core.withdrawal import lift, withdraw
from search import projection, registry, stamps
from search.exceptions import UnknownKindError
from search.models import SearchDocument, SearchFacet, SearchObject
from search.projection import (
    forget,
    project,
    project_key,
    projection_bulk,
    register,
    register_kind,
)
from tests.search.builders import described, key_of, version

KIND = "initiative"


@pytest.fixture(autouse=True)
def _database_engine(no_index):
    """What is tested here needs no index."""


def publish(published, description):
    published[description.kind][description.key] = description
    return project_key(description.kind, description.key)


def counts():
    return (
        SearchObject.objects.count(),
        SearchDocument.objects.count(),
        SearchFacet.objects.count(),
    )


def test_an_object_is_written_with_all_its_versions_and_facets(db, published):
    publish(
        published,
        described(
            "a",
            version("az", "Şəhər və uşaq", "Qısa", "Mətn"),
            version("en", "Town"),
            country="AZ",
            facets={"action": ("training", "debate")},
        ),
    )
    row = SearchObject.objects.get()
    assert (row.version, row.indexed_version, row.is_gone) == (1, 0, False)
    original = row.documents.get(language="az")
    assert original.words == " şəhər və uşaq | qısa | mətn | "
    assert original.title_words == " şəhər və uşaq "
    assert original.plain == " seher ve usaq | qisa | metn | "
    assert set(row.facets.values_list("name", "value")) == {
        ("action", "training"),
        ("action", "debate"),
        ("country", "AZ"),
        ("written_in", "az"),
    }


def test_terms_of_every_kind_stand_in_one_column(db, published):
    publish(published, described("a", version("de", "Köln für Köln")))
    document = SearchDocument.objects.get()
    assert document.plain == " koln fur koln | | | "
    assert {"köln", "-koln", "-koeln", "=köln"} <= set(document.terms.split())
    assert document.terms.count(" köln ") == 1


def test_an_unchanged_object_is_not_written_again(
    db, published, django_assert_num_queries
):
    assert publish(published, described("a")) is True
    with django_assert_num_queries(4):  # Savepoint, lock, withdrawal, release.
        assert project_key(KIND, key_of("a")) is False
    assert SearchObject.objects.get().version == 1


def test_every_change_raises_the_version(db, published):
    first = described("a", version("en", "One"), version("fr", "Un"))
    publish(published, first)
    publish(published, described("a", version("en", "Two")))
    row = SearchObject.objects.get()
    assert row.version == 2
    assert [document.title for document in row.documents.all()] == ["Two"]


def test_a_change_of_a_fact_alone_is_a_change(db, published):
    publish(published, described("a"))
    changed = replace(described("a"), facts={"place": "Elsewhere"})
    assert publish(published, changed) is True
    assert SearchObject.objects.get().facts == {"place": "Elsewhere"}


def test_what_is_no_longer_public_leaves_a_tombstone(db, published):
    publish(published, described("a", country="FR"))
    published[KIND].clear()
    assert project_key(KIND, key_of("a")) is True
    assert counts() == (1, 0, 0)
    row = SearchObject.objects.get()
    assert row.is_gone
    assert row.version == 2
    assert project_key(KIND, key_of("a")) is False


def test_no_documents_means_not_public(db, published):
    publish(published, described("a"))
    publish(published, replace(described("a"), documents=()))
    assert SearchObject.objects.get().is_gone


def test_a_draft_that_was_never_public_leaves_nothing(db, published):
    assert project_key(KIND, key_of("a")) is False
    assert counts() == (0, 0, 0)


def test_a_tombstone_comes_back_with_a_higher_version(db, published):
    publish(published, described("a"))
    forget(KIND, key_of("a"))
    publish(published, described("a"))
    row = SearchObject.objects.get()
    assert not row.is_gone
    assert row.version == 3
    assert row.documents.count() == 1


@pytest.fixture
def told(monkeypatch):
    """The stamps that readers are told to look at, once the change is committed."""
    renewed = []
    monkeypatch.setattr(stamps, "renew", renewed.append)
    return renewed


BOTH = described("a", version("en", "One"), version("fr", "Un"))


@pytest.mark.parametrize(
    "later",
    [
        described("a", version("en", "One")),
        described("a", version("en", "One"), version("de", "Eins")),
        described("a", version("fr", "Un")),
        replace(BOTH, documents=()),
    ],
    ids=["translation", "other-language", "original", "everything"],
)
def test_readers_are_told_at_once_that_a_language_is_not_public_any_more(
    db, published, told, later, django_capture_on_commit_callbacks
):
    publish(published, BOTH)
    with django_capture_on_commit_callbacks(execute=True):
        publish(published, later)
    assert SearchObject.objects.hidden().exists()
    assert told == [stamps.GONE]


@pytest.mark.parametrize(
    "later",
    [
        described("a", version("en", "Two"), version("fr", "Deux")),
        described(
            "a", version("en", "One"), version("fr", "Un"), version("de", "Eins")
        ),
        replace(BOTH, is_good_practice=True),
    ],
    ids=["texts", "one-more-language", "facts"],
)
def test_a_change_that_takes_nothing_away_hides_nothing(
    db, published, told, later, django_capture_on_commit_callbacks
):
    publish(published, BOTH)
    with django_capture_on_commit_callbacks(execute=True):
        publish(published, later)
    assert not SearchObject.objects.hidden().exists()
    assert told == []


def test_a_rollback_leaves_nothing(db, published):
    publish(published, described("kept"))
    before = counts()
    with transaction.atomic():
        publish(published, described("a", country="FR"))
        forget(KIND, key_of("kept"))
        transaction.set_rollback(True)
    assert counts() == before
    assert not SearchObject.objects.get().is_gone


def test_an_unknown_kind_is_named(db, published):
    with pytest.raises(UnknownKindError, match="meadow"):
        project_key("meadow", key_of("a"))


# Withdrawals


def test_a_withdrawal_takes_an_object_down_and_no_late_write_brings_it_back(
    db, published
):
    publish(published, described("a"))
    withdraw(kind=KIND, key=key_of("a"), reason="Recognisable", actor=None)
    assert SearchObject.objects.get().is_gone
    assert project_key(KIND, key_of("a")) is False
    projection_bulk([described("a")])
    assert SearchObject.objects.get().is_gone
    lift(kind=KIND, key=key_of("a"))
    assert project_key(KIND, key_of("a")) is True
    assert not SearchObject.objects.get().is_gone


def test_what_was_withdrawn_before_it_was_published_stays_out(db, published):
    Withdrawal.objects.create(kind=KIND, key=key_of("a"), reason="Early")
    publish(published, described("a"))
    projection_bulk([described("a"), described("b")])
    assert [row.slug for row in SearchObject.objects.all()] == ["b"]


def test_forgetting_may_be_repeated_and_may_meet_strangers(db):
    forget(KIND, key_of("stranger"))
    projection_bulk([described("a")])
    forget(KIND, key_of("a"))
    forget(KIND, key_of("a"))
    assert SearchObject.objects.get().version == 2


# Rooms


@pytest.fixture
def addresses(monkeypatch):
    """A room whose objects are the rows of PublicAddress."""
    monkeypatch.setattr(registry, "_models", {})
    monkeypatch.setattr(registry, "_kinds", {})

    def describe(key):
        rows = PublicAddress.objects.filter(translation_key=key).order_by("slug")
        texts = [version("en", row.slug) for row in rows[:1]]
        slug = rows[0].slug if rows else ""
        return replace(described(slug, *texts), key=key, slug=slug) if texts else None

    register(PublicAddress, identify=lambda row: (row.kind, row.translation_key))
    register_kind(
        KIND,
        describe=describe,
        all_keys=lambda: PublicAddress.objects.values_list(
            "translation_key", flat=True
        ),
    )


def address(slug, key):
    return PublicAddress.objects.create(
        kind=KIND, slug=slug, translation_key=key_of(key), is_current=False
    )


def test_a_changed_row_writes_its_object(db, addresses):
    project(address("old", "a"))
    assert SearchObject.objects.get().slug == "old"


def test_a_deleted_row_writes_its_object(db, addresses):
    first, second = address("first", "a"), address("second", "a")
    project(first)
    first.delete()
    assert SearchObject.objects.get().slug == "second"
    second.delete()
    assert SearchObject.objects.get().is_gone


def test_deleting_by_a_queryset_is_seen_too(db, addresses):
    project(address("first", "a"))
    PublicAddress.objects.filter(translation_key=key_of("a")).delete()
    assert SearchObject.objects.get().is_gone


def test_a_row_of_another_model_is_ignored(db, addresses, django_assert_num_queries):
    with django_assert_num_queries(0):
        project(Withdrawal(kind=KIND, key=key_of("a")))


def test_a_row_that_belongs_to_no_object_is_ignored(db, addresses):
    register(PublicAddress, identify=lambda row: None)
    project(address("old", "a"))
    assert counts() == (0, 0, 0)


@pytest.fixture
def committed(django_db_setup, django_db_blocker, addresses):
    """A database in which transactions really end; what they leave is removed."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time: set DATABASE_URL.")
    with django_db_blocker.unblock():
        yield
        PublicAddress.objects.filter(translation_key=key_of("a")).delete()
        SearchObject.objects.filter(key=key_of("a")).delete()
        connection.close()


@pytest.mark.services
def test_two_first_publications_at_once_leave_one_complete_object(committed):
    barrier, errors = Barrier(2), []

    def publish_one(slug):
        try:
            with transaction.atomic():
                row = address(slug, "a")
                barrier.wait(timeout=10)
                project(row)
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            errors.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=publish_one, args=(slug,)) for slug in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert errors == []
    row = SearchObject.objects.get(key=key_of("a"))
    assert row.slug == "one"
    assert row.documents.count() == 1


# In bulk


def test_many_objects_are_written_at_once(db, django_assert_max_num_queries):
    descriptions = [
        described(f"s{n}", version("az", "Uşaq"), country="AZ") for n in range(200)
    ]
    with django_assert_max_num_queries(10):
        assert projection_bulk(descriptions) == 200
    assert counts() == (200, 200, 400)


def test_writing_in_bulk_may_be_repeated(db):
    many = [described(f"s{n}") for n in range(5)]
    assert projection_bulk(many) == 5
    assert projection_bulk(iter([*many, described("new")])) == 1
    changed = replace(many[0], published_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert projection_bulk([changed, many[1]]) == 1
    assert counts()[0] == 6


def test_bulk_and_single_writing_agree(db, published):
    one = described("a", version("de", "Köln", "Über", "Straße"), country="DE")
    projection_bulk([one])
    assert publish(published, one) is False


def test_bulk_takes_more_than_one_chunk(db, monkeypatch):
    monkeypatch.setattr(projection, "_BULK_OBJECTS", 3)
    assert projection_bulk(described(f"s{n}") for n in range(8)) == 8
