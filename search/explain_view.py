"""Staff's view of why results stand where they do."""

from dataclasses import dataclass
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from search.choices import Kind
from search.concepts import understood
from search.explanations import Part, Reading, reading, score_parts
from search.forms import ExplainForm, interface_language
from search.models import SearchObject
from search.need import sounds_like_need
from search.query import SearchQuery, parse
from search.results import Hit, SearchPage
from search.selectors import recommended_hits, search
from search.stamps import stamps

# Whoever maintains words may see what they do.
MAY_EXPLAIN: Final = "search.view_synonymset"
_MAX_HITS: Final = 20


@dataclass(frozen=True, slots=True)
class ExplainedHit:
    """A result and what its score is made of."""

    hit: Hit
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that decided about the results of a query."""

    reading: Reading
    page: SearchPage
    hits: list[ExplainedHit]
    recommended: tuple[Hit, ...]
    is_need: bool


def explain(request: HttpRequest) -> HttpResponse:
    """Ask for a query and explain its results; nothing of it is counted or kept."""
    if not request.user.has_perm(MAY_EXPLAIN):
        raise PermissionDenied
    initial = {"language": interface_language(), "kind": Kind.INITIATIVE}
    form = ExplainForm(request.GET if "q" in request.GET else None, initial=initial)
    explanation = None
    if form.is_valid():
        query = parse(
            form.cleaned_data["q"],
            language=form.cleaned_data["language"],
            page_size=_MAX_HITS,
        )
        explanation = _explanation(query, form.cleaned_data["kind"])
    context = {"form": form, "explanation": explanation}
    return render(request, "search/admin/explain.html", context)


def _explanation(query: SearchQuery, kind: str) -> Explanation:
    query = understood(query, stamps())
    found = search(query, kind=kind, with_highlights=False, with_facets=False)
    good = _good_practice(kind, found.hits)
    now = timezone.now()
    return Explanation(
        reading=reading(query),
        page=found,
        hits=[
            ExplainedHit(
                hit,
                score_parts(query, hit, is_good_practice=hit.key in good, now=now),
            )
            for hit in found.hits
        ]
        if query.has_words
        else [],
        recommended=recommended_hits(query, kind=kind),
        is_need=sounds_like_need(query.text, query.language),
    )


def _good_practice(kind: str, hits: tuple[Hit, ...]) -> set[object]:
    rows = SearchObject.objects.filter(
        kind=kind, key__in=[hit.key for hit in hits], is_good_practice=True
    )
    return set(rows.values_list("key", flat=True))
