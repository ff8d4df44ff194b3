"""What the API takes and tells about initiatives, field by field."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Field, Schema

from core.api import ImageOut, InLanguage, LabelOut, LanguageCode
from core.api_blocks import BlockOut, LinkOut, ParagraphOut
from signatories.api import SignatoryRefOut
from signatories.api_search import HighlightsOut, MatchOut, SearchQuery
from signatories.filters import MAX_VALUES
from translations.api import TextOut, VersionOut


class InitiativeQuery(SearchQuery):
    """Filters; values of one are alternatives, different ones have to hold together."""

    written_in: list[LanguageCode] = Field(
        [], max_length=MAX_VALUES, description="Language of the original."
    )
    principle: list[str] = Field(
        [], max_length=MAX_VALUES, description="Code from `/api/v1/vocabulary/`."
    )
    action: list[str] = Field(
        [], max_length=MAX_VALUES, description="Code from `/api/v1/vocabulary/`."
    )
    group: list[str] = Field(
        [], max_length=MAX_VALUES, description="Code from `/api/v1/vocabulary/`."
    )
    year: list[str] = Field(
        [], max_length=MAX_VALUES, description="Any year in which it ran, e.g. `2026`."
    )
    signatory: list[str] = Field([], max_length=10, description="Key of a signatory.")
    sort: Literal["relevance", "newest", "country"] = Field(
        "relevance",
        description="Best match first means newest first where no word is looked for.",
    )


class InitiativeItemOut(Schema):
    """An initiative in a list.

    Attributes:
        id: stable for ever; `key` is the part of its address and may change.
        language: of title, summary and highlights; `languages` are those that exist,
            the original first.
        url: its page in the language asked for.
    """

    id: UUID
    key: str
    title: str
    summary: str
    url: str
    language: str
    languages: list[str]
    country: str
    place: str
    level: str
    signatory: SignatoryRefOut
    principles: list[str]
    actions: list[str]
    groups: list[str]
    starts_on: date
    ends_on: date | None
    image: ImageOut | None
    highlights: HighlightsOut
    matched_by: list[MatchOut]
    is_demo: bool
    text: TextOut


class UpdateOut(Schema):
    """What happened since: news in the language it was written in."""

    happened_on: date
    language: str
    text: str


class InitiativeOut(Schema):
    """An initiative with its whole text.

    Attributes:
        body: block by block; `body_text` is the same without markup.
        partners, results, lessons: what came of it.
        updates: news, newest first.
        is_good_practice: given by a moderator.
        published_at, updated_at: of the version served.
        labels: of all codes in this answer, in the language asked for.
    """

    id: UUID
    key: str
    title: str
    summary: str
    body: list[BlockOut]
    body_text: str
    partners: ParagraphOut
    results: ParagraphOut
    lessons: ParagraphOut
    links: list[LinkOut]
    url: str
    language: str
    languages: list[str]
    written_in: str
    country: str
    place: str
    level: str
    cost_band: str
    principles: list[str]
    actions: list[str]
    groups: list[str]
    starts_on: date
    ends_on: date | None
    is_ongoing: bool
    updates: list[UpdateOut]
    is_good_practice: bool
    signatory: SignatoryRefOut
    published_at: datetime | None
    updated_at: datetime | None
    versions: list[VersionOut]
    labels: list[LabelOut]
    is_demo: bool
    text: TextOut


class SuggestQuery(InLanguage):
    """What somebody is typing."""

    q: str = Field("", description="The words so far.")
    kind: Literal["initiative", "signatory", "page"] | None = Field(
        None, description="Only these and their places; everything without it."
    )


class SuggestionOut(Schema):
    """Something to go to.

    Attributes:
        kind: `initiative`, `signatory` and `page`: the text is a title, the address
            its page; `place`, `country`, `action`, `principle` and `group`: the address
            is a list.
        language: of the text.
    """

    text: str
    kind: str
    url: str
    language: str
