"""A description as rows: everything that is computed before it is written."""

import gc
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from hashlib import blake2b
from itertools import chain

from search.analysis import ANALYSIS_VERSION, forms_in, words_of
from search.descriptions import DocumentDescription, ObjectDescription
from search.marks import marks_of
from search.models import SearchDocument, SearchObject
from search.rules import facets_of, to_milliseconds
from search.terms import FIELD_END, column, set_column, terms_of

# Primary key of the object, name, value.
type FacetValue = tuple[int, str, str]


@contextmanager
def many_at_once() -> Iterator[None]:
    """Let the collector of garbage rest while many rows are built.

    Building makes no cycles, but fills caches with hundreds of thousands of lasting
    objects, which the collector would look through again and again. For some hundred
    objects at a time; what others leave meanwhile is collected at the end. Other threads
    of the process rest with it.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Rows:
    """The content of an object's rows, before it is written.

    Attributes:
        facets: every facet, the derived ones included.
        digest: equal for equal content under the same analysis.
    """

    description: ObjectDescription
    facets: dict[str, tuple[str, ...]]
    digest: str

    def values(self, now: datetime) -> dict[str, object]:
        """Return the fields of the object's own row, but for its version."""
        description = self.description
        return {
            "slug": description.slug,
            "facts": dict(description.facts),
            "country": description.country,
            "place": description.place,
            "place_terms": set_column(
                map(terms_of, forms_in(description.place, description.written_in))
            ),
            "written_in": description.written_in,
            "starts_on": description.starts_on,
            "ends_on": description.ends_on,
            "published_at": to_milliseconds(description.published_at),
            "is_good_practice": description.is_good_practice,
            "digest": self.digest,
            "is_gone": False,
            "changed_at": now,
            "claimed_until": None,
        }

    def facet_values(self, row: SearchObject) -> list[FacetValue]:
        """Return the facets of a saved object."""
        return [
            (row.pk, name, value)
            for name, values in self.facets.items()
            for value in values
        ]

    def document_rows(
        self, row: SearchObject, kept: frozenset[str] = frozenset()
    ) -> list[SearchDocument]:
        """Return the versions of a saved object, analysed, but for the languages kept."""
        return [
            _document(row, version)
            for version in self.description.documents
            if version.language not in kept
        ]


def rows_of(description: ObjectDescription, today: date) -> Rows:
    """Prepare what will be written for one object."""
    description = _with_original(description)
    facets = facets_of(description, today)
    content = [description, facets, ANALYSIS_VERSION]
    text = json.dumps(content, sort_keys=True, default=_plain)
    return Rows(description, facets, blake2b(text.encode(), digest_size=20).hexdigest())


def _with_original(description: ObjectDescription) -> ObjectDescription:
    """Let the first version stand for an object whose original is not public."""
    first, *others = description.documents
    if any(version.is_original for version in description.documents):
        return description
    return replace(description, documents=(replace(first, is_original=True), *others))


def _plain(value: object) -> object:
    """Return what JSON can hold of a description, without copying its texts."""
    if isinstance(value, ObjectDescription | DocumentDescription):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return str(value)


def _document(row: SearchObject, version: DocumentDescription) -> SearchDocument:
    texts = (version.title, version.summary, version.body)
    analysed = [words_of(text, version.language) for text in texts]
    title, summary, body = (words.forms for words in analysed)
    # A word that comes again brings the same forms, which are looked at once.
    distinct = {id(forms): forms for forms in chain(title, summary, body)}
    terms = {key: terms_of(forms) for key, forms in distinct.items()}
    return SearchDocument(
        object=row,
        language=version.language,
        is_original=version.is_original,
        title=version.title,
        summary=version.summary,
        url=version.url,
        card=dict(version.card),
        body=version.body,
        title_terms=set_column([terms[id(forms)] for forms in title]),
        summary_terms=set_column([terms[id(forms)] for forms in summary]),
        terms=set_column(terms.values()),
        title_words=column([forms.exact for forms in title]),
        words=_in_order(
            [forms.exact for forms in words] for words in (title, summary, body)
        ),
        plain=_in_order(
            [forms.folded[0] for forms in words] for words in (title, summary, body)
        ),
        marks=[marks_of(*pair, terms) for pair in zip(texts, analysed, strict=True)],
        analysis_version=ANALYSIS_VERSION,
    )


def _in_order(fields: Iterable[list[str]]) -> str:
    return column([term for words in fields for term in (*words, FIELD_END)])
