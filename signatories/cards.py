"""A hit of the search as a signatory's card."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from core.current import current_language
from search.choices import Kind
from search.figures import facet_counts
from search.offers import found_by, text_html
from search.results import Hit


def signatory_cards(hits: Sequence[Hit]) -> list[dict[str, Any]]:
    """Return what `signatories/_signatory_card.html` shows of a page of hits."""
    counts = facet_counts(
        kind=Kind.INITIATIVE, name="signatory", values=[hit.slug for hit in hits]
    )
    return [_card(hit, counts.get(hit.slug, 0)) for hit in hits]


def _card(hit: Hit, initiatives: int) -> dict[str, Any]:
    language, facts = current_language(), hit.facts
    signed_on = facts["signed_on"]
    return {
        "name_html": hit.highlights.title,
        "name": facts["name"],
        "latin_name": facts["latin_name"],
        "name_language": facts["name_language"],
        "country": facts["country"],
        "profile": facts["profile"],
        "text_html": text_html(hit),
        "found_by": found_by(hit),
        "url": f"/{language}/signatories/{hit.slug}/",
        "language": hit.version.language,
        "is_foreign": hit.version.language != language,
        "signed_on": date.fromisoformat(str(signed_on)) if signed_on else None,
        # Documents written before this fact was known do not have it.
        "recorded_from": facts.get("recorded_from", ""),
        "initiatives": initiatives,
        "is_demo": facts["is_demo"],
    }
