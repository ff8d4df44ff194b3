"""Mails about what a moderator decided: one each, in the recipient's language."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from core.current import interface_language
from core.mail import absolute_url, mail_send
from initiatives.choices import Reason, ReviewKind, ReviewState
from initiatives.models import Review
from signatories.choices import MembershipRole
from signatories.models import Membership

_TEMPLATES = {
    ReviewState.APPROVED: "initiatives/mail/approved",
    ReviewState.CHANGES_ASKED: "initiatives/mail/changes_asked",
    ReviewState.REJECTED: "initiatives/mail/rejected",
}


def review_decided(review: Review) -> None:
    """Tell whoever sent the text, or a manager when that person has left."""
    user = _recipient(review)
    if user is None:
        return
    with override(interface_language(user.language)):
        context: dict[str, Any] = {
            "name": user.get_full_name(),
            "title": review.title,
            "text_language": review.language,
            "comment": review.comment,
            "reasons": [str(Reason(code).label) for code in review.reasons],
            "link_url": absolute_url(_path(review, user.language)),
            "kind_label": _("news") if review.kind == ReviewKind.UPDATE else _("text"),
        }
    mail_send(
        to=user.email,
        language=user.language,
        template=_TEMPLATES[ReviewState(review.state)],
        context=context,
        user_id=user.pk,
    )


def _path(review: Review, language: str) -> str:
    if review.kind == ReviewKind.INITIATIVE:
        return f"/{language}/account/initiatives/{review.target_key}/{review.language}/"
    if review.kind == ReviewKind.UPDATE:
        return f"/{language}/account/initiatives/"
    return f"/{language}/account/"


def _recipient(review: Review) -> User | None:
    members = Membership.objects.filter(
        signatory_id=review.signatory_id, user__is_active=True
    ).select_related("user")
    writer = members.filter(user=review.submitted_by).first()
    manager = members.filter(role=MembershipRole.MANAGER).first()
    found = writer or manager
    return found.user if found else None
