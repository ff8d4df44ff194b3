"""A hit of the search as a card on a page."""

from datetime import date
from typing import Any

from django.http import HttpRequest

from core.addresses import address_current
from core.current import current_language
from core.models import PublicAddress
from initiatives.selectors import year_text
from search.choices import Kind
from search.offers import found_by, text_html
from search.query import parse
from search.results import Hit
from search.selectors import search
from signatories.models import Signatory

# Cards on a signatory's page; its list of initiatives has them all.
ON_SIGNATORY_PAGE = 12


def initiative_card(hit: Hit) -> dict[str, Any]:
    """Return what `core/_initiative_card.html` shows of a hit."""
    language = current_language()
    facts: dict[str, Any] = dict(hit.facts)
    version = hit.version
    signatory = facts["signatory"]
    starts_on = facts["starts_on"]
    return {
        "title": version.title,
        "title_html": hit.highlights.title,
        "text_html": text_html(hit),
        "url": f"/{language}/initiatives/{hit.slug}/",
        "language": version.language,
        "is_foreign": version.language != language,
        "country": facts["country"],
        "place": facts["place"],
        "written_in": hit.languages[0],
        "signatory": {
            "name": signatory["name"],
            "url": f"/{language}/signatories/{signatory['key']}/",
            "language": signatory["language"],
        },
        "principles": facts["principles"],
        "year_text": year_text(
            date.fromisoformat(starts_on),
            date.fromisoformat(facts["ends_on"]) if facts["ends_on"] else None,
        ),
        "image": version.card["image"],
        "languages": hit.languages,
        "found_by": found_by(hit),
        "is_demo": facts["is_demo"],
    }


def signatory_context(signatory: Signatory, request: HttpRequest) -> dict[str, Any]:
    """Return the newest initiatives of a signatory for its page."""
    slug = address_current(kind=PublicAddress.Kind.SIGNATORY, key=signatory.key) or ""
    language = current_language()
    query = parse(
        "",
        language=language,
        filters={"signatory": (slug,)},
        page_size=ON_SIGNATORY_PAGE,
    )
    found = search(query, kind=Kind.INITIATIVE)
    return {
        "initiatives": [initiative_card(hit) for hit in found.hits],
        "more_url": f"/{language}/initiatives/?signatory={slug}"
        if found.next_cursor
        else "",
    }
