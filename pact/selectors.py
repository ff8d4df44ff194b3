"""What the pages of the Pact and the Convention show."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from core.cldr import sort_key
from core.current import current_language, interface_language
from core.models import MemberState, OtherParty
from core.models.states import ConventionStatus
from core.states import country_name
from pact.models import CommitmentVersion, ConventionPage, PactPage, TermsVersion
from pact.vocabulary import terms


def pact_context(page: PactPage, request: HttpRequest) -> dict[str, Any]:
    """Number the paragraphs through the page; anchors are the same in every language."""
    language = current_language()
    numbers = iter(range(1, 1000))
    labels = terms("action", page.language)

    def paragraphs(values: Any) -> list[dict[str, Any]]:
        return [_paragraph(next(numbers), value.source) for value in values]

    return {
        "preamble": paragraphs(block.value for block in page.preamble),
        "sections": [
            {
                "heading": block.value["heading"],
                "anchor": block.value["anchor"],
                "principle": block.value["principle"],
                "paragraphs": paragraphs(block.value["paragraphs"]),
            }
            for block in page.sections
        ],
        "actions": [
            _paragraph(next(numbers), block.value["text"].source)
            | {
                "code": block.value["action"],
                "label": labels[block.value["action"]].label,
                "url": f"/{language}/initiatives/?action={block.value['action']}",
            }
            for block in page.actions
        ],
    }


def _paragraph(number: int, source: str) -> dict[str, Any]:
    return {"number": number, "anchor": f"p-{number}", "html": _html(source)}


def _html(source: str) -> SafeString:
    """Rich text as HTML; Wagtail cleaned it with a whitelist when it was saved."""
    return mark_safe(str(expand_db_html(source)))  # noqa: S308


def convention_context(page: ConventionPage, request: HttpRequest) -> dict[str, Any]:
    """Add the aspects and the status of the states, sorted in the reader's language."""
    return {
        "aspects": [
            {
                "heading": block.value["heading"],
                "anchor": block.value["anchor"],
                "html": _html(block.value["text"].source),
            }
            for block in page.aspects
        ],
        "states": list(_status_rows(MemberState)),
        "other_parties": list(_status_rows(OtherParty)),
    }


def _status_rows(model: type[ConventionStatus]) -> Iterator[dict[str, Any]]:
    language = interface_language(current_language())
    rows = [(_name(row, language), row) for row in model._default_manager.all()]
    for name, status in sorted(rows, key=lambda item: sort_key(item[0])):
        yield {
            "code": status.code,
            "name": name,
            "is_party": status.is_party,
            "signed_on": status.signed_on,
            "signed_source": status.signed_source,
            "deposited_on": status.deposited_on,
            "deposited_source": status.deposited_source,
            "in_force_on": status.in_force_on,
            "in_force_source": status.in_force_source,
            "note": status.note,
        }


def _name(row: ConventionStatus, language: str) -> str:
    """Return the row's own name in English and French, CLDR's elsewhere."""
    own = {"en": row.name_en, "fr": row.name_fr}
    return own.get(language) or country_name(row.code, language)


def commitment_in(language: str) -> dict[str, CommitmentVersion | None]:
    """Return the current commitment in a language, and the English one beside a draft.

    Returns:
        `commitment`: the newest version in the language, else in English, None when
        there is none at all; `english`: the English text where the other is not
        reviewed, because then the English text counts.
    """
    newest = CommitmentVersion.objects.order_by("-number").first()
    if newest is None:
        return {"commitment": None, "english": None}
    texts = {
        text.language: text
        for text in CommitmentVersion.objects.filter(
            number=newest.number, language__in=[language, "en"]
        )
    }
    english = texts.get("en")
    own = texts.get(language) or english
    reviewed = own and own.review_state == CommitmentVersion.ReviewState.REVIEWED
    return {
        "commitment": own,
        "english": None if own is english or reviewed else english,
    }


def terms_in(language: str) -> TermsVersion | None:
    """Return the current conditions in a language, else in English, None without any."""
    newest = TermsVersion.objects.order_by("-number").first()
    if newest is None:
        return None
    texts = {
        text.language: text
        for text in TermsVersion.objects.filter(
            number=newest.number, language__in=[language, "en"]
        )
    }
    return texts.get(language) or texts.get("en")
