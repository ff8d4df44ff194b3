"""What exists in each of the 39 languages, and how much of it somebody has reviewed."""

from collections.abc import Collection
from typing import Any

from django.core.cache import cache
from django.db.models import Count

from core.catalogues import interface_shares
from core.current import interface_languages
from core.languages import CODES, LANGUAGES
from core.memory import Memory
from home.projection import PAGE_TYPES
from pact.vocabulary import MODELS
from search.choices import Kind
from search.figures import language_counts, original_counts
from search.models import SearchObject
from translations.models import TextProvenance, TextState
from translations.selectors.status import object_statuses
from translations.selectors.sums import LanguageSum, language_sums

_KEY = "home:languages"
_SECONDS = 60

_memory: Memory[list[dict[str, Any]]] = Memory()


def language_rows() -> list[dict[str, Any]]:
    """Return a row for each language, by its own name; up to a minute old.

    A text counts as reviewed when it is an original, when a person has reviewed its
    translation, or when a signatory translated its own text.
    """
    return _memory.get(_KEY, _cached)


def _cached() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] | None = cache.get(_KEY)
    if rows is None:
        rows = _rows()
        cache.set(_KEY, rows, _SECONDS)
    return rows


def _rows() -> list[dict[str, Any]]:
    pages = _sums(PAGE_TYPES)
    terms = _sums(MODELS.values())
    initiatives = language_counts(kind=Kind.INITIATIVE)
    originals = original_counts(kind=Kind.INITIATIVE)
    reviewed = _reviewed_initiatives()
    total = SearchObject.objects.filter(kind=Kind.INITIATIVE, is_gone=False).count()
    shares = interface_shares()
    return [
        {
            "code": item.code,
            "autonym": item.autonym,
            "english_name": item.english_name,
            "interface": item.code in interface_languages(),
            "interface_share": shares[item.code],
            **_counts("pages", pages[item.code]),
            **_counts("vocabulary", terms[item.code]),
            "initiatives": initiatives.get(item.code, 0),
            "initiatives_total": total,
            "initiatives_reviewed": originals.get(item.code, 0)
            + reviewed.get(item.code, 0),
            **_shares([pages[item.code], terms[item.code]]),
        }
        for item in sorted(LANGUAGES, key=lambda item: item.autonym.casefold())
    ]


def _sums(models: Collection[Any]) -> dict[str, LanguageSum]:
    types = [model._meta.label_lower for model in models]
    sums = language_sums(object_statuses(types=types), CODES)
    return {item.language: item for item in sums}


def _counts(name: str, found: LanguageSum) -> dict[str, int]:
    return {
        f"{name}_translated": found.published + found.own,
        f"{name}_reviewed": found.published_reviewed + found.own,
        f"{name}_total": found.objects + found.own,
    }


def _shares(sums: list[LanguageSum]) -> dict[str, float]:
    """Return which part of pages and vocabulary readers have, and reviewed."""
    total = sum(item.objects + item.own for item in sums)
    own = sum(item.own for item in sums)
    published = own + sum(item.published for item in sums)
    reviewed = own + sum(item.published_reviewed for item in sums)
    return {
        "complete_share": int(1000 * published / total) / 1000 if total else 0.0,
        "reviewed_share": int(1000 * reviewed / total) / 1000 if total else 0.0,
    }


def _reviewed_initiatives() -> dict[str, int]:
    """Count the public translations of initiatives that were reviewed, per language."""
    rows = TextProvenance.objects.filter(
        translation_key__in=SearchObject.objects.filter(
            kind=Kind.INITIATIVE, is_gone=False
        ).values("key"),
        state__in=[TextState.REVIEWED, TextState.BY_SIGNATORY],
        is_withheld=False,
    )
    return dict(rows.order_by().values_list("language").annotate(Count("pk")))
