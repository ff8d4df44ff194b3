"""Registering a signatory and its way through the statuses."""

from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from core import withdrawal
from core.addresses import address_assign, address_free_slug, slug_from
from core.models import PublicAddress
from core.pictures import pictures_take_down
from signatories import emails, rules
from signatories.certificates import certificates_delete
from signatories.choices import Status
from signatories.exceptions import TransitionError
from signatories.models import Signatory, SignatoryEvent

KIND = PublicAddress.Kind.SIGNATORY


@transaction.atomic
def signatory_register(
    *, actor: User | None, slug: str = "", **fields: Any
) -> Signatory:
    """Create a signatory that awaits confirmation, with its address and its log.

    Args:
        actor: who registers it, None for the system.
        slug: address wanted; by default made from its name in Latin letters.
        fields: fields of Signatory; `status` only for what staff record.
    """
    signatory = Signatory(**fields)
    signatory.full_clean(exclude=["key"])
    # Saving gives it an address made from its name (see the room's apps.py).
    signatory.save()
    if slug:
        signatory_ensure_address(signatory=signatory, slug=slug)
        signatory.save()
    log(signatory, "registered", "", actor)
    return signatory


def signatory_ensure_address(*, signatory: Signatory, slug: str = "") -> None:
    """Give a signatory its address if it has none yet."""
    wanted = slug or slug_from(signatory.latin_name or signatory.official_name)
    free = address_free_slug(kind=KIND, wanted=wanted, key=signatory.key)
    address_assign(kind=KIND, key=signatory.key, slug=free)


@transaction.atomic
def signatory_transition(
    *, signatory: Signatory, verb: str, actor: User | None, reason: str = ""
) -> None:
    """Confirm, reject, withdraw or restore a signatory, log it, tell its people.

    Raises:
        TransitionError: its status, read again under a lock, does not allow the step, or
            a reason is missing.
    """
    locked = Signatory.objects.select_for_update().get(pk=signatory.pk)
    starts, end = rules.TRANSITIONS[verb]
    if locked.status not in starts:
        raise TransitionError(f"{locked} is {locked.status}: it cannot be {verb}")
    if verb in rules.NEEDS_REASON and not reason.strip():
        raise TransitionError(f"{locked} cannot be {verb} without a reason")
    if verb in rules.NEEDS_SOURCE and not may_be_recorded(locked):
        raise TransitionError(f"{locked} has no source, or people: confirm it")
    if verb == "restored":
        withdrawal.lift(kind=KIND, key=locked.key)
    locked.status = end
    locked.save()
    log(locked, verb, reason, actor)
    if verb == "withdrawn":
        withdrawal.withdraw(kind=KIND, key=locked.key, reason=reason, actor=actor)
    emails.status_changed(locked, verb, reason)
    signatory.refresh_from_db()


def may_be_recorded(signatory: Signatory) -> bool:
    """Whether a source is all that speaks for it: nobody acts for it here."""
    return bool(signatory.recorded_source) and not signatory.memberships.exists()


def signatory_take_down(kind: str, key: UUID) -> None:
    """Withdrawal handler: the registry row, its descriptions and logos go offline."""
    if kind != KIND:
        return
    for signatory in Signatory.objects.select_for_update().filter(key=key):
        if signatory.status != Status.WITHDRAWN:
            signatory.status = Status.WITHDRAWN
            signatory.save()
            log(signatory, "withdrawn", "", None)
        for profile in signatory.profiles.filter(live=True):
            profile.unpublish()
        pictures_take_down(_logos(signatory))
        for signature in signatory.signatures.all():
            certificates_delete(signature)


def _logos(signatory: Signatory) -> set[int | None]:
    """Return the images of its descriptions and of their drafts.

    A draft may show one that was public before.
    """
    profiles = list(signatory.profiles.all())
    drafts = [profile.get_latest_revision_as_object() for profile in profiles]
    return {profile.logo_id for profile in (*profiles, *drafts)}


def log(signatory: Signatory, verb: str, reason: str, actor: User | None) -> None:
    """Write a line of the signatory's log."""
    SignatoryEvent.objects.create(
        signatory=signatory, verb=verb, detail=reason, actor=actor
    )
