"""Loads the vocabulary and the commitment of pact/data."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction

from core.languages import CODES, DEFAULT
from core.locales import language_of, locale_id
from pact import vocabulary
from pact.models import CommitmentVersion, TermsVersion
from pact.models.vocabulary import VocabularyTerm
from translations.models import TextProvenance, TextState

DATA: Final = Path(__file__).resolve().parent / "data"


@transaction.atomic
def vocabulary_load() -> int:
    """Create the terms that do not exist yet, in each language that has a file.

    Words of the search are also given to terms that have none.

    Returns:
        how many rows were created.
    """
    created = 0
    content = {DEFAULT: _vocabulary(DEFAULT)}
    content |= {code: _vocabulary(code) for code in CODES if _path(code).exists()}
    for kind, model in vocabulary.MODELS.items():
        existing = {
            (row.code, row.locale_id): row for row in model.objects.select_for_update()
        }
        new: list[VocabularyTerm] = []
        mended: list[VocabularyTerm] = []
        for language in content:
            for position, code in enumerate(content[DEFAULT][kind]):
                term = content[language][kind][code]
                words = "\n".join(term["words"])
                row = existing.get((code, locale_id(language)))
                if row is None:
                    new.append(
                        model(
                            code=code,
                            locale_id=locale_id(language),
                            translation_key=uuid5(NAMESPACE_URL, f"pact:{kind}:{code}"),
                            label=term["label"],
                            description=term.get("description", ""),
                            words=words,
                            sort_order=position,
                        )
                    )
                elif not row.words:
                    row.words = words
                    mended.append(row)
        model.objects.bulk_create(new)
        model.objects.bulk_update(mended, ["words"])
        created += len(new)
        _tell_drafts([*existing.values(), *new], content, kind)
    vocabulary.forget()
    return created


def _tell_drafts(
    rows: Iterable[VocabularyTerm],
    content: Mapping[str, dict[str, dict[str, Any]]],
    kind: str,
) -> None:
    """Note that labels which stand as in their file are drafts nobody has reviewed."""
    drafts = [
        TextProvenance(
            translation_key=row.translation_key,
            language=language,
            state=TextState.MACHINE_DRAFT,
        )
        for row in rows
        if (language := language_of(row.locale_id)) != DEFAULT
        and row.label
        == content.get(language, {}).get(kind, {}).get(row.code, {}).get("label")
    ]
    # What is known of a label already stays, a review above all.
    TextProvenance.objects.bulk_create(drafts, ignore_conflicts=True)


def _vocabulary(language: str) -> dict[str, dict[str, Any]]:
    """Return kind -> code -> label, words and, in some languages, description."""
    text = _path(language).read_text(encoding="utf-8")
    content: dict[str, dict[str, Any]] = tomllib.loads(text)
    return content


def _path(language: str) -> Path:
    return DATA / "vocabulary" / f"{language}.toml"


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


def terms_load() -> int:
    """Create the conditions where there are none; they name the settings' licence."""
    content = tomllib.loads((DATA / "terms.toml").read_text(encoding="utf-8"))
    text = content["text"].strip().replace("{licence}", settings.CONTENT_LICENCE)
    _terms, created = TermsVersion.objects.get_or_create(
        number=int(content["number"]),
        language=content["language"],
        defaults={"text": text},
    )
    return int(created)
