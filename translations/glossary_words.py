"""The glossary's terms for the search: who asks in one language finds all others."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from search.shared_words import SharedPhrase
from translations.models import GlossaryTerm


def shared_phrases() -> Iterable[Sequence[SharedPhrase]]:
    """Return the terms of each concept, preferred ones first.

    Forbidden terms lead to the others, because readers type them; nothing leads to them.
    """
    found: dict[int, list[SharedPhrase]] = defaultdict(list)
    rows = GlossaryTerm.objects.filter(concept__do_not_translate=False)
    rank = {str(status): n for n, status in enumerate(GlossaryTerm.Status.values)}
    for row in sorted(rows, key=lambda row: (rank[row.status], row.language, row.pk)):
        is_found = row.status != GlossaryTerm.Status.FORBIDDEN
        found[row.concept_id].append(SharedPhrase(row.language, row.text, is_found))
    return [phrases for phrases in found.values() if len(phrases) > 1]
