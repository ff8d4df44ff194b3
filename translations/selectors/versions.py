"""Which versions of a page are real, and which one a reader is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import CharField, F
from django.db.models.functions import Cast
from django.http import Http404
from wagtail.models import Page

from core.languages import DEFAULT
from core.locales import language_of
from core.models import BasePage
from core.models.pages import path_in_language
from core.versions import Served, Version, choose
from translations.models import TextProvenance, TextState


@dataclass(frozen=True, slots=True)
class PageVersion(Version):
    """A real version of a page, with what is needed to load it."""

    page_id: int = 0
    content_type_id: int = 0


def provenance_states(key: UUID) -> dict[str, str]:
    """Return language -> state of an object's translations; an original has none."""
    return dict(
        TextProvenance.objects.filter(translation_key=key).values_list(
            "language", "state"
        )
    )


def provenances(key: UUID) -> dict[str, TextProvenance]:
    """Return language -> what readers are told of it; an original has no row."""
    rows = TextProvenance.objects.filter(translation_key=key)
    return {row.language: row for row in rows}


def translation_state(language: str, written_in: str, states: dict[str, str]) -> str:
    """Return the state of the version in `language` for readers and programs."""
    if language == written_in:
        return TextState.ORIGINAL
    return states.get(language, TextState.TRANSLATED)


def page_versions(key: UUID, written_in: str = DEFAULT) -> dict[str, PageVersion]:
    """Return the real versions of a page: live, no alias, published as itself.

    A version that was withheld, because its source changed in an urgent way or somebody
    found it bad, does not count either: readers see the source.

    wagtail-localize 1.14 turns an alias into a page when a translation is begun and
    leaves it live with unfinished text; such a page has no live revision of its own and
    does not count until it is published.
    """
    rows = (
        Page.objects.live()
        .filter(
            translation_key=key,
            alias_of=None,
            live_revision__object_id=Cast(F("pk"), CharField()),
        )
        .values_list("pk", "content_type_id", "locale_id", "url_path")
    )
    told = provenances(key)
    withheld = {code for code, row in told.items() if row.is_withheld}
    states = {code: row.state for code, row in told.items()}
    versions = {}
    for page_id, content_type_id, locale_pk, url_path in rows:
        language = language_of(locale_pk)
        if language in withheld and language != written_in:
            continue
        versions[language] = PageVersion(
            language=language,
            path=path_in_language(url_path, language),
            state=translation_state(language, written_in, states),
            is_behind=language in told and told[language].is_behind,
            page_id=page_id,
            content_type_id=content_type_id,
        )
    return versions


def load_version(version: PageVersion) -> Any:
    """Load the page of a version as its own type."""
    model = ContentType.objects.get_for_id(version.content_type_id).model_class()
    if model is None:
        raise LookupError(f"page {version.page_id} has a type that no longer exists")
    return model._default_manager.get(pk=version.page_id)


def load_versions(versions: Mapping[str, PageVersion]) -> dict[str, Any]:
    """Load the pages of all versions of one page, by language; one query."""
    if not versions:
        return {}
    first = next(iter(versions.values()))
    model = ContentType.objects.get_for_id(first.content_type_id).model_class()
    if model is None:
        raise LookupError(f"page {first.page_id} has a type that no longer exists")
    pages = model._default_manager.in_bulk(
        [version.page_id for version in versions.values()]
    )
    return {language: pages[item.page_id] for language, item in versions.items()}


def page_other_versions(page: Page, action: str) -> models.QuerySet[Page]:
    """Return the versions of a page that share the fate of its source.

    Args:
        page: the source.
        action: what happens to it, in Wagtail's words: `move`, `delete` or
            `unpublish`; at the last of them Wagtail itself thinks of the aliases.
    """
    versions: models.QuerySet[Page] = Page.objects.filter(
        translation_key=page.translation_key
    ).exclude(pk=page.pk)
    return versions.filter(alias_of=None) if action == "unpublish" else versions


def index_page[Index: BasePage](
    model: type[Index], language: str
) -> tuple[Index, Served]:
    """Return the index page of a room in the best real version for a reader.

    Raises:
        Http404: the page is not published in any language.
    """
    pages = {
        language_of(page.locale_id): page
        for page in model._default_manager.filter(
            live=True, alias_of=None
        ).select_related("live_revision")
        if page.live_revision and page.live_revision.object_id == str(page.pk)
    }
    if not pages:
        raise Http404
    states = provenance_states(next(iter(pages.values())).translation_key)
    versions = {
        code: Version(
            code, page.public_path(), translation_state(code, DEFAULT, states)
        )
        for code, page in pages.items()
    }
    served = choose(language, versions, DEFAULT)
    return pages[served.language], served
