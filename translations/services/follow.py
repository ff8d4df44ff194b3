"""Follows a published source: marks what changed in every language, and loses nothing."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from django.db import models, transaction
from django.utils import timezone
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from core import publication
from core.locales import language_of
from translations.choices import (
    EditReason,
    Effect,
    EventKind,
    Origin,
    SegmentStatus,
)
from translations.differences import became
from translations.exceptions import NotPublicError
from translations.models import (
    SegmentEvent,
    SegmentState,
    TextProvenance,
    TranslationPolicy,
)
from translations.registry import refuse_hidden
from translations.services.progress import progress_refresh

Key = tuple[int, int]
_CARRIED: Final = (
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
)


def source_changed_keys(source: TranslationSource) -> set[Key]:
    """Return the (context, string) pairs that the source has now."""
    return set(
        StringSegment.objects.filter(source=source).values_list(
            "context_id", "string_id"
        )
    )


@transaction.atomic
def source_follow(*, source_id: int) -> int:
    """Read a source that was published anew, and mark its changed texts everywhere.

    A changed text needs editing in every language that had a translation of it, which
    is kept and shown beside it; a text that came back finds its translation as it was.
    What readers see of a language stays as it is. After a minor edit translations stay
    valid; after an urgent one readers see the source. Repeating it changes nothing.

    Returns:
        how many texts of the source are new or changed; none of one that is gone or not
        public, which translators are not to read.
    """
    # Whoever writes a translation holds its row; whoever reads the source holds all.
    source = TranslationSource.objects.select_for_update().get(pk=source_id)
    translations = list(
        Translation.objects.select_for_update().filter(source=source).order_by("pk")
    )
    before = _in_order(source)
    try:
        refuse_hidden(source.get_source_instance())
    except (models.ObjectDoesNotExist, NotPublicError):
        return 0
    source.update_from_db()
    after = _in_order(source)
    changes = _changes(before, after)
    policy = TranslationPolicy.objects.filter(key=source.object_id).first()
    effect = Effect(policy.effect) if policy else Effect.NORMAL
    if changes:
        _carry(source, translations, changes, effect)
    if policy and policy.effect != Effect.NORMAL:
        policy.effect = Effect.NORMAL
        policy.save(update_fields=["effect"])
    if before != after:
        _tell_readers(source, translations, effect)
    progress_refresh(source=source, translations=translations)
    return len(changes)


def _in_order(source: TranslationSource) -> dict[int, list[tuple[int, str]]]:
    """Return context -> (string, text) of each of its texts, in reading order."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = (
        StringSegment.objects.filter(source=source)
        .order_by("order")
        .values_list("context_id", "string_id", "string__data")
    )
    for context, string, data in rows:
        if (string, data) not in found[context]:
            found[context].append((string, data))
    return dict(found)


def _changes(
    before: dict[int, list[tuple[int, str]]], after: dict[int, list[tuple[int, str]]]
) -> dict[Key, int | None]:
    """Return each new (context, string) -> the string it was before, None if none."""
    found: dict[Key, int | None] = {}
    for context, texts in after.items():
        former = before.get(context, [])
        pairs = became([text for _pk, text in former], [text for _pk, text in texts])
        known = {string for string, _text in former}
        for index, (string, _text) in enumerate(texts):
            if string not in known:
                old = pairs.get(index)
                found[context, string] = None if old is None else former[old][0]
    return found


