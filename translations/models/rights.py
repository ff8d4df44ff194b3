"""Who may translate and review into which language."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.languages import DEFAULT, LANGUAGES
from translations.choices import Role


class LanguageRight(models.Model):
    """A person may translate or review everything into one language.

    Attributes:
        role: a reviewer may also translate, approve and publish in the language.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="language_rights",
    )
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=[(item.code, item.autonym) for item in LANGUAGES],
    )
    role = models.CharField(
        _("role"), max_length=10, choices=Role, default=Role.TRANSLATOR
    )

    panels: ClassVar = [
        FieldPanel("user"),
        FieldPanel("language"),
        FieldPanel("role"),
    ]

    class Meta:
        ordering: ClassVar = ["language", "user"]
        verbose_name = _("right in a language")
        verbose_name_plural = _("rights in languages")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "language"], name="language_right_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.language} {self.role}"


class ReviewLink(models.Model):
    """Lets a person without an account review one object in one language for a while.

    Attributes:
        digest: SHA-256 of the secret in the link, hexadecimal; the secret is not kept.
        reviewer_name, reviewer_email: whom it was made for; what they approve carries
            the name. The address is deleted 90 days after the link ended; the name stays
            with what was approved under it.
        invited_by: who answers for the person.
        revoked_at: when it was taken back.
    """

    translation = models.ForeignKey(
        "wagtail_localize.Translation",
        on_delete=models.CASCADE,
        related_name="review_links",
    )
    digest = models.CharField(max_length=64, unique=True)
    reviewer_name = models.CharField(_("name"), max_length=120)
    reviewer_email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(
        _("language of the invitation"),
        max_length=5,
        default=DEFAULT,
        choices=[(item.code, item.autonym) for item in LANGUAGES],
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.translation_id} {self.reviewer_name}"
