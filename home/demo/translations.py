"""Begins the demonstration's translations, so that lists of work show real content."""

from collections.abc import Iterable
from typing import Any, Final

from django.db import transaction
from wagtail.models import TranslatableMixin
from wagtail_localize.models import Translation

from core.languages import CODES, DEFAULT
from core.locales import locale_id
from home.projection import PAGE_TYPES
from pact.vocabulary import MODELS
from translations.services.begin import source_read, translation_begin

_LANGUAGES: Final = tuple(code for code in CODES if code != DEFAULT)


def translations_load() -> int:
    """Begin pages and vocabulary in all languages; what has been begun stays as it is.

    What stands in a language is taken over with the state readers are told of it, so a
    machine draft waits as a machine draft.

    Returns:
        how many translations (an object in a language) were begun.
    """
    return sum(_begin(original) for original in _originals())


@transaction.atomic
def _begin(original: Any) -> int:
    source = source_read(original)
    # One that was stopped on purpose is left alone, too.
    known = set(
        Translation.objects.filter(source=source).values_list(
            "target_locale_id", flat=True
        )
    )
    fresh = [code for code in _LANGUAGES if locale_id(code) not in known]
    return len(translation_begin(source=source, languages=fresh))


def _originals() -> Iterable[Any]:
    models: list[type[TranslatableMixin]] = [*PAGE_TYPES, *MODELS.values()]
    for model in models:
        yield from model._default_manager.filter(locale_id=locale_id(DEFAULT))
