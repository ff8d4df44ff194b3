"""Signing step by step: from the first mail to the entry in the registry."""

import secrets
from datetime import date, timedelta
from typing import Any, Final

from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.exceptions import AddressKnownError
from accounts.models import User
from accounts.services import account_open, address_verified
from core.models import MemberState
from pact.models import CommitmentVersion, TermsVersion
from signatories import emails
from signatories.choices import MembershipRole
from signatories.exceptions import DoubleError, RegistrationError
from signatories.models import (
    Membership,
    Registration,
    Signatory,
    Signature,
)
from signatories.selectors import doubles_of
from signatories.services.joining import join_request
from signatories.services.lifecycle import log, signatory_register
from signatories.services.members import member_answered, member_begun
from signatories.tokens import certificate_number

# Which answers become facts of the registry.
FACTS: Final = (
    "official_name",
    "latin_name",
    "place",
    "region",
    "official_code",
    "population_band",
    "organisation_kind",
    "member_count",
    "register_number",
    "office",
    "website",
    "geoname_id",
)


def registration_opened(*, registration: Registration) -> None:
    """Note that the mail arrived: who opens its link owns the address."""
    if registration.opened_at is None:
        registration.opened_at = timezone.now()
        registration.save(update_fields=["opened_at"])


def registration_answer(
    *, registration: Registration, step: str, answers: dict[str, str], language: str
) -> None:
    """Keep what was typed at a step, right or not yet."""
    registration.answers = {**registration.answers, step: answers}
    registration.language = language
    registration.save(update_fields=["answers", "language"])
    member_begun(registration)


def registration_decision(
    *, registration: Registration, file: ContentFile[bytes]
) -> None:
    """Keep the decision as a private document in the place of a former one."""
    if registration.decision:
        registration.decision.delete(save=False)
    registration.decision.save(file.name or "decision.pdf", file, save=False)
    registration.save(update_fields=["decision"])


def registration_accept(
    *,
    registration: Registration,
    commitment: CommitmentVersion,
    terms: TermsVersion | None,
) -> None:
    """Note in which wordings commitment and conditions were accepted, and when."""
    registration.commitment, registration.terms = commitment, terms
    registration.accepted_at = timezone.now()
    registration.save(update_fields=["commitment", "terms", "accepted_at"])


def registration_password(*, registration: Registration, password: str) -> None:
    """Keep the hash of the password until the account is opened with it."""
    registration.password = make_password(password)
    registration.save(update_fields=["password"])


def registration_join(*, registration: Registration, signatory: Signatory) -> None:
    """Ask to join a signatory instead of signing a second time."""
    registration.joins = signatory
    registration.save(update_fields=["joins"])


def registration_differ(
    *, registration: Registration, doubles: list[Signatory], reason: str
) -> None:
    """Note that these are others, and why; staff see it."""
    keys = {*registration.different_from, *(str(item.key) for item in doubles)}
    registration.different_from = sorted(keys)
    registration.reason, registration.joins = reason, None
    registration.save(update_fields=["different_from", "reason", "joins"])


def registration_finish(
    *, registration: Registration, token: str, user: User | None, fields: dict[str, Any]
) -> Registration | None:
    """Sign, or ask to join, as the person logged in or with a new account.

    Returns:
        the registration, completed; None when its address has an account already: the
        owner got a mail and goes on after logging in.

    Raises:
        RegistrationError, DoubleError: as in `registration_complete`.
    """
    if registration.completed_at:
        return registration
    person = user or registration.user or _account(registration, token)
    if person is None:
        return None
    return registration_complete(registration=registration, user=person, fields=fields)


def _account(registration: Registration, token: str) -> User | None:
    if registration.opened_at is None or not registration.password:
        raise RegistrationError(f"registration {registration.pk} is not complete")
    now, asked = timezone.now(), registration.login_asked_at
    if asked and asked > now - timedelta(hours=1):
        return None
    try:
        user = account_open(
            email=registration.email,
            password=secrets.token_urlsafe(32),
            name=registration.answer("account").get("name", ""),
            language=registration.language,
            next_path=f"/{registration.language}/sign/{token}/check/",
        )
    except AddressKnownError:
        registration.login_asked_at = now
        registration.save(update_fields=["login_asked_at"])
        return None
    # The password was checked when it was typed; only its hash was kept since.
    user.password = registration.password
    user.save(update_fields=["password"])
    address_verified(user)
    registration.user, registration.password = user, ""
    registration.save(update_fields=["user", "password"])
    return user