def _carry(
    source: TranslationSource,
    translations: Collection[Translation],
    changes: dict[Key, int | None],
    effect: Effect,
) -> None:
    """Write the states of changed texts in all languages, in a few statements."""
    contexts = {context for context, _string in changes}
    locales = [item.target_locale_id for item in translations]
    states = _by_key(
        SegmentState.objects.filter(context_id__in=contexts, locale_id__in=locales)
    )
    texts = _texts(
        StringTranslation.objects.filter(context_id__in=contexts, locale_id__in=locales)
    )
    now = timezone.now()
    fresh: list[SegmentState] = []
    copies: list[StringTranslation] = []
    events: list[SegmentEvent] = []
    for locale in locales:
        for (context, string), old in changes.items():
            if (context, string, locale) in states or old is None:
                continue
            state = states.get((context, old, locale))
            text = texts.get((context, old, locale))
            if state is None and text is None:
                continue
            place = (context, string, locale)
            if effect == Effect.MINOR and state and text:
                copies.append(_copy_text(text, string))
                fresh.append(_still_valid(state, place, source.last_updated_at, now))
                kind = EventKind.MINOR_EDIT
            else:
                fresh.append(_outdated(state, text, place, now))
                kind = EventKind.SOURCE_CHANGED
            events.append(_event(place, kind, state, text, fresh[-1]))
    StringTranslation.objects.bulk_create(copies, ignore_conflicts=True)
    SegmentState.objects.bulk_create(fresh, ignore_conflicts=True)
    SegmentEvent.objects.bulk_create(events)


def _by_key(
    states: Iterable[SegmentState],
) -> dict[tuple[int, int, int], SegmentState]:
    return {(item.context_id, item.string_id, item.locale_id): item for item in states}


def _texts(
    rows: Iterable[StringTranslation],
) -> dict[tuple[int, int, int], StringTranslation]:
    return {
        (item.context_id, item.translation_of_id, item.locale_id): item for item in rows
    }


def _copy_text(text: StringTranslation, string: int) -> StringTranslation:
    return StringTranslation(
        translation_of_id=string,
        context_id=text.context_id,
        locale_id=text.locale_id,
        data=text.data,
        translation_type=text.translation_type,
        tool_name=text.tool_name,
        last_translated_by_id=text.last_translated_by_id,
        has_error=text.has_error,
    )


def _still_valid(
    state: SegmentState, place: tuple[int, int, int], source_at: datetime, now: datetime
) -> SegmentState:
    context, string, locale = place
    values = {name: getattr(state, name) for name in _CARRIED}
    values["source_at"] = source_at
    return SegmentState(
        context_id=context,
        string_id=string,
        locale_id=locale,
        changed_at=now,
        accepted=state.accepted,
        **values,
    )


def _outdated(
    state: SegmentState | None,
    text: StringTranslation | None,
    place: tuple[int, int, int],
    now: datetime,
) -> SegmentState:
    """Return the state of a text whose source changed; `previous` leads to the old one.

    A text that had not been finished since the change before keeps pointing at the last
    translation there was.
    """
    context, string, locale = place
    previous = text.pk if text else (state.previous_id if state else None)
    return SegmentState(
        context_id=context,
        string_id=string,
        locale_id=locale,
        state=SegmentStatus.NEEDS_EDITING,
        reason=EditReason.SOURCE_CHANGED,
        previous_id=previous,
        origin=state.origin if state else Origin.EARLIER,
        engine=state.engine if state else "",
        author_id=state.author_id if state else None,
        author_name=state.author_name if state else "",
        written_at=state.written_at if state else None,
        source_at=state.source_at if state else None,
        changed_at=now,
    )


def _event(
    place: tuple[int, int, int],
    kind: EventKind,
    state: SegmentState | None,
    text: StringTranslation | None,
    after: SegmentState,
) -> SegmentEvent:
    context, string, locale = place
    return SegmentEvent(
        context_id=context,
        string_id=string,
        locale_id=locale,
        kind=kind,
        before=text.data if text else "",
        after=text.data if text and kind == EventKind.MINOR_EDIT else "",
        state_before=state.state if state else SegmentStatus.UNTRANSLATED,
        state_after=after.state,
    )


def _tell_readers(
    source: TranslationSource, translations: Collection[Translation], effect: Effect
) -> None:
    """Say on each published translation that it is behind, or withhold it."""
    if effect == Effect.MINOR:
        return
    changed = {"is_behind": True}
    if effect == Effect.URGENT:
        changed["is_withheld"] = True
    told = TextProvenance.objects.filter(
        translation_key=source.object_id,
        language__in=[language_of(item.target_locale_id) for item in translations],
    ).update(**changed)
    if told:
        # Lists and the search tell it, too.
        publication.changed(source.get_source_instance())
