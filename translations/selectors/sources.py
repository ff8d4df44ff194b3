"""wagtail-localize's rows of an object: its source, and its begun translations."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import TranslatableMixin
from wagtail_localize.models import Translation, TranslationSource

from core.locales import language_of, locale_id
from translations.registry import kind_of


def source_of(instance: Any) -> TranslationSource | None:
    """Return the source that an object is, or None when it is none."""
    if not isinstance(instance, TranslatableMixin) or not kind_of(type(instance)):
        return None
    found: TranslationSource | None = TranslationSource.objects.filter(
        object_id=instance.translation_key,
        locale_id=instance.locale_id,
        specific_content_type=ContentType.objects.get_for_model(type(instance)),
    ).first()
    return found


def translation_into(instance: Any) -> Translation | None:
    """Return the translation that writes a version, or None when nothing does."""
    found: Translation | None = Translation.objects.filter(
        source__object_id=instance.translation_key,
        target_locale_id=instance.locale_id,
        enabled=True,
    ).first()
    return found


def translations_by_language(source: TranslationSource) -> dict[str, Translation]:
    """Return language -> translation that was begun, its progress with it."""
    rows = source.translations.filter(enabled=True).select_related("progress")
    return {language_of(row.target_locale_id): row for row in rows}


def translation_in(source: TranslationSource, language: str) -> Translation | None:
    """Return the begun translation of a source into a language."""
    found: Translation | None = source.translations.filter(
        target_locale_id=locale_id(language), enabled=True
    ).first()
    return found
