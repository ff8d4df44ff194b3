"""Writes, sends, approves and sends back one text in one language.

Whoever changes a text holds the row of its translation, so two people on one page and a
source that is read anew come one after the other. Each change is an event; nothing that
was written is ever deleted.
"""

from collections.abc import Mapping

from django.db import transaction
from wagtail_localize.models import StringTranslation, Translation

from core.locales import language_of
from translations.actors import Actor
from translations.checks import check
from translations.checks.base import Finding, Severity
from translations.choices import EditReason, EventKind, Origin, SegmentStatus
from translations.exceptions import (
    BlockedError,
    OwnTextError,
    SourceGoneError,
    TextChangedError,
)
from translations.models import SegmentEvent, SegmentState
from translations.selectors.places import Place, text_pair
from translations.services.changes import CHECKED, Change, state_set, text_set
from translations.services.memory import memory_learn
from translations.services.notices import notice_asked, notice_complete
from translations.services.progress import progress_refresh


@transaction.atomic
def segment_change(
    *, translation: Translation, place: Place, change: Change, actor: Actor
) -> SegmentState:
    """Change a text in a language, its state with it.

    Raises:
        TextChangedError: the row is no longer the one that was shown.
        BlockedError: it has errors, or warnings not accepted, and is to be sent or
            approved; nothing was stored.
        OwnTextError: it is to be approved by whoever wrote it.
    """
    translation = Translation.objects.select_for_update().get(pk=translation.pk)
    locale = translation.target_locale_id
    stored = StringTranslation.objects.filter(
        context_id=place.context_id,
        translation_of_id=place.string_id,
        locale_id=locale,
    ).first()
    state = SegmentState.objects.filter(
        context_id=place.context_id, string_id=place.string_id, locale_id=locale
    ).first() or SegmentState(
        context_id=place.context_id,
        string_id=place.string_id,
        locale_id=locale,
        state=SegmentStatus.UNTRANSLATED,
        version=0,
    )
    before = stored.data if stored else ""
    if change.seen is not None and change.seen != state.version:
        raise TextChangedError(before)
    text = before if change.text is None else change.text
    _refuse(translation, place, text, state, change, actor)
    event = SegmentEvent(
        context_id=place.context_id,
        string_id=place.string_id,
        locale_id=locale,
        kind=change.kind,
        before=before,
        after=text,
        state_before=state.state,
        state_after=change.state,
        actor=actor.user,
        actor_name=actor.name,
        note=change.note,
        batch=change.batch,
    )
    if text != before:
        _store_text(stored, place, locale, text, change, actor)
    state_set(translation, state, change, actor, is_new_text=text != before)
    state.save()
    event.save()
    if change.state == SegmentStatus.APPROVED:
        memory_learn(
            source_language=language_of(translation.source.locale_id),
            language=language_of(locale),
            source=place.source,
            target=text,
            key=translation.source.object_id,
        )
    for row in progress_refresh(source=translation.source, translations=[translation]):
        notice_complete(row)
    return state


def _refuse(
    translation: Translation,
    place: Place,
    text: str,
    state: SegmentState,
    change: Change,
    actor: Actor,
) -> None:
    if change.state not in CHECKED:
        return
    accepted = {**state.accepted, **change.accepted}
    findings = findings_of(translation, place, text)
    blocking = [
        item
        for item in findings
        if item.severity == Severity.ERROR or not accepted.get(item.check)
    ]
    if blocking or not text.strip():
        raise BlockedError(blocking)
    if change.kind == EventKind.APPROVED and not state.version and not change.batch:
        # Written and approved in one go: nobody else has read it.
        raise OwnTextError
    is_own = state.author_id is not None and actor.user is not None
    if (
        change.state == SegmentStatus.APPROVED
        and is_own
        and state.author_id == getattr(actor.user, "pk", None)
    ):
        raise OwnTextError


def findings_of(translation: Translation, place: Place, text: str) -> list[Finding]:
    """Return what the checks find in a text for a place."""
    return check(text_pair(translation, place, text))


def _store_text(
    stored: StringTranslation | None,
    place: Place,
    locale: int,
    text: str,
    change: Change,
    actor: Actor,
) -> None:
    row = stored or StringTranslation(
        context_id=place.context_id,
        translation_of_id=place.string_id,
        locale_id=locale,
    )
    text_set(row, text, change, actor)
    if text:
        row.save()
    elif stored:
        stored.delete()


def segment_write(
    *,
    translation: Translation,
    place: Place,
    text: str,
    actor: Actor,
    seen: int | None = None,
    send: bool = False,
    accepted: Mapping[str, str] | None = None,
) -> SegmentState:
    """Save what a translator wrote: kept as unfinished, or sent for review."""
    change = Change(
        text=text,
        state=SegmentStatus.WAITING if send else SegmentStatus.NEEDS_EDITING,
        reason="" if send else EditReason.UNFINISHED,
        kind=EventKind.SENT if send else EventKind.WRITTEN,
        accepted=accepted or {},
        seen=seen,
    )
    return segment_change(
        translation=translation, place=place, change=change, actor=actor
    )


def segment_approve(
    *,
    translation: Translation,
    place: Place,
    actor: Actor,
    text: str | None = None,
    seen: int | None = None,
    accepted: Mapping[str, str] | None = None,
) -> SegmentState:
    """Approve a text, corrected if need be; whoever wrote it cannot."""
    change = Change(
        text=text,
        state=SegmentStatus.APPROVED,
        kind=EventKind.APPROVED,
        accepted=accepted or {},
        seen=seen,
    )
    return segment_change(
        translation=translation, place=place, change=change, actor=actor
    )


@transaction.atomic
def segment_ask(
    *,
    translation: Translation,
    place: Place,
    actor: Actor,
    note: str,
    seen: int | None = None,
) -> SegmentState:
    """Send a text back to its translator with what should change."""
    change = Change(
        text=None,
        state=SegmentStatus.NEEDS_EDITING,
        reason=EditReason.ASKED,
        kind=EventKind.ASKED,
        note=note,
        seen=seen,
    )
    state = segment_change(
        translation=translation, place=place, change=change, actor=actor
    )
    notice_asked(translation=translation, place=place, state=state, actor=actor)
    return state


def segment_still_right(
    *,
    translation: Translation,
    place: Place,
    actor: Actor,
    may_approve: bool,
    seen: int | None = None,
    accepted: Mapping[str, str] | None = None,
) -> SegmentState:
    """Say that the old translation fits the changed source.

    It is approved when whoever says so reviews the language, and waits otherwise.
    """
    state = SegmentState.objects.select_related("previous").get(
        context_id=place.context_id,
        string_id=place.string_id,
        locale_id=translation.target_locale_id,
    )
    if state.previous is None:
        raise SourceGoneError
    own = state.author_id is not None and state.author_id == getattr(
        actor.user, "pk", None
    )
    change = Change(
        text=state.previous.data,
        state=SegmentStatus.APPROVED
        if may_approve and not own
        else SegmentStatus.WAITING,
        kind=EventKind.STILL_RIGHT,
        origin=Origin(state.origin),
        engine=state.engine,
        accepted=accepted or {},
        seen=seen,
    )
    return segment_change(
        translation=translation, place=place, change=change, actor=actor
    )
