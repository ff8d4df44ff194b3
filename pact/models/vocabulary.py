"""Principles, actions and target groups: stable codes, labels per language."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from core.publication import PublicationMixin


class VocabularyTerm(PublicationMixin, TranslatableMixin, models.Model):
    """One term in one language.

    Attributes:
        code: stable and untranslated; pages, addresses, API and index hold it.
        label: the name in the locale's language.
        description: one sentence on what belongs to it.
        words: everyday words by which the search understands it, one a line.
        sort_order: position in lists, the same in all languages.
    """

    code = models.SlugField(
        _("code"), max_length=30, help_text=_("Never changes once it is used.")
    )
    label = models.CharField(_("label"), max_length=120)
    description = models.TextField(_("description"), blank=True)
    words = models.TextField(
        _("words of the search"),
        blank=True,
        help_text=_(
            "Everyday words and short phrases that mean this term, one a line. Somebody "
            "who searches for one of them finds everything with this term, in all "
            "languages."
        ),
    )
    sort_order = models.PositiveSmallIntegerField(_("position"), default=0)

    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField("code", overridable=False),
        SynchronizedField("sort_order", overridable=False),
    ]
    panels: ClassVar[list[Any]] = [
        FieldPanel("code"),
        FieldPanel("label"),
        FieldPanel("description"),
        FieldPanel("words"),
        FieldPanel("sort_order"),
    ]

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering = ["sort_order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "locale"], name="%(class)s_code_locale_unique"
            )
        ]

    def __str__(self) -> str:
        return self.label


class Principle(VocabularyTerm):
    """One of the four principles of the Pact."""

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("principle")
        verbose_name_plural = _("principles")


class Action(VocabularyTerm):
    """One of the eight kinds of action of the Pact."""

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")


class TargetGroup(VocabularyTerm):
    """Whom an initiative is made for."""

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")
