"""What the home room's pages show, chosen from the rooms below."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from core.current import current_language, interface_language
from core.models import Helpline, MemberState
from core.models.shared_values import telephone_digits
from core.states import country_choices
from home.models import HomePage
from initiatives.cards import initiative_card
from pact.vocabulary import terms
from search.choices import Kind
from search.figures import facet_counts
from search.query import parse
from search.selectors import search

# Initiatives on the first page.
LATEST = 6


def home_context(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """Return the four principles, the newest initiatives and what can be counted."""
    language = current_language()
    query = parse("", language=language, page_size=LATEST)
    found = search(query, kind=Kind.INITIATIVE)
    signatories = facet_counts(kind=Kind.SIGNATORY, name="country")
    interface = interface_language(language)
    return {
        "principles": [asdict(term) for term in terms("principle", interface).values()],
        "initiatives": [initiative_card(hit) for hit in found.hits],
        "counts": {
            "initiatives": found.total,
            "signatories": sum(signatories.values()),
            "countries": len(signatories),
        },
    }


def helplines_of(country: str) -> list[dict[str, Any]]:
    """Return the numbers of a country that may be shown, children's first."""
    order = {kind: n for n, kind in enumerate(Helpline.Kind.values)}
    rows = Helpline.objects.shown().filter(country_id=country)
    return [
        {
            "kind": row.kind,
            "kind_label": row.get_kind_display(),
            "number": row.number,
            "tel": telephone_digits(row.number),
            "name": row.name,
            "language": row.language,
            "website": row.website,
            "source_year": row.source_year,
            "checked_on": row.checked_on,
            "is_checked": row.is_checked,
        }
        for row in sorted(rows, key=lambda row: (order[row.kind], row.number))
    ]


def figures_context() -> dict[str, Any]:
    """Return the portal's own counts of today and the Convention's, each with source."""
    signatories = facet_counts(kind=Kind.SIGNATORY, name="country")
    initiatives = facet_counts(kind=Kind.INITIATIVE, name="country")
    states = list(MemberState.objects.values_list("is_party", "in_force_on"))
    portal, today = _("counted on this portal"), timezone.localdate()
    treaty = _("the portal’s table of the Convention; sources beside each date there")

    def figure(label: str, value: int, source: str, day: date) -> dict[str, Any]:
        return {"label": label, "value": value, "source": source, "date": day}

    return {
        "figures": [
            figure(_("Signatories"), sum(signatories.values()), portal, today),
            figure(_("Initiatives"), sum(initiatives.values()), portal, today),
            figure(
                _("Countries with a signatory or an initiative"),
                len({*signatories, *initiatives}),
                portal,
                today,
            ),
            figure(
                _("Member states that are Parties to the Convention"),
                sum(is_party for is_party, _day in states),
                treaty,
                today,
            ),
        ],
        "countries": [
            {
                "code": code,
                "signatories": signatories.get(code, 0),
                "initiatives": initiatives.get(code, 0),
            }
            for code, _name in country_choices(interface_language(current_language()))
            if code in signatories or code in initiatives
        ],
    }
