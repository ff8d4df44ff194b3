"""What the buttons of the editor do with one text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from django.db import transaction
from wagtail_localize.models import StringTranslation, Translation

from translations.actors import Actor
from translations.exceptions import SourceGoneError
from translations.models import SegmentState
from translations.rights import Action
from translations.selectors.places import Place, place_is_current
from translations.services.segments import (
    segment_approve,
    segment_ask,
    segment_still_right,
    segment_write,
)


class Act(StrEnum):
    """A button."""

    KEEP = "keep"
    SEND = "send"
    APPROVE = "approve"
    ASK = "ask"
    STILL_RIGHT = "still_right"


# What whoever presses it must be allowed to do.
RIGHTS: Final = {
    Act.KEEP: Action.TRANSLATE,
    Act.SEND: Action.TRANSLATE,
    Act.APPROVE: Action.REVIEW,
    Act.ASK: Action.REVIEW,
    Act.STILL_RIGHT: Action.TRANSLATE,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants of a text.

    Attributes:
        text: what was typed, as a fragment.
        seen: version of the state that was shown.
        note: what a reviewer asks for.
        accepted: code of a warning -> the reason for which it is accepted.
        may_approve: whether "still right" approves at once.
    """

    act: Act
    text: str
    seen: int
    note: str = ""
    accepted: Mapping[str, str] = field(default_factory=dict)
    may_approve: bool = False


def text_act(
    *, translation: Translation, place: Place, wish: Wish, actor: Actor
) -> SegmentState:
    """Do what somebody wants of a text.

    Raises:
        SourceGoneError: the text has left the source; what was typed was kept.
        TextChangedError, BlockedError, OwnTextError: nothing was stored.
    """
    with transaction.atomic():
        # Whoever reads the source anew waits for this row, so it cannot leave now.
        Translation.objects.select_for_update().get(pk=translation.pk)
        if place_is_current(translation, place):
            return _ACTS[wish.act](translation, place, wish, actor)
        _keep_gone(translation, place, wish.text, actor)
    raise SourceGoneError


def _keep_gone(translation: Translation, place: Place, text: str, actor: Actor) -> None:
    stored = (
        StringTranslation.objects.filter(
            context_id=place.context_id,
            translation_of_id=place.string_id,
            locale_id=translation.target_locale_id,
        )
        .values_list("data", flat=True)
        .first()
    )
    if text and text != (stored or ""):
        segment_write(translation=translation, place=place, text=text, actor=actor)


def _write(
    translation: Translation, place: Place, wish: Wish, actor: Actor
) -> SegmentState:
    return segment_write(
        translation=translation,
        place=place,
        text=wish.text,
        actor=actor,
        seen=wish.seen,
        send=wish.act == Act.SEND,
        accepted=wish.accepted,
    )


def _approve(
    translation: Translation, place: Place, wish: Wish, actor: Actor
) -> SegmentState:
    return segment_approve(
        translation=translation,
        place=place,
        text=wish.text,
        actor=actor,
        seen=wish.seen,
        accepted=wish.accepted,
    )


def _ask(
    translation: Translation, place: Place, wish: Wish, actor: Actor
) -> SegmentState:
    return segment_ask(
        translation=translation,
        place=place,
        actor=actor,
        note=wish.note,
        seen=wish.seen,
    )


def _still_right(
    translation: Translation, place: Place, wish: Wish, actor: Actor
) -> SegmentState:
    return segment_still_right(
        translation=translation,
        place=place,
        actor=actor,
        may_approve=wish.may_approve,
        seen=wish.seen,
        accepted=wish.accepted,
    )


_Do = Callable[[Translation, Place, Wish, Actor], SegmentState]
_ACTS: Final[dict[Act, _Do]] = {
    Act.KEEP: _write,
    Act.SEND: _write,
    Act.APPROVE: _approve,
    Act.ASK: _ask,
    Act.STILL_RIGHT: _still_right,
}
