"""How a searched list is asked for and answered, for every room that has one."""

from typing import Any, Final

from django.http import HttpResponse, QueryDict
from ninja import Field, Schema

from core.api import Listing, NotUnderstoodError, Paged, answered, in_query
from core.labels import label
from core.languages import BY_CODE
from search.choices import Kind
from search.exceptions import CursorError, PageTooDeepError
from search.query import parse
from search.results import Hit, Match, SearchPage
from search.selectors import search
from search.unanswered import unanswered_note
from signatories.choices import Profile
from signatories.filters import MAX_VALUES, read_filters
from translations.api import TextOut, text_out, text_values

# Of one object, by the names of its schema.
type Values = dict[str, Any]

PROFILES: Final[dict[str, Any]] = {
    "items": {"type": "string", "enum": [*Profile.values]}
}


class SearchQuery(Paged):
    """What every searched list understands; repeated values are alternatives."""

    q: str = Field(
        "",
        description='Words, all of which are wanted; `"two words"` is a phrase, '
        "`-word` excludes.",
    )
    country: list[str] = Field(
        [],
        max_length=MAX_VALUES,
        description="ISO 3166-1 code of a member state, e.g. `AZ`.",
    )
    profile: list[str] = Field(
        [],
        max_length=MAX_VALUES,
        json_schema_extra=PROFILES,
        description="Kind of signatory.",
    )


class FacetValueOut(Schema):
    """How many results there would be with this value alone of its facet."""

    value: str
    label: str
    count: int


class HighlightsOut(Schema):
    """Texts of a result as safe HTML with `<mark>` only."""

    title: str
    summary: str
    body: str


class MatchOut(Schema):
    """Why something was found.

    Attributes:
        kind: `exact`, `lemma`, `stem`, `folded` or `concept`.
        code, label: of the term, when it was found by a term of the vocabulary.
    """

    kind: str
    code: str | None = None
    label: str | None = None


class ElsewhereOut(Schema):
    """Results that a language would add."""

    language: str
    count: int


class Searched[Item](Listing[Item]):
    """One page of a searched list.

    Attributes:
        page: its number; null when a cursor was followed.
        next_cursor: where the list goes on; null at its end.
        facets: counts of a facet ignore its own selection.
        suggestion: another spelling that would find more; null when there is none.
        engine: `elasticsearch` or `database`.
        notices: what was left out of the query, as sentences.
    """

    page: int | None
    page_size: int
    next_cursor: str | None
    facets: dict[str, list[FacetValueOut]]
    suggestion: str | None
    engine: str
    took_ms: int
    other_languages: list[ElsewhereOut]
    notices: list[str]


def find(asked: SearchQuery, *, kind: str, names: tuple[str, ...]) -> SearchPage:
    """Run a search that refuses what it does not understand.

    Args:
        asked: the parameters as they came.
        kind: a value of search.choices.Kind.
        names: the filters, each an attribute of `asked` with a list of values.

    Raises:
        NotUnderstoodError: a value, the page or the cursor means nothing.
    """
    given = QueryDict(mutable=True)
    for name in names:
        given.setlist(name, getattr(asked, name))
    filters = read_filters(given, names)
    if filters.ignored:
        raise NotUnderstoodError(
            in_query(name, f"no such value: {value}") for name, value in filters.ignored
        )
    query = parse(
        asked.q,
        language=asked.language,
        filters=filters.valid,
        sort=getattr(asked, "sort", ""),
        page=asked.page,
        page_size=asked.page_size,
    )
    try:
        found = search(query, kind=kind, cursor=asked.cursor or "")
    except CursorError as error:
        raise NotUnderstoodError([in_query("cursor", str(error))]) from error
    except PageTooDeepError as error:
        message = "beyond the first 10 000 hits; go on with `cursor` instead"
        raise NotUnderstoodError([in_query("page", message)]) from error
    # Names are not counted: what is looked for among signatories may name a person.
    if kind == Kind.INITIATIVE and query.is_plain and not (found.total or asked.cursor):
        unanswered_note(query)
    return found


def searched(
    found: SearchPage, items: list[Values], asked: SearchQuery, names: tuple[str, ...]
) -> HttpResponse:
    """Answer with one page as `Searched` describes it; `names` are the facets to tell."""
    return answered(_values(found, items, asked, names))


def _values(
    found: SearchPage, items: list[Values], asked: SearchQuery, names: tuple[str, ...]
) -> Values:
    return {
        "items": items,
        "total": found.total,
        "page": found.page or None,
        "page_size": found.page_size,
        "next_cursor": found.next_cursor,
        "facets": {
            name: [
                {
                    "value": value,
                    "label": _facet_label(name, value, asked.language),
                    "count": count,
                }
                for value, count in found.facets.get(name, ())
            ]
            for name in names
        },
        "suggestion": found.rescue.suggestion or None,
        "engine": found.engine,
        "took_ms": found.took_ms,
        "other_languages": [
            {"language": item.language, "count": item.count} for item in found.elsewhere
        ],
        "notices": list(found.notices),
    }


def _facet_label(name: str, value: str, language: str) -> str:
    if name == "written_in":
        return BY_CODE[value].autonym
    return label(name, value, language)


def hit_values(hit: Hit, language: str) -> Values:
    """Return what the items of every searched list have; see their schemas."""
    version, marked = hit.version, hit.highlights
    return {
        "id": hit.key,
        "key": hit.slug,
        "summary": version.summary,
        "language": version.language,
        "languages": hit.languages,
        "highlights": {
            "title": marked.title,
            "summary": marked.summary,
            "body": marked.body,
        },
        "matched_by": [_match(match, language) for match in hit.matched_by],
        "text": text_values(language, version.language, version.card),
    }


def _match(match: Match, language: str) -> Values:
    """Return why a hit was found, with a label in the language asked for."""
    concept = match.concept
    if concept is None:
        return {"kind": match.kind, "code": None, "label": None}
    name = label(concept.facet, concept.code, language)
    return {"kind": match.kind, "code": concept.code, "label": name}


def hit_text(hit: Hit, asked: str) -> TextOut:
    """Describe the text of a hit for somebody who asked for the language `asked`."""
    return text_out(asked, hit.version.language, hit.version.card)
