"""The mails of the room; each is called by the service whose event it tells."""

from django.conf import settings

from accounts.models import User
from core.addresses import address_current
from core.languages import DEFAULT
from core.mail import absolute_url, mail_send
from core.models import PublicAddress
from signatories.choices import MembershipRole
from signatories.models import (
    ClaimLink,
    Invitation,
    JoinRequest,
    MemberInvitation,
    Membership,
    Registration,
    Signatory,
)

TEMPLATES = "signatories/mail"
INVITED = f"{TEMPLATES}/invited"
MEMBER_INVITED = f"{TEMPLATES}/member_invited"


def registration_link(registration: Registration, token: str) -> None:
    """Send the link under which somebody goes on signing."""
    language = registration.language
    mail_send(
        to=registration.email,
        language=language,
        template=f"{TEMPLATES}/start",
        context={
            "url": absolute_url(f"/{language}/sign/{token}/"),
            "claimed": registration.joins.official_name if registration.joins else "",
            "expires_on": registration.expires_at.date(),
        },
    )


def registered(signatory: Signatory, user: User) -> None:
    """Tell who signed that the signature awaits confirmation."""
    _to(user, "registered", signatory, _own_page(signatory, user))


def status_changed(signatory: Signatory, verb: str, reason: str) -> None:
    """Tell everybody who acts for a signatory what was decided about it."""
    for membership in signatory.memberships.select_related("user"):
        user = membership.user
        page = _page if signatory.is_public else _own_page
        context = {"verb": verb, "reason": reason}
        _to(user, "status", signatory, page(signatory, user), **context)


def join_asked(request: JoinRequest) -> None:
    """Ask the managers, or the secretariat when there are none, about a new person."""
    signatory = request.signatory
    managers = Membership.objects.filter(
        signatory=signatory, role=MembershipRole.MANAGER
    ).select_related("user")
    context = {"person": request.name, "office": request.office}
    for membership in managers:
        user = membership.user
        _to(user, "join_asked", signatory, _colleagues(signatory, user), **context)
    if not managers:
        mail_send(
            to=settings.CONTACT_EMAIL,
            language=DEFAULT,
            template=f"{TEMPLATES}/join_asked",
            context={
                "signatory": signatory.official_name,
                "url": absolute_url(f"/admin/signatories/{signatory.pk}/status/"),
                **context,
            },
        )


def join_decided(request: JoinRequest, *, is_accepted: bool) -> None:
    """Tell somebody whether they may act for the signatory now."""
    user = request.user
    context = {"is_accepted": is_accepted}
    _to(user, "join_decided", request.signatory, _dashboard(user), **context)


def invited(invitation: Invitation, token: str, inviter: str) -> None:
    """Send a colleague the link of an invitation."""
    language = invitation.language
    mail_send(
        to=invitation.email,
        language=language,
        template=INVITED,
        context={
            "signatory": invitation.signatory.official_name,
            "inviter": inviter,
            "url": absolute_url(f"/{language}/sign/colleague/{token}/"),
            "expires_on": invitation.expires_at.date(),
        },
    )


def member_invited(invitation: MemberInvitation, token: str, unwanted: str) -> None:
    """Ask a member of an association to sign, and say how never to be asked again."""
    language = invitation.language
    mail_send(
        to=invitation.email,
        language=language,
        template=MEMBER_INVITED,
        context={
            "inviter": invitation.inviter.official_name,
            "member": invitation.official_name,
            "url": absolute_url(f"/{language}/sign/member/{token}/"),
            "unwanted_url": absolute_url(f"/{language}/sign/no/{unwanted}/"),
            "expires_on": invitation.expires_at.date(),
        },
    )


def claim_link(link: ClaimLink, token: str, language: str) -> None:
    """Send the link with which an authority claims the page recorded for it."""
    mail_send(
        to=link.sent_to,
        language=language,
        template=f"{TEMPLATES}/claim",
        context={
            "signatory": link.signatory.official_name,
            "source": link.signatory.recorded_source,
            "signed_on": link.signatory.signed_on,
            "url": absolute_url(f"/{language}/sign/claim/{token}/"),
            "expires_on": link.expires_at.date(),
        },
    )


def removed(signatory: Signatory, user: User) -> None:
    """Tell somebody that the person no longer acts for the signatory."""
    _to(user, "removed", signatory, _dashboard(user))


def role_changed(membership: Membership) -> None:
    """Tell somebody the new role."""
    user = membership.user
    _to(
        user,
        "role",
        membership.signatory,
        _dashboard(user),
        is_manager=membership.is_manager,
    )


def still_asked(membership: Membership, token: str) -> None:
    """Ask once a year whether somebody still acts for the signatory."""
    user = membership.user
    _to(user, "still", membership.signatory, f"/{user.language}/sign/still/{token}/")


def _to(
    user: User, template: str, signatory: Signatory, path: str, **context: object
) -> None:
    mail_send(
        to=user.email,
        language=user.language,
        template=f"{TEMPLATES}/{template}",
        context={
            "name": user.get_full_name(),
            "signatory": signatory.official_name,
            "url": absolute_url(path),
            **context,
        },
        user_id=user.pk,
    )


def _page(signatory: Signatory, user: User) -> str:
    slug = address_current(kind=PublicAddress.Kind.SIGNATORY, key=signatory.key)
    return f"/{user.language}/signatories/{slug}/"


def _own_page(signatory: Signatory, user: User) -> str:
    """Lead to a page that is not public yet, by logging in."""
    return f"/{user.language}/account/login/?next={_page(signatory, user)}"


def _dashboard(user: User) -> str:
    return f"/{user.language}/account/"


def _colleagues(signatory: Signatory, user: User) -> str:
    return f"/{user.language}/account/signatories/{signatory.key}/colleagues/"
