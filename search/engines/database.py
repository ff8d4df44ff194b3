"""The engine that needs nothing but the database.

It answers where no Elasticsearch is configured and whenever it does not answer. One
statement finds, counts and ranks; two or three more load what the page shows, however
many rows and languages there are. PostgreSQL finds by a trigram index over the terms.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from functools import cache, reduce
from operator import add, and_, or_
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    Expression,
    ExpressionWrapper,
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
from django.db.models.functions import Greatest
from django.utils import timezone

from search.choices import FACETS, Sort
from search.cursors import Position
from search.engines.base import (
    Engine,
    EngineHit,
    EngineResult,
    FacetCount,
    Suggested,
    Version,
    ordered_languages,
    sorted_facets,
)
from search.models import SearchDocument, SearchFacet, SearchObject
from search.query import Concept, SearchQuery, Wanted, Word
from search.ranking import (
    CONCEPT,
    GOOD_PRACTICE,
    IN_READERS_LANGUAGE,
    RECENT,
    Clause,
    clauses,
    excluding,
    finding,
    in_titles,
    recent_since,
    wanted,
)

# Column of the leading sort value, and whether it descends.
_LEADING: Final[dict[Sort, tuple[str, bool] | None]] = {
    Sort.RELEVANCE: ("score", True),
    Sort.COUNTRY: ("country", False),
    Sort.NEWEST: None,
}


# For "did you mean": how many texts are looked through, how many words are given, how
# many letters may be more or less, how alike two words are (difflib's ratio).
_MOST_TEXTS: Final = 300
_MOST_SIMILAR: Final = 8
_MAX_EDITS: Final = 2
_LIKENESS: Final = 0.75


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
        self,
        query: SearchQuery,
        *,
        kind: str,
        after: Position | None,
        with_texts: bool = True,
        with_facets: bool = True,
    ) -> EngineResult:
        """Answer from the projection."""
        total, counts = 0, defaultdict[str, list[FacetCount]](list)
        scores: dict[int, int] = {}
        rows = _rows(query, kind, after, with_facets=with_facets)
        for branch, name, value, number in rows:
            if branch == "hit":
                scores[int(value)] = number
            elif branch == "facet":
                counts[name].append(FacetCount(value, number))
            else:
                total = number
        hits = _load(query, scores, with_texts=with_texts)
        size = query.page_size
        return EngineResult(
            hits=hits[:size],
            total=total,
            facets=sorted_facets(counts),
            # Also when something of this page has been taken down meanwhile.
            has_more=len(scores) > size,
        )

    def by_key(
        self, query: SearchQuery, kind: str, keys: Iterable[UUID]
    ) -> tuple[EngineHit, ...]:
        """Return public objects as the reader of an empty query sees them."""
        rows = SearchObject.objects.public().filter(kind=kind, key__in=list(keys))
        return _load(
            query, dict.fromkeys(rows.values_list("pk", flat=True), 0), with_texts=False
        )

    def suggest(
        self, query: SearchQuery, *, limit: int, kind: str = ""
    ) -> tuple[Suggested, ...]:
        """Answer from the projection."""
        by_title = ExpressionWrapper(
            reduce(and_, (Exists(_versions_with(word)) for word in query.words)),
            output_field=BooleanField(),
        )
        own = SearchDocument.objects.filter(
            object=OuterRef("pk"), language=query.language
        )
        rows = (
            SearchObject.objects.public()
            .annotate(
                by_title=by_title,
                by_place=_all_in("place_terms", query.words),
                is_own=Exists(own),
            )
            .filter(Q(by_title=True) | Q(by_place=True))
            .order_by("-by_title", "-is_own", "-published_at", "key")
            .prefetch_related(_versions())
        )
        if kind:
            rows = rows.filter(kind=kind)
        return tuple(
            _suggested(row, query.language)
            for row in rows[:limit]
            if row.documents.all()
        )

    def similar_words(self, word: str, language: str) -> tuple[str, ...]:
        """Compare with the words of the newest texts in the language."""
        texts = (
            SearchDocument.objects.filter(language=language, object__is_gone=False)
            .order_by("-object__published_at")
            .values_list("words", flat=True)
        )
        words = {
            other
            for text in texts[:_MOST_TEXTS].iterator()
            for other in text.split()
            if abs(len(other) - len(word)) <= _MAX_EDITS and other != word
        }
        return tuple(get_close_matches(word, words, _MOST_SIMILAR, _LIKENESS))


def _rows(
    query: SearchQuery, kind: str, after: Position | None, *, with_facets: bool
) -> list[tuple[str, str, str, int]]:
    """Run the one statement: rows of (branch, facet name, value, number)."""
    found = _found(query, kind)
    sql, params = found.query.get_compiler(connection=connection).as_sql()
    facets = FACETS if with_facets else ()
    branches = [*_counts(query, facets), _page(query, after)]
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
        rows = rows.filter(_found_by(finding(item)))
    for item in query.excluded:
        rows = rows.exclude(_found_by(excluding(item)))
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


def _found_by(found_by: Sequence[Clause]) -> Q:
    """Objects of which any version meets any of the clauses, or that have its code."""
    in_text = [_meets(clause) for clause in found_by if clause.concept is None]
    documents = SearchDocument.objects.filter(reduce(or_, in_text))
    found = Q(pk__in=documents.values("object_id"))
    concepts = [clause.concept for clause in found_by if clause.concept]
    if concepts:
        found |= Q(
            pk__in=SearchFacet.objects.filter(_codes(concepts)).values("object_id")
        )
    return found


def _codes(concepts: Iterable[Concept]) -> Q:
    every = (Q(name=concept.facet, value=concept.code) for concept in concepts)
    return reduce(or_, every)


def _meets(clause: Clause) -> Q:
    patterns = (Q(**{f"{clause.field}__contains": text}) for text in _patterns(clause))
    return reduce(or_, patterns)


def _patterns(clause: Clause) -> list[str]:
    end = "" if clause.is_prefix else " "
    return [f" {text}{end}" for text in clause.texts]


def _score(query: SearchQuery) -> Expression:
    if query.sort != Sort.RELEVANCE:
        return Value(0, output_field=IntegerField())
    parts: list[Any] = [_strength(item) for item in wanted(query)]
    own_language = SearchDocument.objects.filter(
        object=OuterRef("pk"), language=query.language
    )
    parts.append(_worth(Exists(own_language), IN_READERS_LANGUAGE))
    parts.append(_worth(Q(is_good_practice=True), GOOD_PRACTICE))
    parts.append(_worth(Q(published_at__gte=recent_since(timezone.now())), RECENT))
    total: Expression = reduce(add, parts)
    return total


def _worth(condition: Q | Exists, weight: int) -> Case:
    return Case(When(condition, then=weight), default=0, output_field=IntegerField())


def _strength(item: Wanted) -> Any:
    """The weight of the strongest clause that any version meets."""
    every = clauses(item)
    in_text = [clause for clause in every if clause.concept is None]
    weight = Case(
        *(When(_meets(clause), then=clause.weight) for clause in in_text),
        default=0,
        output_field=IntegerField(),
    )
    versions = SearchDocument.objects.filter(object=OuterRef("pk")).order_by()
    strongest = Subquery(
        versions.values("object_id")
        .annotate(strongest=Max(weight))
        .values("strongest"),
        output_field=IntegerField(),
    )
    concepts = [clause.concept for clause in every if clause.concept]
    if not concepts:
        return strongest
    facets = SearchFacet.objects.filter(_codes(concepts), object=OuterRef("pk"))
    return Greatest(strongest, _worth(Exists(facets), CONCEPT))


def _where(names: Iterable[str], *more: str) -> str:
    conditions = [*(f"found.in_{name}" for name in names), *more]
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _counts(query: SearchQuery, facets: Sequence[str]) -> list[_Statement]:
    """The total and the facets; a facet that is filtered by ignores its own filter."""
    active = tuple(query.filters)
    free = [name for name in facets if name not in active]
    own = [name for name in facets if name in active]
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


def _versions_with(word: Word) -> QuerySet[SearchDocument, Any]:
    """Versions of the outer object whose title has the word."""
    documents = SearchDocument.objects.filter(object=OuterRef("pk"))
    return documents.filter(_has("title_terms", word))


def _all_in(column: str, words: Iterable[Word]) -> Case:
    condition = reduce(and_, (_has(column, word) for word in words))
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


def _has(column: str, word: Word) -> Q:
    terms, beginning = in_titles(word)
    patterns = [f" {term} " for term in terms]
    if beginning:
        patterns.append(f" {beginning}")
    return reduce(or_, (Q(**{f"{column}__contains": text}) for text in patterns))


def _suggested(row: Any, language: str) -> Suggested:
    documents = {document.language: document for document in row.documents.all()}
    original = next(doc for doc in documents.values() if doc.is_original)
    shown = documents.get(language, original)
    return Suggested(
        kind=row.kind,
        slug=row.slug,
        title=shown.title,
        language=shown.language,
        written_in=original.language,
        url=shown.url,
        place=row.place,
        by_title=row.by_title,
        by_place=row.by_place,
    )


def _versions() -> Prefetch[str]:
    return Prefetch("documents", SearchDocument.objects.order_by())


def _load(
    query: SearchQuery, scores: dict[int, int], *, with_texts: bool
) -> tuple[EngineHit, ...]:
    """Load the objects of a page with their versions, in the order of the list."""
    rows = SearchObject.objects.filter(pk__in=scores).prefetch_related(_versions())

    @cache
    def codes() -> defaultdict[int, set[tuple[str, str]]]:
        """Read only when a hit meets no stronger clause than a concept."""
        return _values_of(scores)

    hits = [
        _hit(query, row, scores[row.pk], codes, with_texts=with_texts)
        for row in rows
        # Taken down since the list was made.
        if row.documents.all()
    ]
    leading = _LEADING[query.sort]

    def place(hit: EngineHit) -> tuple[Any, ...]:
        rest = (-hit.published_at.timestamp(), hit.key.hex)
        if leading is None:
            return rest
        return (-hit.score if leading[1] else hit.country, *rest)

    return tuple(sorted(hits, key=place))


def _values_of(pks: Iterable[int]) -> defaultdict[int, set[tuple[str, str]]]:
    """Return (facet, value) of some objects, by their primary key."""
    found: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
    rows = SearchFacet.objects.filter(object__in=list(pks))
    for pk, name, value in rows.values_list("object_id", "name", "value"):
        found[pk].add((name, value))
    return found


def _hit(
    query: SearchQuery,
    row: SearchObject,
    score: int,
    codes: Callable[[], defaultdict[int, set[tuple[str, str]]]],
    *,
    with_texts: bool,
) -> EngineHit:
    documents: Sequence[SearchDocument] = list(row.documents.all())
    original = next(document for document in documents if document.is_original)
    own = [document for document in documents if document.language == query.language]

    def is_met(clause: Clause) -> bool:
        if clause.concept:
            return (clause.concept.facet, clause.concept.code) in codes()[row.pk]
        patterns = _patterns(clause)
        columns = [getattr(document, clause.field) for document in documents]
        return any(pattern in column for pattern in patterns for column in columns)

    return EngineHit(
        key=row.key,
        slug=row.slug,
        score=score,
        country=row.country,
        published_at=row.published_at,
        facts=row.facts,
        version=_version((own or [original])[0], with_texts=with_texts),
        languages=ordered_languages(
            original.language, (document.language for document in documents)
        ),
        met=tuple(
            met
            for item in wanted(query)
            if (met := next(filter(is_met, clauses(item)), None))
        ),
    )


def _version(row: SearchDocument, *, with_texts: bool) -> Version:
    return Version(
        language=row.language,
        is_original=row.is_original,
        title=row.title,
        summary=row.summary,
        url=row.url,
        card=row.card,
        body=row.body if with_texts else "",
        marks=row.marks if with_texts else (),
    )
