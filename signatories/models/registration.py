"""What is typed on the way to a signature, and what waits for an answer."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.languages import DEFAULT
from core.private_files import PrivateStorage
from signatories.choices import MembershipRole, Profile, RequestState
from signatories.models.signatory import Signatory


class Registration(models.Model):
    """A sign-up on its way, found by the secret in the address of its mail.

    Attributes:
        token_digest: SHA-256 of that secret, which is stored nowhere.
        answers: what was typed, by the name of the step.
        password: hash of the password chosen; empty once the account exists.
        opened_at: when the link of the mail was first opened, which proves the address.
        accepted_at: when commitment and terms were accepted, in the wordings kept here.
        login_asked_at: when the owner of a known address was asked to log in.
        joins: the signatory it asks to join instead of making a second one.
        invitation: of an association that the person followed.
        claim: the link of staff that the person followed.
        different_from: signatories it was said to differ from, `reason` says why.
    """

    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(max_length=5, default=DEFAULT)
    profile = models.CharField(_("profile"), max_length=14, choices=Profile)
    answers = models.JSONField(default=dict)
    decision = models.FileField(
        _("decision"), storage=PrivateStorage(), upload_to="decisions", blank=True
    )
    password = models.CharField(max_length=128, blank=True, editable=False)
    commitment = models.ForeignKey(
        "pact.CommitmentVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    terms = models.ForeignKey(
        "pact.TermsVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)
    joins = models.ForeignKey(
        Signatory, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    invitation = models.ForeignKey(
        "signatories.MemberInvitation",
        on_delete=models.SET_NULL,
        null=True,
        related_name="registrations",
    )
    claim = models.ForeignKey(
        "signatories.ClaimLink", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    different_from = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    signatory = models.ForeignKey(
        Signatory, on_delete=models.SET_NULL, null=True, related_name="registrations"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    login_asked_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["email", "created_at"], name="registration_by_email")
        ]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")

    def __str__(self) -> str:
        return f"{self.profile} {self.pk}"

    def answer(self, step: str) -> dict[str, Any]:
        """Return what was typed at a step, {} before."""
        answers: dict[str, Any] = self.answers.get(step, {})
        return answers

    @property
    def is_claim(self) -> bool:
        """Whether it began at the entry itself, so that nobody asks who signs."""
        return self.joins_id is not None and "who" not in self.answers

    def is_over(self, now: datetime) -> bool:
        """Whether its link has expired."""
        return self.expires_at <= now


class JoinRequest(models.Model):
    """Somebody asks to act for a signatory that exists already.

    Attributes:
        name, office: as the person gave them; read by managers and staff alone.
        claim: the link of staff by which the person came, if it was one.
    """

    signatory = models.ForeignKey(
        Signatory, on_delete=models.CASCADE, related_name="join_requests"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="join_requests",
        verbose_name=_("account"),
    )
    name = models.CharField(_("name"), max_length=150)
    office = models.CharField(_("function"), max_length=150, blank=True)
    claim = models.ForeignKey(
        "signatories.ClaimLink", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=8, choices=RequestState, default=RequestState.OPEN
    )
    created_at = models.DateTimeField(_("asked"), auto_now_add=True)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
    )

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["signatory", "user"],
                condition=models.Q(state="open"),
                name="join_request_one_open",
            )
        ]
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")

    def __str__(self) -> str:
        return f"{self.name} → {self.signatory}"


class Invitation(models.Model):
    """A colleague is asked by mail to act for a signatory.

    Attributes:
        token_digest: SHA-256 of the secret in the mail's link.
        closed_at: when it was taken back.
        accepted_by: who accepted it, perhaps with an account of another address.
    """

    signatory = models.ForeignKey(
        Signatory, on_delete=models.CASCADE, related_name="invitations"
    )
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(max_length=5, default=DEFAULT)
    role = models.CharField(
        _("role"),
        max_length=11,
        choices=MembershipRole,
        default=MembershipRole.CONTRIBUTOR,
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["signatory", "email"],
                condition=models.Q(accepted_at=None, closed_at=None),
                name="invitation_one_open",
            )
        ]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return f"{self.pk} → {self.signatory_id}"
