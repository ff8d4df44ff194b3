"""The account's first page: what to do next, and everything a person looks after."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.current import current_language, interface_language
from core.models import OutgoingMail
from initiatives.choices import TextStatus
from initiatives.own import OwnText, own_texts
from signatories.choices import RequestState
from signatories.models import JoinRequest, Membership, SignatoryProfile
from signatories.selectors import STANDING, page_path

# What is read on the first page; the list has everything.
SHOWN: Final = 5

_DRAFTS: Final = (TextStatus.DRAFT, TextStatus.CHANGED, TextStatus.REJECTED)


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do next.

    Attributes:
        text: what to do, as the text of the link.
        url: where.
        note: why, or in whose words; "" when the text says all.
        about: title it is about, in the language `language`; "" for none.
    """

    text: str
    url: str
    note: str = ""
    about: str = ""
    language: str = ""


def dashboard_context(user: User) -> dict[str, Any]:
    """Return what a person acts for, what waits, and the state of every text."""
    memberships = list(
        Membership.objects.filter(user=user)
        .select_related("signatory__country")
        .order_by("signatory__official_name")
    )
    texts = own_texts(user) if memberships else []
    drafts = [text for text in texts if text.status in _DRAFTS]
    reading = [text for text in texts if text.status == TextStatus.SUBMITTED]
    published = [text for text in texts if text.status == TextStatus.PUBLISHED]
    return {
        "user": user,
        "steps": list(_steps(memberships, texts)),
        "signatories": [_signatory(own) for own in memberships],
        "groups": [
            {"title": title, "texts": rows[:SHOWN], "more": len(rows) - SHOWN}
            for title, rows in (
                (_("Drafts"), drafts),
                (_("Being read by the secretariat"), reading),
                (_("Published"), published),
            )
            if rows
        ],
        "has_texts": bool(texts),
        "notifications": _notifications(user),
    }


def _notifications(user: User) -> list[dict[str, Any]]:
    """Return what the portal has written to a person lately, by subject and day alone."""
    rows = OutgoingMail.objects.filter(user=user).only(
        "subject", "language", "state", "created_at"
    )
    return [
        {
            "subject": row.subject,
            "language": interface_language(row.language),
            "written_at": row.created_at,
            "is_undelivered": row.state == OutgoingMail.State.FAILED,
        }
        for row in rows[:SHOWN]
    ]


def _signatory(own: Membership) -> dict[str, str]:
    signatory = own.signatory
    return {
        "name": signatory.official_name,
        "status_label": signatory.get_status_display(),
        "role_label": own.get_role_display(),
        "url": reverse("signatories:own", args=[signatory.key]),
        "page_url": page_path(signatory, current_language()),
    }


def _steps(memberships: list[Membership], texts: list[OwnText]) -> Iterator[Step]:
    yield from _asked(texts)
    yield from _requests(memberships)
    yield from _descriptions(memberships)
    if memberships and not texts:
        yield Step(
            _("Tell Europe what you do: write about your first initiative"),
            reverse("initiatives:own-new"),
            _("A title is enough to begin; everything else can wait."),
        )


def _asked(texts: list[OwnText]) -> Iterator[Step]:
    """Yield the texts in which a moderator has asked for changes."""
    for text in texts:
        if text.status == TextStatus.CHANGES_ASKED:
            yield Step(
                _("Answer the moderator: changes were asked for"),
                reverse("initiatives:own-edit", args=[text.key, text.language]),
                text.review.comment if text.review else "",
                text.title,
                text.language,
            )


def _requests(memberships: list[Membership]) -> Iterator[Step]:
    """Yield the requests to join that a manager has to answer."""
    managed = {own.signatory_id: own.signatory for own in memberships if own.is_manager}
    waiting = JoinRequest.objects.filter(
        signatory__in=managed, state=RequestState.OPEN
    ).order_by("created_at")
    for request in waiting:
        signatory = managed[request.signatory_id]
        yield Step(
            _("Somebody asks to act for %(signatory)s: %(name)s")
            % {"signatory": signatory, "name": request.name},
            reverse("signatories:colleagues", args=[signatory.key]),
        )


def _descriptions(memberships: list[Membership]) -> Iterator[Step]:
    """Yield the signatories that say nothing of themselves yet."""
    standing = {
        own.signatory_id: own.signatory
        for own in memberships
        if own.signatory.status in STANDING
    }
    described = set(
        SignatoryProfile.objects.filter(signatory__in=standing).values_list(
            "signatory_id", flat=True
        )
    )
    for pk, signatory in standing.items():
        if pk not in described:
            yield Step(
                _("Describe %(signatory)s in your own language")
                % {"signatory": signatory},
                reverse("signatories:own", args=[signatory.key]),
            )
