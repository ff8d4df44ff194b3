"""Mail on its way out: stored with what caused it, sent after the commit."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """One mail to one person.

    Attributes:
        key: names the mail for mail servers (Message-ID), the same at each try.
        language: code of the language asked for; texts without a catalogue are English.
        template: what was written, such as `accounts/mail/verify`; staff see this and
            the subject, never the text: it may carry a link that opens an account.
        text, html: the rendered mail; emptied some days after it was sent.
        state: `sending` is held by the one task that took the mail.
        tries: how often sending began.
        next_try_at: not tried again before this time.
        error: why the last try failed, in the words of the mail server.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("not sent")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    to = models.EmailField(_("to"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
    )
    language = models.CharField(_("language"), max_length=5)
    template = models.CharField(_("kind"), max_length=100)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.WAITING
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    next_try_at = models.DateTimeField(_("next try"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    error = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=~models.Q(state="sent"),
                name="mail_not_sent",
            )
        ]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")

    def __str__(self) -> str:
        return f"{self.template} → {self.to}"
