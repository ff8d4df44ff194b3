"""The reading of texts: sent, decided, taken back. Two decisions at once: one counts."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from accounts.models import User
from core.safeguarding import disclosures
from initiatives import emails
from initiatives.choices import ReviewState
from initiatives.exceptions import (
    HiddenPassageError,
    LockedTextError,
    ReviewClosedError,
)
from initiatives.models import FlaggedText, ModerationEvent, Review
from initiatives.models.review import OPEN
from initiatives.services.blanking import blank_earlier
from initiatives.services.targets import publish
from signatories.choices import PopulationBand
from signatories.models import Signatory

SMALL_PLACES = (PopulationBand.UNDER_5000, PopulationBand.UNDER_20000)


@transaction.atomic
def review_submit(
    *,
    kind: str,
    target_key: UUID,
    language: str,
    signatory: Signatory,
    title: str,
    texts: Mapping[str, str],
    user: User,
    revision: Revision | None = None,
    answer: str = "",
) -> Review:
    """Send a text to the moderators, for the first time or after changes.

    Args:
        kind: of `ReviewKind`.
        target_key: key of the initiative or update, or of the signatory for its
            description.
        language: of the text.
        signatory: whose text it is; its country routes the reading.
        user: who sends it and gets the mail.
        title: for the moderators' list and mails; a marked one is replaced there by the
            name of the signatory.
        texts: the free text by field; it is checked, and only marked passages are kept.
        revision: what is to be published; None for what has no revisions.
        answer: what the signatory says to the moderator; checked like the texts.

    Raises:
        LockedTextError: it is being read already.
    """
    review = (
        Review.objects.select_for_update()
        .filter(kind=kind, target_key=target_key, language=language, state__in=OPEN)
        .first()
    )
    if review and review.state == ReviewState.SUBMITTED:
        raise LockedTextError(f"{review} is being read")
    review = review or Review(
        kind=kind, target_key=target_key, language=language, signatory=signatory
    )
    texts = {**texts, "answer": answer}
    flags = _flags(texts, language, signatory)
    marked = {flag["field"] for flag in flags}
    review.state = ReviewState.SUBMITTED
    review.revision = revision
    # Lists and mails show it to people who may not see marked passages.
    review.title = (signatory.official_name if "title" in marked else title)[:255]
    review.submitted_by, review.submitted_at = user, timezone.now()
    review.answer = answer
    review.flags = flags
    review.save()
    _keep_passages(review, texts, flags)
    # Every moderator reads the log, and it is kept.
    log_event(review, "submitted", "" if "answer" in marked else answer, user)
    return review


@transaction.atomic
def review_take_back(*, review_id: int, actor: User) -> None:
    """Take a text back before anybody decided; it can be changed again.

    Raises:
        ReviewClosedError: somebody decided meanwhile.
    """
    review = _locked(review_id)
    review.state = ReviewState.SUPERSEDED
    review.save(update_fields=["state"])
    log_event(review, "taken-back", "", actor)


@transaction.atomic
def review_approve(
    *,
    review_id: int,
    actor: User,
    comment: str = "",
    pictures: Collection[UUID] = (),
    read: str = "",
) -> Review:
    """Publish exactly what was read.

    Args:
        review_id: primary key of the review.
        actor: the moderator.
        comment: goes to the signatory with the mail.
        pictures: keys of the pictures in which the moderator saw no child that can be
            recognised.
        read: as of `_locked`.

    Raises:
        ReviewClosedError: somebody decided meanwhile, or it was sent anew.
        HiddenPassageError: a flagged passage is hidden from the moderator.
        UnconfirmedPictureError: a picture was not ticked.
    """
    review = _locked(review_id, read)
    if review.flags and not actor.has_perm("initiatives.view_flaggedtext"):
        raise HiddenPassageError(f"{review} has passages hidden from {actor.pk}")
    publish(review, pictures=pictures, actor=actor)
    return _decided(review, ReviewState.APPROVED, "approved", actor, (), comment)


@transaction.atomic
def review_ask_changes(
    *,
    review_id: int,
    actor: User,
    reasons: Iterable[str],
    comment: str,
    read: str = "",
) -> Review:
    """Ask for changes; the signatory can write again.

    Raises:
        ReviewClosedError: somebody decided meanwhile, or it was sent anew.
    """
    review = _locked(review_id, read)
    return _decided(
        review, ReviewState.CHANGES_ASKED, "changes-asked", actor, reasons, comment
    )


@transaction.atomic
def review_reject(
    *,
    review_id: int,
    actor: User,
    reasons: Iterable[str],
    comment: str,
    read: str = "",
) -> Review:
    """Reject a text; a public version of it stays.

    Raises:
        ReviewClosedError: somebody decided meanwhile, or it was sent anew.
    """
    review = _locked(review_id, read)
    return _decided(review, ReviewState.REJECTED, "rejected", actor, reasons, comment)


def close_reviews(
    keys: Iterable[UUID], *, kind: str, language: str | None = None
) -> None:
    """Close what waits about texts that were withdrawn or thrown away.

    Args:
        keys: of the texts.
        kind: of `ReviewKind`; a key of one kind says nothing of another.
        language: one language alone; None for all.
    """
    waiting = Review.objects.filter(
        kind=kind, target_key__in=list(keys), state__in=OPEN
    )
    if language is not None:
        waiting = waiting.filter(language=language)
    waiting.update(state=ReviewState.SUPERSEDED)


def log_event(
    review: Review, verb: str, detail: str, actor: User | None, reasons: Any = ()
) -> None:
    """Write a line into the log of a text."""
    ModerationEvent.objects.create(
        kind=review.kind,
        target_key=review.target_key,
        language=review.language,
        verb=verb,
        detail=detail,
        reasons=list(reasons),
        actor=actor,
    )


def _locked(review_id: int, read: str = "") -> Review:
    """Return a review that waits, under a lock.

    Args:
        review_id: primary key of the review.
        read: when the text that the moderator had before their eyes was sent; one row
            serves all sendings. "" is not checked.
    """
    review = (
        Review.objects.select_for_update(of=("self",))
        .select_related("signatory", "revision", "submitted_by")
        .get(pk=review_id)
    )
    if review.state != ReviewState.SUBMITTED:
        raise ReviewClosedError(f"{review} is {review.state}")
    if read and read != review.submitted_at.isoformat():
        raise ReviewClosedError(f"{review} was sent anew")
    return review


def _decided(
    review: Review,
    state: ReviewState,
    verb: str,
    actor: User,
    reasons: Iterable[str],
    comment: str,
) -> Review:
    review.state = state
    review.decided_by, review.decided_at = actor, timezone.now()
    review.reasons, review.comment = list(reasons), comment.strip()
    review.save(
        update_fields=["state", "decided_by", "decided_at", "reasons", "comment"]
    )
    log_event(review, verb, review.comment, actor, review.reasons)
    emails.review_decided(review)
    return review


def _flags(
    texts: Mapping[str, str], language: str, signatory: Signatory
) -> list[dict[str, Any]]:
    small_place = signatory.population_band in SMALL_PLACES
    return [
        {
            "field": name,
            "kind": str(flag.kind),
            "start": flag.start,
            "end": flag.end,
            "strength": flag.strength,
        }
        for name, text in texts.items()
        for flag in disclosures(text, language, small_place=small_place)
    ]


def _keep_passages(
    review: Review, texts: Mapping[str, str], flags: list[dict[str, Any]]
) -> None:
    """Keep the passages of this sending; those of earlier ones leave older versions.

    What was taken out stays a row for officers until its 30 days are over. What is
    marked again is one row, with the date of this sending.
    """
    blank_earlier(review)
    rows = [
        FlaggedText(
            review=review,
            field=flag["field"],
            kind=flag["kind"],
            passage=texts[flag["field"]][flag["start"] : flag["end"]],
            flagged_at=review.submitted_at,
        )
        for flag in flags
    ]
    review.flagged_texts.filter(
        kept_reason="", passage__in=[row.passage for row in rows]
    ).delete()
    FlaggedText.objects.bulk_create(rows)
