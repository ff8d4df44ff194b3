"""Loads the drafts of what editors maintain afterwards: phrases of a person in need."""

from itertools import product
from typing import Final

from django.db import transaction

from core.languages import CODES
from search.choices import NeedPart
from search.models import NeedPhrase
from search.query import language_data
from search.words import words_changed

# Where the words of a part stand in search/data.
_DATA: Final = {
    NeedPart.WHOLE: "need_phrases",
    NeedPart.ONESELF: "need_oneself",
    NeedPart.BESIDE: "need_beside",
}


@transaction.atomic
def need_phrases_load() -> int:
    """Create the words of search/data for each language and part that has none at all.

    Returns:
        how many were created.
    """
    existing = set(NeedPhrase.objects.values_list("language", "part").distinct())
    created = NeedPhrase.objects.bulk_create(
        NeedPhrase(language=language, part=part, phrase=phrase)
        for language, part in product(CODES, NeedPart)
        if (language, part) not in existing
        for phrase in dict.fromkeys(language_data(language).get(_DATA[part], ()))
    )
    words_changed()
    return len(created)
