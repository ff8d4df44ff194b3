"""Reading initiatives: the public page, its fallback, what a list shows."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.addresses import address_resolve
from core.languages import BY_CODE
from core.locales import language_of
from core.models import PublicAddress
from core.versions import Served, choose
from core.withdrawal import is_withdrawn
from initiatives.models import Initiative, InitiativePage, InitiativeUpdate
from initiatives.rules import year_span
from signatories.projection import signatory_facts
from translations.selectors import provenances, real_versions, withheld_languages

KIND = PublicAddress.Kind.INITIATIVE


@dataclass(frozen=True, slots=True)
class PublicInitiative:
    """An initiative as the public sees it in a language.

    Attributes:
        slug: its current slug, which may differ from the one asked for.
        page: the version served.
        served: which language that is, and the versions there are.
        is_demo: whether it is invented for the demonstration.
    """

    key: UUID
    slug: str
    page: InitiativePage
    served: Served
    is_demo: bool
    is_good_practice: bool


def initiative_public(slug: str, language: str) -> PublicInitiative | None:
    """Return a public initiative by a current or former slug; None otherwise."""
    found = address_resolve(kind=KIND, slug=slug)
    if found is None:
        return None
    key, current = found
    pages = {
        language_of(page.locale_id): page
        for page in InitiativePage.objects.published()
        .filter(translation_key=key)
        .select_related("signatory__country")
    }
    initiative = Initiative.objects.filter(key=key).first()
    if not pages or initiative is None or is_withdrawn(KIND, key):
        return None
    told, written_in = provenances(key), initiative.written_in
    paths = {code: f"/{code}/initiatives/{current}/" for code in pages}
    versions = real_versions(paths, told, written_in)
    if not versions:
        return None
    withheld = withheld_languages(told, written_in)
    served = choose(language, versions, written_in, withheld)
    page = pages[served.language]
    if not page.signatory.is_public:
        return None
    return PublicInitiative(
        key, current, page, served, initiative.is_demo, initiative.is_good_practice
    )


def page_context(page: InitiativePage, language: str) -> dict[str, Any]:
    """Return what the template of an initiative shows besides its own fields."""
    facts = signatory_facts(page.signatory)
    return {
        "page": page,
        "signatory": {
            "name": facts["name"],
            "profile": facts["profile"],
            "url": f"/{language}/signatories/{facts['key']}/",
            "language": facts["language"],
        },
        "principles": page.principles,
        "actions": page.actions,
        "groups": page.groups,
        # A draft need not say when it began.
        "year_text": year_text(page.starts_on, page.ends_on) if page.starts_on else "",
        "updates": updates_public(page.translation_key),
        "draft_pictures": [],
        "preview_back_url": "",
    }


def updates_public(key: UUID) -> list[InitiativeUpdate]:
    """Return the public news of an initiative in all languages, newest first."""
    return list(InitiativeUpdate.objects.filter(initiative=key, is_public=True))


def version_links(served: Served) -> list[dict[str, str]]:
    """Return links to all real versions, the original first."""
    versions = sorted(
        served.versions.values(),
        key=lambda version: (
            version.language != served.original_language,
            version.language,
        ),
    )
    return [
        {
            "code": version.language,
            "autonym": BY_CODE[version.language].autonym,
            "url": version.path,
        }
        for version in versions
    ]


def year_text(starts_on: date, ends_on: date | None) -> str:
    """Return e.g. `2024`, `2024–2026` or `since 2024`, in the interface's language."""
    first, last = year_span(starts_on, ends_on)
    if last is None:
        return _("since %(year)d") % {"year": first}
    return str(first) if first == last else f"{first}–{last}"


def initiative_preview_context(
    page: InitiativePage, request: HttpRequest
) -> dict[str, Any]:
    """Return the context for the preview of a draft, on the public template."""
    return page_context(page, language_of(page.locale_id)) | {
        "served": None,
        "versions": [],
        "report_url": "#",
    }
