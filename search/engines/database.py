"""The engine that needs nothing but the database.

It answers where no Elasticsearch is configured and whenever it does not answer. One
statement finds, counts and ranks; two more load what the page shows, however many rows
and languages there are. PostgreSQL finds by a trigram index over the folded terms.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import add, or_
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import (
    Case,
    Exists,
    Expression,
    IntegerField,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
    When,
)

from search.choices import FACETS, Sort
from search.cursors import Position
from search.engines.base import (
    Engine,
    EngineHit,
    EngineResult,
    FacetCount,
    Version,
    ordered_versions,
    sorted_facets,
)
from search.models import SearchDocument, SearchFacet, SearchObject
from search.query import Phrase, SearchQuery, Word
from search.ranking import (
    GOOD_PRACTICE,
    IN_READERS_LANGUAGE,
    Clause,
    clauses,
    finding,
    match_kinds,
    wanted,
)

# Column of the leading sort value, and whether it descends.
_LEADING: Final[dict[Sort, tuple[str, bool] | None]] = {
    Sort.RELEVANCE: ("score", True),
    Sort.COUNTRY: ("country", False),
    Sort.NEWEST: None,
}


class _Statement(NamedTuple):
    """A part of the statement.

    Its text consists of constants and of the names of facets; values are parameters.
    """

    sql: str
    params: tuple[Any, ...]


class DatabaseEngine(Engine):
    """Searches the projection itself."""

    name = "database"

    def search(
        self, query: SearchQuery, *, kind: str, after: Position | None
    ) -> EngineResult:
        """Answer from the projection."""
        total, counts = 0, defaultdict[str, list[FacetCount]](list)
        scores: dict[int, int] = {}
        for branch, name, value, number in _rows(query, kind, after):
            if branch == "hit":
                scores[int(value)] = number
            elif branch == "facet":
                counts[name].append(FacetCount(value, number))
            else:
                total = number
        hits = _load(query, scores)
        size = query.page_size
        return EngineResult(
            hits=hits[:size],
            total=total,
            facets=sorted_facets(counts),
            has_more=len(hits) > size,
        )


def _rows(
    query: SearchQuery, kind: str, after: Position | None
) -> list[tuple[str, str, str, int]]:
    """Run the one statement: rows of (branch, facet name, value, number)."""
    found = _found(query, kind)
    sql, params = found.query.get_compiler(connection=connection).as_sql()
    branches = [*_counts(query), _page(query, after)]
    # MATERIALIZED: what matches is worked out once, not once for each branch.
    statement = f"WITH found AS MATERIALIZED ({sql}) " + " UNION ALL ".join(
        branch.sql for branch in branches
    )
    with connection.cursor() as cursor:
        every = [*params, *(value for branch in branches for value in branch.params)]
        cursor.execute(statement, every)
        rows: list[tuple[str, str, str, int]] = cursor.fetchall()
    return rows


def _found(query: SearchQuery, kind: str) -> QuerySet[SearchObject, Any]:
    """Objects that match the words, whatever the filters, with their score.

    For each active filter the column `in_<name>` says whether it lets the object pass.
    """
    rows = SearchObject.objects.public().filter(kind=kind)
    for item in wanted(query):
        rows = rows.filter(pk__in=_with_any(finding(item)))
    for phrase in query.excluded:
        rows = rows.exclude(pk__in=_with_any(finding(phrase)))
    passes = {
        f"in_{name}": Exists(
            SearchFacet.objects.filter(
                object=OuterRef("pk"), name=name, value__in=values
            )
        )
        for name, values in query.filters.items()
    }
    columns = ("id", "key", "country", "published_at", "score", *passes)
    found: QuerySet[SearchObject, Any] = (
        rows.annotate(score=_score(query), **passes).order_by().values(*columns)
    )
    return found


def _with_any(found_by: Iterable[Clause]) -> QuerySet[SearchDocument, Any]:
    conditions = reduce(or_, map(_meets, found_by))
    return SearchDocument.objects.filter(conditions).values("object_id")


def _meets(clause: Clause) -> Q:
    return Q(**{f"{clause.field}__contains": _pattern(clause)})


def _pattern(clause: Clause) -> str:
    return f" {clause.text}" if clause.is_prefix else f" {clause.text} "


def _score(query: SearchQuery) -> Expression:
    if query.sort != Sort.RELEVANCE:
        return Value(0, output_field=IntegerField())
    parts: list[Any] = [_strength(item) for item in wanted(query)]
    own_language = SearchDocument.objects.filter(
        object=OuterRef("pk"), language=query.language
    )
    parts.append(_worth(Exists(own_language), IN_READERS_LANGUAGE))
    parts.append(_worth(Q(is_good_practice=True), GOOD_PRACTICE))
    total: Expression = reduce(add, parts)
    return total


def _worth(condition: Q | Exists, weight: int) -> Case:
    return Case(When(condition, then=weight), default=0, output_field=IntegerField())


def _strength(item: Word | Phrase) -> Subquery:
    """The weight of the strongest clause that any version meets."""
    weight = Case(
        *(When(_meets(clause), then=clause.weight) for clause in clauses(item)),
        default=0,
        output_field=IntegerField(),
    )
    versions = SearchDocument.objects.filter(object=OuterRef("pk")).order_by()
    strongest = versions.values("object_id").annotate(strongest=Max(weight))
    return Subquery(strongest.values("strongest"), output_field=IntegerField())


def _where(names: Iterable[str], *more: str) -> str:
    conditions = [*(f"found.in_{name}" for name in names), *more]
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _counts(query: SearchQuery) -> list[_Statement]:
    """The total and the facets; a facet that is filtered by ignores its own filter."""
    active = tuple(query.filters)
    free = [name for name in FACETS if name not in active]
    own = [name for name in FACETS if name in active]
    total = f"SELECT 'total', '', '', COUNT(*) FROM found {_where(active)}"  # noqa: S608
    return [
        _Statement(total, ()),
        *([_facets(free, active)] if free else []),
        *(
            _facets([name], [other for other in active if other != name])
            for name in own
        ),
    ]


def _facets(names: Sequence[str], filters: Iterable[str]) -> _Statement:
    marks = ", ".join(["%s"] * len(names))
    where = _where(filters, f"facet.name IN ({marks})")
    sql = (
        "SELECT 'facet', facet.name, facet.value, COUNT(*) FROM found"  # noqa: S608
        " JOIN search_searchfacet facet ON facet.object_id = found.id"
        f" {where} GROUP BY facet.name, facet.value"
    )
    return _Statement(sql, tuple(names))


def _page(query: SearchQuery, after: Position | None) -> _Statement:
    """The hits of the page and one more, which tells whether there are any."""
    leading = _LEADING[query.sort]
    order = "published_at DESC, key"
    if leading:
        order = f"{leading[0]} {'DESC' if leading[1] else 'ASC'}, {order}"
    beyond = _beyond(leading, after) if after else _Statement("", ())
    where = _where(query.filters, *filter(None, [beyond.sql]))
    sql = (
        "SELECT 'hit', '', CAST(page.id AS varchar(20)), page.score"  # noqa: S608
        f" FROM (SELECT id, score FROM found {where} ORDER BY {order}"
        " LIMIT %s OFFSET %s) page"
    )
    offset = 0 if after else query.offset
    return _Statement(sql, (*beyond.params, query.page_size + 1, offset))


def _beyond(leading: tuple[str, bool] | None, after: Position) -> _Statement:
    """The condition "later in the list than `after`"."""
    moment = connection.ops.adapt_datetimefield_value(after.published_at)
    key = UUIDField().get_db_prep_value(after.key, connection)
    sql = "(published_at < %s OR (published_at = %s AND key > %s))"
    params: tuple[Any, ...] = (moment, moment, key)
    if leading is None:
        return _Statement(sql, params)
    column, descends = leading
    sign = "<" if descends else ">"
    sql = f"({column} {sign} %s OR ({column} = %s AND {sql}))"
    return _Statement(sql, (after.leading, after.leading, *params))


def _load(query: SearchQuery, scores: dict[int, int]) -> tuple[EngineHit, ...]:
    """Load the objects of a page with their versions, in the order of the list."""
    versions = Prefetch("documents", SearchDocument.objects.order_by())
    rows = SearchObject.objects.filter(pk__in=scores).prefetch_related(versions)
    hits = [_hit(query, row, scores[row.pk]) for row in rows]
    leading = _LEADING[query.sort]

    def place(hit: EngineHit) -> tuple[Any, ...]:
        rest = (-hit.published_at.timestamp(), hit.key.hex)
        if leading is None:
            return rest
        return (-hit.score if leading[1] else hit.country, *rest)

    return tuple(sorted(hits, key=place))


def _hit(query: SearchQuery, row: SearchObject, score: int) -> EngineHit:
    documents: Sequence[SearchDocument] = list(row.documents.all())

    def meets(clause: Clause) -> bool:
        return any(_pattern(clause) in getattr(doc, clause.field) for doc in documents)

    return EngineHit(
        key=row.key,
        slug=row.slug,
        score=score,
        country=row.country,
        published_at=row.published_at,
        facts=row.facts,
        versions=ordered_versions([_version(doc) for doc in documents]),
        kinds=match_kinds(query, meets),
    )


def _version(row: SearchDocument) -> Version:
    return Version(
        language=row.language,
        is_original=row.is_original,
        title=row.title,
        summary=row.summary,
        url=row.url,
        card=row.card,
        body=row.body,
    )
