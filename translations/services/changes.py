"""What somebody wants of a text, and the fields of its rows that this sets.

The callers store the rows: `segments` one text, `imports` those of an object together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils import timezone
from wagtail_localize.models import StringTranslation, Translation

from translations.actors import Actor
from translations.choices import EventKind, Origin, SegmentStatus
from translations.models import ImportBatch, SegmentState

# States in which a text has passed the checks.
CHECKED: Final = (SegmentStatus.WAITING, SegmentStatus.APPROVED)


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody wants of a text.

    Attributes:
        text: the translation; None leaves it as it is.
        state: the state it gets.
        reason: why it needs editing.
        origin, engine: where the text comes from.
        accepted: code of a warning -> the reason for which it is accepted.
        note: for the history: what a reviewer asks for.
        seen: version of the row that was shown; None when nobody looked (an import).
        batch: the import it comes with.
    """

    text: str | None
    state: SegmentStatus
    kind: EventKind
    reason: str = ""
    origin: Origin = Origin.PERSON
    engine: str = ""
    accepted: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    seen: int | None = None
    batch: ImportBatch | None = None


def text_set(row: StringTranslation, text: str, change: Change, actor: Actor) -> None:
    """Set a translation as a change wants it; the caller stores it."""
    is_machine = change.origin == Origin.ENGINE
    row.data = text
    row.translation_type = (
        StringTranslation.TRANSLATION_TYPE_MACHINE
        if is_machine
        else StringTranslation.TRANSLATION_TYPE_MANUAL
    )
    row.tool_name = change.engine
    row.last_translated_by = actor.user
    row.has_error, row.field_error = False, ""


def state_set(
    translation: Translation,
    state: SegmentState,
    change: Change,
    actor: Actor,
    *,
    is_new_text: bool,
) -> None:
    """Set a state and its provenance as a change wants it; the caller stores it."""
    now = timezone.now()
    is_review = change.state == SegmentStatus.APPROVED
    # A reviewer's correction stays the translator's text, approved by the reviewer.
    if is_new_text and not (is_review and state.version):
        state.origin, state.engine = change.origin, change.engine
        state.author, state.author_name = actor.user, actor.name
        state.written_at = now
    if is_new_text or change.kind == EventKind.STILL_RIGHT:
        state.source_at = translation.source.last_updated_at
    state.state, state.reason = change.state, change.reason
    state.reviewed_by = actor.user if is_review else None
    state.reviewer_name = actor.name if is_review else ""
    state.reviewed_at = now if is_review else None
    state.accepted = {**state.accepted, **change.accepted}
    if change.state in CHECKED:
        state.previous = None
    state.changed_at = now
    state.version += 1
