"""What a moderator is shown of one text."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.labels import label
from core.locales import locale_id
from core.models import PrivatePicture
from core.text import strip_markup
from initiatives.choices import ReviewKind
from initiatives.comparison import FieldChange, Piece, compare
from initiatives.drafts import LABELS, page_texts
from initiatives.models import (
    DraftPicture,
    InitiativePage,
    InitiativeUpdate,
    ModerationEvent,
    Review,
)
from initiatives.moderation_queue import scope_of
from signatories.models import DraftLogo, SignatoryProfile

_CODES = {
    "principles": "principle",
    "actions": "action",
    "groups": "group",
    "level": "level",
    "cost_band": "cost_band",
}


def review_for(user: User, pk: int) -> Review | None:
    """Return a review of a moderator's countries and languages; None otherwise."""
    review = (
        Review.objects.select_related(
            "signatory__country", "revision", "submitted_by", "decided_by"
        )
        .filter(pk=pk)
        .first()
    )
    if review is None:
        return None
    holds = scope_of(user).holds(review.signatory.country_id, review.language)
    return review if holds else None


def changes_of(
    review: Review, *, sees_flagged: bool, language: str
) -> list[FieldChange]:
    """Return every field of a text beside its last public version.

    Args:
        review: what is read.
        sees_flagged: whether marked passages may be shown.
        language: of the moderator, for the labels of codes.
    """
    old, new = _texts(review)
    flags: dict[str, list[dict[str, Any]]] = {}
    for flag in review.flags:
        flags.setdefault(flag["field"], []).append(flag)
    return [
        compare(
            name,
            str(LABELS.get(name, name)),
            _in_words(name, old.get(name, ""), language),
            _in_words(name, text, language),
            flags=flags.get(name, ()),
            sees_flagged=sees_flagged,
        )
        for name, text in new.items()
        if text or old.get(name)
    ]


def answer_of(review: Review, *, sees_flagged: bool) -> tuple[Piece, ...]:
    """Return the signatory's word to the moderator, its marked passages like a text's."""
    flags = [flag for flag in review.flags if flag["field"] == "answer"]
    text = review.answer
    return compare("answer", "", text, text, flags=flags, sees_flagged=sees_flagged).new


def _in_words(name: str, text: str, language: str) -> str:
    kind = _CODES.get(name)
    if kind is None:
        return text
    return ", ".join(label(kind, code, language) for code in text.split(", ") if code)


def _texts(review: Review) -> tuple[dict[str, str], dict[str, str]]:
    if review.kind == ReviewKind.UPDATE:
        update = InitiativeUpdate.objects.filter(key=review.target_key).first()
        return _update_texts(update) if update else ({}, {})
    revision = review.revision
    if revision is None:
        return {}, {}
    new = revision.as_object()
    live = live_of(review)
    if review.kind == ReviewKind.PROFILE:
        return _profile_texts(live) if live else {}, _profile_texts(new)
    return page_texts(live) if live else {}, page_texts(new)


def live_of(review: Review) -> Any:
    """Return what is public of the text now; None when nothing is."""
    if review.kind == ReviewKind.UPDATE:
        return InitiativeUpdate.objects.filter(
            key=review.target_key, is_public=True
        ).first()
    if review.kind == ReviewKind.PROFILE:
        return SignatoryProfile.objects.filter(
            signatory_id=review.signatory_id,
            locale_id=locale_id(review.language),
            live=True,
        ).first()
    return InitiativePage.objects.filter(
        translation_key=review.target_key,
        locale_id=locale_id(review.language),
        live=True,
    ).first()


def _profile_texts(profile: SignatoryProfile) -> dict[str, str]:
    return {
        "summary": profile.summary,
        "description": strip_markup(profile.description),
        "links": profile.links,
        "logo": _logo(profile),
    }


def _logo(profile: SignatoryProfile) -> str:
    if profile.draft_logo:
        return _("a new picture, shown below")
    # The number tells two logos of one name apart.
    return f"{profile.logo.title} #{profile.logo.pk}" if profile.logo else ""


def _update_texts(update: InitiativeUpdate) -> tuple[dict[str, str], dict[str, str]]:
    """Return what is public of a piece of news, and what is read."""
    public = {"happened_on": str(update.happened_on), "text": update.text}
    day, text = update.newest
    return public if update.is_public else {}, {"happened_on": str(day), "text": text}


def pictures_of(review: Review) -> list[dict[str, Any]]:
    """Return the pictures that nobody has approved yet, the logo of a description too."""
    if review.kind == ReviewKind.UPDATE or review.revision is None:
        return []
    draft = review.revision.as_object()
    if review.kind == ReviewKind.INITIATIVE:
        items = draft.pictures
    elif draft.draft_logo:
        items = [{"key": draft.draft_logo, "alt": review.signatory.official_name}]
    else:
        items = []
    rows = _picture_model(review).objects.in_bulk([UUID(item["key"]) for item in items])
    return [
        item | {"url": reverse("moderation-picture", args=[review.pk, item["key"]])}
        for item in items
        if UUID(item["key"]) in rows
    ]


def picture_of(review: Review, key: UUID) -> PrivatePicture | None:
    """Return a picture of a text that is being read; None for any other."""
    if str(key) not in {item["key"] for item in pictures_of(review)}:
        return None
    found: PrivatePicture | None = (
        _picture_model(review).objects.filter(key=key).first()
    )
    return found


def _picture_model(review: Review) -> type[DraftPicture] | type[DraftLogo]:
    return DraftLogo if review.kind == ReviewKind.PROFILE else DraftPicture


def log_of(review: Review) -> list[ModerationEvent]:
    """Return the log of a text, newest first."""
    events = ModerationEvent.objects.filter(target_key=review.target_key)
    return list(events.select_related("actor")[:100])


def initiative_key(review: Review) -> UUID | None:
    """Return the initiative that a review is about; None for a description."""
    if review.kind == ReviewKind.INITIATIVE:
        return review.target_key
    if review.kind == ReviewKind.UPDATE:
        return (
            InitiativeUpdate.objects.filter(key=review.target_key)
            .values_list("initiative_id", flat=True)
            .first()
        )
    return None
