"""Earlier signatories, recorded by staff from a source, and who claims their pages."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.models import MemberState
from signatories import emails
from signatories.choices import Status
from signatories.exceptions import TransitionError
from signatories.models import ClaimLink, Signatory
from signatories.services.lifecycle import log, signatory_register
from signatories.tokens import token_digest, token_new

CLAIM_DAYS: Final = 60
CLAIM_KEPT: Final = timedelta(days=365)
# What makes two rows the same: a list imported again creates nothing.
SAME: Final = ("profile", "country_id", "official_name", "place", "official_code")
FACTS: Final = (*SAME, "geoname_id", "signed_on", "recorded_source")


@transaction.atomic
def earlier_import(
    *, rows: Sequence[dict[str, Any]], actor: User | None
) -> list[Signatory]:
    """Record signatories of an earlier list; each is public with its source.

    Args:
        rows: `FACTS`, and `language` in which to write to it.
        actor: who imports.

    Returns:
        those that are new; what exists with the very same facts, whatever its status,
        is left alone: nothing withdrawn comes back this way.
    """
    countries = sorted({row["country_id"] for row in rows})
    # As at a sign-up: of two that record one town the second finds the first.
    list(
        MemberState.objects.select_for_update().filter(pk__in=countries).order_by("pk")
    )
    names = {row["official_name"] for row in rows}
    there = set(Signatory.objects.filter(official_name__in=names).values_list(*SAME))
    created = []
    for row in rows:
        identity = tuple(row[name] for name in SAME)
        if identity not in there:
            there.add(identity)
            created.append(_record(row, actor))
    return created


def _record(row: dict[str, Any], actor: User | None) -> Signatory:
    facts = {name: row[name] for name in FACTS if row.get(name)}
    signatory = signatory_register(
        actor=actor,
        status=Status.RECORDED,
        recorded_language=row["language"],
        **facts,
    )
    log(signatory, "recorded", row["recorded_source"], actor)
    return signatory


@transaction.atomic
def claim_link_make(
    *, signatory: Signatory, actor: User, email: str = "", language: str = ""
) -> str:
    """Make the link with which an authority claims its page; a former one ends.

    Args:
        signatory: recorded, and claimed by nobody yet.
        actor: who makes it.
        email: where to mail it, "" when staff hand it over themselves.
        language: of that mail.

    Returns:
        the secret, which is stored nowhere.

    Raises:
        TransitionError: the signatory is not a recorded one, or no longer.
    """
    locked = Signatory.objects.select_for_update().get(pk=signatory.pk)
    if not locked.is_recorded:
        raise TransitionError(f"{locked} is {locked.status}: nobody can claim it")
    _close(locked)
    token = token_new()
    link = ClaimLink.objects.create(
        signatory=locked,
        token_digest=token_digest(token),
        sent_to=email.strip().lower(),
        created_by=actor,
        expires_at=timezone.now() + timedelta(days=CLAIM_DAYS),
    )
    log(locked, "claim-link", "", actor)
    if email:
        emails.claim_link(link, token, language)
    return token


@transaction.atomic
def claim_link_close(*, signatory: Signatory, actor: User) -> None:
    """Take the claim link back."""
    if _close(signatory):
        log(signatory, "claim-closed", "", actor)


def _close(signatory: Signatory) -> int:
    open_links = ClaimLink.objects.filter(signatory=signatory, closed_at=None)
    return open_links.update(closed_at=timezone.now())


def signatory_claimed(signatory: Signatory, actor: User) -> None:
    """Note that somebody acts for a recorded signatory now, with the consent of staff.

    Its date and source stay what they are. The mail about the decision says it all:
    no other one is sent.
    """
    locked = Signatory.objects.select_for_update().get(pk=signatory.pk)
    if locked.is_recorded:
        locked.status = Status.CONFIRMED
        locked.save()
        _close(locked)
        log(locked, "claimed", "", actor)
        signatory.status = locked.status


def claim_links_forget() -> None:
    """Delete links a year after they expired."""
    ClaimLink.objects.filter(expires_at__lte=timezone.now() - CLAIM_KEPT).delete()
