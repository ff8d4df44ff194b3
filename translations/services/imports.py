"""Takes translations over from files, so that one click brings back what was before.

Nothing is stored before somebody has seen what would change. Then each object is one
transaction that holds the row of its translation, and decides about each text anew; of
large files a worker takes one object after the other (`import_jobs`).
"""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation, Translation

from core.locales import language_of
from translations.actors import Actor
from translations.choices import EditReason, EventKind, Origin, SegmentStatus
from translations.files.base import ReadDocument
from translations.models import ImportBatch, ImportPart, SegmentEvent, SegmentState
from translations.selectors.import_plan import (
    Fate,
    Row,
    Wishes,
    counts_of,
    rows_of,
)
from translations.services.changes import Change, state_set, text_set
from translations.services.import_files import import_match
from translations.services.memory_files import Pair, memory_learn_many
from translations.services.notices import notice_complete
from translations.services.progress import progress_refresh
from translations.services.uploads import Upload

if TYPE_CHECKING:
    from accounts.models import User

# Fields of a state that an import may change, as undoing brings them back.
STATE_FIELDS: Final = (
    "state",
    "reason",
    "previous_id",
    "origin",
    "engine",
    "author_id",
    "author_name",
    "written_at",
    "source_at",
    "reviewed_by_id",
    "reviewer_name",
    "reviewed_at",
    "accepted",
    "changed_at",
    "version",
)
TEXT_FIELDS: Final = (
    "data",
    "translation_type",
    "tool_name",
    "last_translated_by",
    "has_error",
    "field_error",
    "updated_at",
)
Key = tuple[int, int]


def import_apply(
    *, upload: Upload, language: str, user: "User", wishes: Wishes
) -> ImportBatch:
    """Take over at once what a file changes, each object in a transaction of its own.

    Raises:
        FileProblem: nothing of the file can be taken.
    """
    parts = import_match(upload, language)
    batch = ImportBatch.objects.create(
        language=language, file_name=upload.name, imported_by=user
    )
    for part in parts:
        if part.translation and part.document:
            with transaction.atomic():
                import_document(
                    batch=batch,
                    translation=part.translation,
                    document=part.document,
                    user=user,
                    wishes=wishes,
                )
    return batch


def import_document(
    *,
    batch: ImportBatch,
    translation: Translation,
    document: ReadDocument,
    user: "User",
    wishes: Wishes,
) -> int:
    """Take over what a document changes in an object; the caller has the transaction.

    Returns:
        how many texts were changed.
    """
    # Whoever changes a text holds the row of its translation; see services.segments.
    translation = (
        Translation.objects.select_for_update(of=("self",))
        .select_related("source__specific_content_type")
        .get(pk=translation.pk)
    )
    if not translation.enabled:
        return 0
    rows = rows_of(translation, document, wishes)
    changes = [row for row in rows if row.fate == Fate.CHANGE]
    if changes:
        _write(batch, translation, changes, Actor(user))
    batch_count(batch, counts_of(rows))
    return len(changes)


def batch_count(batch: ImportBatch, more: Mapping[str, int]) -> None:
    """Add what became of texts to the sums of an import.

    Another worker may be at another object of the same file at this moment. The lock is
    taken last and lets rows be written that point to the batch, so nobody waits in a
    circle.
    """
    stored = ImportBatch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    for name, count in more.items():
        stored.counts[name] = stored.counts.get(name, 0) + count
    stored.save(update_fields=["counts"])
    batch.counts = stored.counts


def _key(row: Row) -> Key:
    if row.text is None:
        raise LookupError(f"{row.unit.path} is no text of the page")
    return row.text.place.context_id, row.text.place.string_id


def _write(
    batch: ImportBatch, translation: Translation, rows: list[Row], actor: Actor
) -> None:
    """Store texts, states and events of an object in a few statements."""
    stored = texts_stored(translation.target_locale_id, map(_key, rows))
    part = ImportPart(batch=batch, key=translation.source.object_id)
    states, texts, events = [], [], []
    for row in rows:
        state, text, event = _changed(part, translation, row, stored, actor)
        states.append(state)
        events.append(event)
        if event.before != event.after:
            texts.append(text)
    rows_store(StringTranslation, texts, TEXT_FIELDS)
    rows_store(SegmentState, states, STATE_FIELDS)
    SegmentEvent.objects.bulk_create(events)
    part.save()
    _learn(translation, rows)
    for complete in progress_refresh(
        source=translation.source, translations=[translation]
    ):
        notice_complete(complete)


