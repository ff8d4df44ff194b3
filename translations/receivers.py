"""Notices when a source is published, however that came about."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.signals import post_delete, post_save
from wagtail.models import DraftStateMixin, TranslatableMixin
from wagtail.signals import published
from wagtail_localize.models import TranslationSource

from translations.models import GlossaryConcept, GlossaryTerm
from translations.registry import kind_of, kinds
from translations.selectors.glossary import glossary_changed
from translations.services.jobs import Kind, job_start, source_label


def connect() -> None:
    """Listen to publications of what the rooms registered; call it when all have."""
    # Pages send it, too.
    published.connect(on_published, dispatch_uid="translations-published")
    for kind in kinds():
        if not issubclass(kind.model, DraftStateMixin):
            post_save.connect(
                on_saved,
                sender=kind.model,
                dispatch_uid=f"translations-{kind.model._meta.label}",
            )
    for model in (GlossaryConcept, GlossaryTerm):
        for signal in (post_save, post_delete):
            signal.connect(
                glossary_changed, sender=model, dispatch_uid=f"glossary-{signal}"
            )


def on_published(instance: models.Model, **_: Any) -> None:
    """Have a source followed that was published; translations are no sources."""
    if kind_of(type(instance)) and isinstance(instance, TranslatableMixin):
        _follow(instance)


def on_saved(instance: models.Model, raw: bool = False, **_: Any) -> None:
    """Have a source followed that has no drafts and was saved."""
    if not raw and isinstance(instance, TranslatableMixin):
        _follow(instance)


def _follow(instance: Any) -> None:
    source = TranslationSource.objects.filter(
        object_id=instance.translation_key,
        locale_id=instance.locale_id,
        specific_content_type=ContentType.objects.get_for_model(type(instance)),
    ).first()
    if source:
        job_start(
            kind=Kind.SYNC,
            label=source_label(source),
            items=[(source.pk, "")],
            user=None,
        )
