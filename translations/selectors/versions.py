"""Which versions of a page are real, and which one a reader is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import CharField, Exists, F, OuterRef, Subquery
from django.db.models.functions import Cast
from django.http import Http404
from wagtail.models import Page

from core.languages import DEFAULT
from core.locales import language_of, locale_id
from core.models import BasePage
from core.models.pages import path_in_language
from core.shared_values.pages import with_values
from core.versions import Served, Version, choose
from translations.choices import Origin
from translations.models import SegmentState, TextProvenance, TextState


@dataclass(frozen=True, slots=True)
class PageVersion(Version):
    """A real version of a page, with what is needed to load it.

    Attributes:
        withheld: the languages in which the page exists and is not shown for now.
    """

    page_id: int = 0
    content_type_id: int = 0
    withheld: frozenset[str] = frozenset()


def provenances(key: UUID) -> dict[str, TextProvenance]:
    """Return language -> what readers are told of it; an original has no row.

    Each row also says when its last text was reviewed before it was published
    (`reviewed_at`), and whether an engine drafted any of it (`is_by_engine`).
    """
    texts = SegmentState.objects.filter(
        context__object_id=OuterRef("translation_key"),
        locale__language_code=OuterRef("language"),
    )
    reviewed = texts.filter(reviewed_at__lte=OuterRef("updated_at"))
    rows = TextProvenance.objects.filter(translation_key=key).annotate(
        reviewed_at=Subquery(
            reviewed.order_by("-reviewed_at").values("reviewed_at")[:1]
        ),
        is_by_engine=Exists(texts.filter(origin=Origin.ENGINE)),
    )
    return {row.language: row for row in rows}


def translation_state(
    language: str, written_in: str, told: Mapping[str, TextProvenance]
) -> str:
    """Return the state of the version in `language` for readers and programs."""
    if language == written_in:
        return TextState.ORIGINAL
    return told[language].state if language in told else TextState.TRANSLATED


def withheld_languages(
    told: Mapping[str, TextProvenance], written_in: str
) -> frozenset[str]:
    """Return the languages whose translation readers do not see for now.

    Its source changed in an urgent way, or somebody found it bad.
    """
    return frozenset(
        code for code, row in told.items() if row.is_withheld and code != written_in
    )


def real_versions(
    paths: Mapping[str, str], told: Mapping[str, TextProvenance], written_in: str
) -> dict[str, Version]:
    """Describe the versions of an object that readers may see.

    Args:
        paths: language -> address of each published version.
        told: what `provenances` returned for the object.
        written_in: language of the original.
    """
    withheld = withheld_languages(told, written_in)
    return {
        code: Version(language=code, path=path, **_facts(code, written_in, told))
        for code, path in paths.items()
        if code not in withheld
    }


def card_facts(
    language: str, written_in: str, told: Mapping[str, TextProvenance]
) -> dict[str, Any]:
    """Return what the search keeps of a version for lists; see `translations.api`.

    Most texts are neither behind nor withheld, so nothing is said of these then.
    """
    facts: dict[str, Any] = {"state": translation_state(language, written_in, told)}
    if language != written_in and language in told and told[language].is_behind:
        facts["is_behind"] = True
    withheld = withheld_languages(told, written_in)
    if withheld:
        facts["withheld"] = sorted(withheld)
    return facts


def _facts(
    language: str, written_in: str, told: Mapping[str, TextProvenance]
) -> dict[str, Any]:
    state = translation_state(language, written_in, told)
    row: Any = told.get(language) if language != written_in else None
    if row is None:
        return {"state": state}
    return {
        "state": state,
        "is_behind": row.is_behind,
        "made_at": row.updated_at,
        "reviewed_at": row.reviewed_at,
        "is_by_engine": row.is_by_engine,
    }


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
    withheld = withheld_languages(told, written_in)
    versions = {}
    for page_id, content_type_id, locale_pk, url_path in rows:
        language = language_of(locale_pk)
        if language in withheld:
            continue
        versions[language] = PageVersion(
            language=language,
            path=path_in_language(url_path, language),
            withheld=withheld,
            page_id=page_id,
            content_type_id=content_type_id,
            **_facts(language, written_in, told),
        )
    return versions


def page_key(path: str, language: str) -> UUID | None:
    """Return the key of the page at an address, an alias included; None for no page.

    `path` is the address below the language, e.g. `pact/`; "" is the first page.
    """
    key: UUID | None = (
        Page.objects.live()
        .filter(locale_id=locale_id(language), url_path=f"/home-{language}/{path}")
        .values_list("translation_key", flat=True)
        .first()
    )
    return key


def page_served(language: str, versions: Mapping[str, PageVersion]) -> Served:
    """Choose the version of a page for a reader among those of `page_versions`."""
    withheld = next(iter(versions.values())).withheld
    return choose(language, versions, DEFAULT, withheld)


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
    told = provenances(next(iter(pages.values())).translation_key)
    paths = {code: page.public_path() for code, page in pages.items()}
    versions = real_versions(paths, told, DEFAULT)
    if not versions:
        raise Http404
    served = choose(language, versions, DEFAULT, withheld_languages(told, DEFAULT))
    return with_values(pages[served.language], served.language), served
