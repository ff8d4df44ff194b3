"""Writing the projection: in the transaction of the change, whole objects at a time.

An object's rows are always written from everything that is public of it now, so the
same call serves publication, unpublication, deletion and repair, and may be repeated.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import partial
from itertools import batched
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from core.jobs import enqueue_on_commit
from core.models import Withdrawal
from core.withdrawal import is_withdrawn
from search import registry, stamps
from search.analysis import ANALYSIS_VERSION
from search.descriptions import DocumentDescription, ObjectDescription
from search.models import SearchDocument, SearchObject
from search.registry import Identify, register_kind
from search.rows import FacetValue, Rows, many_at_once, rows_of

__all__ = [
    "forget",
    "project",
    "project_key",
    "projection_bulk",
    "register",
    "register_kind",
]

_BULK_OBJECTS: Final = 250


def register[M: models.Model](model: type[M], *, identify: Identify[M]) -> None:
    """Let changes and deletions of a model's rows update the object they belong to.

    Args:
        model: a concrete model, or an abstract one for all its subclasses.
        identify: kind and key of the object a row belongs to, also when the row has
            just been deleted; None when it belongs to none.
    """
    registry.remember_model(model, identify, on_deleted)


def on_deleted(sender: type[models.Model], instance: models.Model, **_: Any) -> None:
    """Receiver: a row of a registered model was deleted, in this transaction."""
    project(instance)


def project(instance: models.Model) -> None:
    """Write anew the object that a changed row belongs to.

    A listener of core.publication; rows of models nobody registered are ignored.
    """
    identity = registry.identify(instance)
    if identity:
        project_key(*identity)


def project_key(kind: str, key: UUID) -> bool:
    """Write one object from what is public of it now; return whether anything changed.

    Raises:
        UnknownKindError: no room registered the kind.
    """
    with transaction.atomic():
        row = _locked(kind, key)
        description = _describe(kind, key)
        if row is None:
            return description is not None and _create(kind, key, description)
        return _update(row, description)


def forget(kind: str, key: UUID) -> None:
    """Take an object out of every result at once and leave its tombstone.

    It may be called again, and for what the search never knew.
    """
    with transaction.atomic():
        row = _locked(kind, key)
        if row is not None:
            _update(row, None)


def projection_bulk(descriptions: Iterable[ObjectDescription]) -> int:
    """Write many objects at once; return how many were written.

    New objects are created in bulk; known ones are compared and written one by one.
    """
    written = 0
    for chunk in batched(descriptions, _BULK_OBJECTS, strict=False):
        with many_at_once(), transaction.atomic():
            written += _write_chunk(chunk)
            _wake_push()
    return written


def _locked(kind: str, key: UUID) -> SearchObject | None:
    rows = SearchObject.objects.select_for_update()
    return rows.filter(kind=kind, key=key).first()


def _describe(kind: str, key: UUID) -> ObjectDescription | None:
    return None if is_withdrawn(kind, key) else registry.describe(kind, key)


def _create(kind: str, key: UUID, description: ObjectDescription) -> bool:
    """Create the first row; whoever else was quicker is waited for and followed."""
    now = timezone.now()
    rows = rows_of(description, now.date())
    row, is_new = SearchObject.objects.select_for_update().get_or_create(
        kind=kind, key=key, defaults=rows.values(now)
    )
    if not is_new:
        return _update(row, _describe(kind, key))
    _write_parts([(row, rows)])
    _wake_push()
    return True


def _update(row: SearchObject, description: ObjectDescription | None) -> bool:
    """Write a locked row and its parts if the content differs from what it has."""
    now = timezone.now()
    rows = rows_of(description, now.date()) if description else None
    if row.digest == (rows.digest if rows else ""):
        return False
    if rows is None or _loses_a_language(row, rows):
        row.hides_until_confirmed = True
        # The index shows it until the next push; readers ask again what to leave out.
        transaction.on_commit(partial(stamps.renew, stamps.GONE), robust=True)
    kept = _unchanged(row, rows) if rows else frozenset()
    row.documents.exclude(language__in=kept).delete()
    row.facets.all().delete()
    gone = {
        "is_gone": True,
        "digest": "",
        "place": "",
        "place_terms": "",
        "facts": {},
        "changed_at": now,
        "claimed_until": None,
    }
    for name, value in (rows.values(now) if rows else gone).items():
        setattr(row, name, value)
    row.version += 1
    row.failures, row.error = 0, ""
    row.save()
    if rows:
        _write_parts([(row, rows)], kept)
    _wake_push()
    return True


def _loses_a_language(row: SearchObject, rows: Rows) -> bool:
    public = [version.language for version in rows.description.documents]
    return row.documents.exclude(language__in=public).exists()


def _unchanged(row: SearchObject, rows: Rows) -> frozenset[str]:
    """Return the languages whose version is stored just as it is to be written.

    Analysing a text takes far longer than reading it, and a page in 39 languages changes
    in one of them at a time.
    """
    names = [field.name for field in fields(DocumentDescription)]
    stored = {
        values["language"]: values
        for values in row.documents.filter(analysis_version=ANALYSIS_VERSION).values(
            *names
        )
    }
    return frozenset(
        version.language
        for version in rows.description.documents
        if stored.get(version.language)
        == {name: getattr(version, name) for name in names}
    )


def _write_parts(
    written: Sequence[tuple[SearchObject, Rows]], kept: frozenset[str] = frozenset()
) -> None:
    SearchDocument.objects.bulk_create(
        [part for row, rows in written for part in rows.document_rows(row, kept)],
        batch_size=_BULK_OBJECTS,
    )
    facets = [value for row, rows in written for value in rows.facet_values(row)]
    if facets:
        _insert_facets(facets)


def _insert_facets(facets: list[FacetValue]) -> None:
    """Write facet values: ten tiny rows an object, for which the ORM is too slow."""
    into = "INSERT INTO search_searchfacet (object_id, name, value)"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # One statement for all; PostgreSQL would plan each of many anew.
            columns = [list(column) for column in zip(*facets, strict=True)]
            rows = "SELECT * FROM unnest(%s::bigint[], %s::text[], %s::text[])"
            cursor.execute(f"{into} {rows}", columns)
        else:
            cursor.executemany(f"{into} VALUES (%s, %s, %s)", facets)


def _write_chunk(chunk: Sequence[ObjectDescription]) -> int:
    withdrawn = _identities(
        Withdrawal.objects.filter(lifted_at=None, key__in=[item.key for item in chunk])
    )
    known = {
        (row.kind, row.key): row
        for row in SearchObject.objects.select_for_update().filter(
            key__in=[item.key for item in chunk]
        )
    }
    allowed = [item for item in chunk if (item.kind, item.key) not in withdrawn]
    changed = sum(
        _update(known[item.kind, item.key], item if item.documents else None)
        for item in allowed
        if (item.kind, item.key) in known
    )
    new = [item for item in allowed if (item.kind, item.key) not in known]
    return changed + _create_chunk([item for item in new if item.documents])


def _create_chunk(chunk: Sequence[ObjectDescription]) -> int:
    now = timezone.now()
    prepared = [rows_of(description, now.date()) for description in chunk]
    created = SearchObject.objects.bulk_create(
        [
            SearchObject(
                kind=rows.description.kind,
                key=rows.description.key,
                **rows.values(now),
            )
            for rows in prepared
        ]
    )
    _write_parts(list(zip(created, prepared, strict=True)))
    return len(created)


def _identities(rows: models.QuerySet[Withdrawal]) -> set[tuple[str, UUID]]:
    return set(rows.values_list("kind", "key"))


def _wake_push() -> None:
    """Let a worker push what is pending; the schedule finds it too if this is lost."""
    if settings.ELASTICSEARCH_URL:
        enqueue_on_commit("search.push")