def texts_stored(locale: int, keys: Iterable[Key]) -> dict[Key, StringTranslation]:
    """Return (context, string) -> the translation that is stored of it."""
    wanted = set(keys)
    rows = StringTranslation.objects.filter(
        locale_id=locale, context_id__in={context for context, _string in wanted}
    )
    found = {(row.context_id or 0, row.translation_of_id): row for row in rows}
    return {key: row for key, row in found.items() if key in wanted}


def rows_store(
    model: type[models.Model], rows: Collection[Any], fields: Iterable[str]
) -> None:
    """Store rows, new and known ones, in a few statements."""
    manager = model._default_manager
    # Before new rows are created, as they have a key afterwards.
    known = [row for row in rows if row.pk is not None]
    manager.bulk_create([row for row in rows if row.pk is None])
    names = [name.removesuffix("_id") for name in fields]
    manager.bulk_update(known, names, batch_size=100)


def _changed(
    part: ImportPart,
    translation: Translation,
    row: Row,
    stored: dict[Key, StringTranslation],
    actor: Actor,
) -> tuple[SegmentState, StringTranslation, SegmentEvent]:
    """Return the rows of a text as the import wants them, not yet stored.

    Args:
        part: is told what the text's state was before.
        translation: what the text belongs to.
        row: the text and what becomes of it.
        stored: the translations there are.
        actor: who imports.
    """
    batch = part.batch
    (context, string), locale = _key(row), translation.target_locale_id
    place = {"context_id": context, "string_id": string, "locale_id": locale}
    before = row.text.state if row.text else None
    state = before or SegmentState(**place, state=SegmentStatus.UNTRANSLATED, version=0)
    if before:
        part.former[f"{context}-{string}"] = _snapshot(before)
    text = stored.get((context, string)) or StringTranslation(
        context_id=context, translation_of_id=string, locale_id=locale
    )
    event = SegmentEvent(
        **place,
        kind=EventKind.IMPORTED,
        before=text.data,
        after=row.unit.target,
        state_before=state.state,
        state_after=row.state,
        actor=actor.user,
        batch=batch,
        note=_note(row),
    )
    is_unfinished = row.state == SegmentStatus.NEEDS_EDITING
    change = Change(
        text=row.unit.target,
        state=SegmentStatus(row.state),
        kind=EventKind.IMPORTED,
        reason=_reason(row) if is_unfinished else "",
        origin=Origin.FILE,
        batch=batch,
    )
    is_new_text = event.before != event.after
    text_set(text, row.unit.target, change, actor)
    text.updated_at = timezone.now()
    state_set(translation, state, change, actor, is_new_text=is_new_text)
    if is_new_text and row.state == SegmentStatus.APPROVED:
        # The reviewer vouches for a text that somebody else wrote elsewhere.
        state.origin, state.engine, state.written_at = Origin.FILE, "", timezone.now()
        state.author, state.author_name = None, batch.file_name[:120]
    return state, text, event


def _reason(row: Row) -> EditReason:
    return EditReason.SOURCE_CHANGED if row.is_outdated else EditReason.IMPORTED


def _note(row: Row) -> str:
    """Return, for the history, of which former wording a text is the translation."""
    if not row.is_outdated:
        return ""
    return _("The translation was made of: %(source)s") % {"source": row.unit.source}


def _snapshot(state: SegmentState) -> dict[str, Any]:
    values = {name: getattr(state, name) for name in STATE_FIELDS}
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in values.items()
    }


def _learn(translation: Translation, rows: Iterable[Row]) -> None:
    memory_learn_many(
        source_language=language_of(translation.source.locale_id),
        language=language_of(translation.target_locale_id),
        pairs=[
            Pair(row.unit.source, row.unit.target, key=translation.source.object_id)
            for row in rows
            if row.state == SegmentStatus.APPROVED
        ],
    )
