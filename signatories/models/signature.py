"""What was signed, by whom, in which wording."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.private_files import PrivateStorage
from signatories.models.signatory import Signatory


class Signature(models.Model):
    """One act of signing; kept because a signature is a public act.

    Attributes:
        commitment_version: the wording read; where nobody had reviewed it the English
            text stood beside it and counts.
        number, language, text_hash: of that wording, whatever becomes of its row.
        terms: the conditions accepted with it.
        decided_by, decided_on: who decided to sign and when, as an authority gave it.
        decision: that decision as a document, for the secretariat alone.
        signer_name, signer_office: of the person who signed; erased with the account.
        certificate_number: on the certificate and in the address that checks it.
    """

    signatory = models.ForeignKey(
        Signatory, on_delete=models.CASCADE, related_name="signatures"
    )
    commitment_version = models.ForeignKey(
        "pact.CommitmentVersion",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("commitment"),
    )
    number = models.PositiveSmallIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=5)
    text_hash = models.CharField(_("hash"), max_length=64)
    terms = models.ForeignKey(
        "pact.TermsVersion",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("conditions"),
    )
    signed_on = models.DateField(_("signed on"))
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="signatures",
        verbose_name=_("account"),
    )
    signer_name = models.CharField(_("name"), max_length=150, blank=True)
    signer_office = models.CharField(_("function"), max_length=150, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=200, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision = models.FileField(
        _("decision"), storage=PrivateStorage(), upload_to="decisions", blank=True
    )
    certificate_number = models.CharField(
        _("certificate"), max_length=20, unique=True, editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-signed_on", "-pk"]
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")

    def __str__(self) -> str:
        return self.certificate_number
