"""The vocabulary, and the texts of the Pact and the Convention, for programs."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema

from core.api import InLanguage, LabelOut, Listing
from core.api_blocks import ParagraphOut, paragraph_out
from core.labels import label
from core.text import strip_markup
from pact.models import ConventionPage, PactPage
from pact.selectors import pact_context
from pact.vocabulary import MODELS, terms

router = Router(tags=["reference"])


class TermOut(Schema):
    """A term of the vocabulary; its code never changes and is never translated.

    Attributes:
        kind: `principle`, `action` or `group`.
        language: of label and description: the one asked for, or English.
    """

    kind: str
    code: str
    label: str
    description: str
    language: str
    is_fallback: bool


class NumberedOut(ParagraphOut):
    """A paragraph of the Pact: number and anchor are the same in every language."""

    number: int
    anchor: str


class SectionOut(Schema):
    """A part of the Pact."""

    heading: str
    anchor: str
    principle: str
    paragraphs: list[NumberedOut]


class ActionOut(NumberedOut):
    """A kind of action, tied to its code."""

    code: str
    label: str


class PactOut(Schema):
    """The Pact in numbered paragraphs.

    Attributes:
        is_summary: whether this is a summary of the official text, which stands at
            `official_url`.
    """

    type: Literal["pact"]
    is_summary: bool
    official_url: str
    version_label: str
    adopted_text: str
    preamble: list[NumberedOut]
    sections: list[SectionOut]
    actions: list[ActionOut]
    call: str


class AspectOut(ParagraphOut):
    """One aspect of the Convention."""

    heading: str
    anchor: str


class ConventionPageOut(Schema):
    """The Convention; the state of ratifications is at `/api/v1/states/`."""

    type: Literal["convention"]
    number: str
    official_url: str
    opened_on: date
    in_force_on: date
    aim: ParagraphOut
    aspects: list[AspectOut]
    promote: ParagraphOut
    status_intro: ParagraphOut


@router.get(
    "/vocabulary/",
    response=Listing[TermOut],
    summary="Principles, actions and target groups",
    openapi_extra={"x-example": "?language=az"},
)
def vocabulary(request: HttpRequest, asked: Query[InLanguage]) -> Listing[TermOut]:
    """The codes that initiatives, filters and facets use, with their labels."""
    items = [
        TermOut(
            kind=kind,
            code=term.code,
            label=term.label,
            description=term.description,
            language=term.language,
            is_fallback=term.language != asked.language,
        )
        for kind in MODELS
        for term in terms(kind, asked.language).values()
    ]
    return Listing[TermOut](items=items, total=len(items))


def labels_out(language: str, **codes: list[str]) -> list[LabelOut]:
    """Return the labels of codes by kind, e.g. `principle=["prevention"]`."""
    return [
        LabelOut(kind=kind, code=code, label=label(kind, code, language))
        for kind, values in codes.items()
        for code in values
        if code
    ]


def pact_out(page: PactPage, request: HttpRequest) -> PactOut:
    """Describe the text of the Pact."""
    text = pact_context(page, request)
    return PactOut(
        type="pact",
        is_summary=page.is_summary,
        official_url=page.official_url,
        version_label=page.version_label,
        adopted_text=page.adopted_text,
        preamble=[_numbered(item) for item in text["preamble"]],
        sections=[
            SectionOut(
                heading=section["heading"],
                anchor=section["anchor"],
                principle=section["principle"] or "",
                paragraphs=[_numbered(item) for item in section["paragraphs"]],
            )
            for section in text["sections"]
        ],
        actions=[
            ActionOut(
                **_numbered(item).model_dump(), code=item["code"], label=item["label"]
            )
            for item in text["actions"]
        ],
        call=page.call,
    )


def _numbered(item: dict[str, Any]) -> NumberedOut:
    return NumberedOut(
        number=item["number"],
        anchor=item["anchor"],
        html=item["html"],
        text=strip_markup(item["html"]),
    )


def convention_out(page: ConventionPage, request: HttpRequest) -> ConventionPageOut:
    """Describe the text of the page about the Convention."""
    return ConventionPageOut(
        type="convention",
        number=page.number,
        official_url=page.official_url,
        opened_on=page.opened_on,
        in_force_on=page.in_force_on,
        aim=paragraph_out(page.aim),
        aspects=[
            AspectOut(
                heading=block.value["heading"],
                anchor=block.value["anchor"],
                **paragraph_out(block.value["text"].source).model_dump(),
            )
            for block in page.aspects
        ],
        promote=paragraph_out(page.promote),
        status_intro=paragraph_out(page.status_intro),
    )
