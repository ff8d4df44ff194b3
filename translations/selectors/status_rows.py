"""What the database knows of all that is translated, read in a few queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from core.locales import language_of
from core.models.pages import path_in_language
from translations.choices import SegmentStatus
from translations.models import TextProvenance, TranslationProgress
from translations.registry import Kind

# Keys that a query may name one by one.
_FEW: Final = 500


@dataclass(slots=True)
class Row:
    """One version of an object as the database has it."""

    pk: int
    title: str
    url: str
    is_live: bool
    is_alias: bool = False


Versions = dict[UUID, dict[str, Row]]


def label_of(kind: Kind) -> str:
    """Return the name by which the API and commands call a kind, e.g. `home.homepage`."""
    return str(kind.model._meta.label_lower)


def all_versions(chosen: Iterable[Kind]) -> dict[str, Versions]:
    """Return type -> key -> language -> version; pages of all types in one query."""
    found: dict[str, Versions] = {label_of(kind): {} for kind in chosen}
    pages = [kind.model for kind in chosen if issubclass(kind.model, Page)]
    names = {
        content_type.pk: str(model._meta.label_lower)
        for model, content_type in ContentType.objects.get_for_models(*pages).items()
    }
    for row in _page_rows(names):
        language = language_of(row["locale_id"])
        is_own = row["live_revision__object_id"] == str(row["pk"])
        found[names[row["content_type_id"]]].setdefault(row["translation_key"], {})[
            language
        ] = Row(
            pk=row["pk"],
            title=row["title"],
            url=path_in_language(row["url_path"], language),
            # A page that a begun translation made of an alias shows unfinished texts.
            is_live=row["live"] and (is_own or row["alias_of_id"] is not None),
            is_alias=row["alias_of_id"] is not None,
        )
    for kind in chosen:
        if not issubclass(kind.model, Page):
            found[label_of(kind)] = _snippet_rows(kind.model)
    return found


def _page_rows(names: Collection[int]) -> Iterable[dict[str, Any]]:
    rows: Iterable[dict[str, Any]] = (
        Page.objects.filter(content_type_id__in=names, depth__gt=1)
        .order_by("pk")
        .values(
            "pk",
            "title",
            "url_path",
            "live",
            "locale_id",
            "alias_of_id",
            "content_type_id",
            "translation_key",
            "live_revision__object_id",
        )
    )
    return rows


def _snippet_rows(model: type[models.Model]) -> Versions:
    found: Versions = {}
    # Names of snippets may be those of what they belong to.
    belongs_to = [
        field.name
        for field in model._meta.concrete_fields
        if field.many_to_one and not field.null and field.name != "locale"
    ]
    rows: Iterable[Any] = model._default_manager.order_by("pk")
    if belongs_to:
        rows = model._default_manager.select_related(*belongs_to).order_by("pk")
    for item in rows:
        found.setdefault(item.translation_key, {})[language_of(item.locale_id)] = Row(
            pk=item.pk,
            title=str(item),
            url="",
            is_live=getattr(item, "live", True),
        )
    return found


def source_languages(chosen: Iterable[Kind]) -> dict[UUID, str]:
    """Return key -> language of the source, for what has been begun."""
    rows = TranslationSource.objects.filter(
        specific_content_type__in=_content_types(chosen),
        translations__enabled=True,
    ).values_list("object_id", "locale_id")
    return {key: language_of(locale) for key, locale in rows.distinct()}


def _content_types(chosen: Iterable[Kind]) -> list[int]:
    found = ContentType.objects.get_for_models(*(kind.model for kind in chosen))
    return [item.pk for item in found.values()]


def progress_rows(
    chosen: Iterable[Kind], languages: Collection[str]
) -> dict[tuple[UUID, str], dict[str, Any]]:
    """Return (key, language) -> counts by state and since when something waits."""
    rows = TranslationProgress.objects.filter(
        translation__enabled=True,
        translation__source__specific_content_type__in=_content_types(chosen),
        language__in=languages,
    ).values(
        "translation__source__object_id",
        "language",
        "total",
        *SegmentStatus.values,
        "waiting_since",
        "review_since",
    )
    return {
        (row["translation__source__object_id"], row["language"]): row for row in rows
    }


def provenance_rows(keys: Collection[UUID]) -> dict[UUID, dict[str, TextProvenance]]:
    """Return key -> language -> what readers are told; {} for a key without."""
    rows = TextProvenance.objects.all()
    if len(keys) <= _FEW:
        rows = rows.filter(translation_key__in=keys)
    found: dict[UUID, dict[str, TextProvenance]] = defaultdict(dict)
    for row in rows:
        found[row.translation_key][row.language] = row
    return found
