"""A description as rows: everything that is computed before it is written."""

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from hashlib import blake2b

from search.analysis import ANALYSIS_VERSION, Forms, analyse, forms_in
from search.descriptions import DocumentDescription, ObjectDescription
from search.marks import marks_of
from search.models import SearchDocument, SearchObject
from search.rules import facets_of, to_milliseconds
from search.terms import FIELD_END, column, set_column, terms_of

# Primary key of the object, name, value.
type FacetValue = tuple[int, str, str]


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

    def document_rows(self, row: SearchObject) -> list[SearchDocument]:
        """Return the versions of a saved object, analysed."""
        return [_document(row, version) for version in self.description.documents]


def rows_of(description: ObjectDescription, today: date) -> Rows:
    """Prepare what will be written for one object."""
    facets = facets_of(description, today)
    content = [description, facets, ANALYSIS_VERSION]
    text = json.dumps(content, sort_keys=True, default=_plain)
    return Rows(description, facets, blake2b(text.encode(), digest_size=20).hexdigest())


def _plain(value: object) -> object:
    """Return what JSON can hold of a description, without copying its texts."""
    if isinstance(value, ObjectDescription | DocumentDescription):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return str(value)


def _document(row: SearchObject, version: DocumentDescription) -> SearchDocument:
    texts = (version.title, version.summary, version.body)
    analysed = [analyse(text, version.language) for text in texts]
    title, summary, body = ([token.forms for token in tokens] for tokens in analysed)
    terms = _terms_by_field(title, summary, body)
    return SearchDocument(
        object=row,
        language=version.language,
        is_original=version.is_original,
        title=version.title,
        summary=version.summary,
        url=version.url,
        card=dict(version.card),
        body=version.body,
        title_terms=set_column(terms[0]),
        summary_terms=set_column(terms[1]),
        terms=set_column(*terms),
        title_words=column(_exact(title)),
        words=_in_order(_exact, title, summary, body),
        plain=_in_order(_plain_forms, title, summary, body),
        marks=list(map(marks_of, texts, analysed, terms)),
        analysis_version=ANALYSIS_VERSION,
    )


def _terms_by_field(*fields: list[Forms]) -> list[list[list[str]]]:
    """Return for each field the terms of each word.

    A word that comes again brings the same forms, which are looked at once.
    """
    known: dict[int, list[str]] = {}
    for words in fields:
        for forms in words:
            if id(forms) not in known:
                known[id(forms)] = terms_of(forms)
    return [[known[id(forms)] for forms in words] for words in fields]


def _exact(words: list[Forms]) -> list[str]:
    return [forms.exact for forms in words]


def _plain_forms(words: list[Forms]) -> list[str]:
    return [forms.folded[0] for forms in words]


def _in_order(read: Callable[[list[Forms]], list[str]], *fields: list[Forms]) -> str:
    return column([term for words in fields for term in (*read(words), FIELD_END)])
