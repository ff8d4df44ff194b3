"""The link with which an authority claims the page that staff recorded for it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from signatories.models.signatory import Signatory


class ClaimLink(models.Model):
    """A secret address that staff hand to an authority; whoever comes is still checked.

    Attributes:
        token_digest: SHA-256 of the secret, which is shown once and stored nowhere.
        sent_to: the address staff had it mailed to, "" when they handed it over.
        closed_at: when it was taken back, or replaced by another one.
    """

    signatory = models.ForeignKey(
        Signatory, on_delete=models.CASCADE, related_name="claim_links"
    )
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    sent_to = models.EmailField(_("sent to"), blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("claim link")
        verbose_name_plural = _("claim links")

    def __str__(self) -> str:
        return f"{self.pk} → {self.signatory_id}"
