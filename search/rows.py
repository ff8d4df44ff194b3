"""A description as rows: everything that is computed before it is written."""

import json
from dataclasses import dataclass, fields
from datetime import date, datetime
from hashlib import blake2b

from search.analysis import ANALYSIS_VERSION, Forms, forms_in
from search.descriptions import DocumentDescription, ObjectDescription
from search.models import SearchDocument, SearchObject
from search.rules import facets_of, to_milliseconds

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
    title = forms_in(version.title, version.language)
    every = [
        *title,
        *forms_in(version.summary, version.language),
        *forms_in(version.body, version.language),
    ]
    return SearchDocument(
        object=row,
        language=version.language,
        is_original=version.is_original,
        title=version.title,
        summary=version.summary,
        url=version.url,
        card=dict(version.card),
        body=version.body,
        title_words=_terms(title),
        title_folded=_folded(title),
        words=_terms(every),
        folded=_folded(every),
        analysis_version=ANALYSIS_VERSION,
    )


def _terms(words: list[Forms]) -> str:
    return _column([word.terms[0] for word in words])


def _folded(words: list[Forms]) -> str:
    """Plain forms in order keep phrases together; the others follow, each once."""
    others = {form for word in words for form in word.folded[1:]}
    return _column([word.folded[0] for word in words] + sorted(others))


def _column(terms: list[str]) -> str:
    return f" {' '.join(terms)} "
