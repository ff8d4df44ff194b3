"""What the search knows of a structural page: all its real versions at once."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from core.languages import DEFAULT
from core.locales import locale_id
from core.models import BasePage, EditorialPage
from core.shared_values.pages import with_values
from core.shared_values.references import SharedValues
from core.text import plain_text
from home.models import ContentPage, HomePage
from initiatives.models import InitiativeIndexPage
from pact.models import ConventionPage, PactPage
from search.choices import Kind
from search.descriptions import DocumentDescription, ObjectDescription
from signatories.models import SignatoryIndexPage
from translations.selectors import (
    card_facts,
    load_versions,
    page_versions,
    provenances,
)

# Page type -> (name in the API, fields searched after title and lead).
PAGE_TYPES: Final[dict[type[EditorialPage], tuple[str, tuple[str, ...]]]] = {
    HomePage: ("home", ("intro", "why", "call_title", "call_text")),
    PactPage: ("pact", ("preamble", "sections", "actions", "call")),
    ConventionPage: ("convention", ("aim", "aspects", "promote")),
    ContentPage: ("content", ("body",)),
    InitiativeIndexPage: ("initiatives", ()),
    SignatoryIndexPage: ("signatories", ()),
}


def identify(page: BasePage) -> tuple[str, UUID] | None:
    """Say which page an instance belongs to; an alias is no text of its own."""
    return None if page.alias_of_id else (Kind.PAGE, page.translation_key)


def all_keys() -> Iterable[UUID]:
    """Return the keys of all published structural pages."""
    types = ContentType.objects.get_for_models(*PAGE_TYPES).values()
    pages = Page.objects.live().filter(
        content_type__in=types, locale_id=locale_id(DEFAULT), alias_of=None
    )
    return list(pages.values_list("translation_key", flat=True))


def describe(key: UUID) -> ObjectDescription | None:
    """Describe a page, None when no version of it is published."""
    versions = page_versions(key)
    pages = load_versions(versions)
    original = pages.get(DEFAULT) or next(iter(pages.values()), None)
    if original is None:
        return None
    name, fields = PAGE_TYPES[type(original)]
    told, values = provenances(key), SharedValues()
    shown = {
        language: with_values(page, language, values)
        for language, page in pages.items()
    }
    return ObjectDescription(
        kind=Kind.PAGE,
        key=key,
        slug=original.slug,
        written_in=original.language,
        published_at=original.first_published_at,
        facts={"type": name},
        documents=tuple(
            DocumentDescription(
                language=language,
                is_original=pages[language] is original,
                title=page.title,
                summary=page.lead,
                body=plain_text(page, *fields),
                url=versions[language].path,
                card=card_facts(language, DEFAULT, told),
            )
            for language, page in shown.items()
        ),
    )
