"""Loads the vocabulary and the commitment of pact/data."""

import tomllib
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from core.languages import DEFAULT
from core.locales import locale_id
from pact import vocabulary
from pact.models import CommitmentVersion

DATA: Final = Path(__file__).resolve().parent / "data"


@transaction.atomic
def vocabulary_load() -> int:
    """Create the terms that do not exist yet, in each language that has a label.

    Returns:
        how many rows were created.
    """
    created = 0
    content = tomllib.loads((DATA / "vocabulary.toml").read_text(encoding="utf-8"))
    for kind, model in vocabulary.MODELS.items():
        existing = set(model.objects.values_list("code", "locale_id"))
        rows = [
            model(
                code=code,
                locale_id=locale_id(language),
                translation_key=uuid5(NAMESPACE_URL, f"pact:{kind}:{code}"),
                label=label,
                description=term.get("description", {}).get(language, ""),
                sort_order=position,
            )
            for position, (code, term) in enumerate(content[kind].items())
            for language, label in _labels(term)
            if (code, locale_id(language)) not in existing
        ]
        model.objects.bulk_create(rows)
        created += len(rows)
    vocabulary.forget()
    return created


def _labels(term: dict[str, Any]) -> list[tuple[str, str]]:
    labels: dict[str, str] = term["label"]
    return sorted(labels.items(), key=lambda item: item[0] != DEFAULT)


def commitment_load() -> int:
    """Create the demonstration wording of the commitment where there is none."""
    content = tomllib.loads((DATA / "commitment.toml").read_text(encoding="utf-8"))
    _commitment, created = CommitmentVersion.objects.get_or_create(
        number=int(content["number"]),
        language=content["language"],
        defaults={
            "text": content["text"].strip(),
            "review_state": CommitmentVersion.ReviewState.DEMONSTRATION,
        },
    )
    return int(created)
