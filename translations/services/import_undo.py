"""Undoes an import: each text goes back to what it was, unless somebody went on."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import DateTimeField, Max, Q
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail_localize.models import StringTranslation, Translation

from core.locales import language_of, locale_id
from translations.actors import Actor
from translations.choices import EventKind, SegmentStatus
from translations.exceptions import ImportRunningError, UndoneError
from translations.models import (
    ImportBatch,
    SegmentEvent,
    SegmentState,
    TranslationJob,
    TranslationJobItem,
)
from translations.services.import_jobs import FEW
from translations.services.imports import (
    STATE_FIELDS,
    TEXT_FIELDS,
    Key,
    batch_count,
    rows_store,
    texts_stored,
)
from translations.services.jobs import Kind, job_start, work
from translations.services.memory_files import memory_unlearn_many
from translations.services.progress import progress_refresh

# `context-string` -> fields of the state before.
Former = dict[str, dict[str, Any]]
# Fields of a state that name other rows, which may be gone by now.
_PEOPLE: Final = ("author_id", "reviewed_by_id")
_MOMENTS: Final = frozenset(
    field.name
    for field in SegmentState._meta.get_fields()
    if isinstance(field, DateTimeField)
)


@transaction.atomic
def import_undo(*, batch: ImportBatch, actor: Actor) -> ImportBatch:
    """Bring back what texts were before an import, who wrote and who approved them.

    A text that somebody changed since is left alone, and one whose translation is shown
    beside a source that changed since; `events_left` names them. Of a large import a
    worker undoes one object after the other, in a job that the batch has from then on.

    Raises:
        ImportRunningError: a worker is still at it.
        UndoneError: it was undone before.
    """
    # The job's row is held, so what failed of it is not tried again meanwhile.
    job = TranslationJob.objects.select_for_update().filter(import_batch=batch).first()
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.undone_at:
        raise UndoneError
    if job and job.finished_at is None:
        raise ImportRunningError
    events = batch.events.filter(kind=EventKind.IMPORTED).order_by("pk")
    keys = list(dict.fromkeys(events.values_list("context__object_id", flat=True)))
    batch.undone_at = timezone.now()
    batch.counts = {**batch.counts, "undone": 0, "left": 0}
    if len(keys) > FEW:
        batch.job = _start(batch, keys, actor)
    batch.save(update_fields=["undone_at", "counts", "job"])
    if len(keys) <= FEW:
        for key in keys:
            _undo_object(batch, key, actor)
    return batch


def _start(batch: ImportBatch, keys: list[UUID], actor: Actor) -> TranslationJob:
    sources = dict(
        Translation.objects.filter(
            source__object_id__in=keys, target_locale_id=locale_id(batch.language)
        ).values_list("source__object_id", "source_id")
    )
    return job_start(
        kind=Kind.UNDO,
        label=batch.file_name,
        items=[(sources.get(key), batch.language) for key in keys],
        user=actor.user,
        options={"keys": [str(key) for key in keys]},
    )


@work(Kind.UNDO)
def undo_item(item: TranslationJobItem) -> str:
    """Undo a large import in one object."""
    batch = ImportBatch.objects.get(job_id=item.job_id)
    key = UUID(item.job.options["keys"][item.position])
    item.count = _undo_object(batch, key, Actor(item.job.started_by))
    return ngettext(
        "%(count)s text brought back", "%(count)s texts brought back", item.count
    ) % {"count": item.count}


def _undo_object(batch: ImportBatch, key: UUID, actor: Actor) -> int:
    """Undo an import in one object; return how many texts were brought back."""
    locale = locale_id(batch.language)
    translations = list(
        Translation.objects.select_for_update(of=("self",))
        .filter(source__object_id=key, target_locale_id=locale)
        .select_related("source")
        .order_by("pk")
    )
    events = list(
        batch.events.filter(kind=EventKind.IMPORTED, context__object_id=key)
        .select_related("context", "string")
        .order_by("pk")
    )
    stored = texts_stored(locale, map(_key, events))
    settled = _still_as_imported(batch, events, stored, locale)
    if settled:
        _restore_texts(settled, stored)
        _restore_states(_former(batch, key), settled, locale)
        SegmentEvent.objects.bulk_create(_undone(event, actor) for event in settled)
        for translation in translations:
            _unlearn(translation, settled)
            progress_refresh(source=translation.source, translations=[translation])
    batch_count(batch, {"undone": len(settled), "left": len(events) - len(settled)})
    return len(settled)


def _former(batch: ImportBatch, key: UUID) -> Former:
    found: Former = {}
    for part in batch.parts.filter(Q(key=key) | Q(key=None)).order_by("pk"):
        found |= part.former
    return found


def _key(event: SegmentEvent) -> Key:
    return event.context_id, event.string_id


def _still_as_imported(
    batch: ImportBatch,
    events: list[SegmentEvent],
    stored: dict[Key, StringTranslation],
    locale: int,
) -> list[SegmentEvent]:
    """Return the events after which nothing happened to their texts."""
    rows = (
        SegmentEvent.objects.filter(
            locale_id=locale, context_id__in={event.context_id for event in events}
        )
        # Another import that was undone is as if it had never been.
        .exclude(Q(batch__undone_at__isnull=False) & ~Q(batch=batch))
        .values_list("context_id", "string_id")
        .annotate(last=Max("pk"))
        .order_by()
    )
    last = {(context, string): pk for context, string, pk in rows}
    shown = set(
        SegmentState.objects.filter(
            previous_id__in=[row.pk for row in stored.values()]
        ).values_list("previous_id", flat=True)
    )
    return [
        event
        for event in events
        if last[_key(event)] == event.pk
        and _text(stored.get(_key(event))) == event.after
        and (event.before or stored[_key(event)].pk not in shown)
    ]


def _text(row: StringTranslation | None) -> str:
    return str(row.data) if row else ""


def _restore_texts(
    events: Iterable[SegmentEvent], stored: dict[Key, StringTranslation]
) -> None:
    now = timezone.now()
    changed, gone = [], []
    for event in events:
        row = stored[_key(event)]
        if not event.before:
            gone.append(row.pk)
        elif row.data != event.before:
            row.data, row.updated_at = event.before, now
            row.has_error, row.field_error = False, ""
            changed.append(row)
    rows_store(StringTranslation, changed, TEXT_FIELDS)
    StringTranslation.objects.filter(pk__in=gone).delete()


def _restore_states(found: Former, events: list[SegmentEvent], locale: int) -> None:
    rows = SegmentState.objects.filter(
        locale_id=locale, context_id__in={event.context_id for event in events}
    )
    states = {(row.context_id, row.string_id): row for row in rows}
    former = {_key(event): found.get(_name(event)) for event in events}
    people = _existing(get_user_model(), former.values(), *_PEOPLE)
    texts = _existing(StringTranslation, former.values(), "previous_id")
    known, gone = [], []
    for key, values in former.items():
        state = states[key]
        if values is None:
            gone.append(state.pk)
            continue
        # Whoever has the text open must notice.
        version = state.version + 1
        for name in STATE_FIELDS:
            setattr(state, name, _value(name, values[name], people, texts))
        state.version = version
        known.append(state)
    rows_store(SegmentState, known, STATE_FIELDS)
    SegmentState.objects.filter(pk__in=gone).delete()


def _value(name: str, value: Any, people: set[int], texts: set[int]) -> Any:
    if name in _PEOPLE:
        return value if value in people else None
    if name == "previous_id":
        return value if value in texts else None
    if name in _MOMENTS and value:
        return datetime.fromisoformat(value)
    return value


def _existing(
    model: Any, former: Iterable[dict[str, Any] | None], *names: str
) -> set[int]:
    wanted = {values[name] for values in former if values for name in names} - {None}
    return set(model.objects.filter(pk__in=wanted).values_list("pk", flat=True))


def _name(event: SegmentEvent) -> str:
    return f"{event.context_id}-{event.string_id}"


def _undone(event: SegmentEvent, actor: Actor) -> SegmentEvent:
    return SegmentEvent(
        context_id=event.context_id,
        string_id=event.string_id,
        locale_id=event.locale_id,
        kind=EventKind.UNDONE,
        before=event.after,
        after=event.before,
        state_before=event.state_after,
        state_after=event.state_before,
        actor=actor.user,
        actor_name=actor.name,
        batch_id=event.batch_id,
    )


def _unlearn(translation: Translation, events: Iterable[SegmentEvent]) -> None:
    memory_unlearn_many(
        source_language=language_of(translation.source.locale_id),
        language=language_of(translation.target_locale_id),
        pairs=[
            (event.string.data, event.after)
            for event in events
            if event.state_after == SegmentStatus.APPROVED
        ],
    )


def events_left(batch: ImportBatch) -> list[SegmentEvent]:
    """Return the changes of an undone import that were left alone."""
    events = batch.events.select_related("context", "string", "actor").order_by("pk")
    undone = {_key(event) for event in events if event.kind == EventKind.UNDONE}
    return [
        event
        for event in events
        if event.kind == EventKind.IMPORTED and _key(event) not in undone
    ]