@transaction.atomic
def registration_complete(
    *, registration: Registration, user: User, fields: dict[str, Any]
) -> Registration:
    """Make the signatory, its signature and its first manager; or the request to join.

    One sign-up of a country is looked at after the other, so that of two of one town
    the second finds the first.

    Args:
        registration: all its steps are right; repeated calls change nothing.
        user: who signs, with a proved address.
        fields: cleaned values of the steps: those of Signatory, and `name`,
            `signer_office`, `decided_by`, `decided_on`.

    Raises:
        RegistrationError: commitment or conditions have not been accepted.
        DoubleError: somebody has signed for the same authority meanwhile.
    """
    locked = Registration.objects.select_for_update().get(pk=registration.pk)
    if locked.completed_at:
        return locked
    if locked.joins:
        join_request(
            signatory=locked.joins,
            user=user,
            name=fields["name"],
            office=fields["signer_office"],
            claim=locked.claim,
        )
        return _completed(locked, user)
    if locked.commitment is None or locked.accepted_at is None:
        raise RegistrationError(f"registration {locked.pk} accepts nothing")
    MemberState.objects.select_for_update().get(code=fields["country_id"])
    doubles = doubles_of(locked.profile, fields)
    unasked = [item for item in doubles if str(item.key) not in locked.different_from]
    if unasked:
        raise DoubleError(unasked)
    signatory = _signatory(locked, user, fields)
    _sign(locked, signatory, user, fields)
    Membership.objects.create(
        signatory=signatory, user=user, role=MembershipRole.MANAGER
    )
    emails.registered(signatory, user)
    return _completed(locked, user, signatory)


def _signatory(
    registration: Registration, user: User, fields: dict[str, Any]
) -> Signatory:
    facts = {name: fields[name] for name in FACTS if fields.get(name) not in (None, "")}
    signatory = signatory_register(
        actor=user,
        profile=registration.profile,
        country_id=fields["country_id"],
        signed_on=timezone.localdate(),
        commitment=registration.commitment,
        **facts,
    )
    if registration.different_from:
        others = ", ".join(registration.different_from)
        log(signatory, "differs", f"{others}: {registration.reason}", user)
    return signatory


def _sign(
    registration: Registration,
    signatory: Signatory,
    user: User,
    fields: dict[str, Any],
) -> None:
    commitment = registration.commitment
    if commitment is None:
        raise RegistrationError(f"registration {registration.pk} accepts nothing")
    today: date = timezone.localdate()
    Signature.objects.create(
        signatory=signatory,
        commitment_version=commitment,
        number=commitment.number,
        language=commitment.language,
        text_hash=commitment.text_hash,
        terms=registration.terms,
        signed_on=today,
        signed_by=user,
        signer_name=fields["name"],
        signer_office=fields["signer_office"],
        decided_by=fields.get("decided_by", ""),
        decided_on=fields.get("decided_on"),
        decision=registration.decision.name or "",
        certificate_number=certificate_number(today.year),
    )


def _completed(
    registration: Registration, user: User, signatory: Signatory | None = None
) -> Registration:
    """Close the registration; what was typed is kept no longer."""
    registration.completed_at = timezone.now()
    registration.user, registration.signatory = user, signatory
    registration.answers, registration.password = {}, ""
    registration.decision = ""
    registration.save()
    member_answered(registration, user, signatory)
    return registration


def registrations_forget() -> int:
    """Delete registrations whose link has expired, with documents nobody signed with."""
    over = Registration.objects.filter(expires_at__lte=timezone.now())
    count = 0
    for registration in over.iterator():
        if registration.decision:
            registration.decision.delete(save=False)
        registration.delete()
        count += 1
    return count
