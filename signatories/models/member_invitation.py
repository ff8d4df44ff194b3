"""An association asks its members by mail to sign; each member signs for itself."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.languages import DEFAULT
from core.models import MemberState
from signatories.choices import InvitationState, Profile
from signatories.models.signatory import Signatory

# In these states its link still leads somewhere.
OPEN_STATES = (
    InvitationState.WAITING,
    InvitationState.SENT,
    InvitationState.OPENED,
    InvitationState.BEGUN,
)


class MemberInvitationQuerySet(models.QuerySet[Any]):
    """Chains as adjectives."""

    def with_state_now(self) -> Any:
        """Add `state_now`: an open invitation whose time is over is `expired`."""
        over = models.Q(state__in=OPEN_STATES, expires_at__lte=Now())
        return self.annotate(
            state_now=models.Case(
                models.When(over, then=models.Value(InvitationState.EXPIRED)),
                default=models.F("state"),
                output_field=models.CharField(),
            )
        )


class MemberInvitation(models.Model):
    """One member of an association that is asked to sign.

    Attributes:
        inviter: the association, which sees what it typed, the state, and no more.
        token_digest: SHA-256 of the secret in the latest mail; "" when no link leads here.
        official_name, country, profile, email: as the association typed them; they fill
            in the member's form beforehand. `email` is "" once the member said no.
        language: of the mail.
        state: what became of it; `expired` follows from `expires_at` and is not stored.
        sent_at, sent_count: the latest mail, and how many there were.
        signatory: the member's own entry once it has signed; "brought by" the inviter.
        signed_by: the person who signed, whose wish to be forgotten ends this row.
    """

    inviter = models.ForeignKey(
        Signatory, on_delete=models.CASCADE, related_name="member_invitations"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    token_digest = models.CharField(max_length=64, blank=True, editable=False)
    official_name = models.CharField(_("official name"), max_length=200)
    country = models.ForeignKey(MemberState, on_delete=models.PROTECT, related_name="+")
    profile = models.CharField(_("profile"), max_length=14, choices=Profile)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(max_length=5, default=DEFAULT)
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=InvitationState,
        default=InvitationState.WAITING,
    )
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    sent_count = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()
    changed_at = models.DateTimeField(auto_now=True)
    signatory = models.ForeignKey(
        Signatory, on_delete=models.SET_NULL, null=True, related_name="brought_by"
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = MemberInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["official_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inviter", "email"],
                condition=~models.Q(email=""),
                name="member_invitation_one_per_address",
            ),
            models.UniqueConstraint(
                fields=["token_digest"],
                condition=~models.Q(token_digest=""),
                name="member_invitation_one_per_secret",
            ),
        ]
        verbose_name = _("invitation of a member")
        verbose_name_plural = _("invitations of members")

    def __str__(self) -> str:
        return f"{self.pk} of {self.inviter_id}"

    @property
    def is_open(self) -> bool:
        """Whether the member has not answered yet."""
        return self.state in OPEN_STATES


class UnwantedAddress(models.Model):
    """Somebody who wants no invitation from any association any more.

    Attributes:
        digest: keyed hash of the address, which is kept nowhere.
    """

    digest = models.CharField(max_length=64, unique=True, editable=False)
    noted_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.digest[:8]
