"""Loads the glossary of the field."""

import tomllib
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from core.languages import DEFAULT
from search.shared_words import shared_changed
from translations.models import GlossaryConcept, GlossaryTerm
from translations.selectors.glossary import glossary_changed

CONTENT: Final = Path(__file__).resolve().parent / "glossary.toml"
_Status: Final = GlossaryTerm.Status


@transaction.atomic
def glossary_load() -> int:
    """Create the concepts that do not exist yet, each with its terms.

    A concept that exists keeps the terms editors gave it. All terms but the English ones
    are marked as machine drafts.

    Returns:
        how many concepts were created.
    """
    content = tomllib.loads(CONTENT.read_text(encoding="utf-8"))
    known = set(GlossaryConcept.objects.values_list("code", flat=True))
    concepts = GlossaryConcept.objects.bulk_create(
        GlossaryConcept(
            code=code,
            definition=entry["definition"],
            do_not_translate=entry.get("do_not_translate", False),
        )
        for code, entry in content.items()
        if code not in known
    )
    GlossaryTerm.objects.bulk_create(
        term for concept in concepts for term in _terms(concept, content[concept.code])
    )
    glossary_changed()
    shared_changed()
    return len(concepts)


def _terms(concept: GlossaryConcept, entry: dict[str, Any]) -> list[GlossaryTerm]:
    found = [(_Status.PREFERRED, entry["preferred"])]
    for status in (_Status.ADMITTED, _Status.FORBIDDEN):
        found.append((status, entry.get(status, {})))
    return [
        GlossaryTerm(
            concept=concept,
            language=language,
            text=text,
            status=status,
            is_machine_draft=language != DEFAULT,
        )
        for status, by_language in found
        for language, texts in by_language.items()
        for text in ([texts] if isinstance(texts, str) else texts)
    ]
