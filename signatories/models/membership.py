"""Who acts for a signatory in the dashboard."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from signatories.choices import MembershipRole


class Membership(models.Model):
    """A person's right to act for a signatory.

    Attributes:
        role: a manager also looks after colleagues, certificate and profile; a
            contributor writes.
        asked_still_on: when the yearly question "still you?" was last sent.
        confirmed_still_on: when the person last said "yes, still me".
    """

    signatory = ParentalKey(
        "signatories.Signatory", on_delete=models.CASCADE, related_name="memberships"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("account"),
    )
    role = models.CharField(
        _("role"),
        max_length=11,
        choices=MembershipRole,
        default=MembershipRole.CONTRIBUTOR,
    )
    joined_at = models.DateTimeField(auto_now_add=True)
    asked_still_on = models.DateField(null=True, blank=True)
    confirmed_still_on = models.DateField(null=True, blank=True)

    panels: ClassVar[list[Any]] = [FieldPanel("user"), FieldPanel("role")]

    class Meta:
        ordering = ["joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["signatory", "user"], name="membership_one_per_person"
            )
        ]
        verbose_name = _("person acting for a signatory")
        verbose_name_plural = _("people acting for a signatory")

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"

    @property
    def is_manager(self) -> bool:
        """Whether the person may also look after colleagues."""
        return self.role == MembershipRole.MANAGER
