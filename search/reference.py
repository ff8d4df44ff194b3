"""Loads the drafts of what editors maintain afterwards: phrases of a person in need."""

from django.db import transaction

from core.languages import CODES
from search.models import NeedPhrase
from search.query import language_data
from search.words import words_changed


@transaction.atomic
def need_phrases_load() -> int:
    """Create the phrases of search/data for each language that has none at all.

    Returns:
        how many were created.
    """
    existing = set(NeedPhrase.objects.values_list("language", flat=True).distinct())
    created = NeedPhrase.objects.bulk_create(
        NeedPhrase(language=language, phrase=phrase)
        for language in CODES
        if language not in existing
        for phrase in dict.fromkeys(language_data(language).get("need_phrases", ()))
    )
    words_changed()
    return len(created)
