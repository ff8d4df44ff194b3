"""What a room says about one public object, and what the search keeps of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

type Json = str | int | float | bool | None | Sequence[Json] | Mapping[str, Json]
type Facts = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class DocumentDescription:
    """One published version of an object: the original or a real translation.

    Attributes:
        language: code of core.languages.
        is_original: whether it was written in this language.
        title, summary, body: plain text; all three are searched and highlighted.
        url: its address, from the root of the site.
        card: facts of this version that a result shows, as JSON (provenance, the
            description of the image, …).
    """

    language: str
    is_original: bool
    title: str
    summary: str
    url: str
    body: str = ""
    card: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ObjectDescription:
    """Everything public about one object, all its published versions included.

    Attributes:
        kind: a value of search.choices.Kind.
        key: the translation key, the same for all versions.
        slug: the public key in its address.
        written_in: language of the original.
        published_at: what `sort=newest` goes by; aware.
        documents: at least one version, or the object is not public.
        facts: facts of the object that a result shows, as JSON.
        facets: values by facet name. `country` and `written_in` are filled from the
            attributes of that name and `year` from the dates where they are missing.
        country: ISO 3166-1 alpha-2, "" when it has none.
        place: where it happens, as it is written there, "" when nobody said.
        starts_on, ends_on: an object with a start and no end still runs.
    """

    kind: str
    key: UUID
    slug: str
    written_in: str
    published_at: datetime
    documents: tuple[DocumentDescription, ...]
    facts: Facts = field(default_factory=dict)
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    country: str = ""
    place: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    is_good_practice: bool = False
