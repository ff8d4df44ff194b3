"""The objects that are translated: their original, and what else there is of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef
from wagtail.models import DraftStateMixin, Page
from wagtail_localize.models import Translation, TranslationSource

from core.languages import DEFAULT
from core.locales import language_of
from translations.models import TextProvenance
from translations.registry import Kind, kinds


@dataclass(frozen=True, slots=True)
class Item:
    """One object, whatever languages it exists in.

    Attributes:
        key: its translation key.
        kind: what it is.
        pk: primary key of its original.
        title: of the original.
        language: of the original.
        source_id: wagtail-localize's source; None when no language was ever begun.
        outside: languages with a live version of their own that nobody began here.
    """

    key: UUID
    kind: Kind
    pk: Any
    title: str
    language: str
    source_id: int | None
    outside: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Version:
    pk: Any
    language: str
    title: str
    is_live: bool


def items(kind_label: str = "", search: str = "") -> list[Item]:
    """Return what the workflow translates or may translate, in no order.

    Objects count that are live or have a translation that was begun: drafts of
    signatories and what was withdrawn are for nobody's eyes here. Two queries a kind
    of snippet and three more, however many objects there are.

    Args:
        kind_label: `app.model` of the only kind wanted.
        search: words that the title contains.
    """
    wanted = [kind for kind in kinds() if kind_label in ("", kind_code(kind))]
    sources = _sources(wanted)
    found: list[Item] = []
    objects = list(_objects(wanted))
    told = _told(
        [
            key
            for _kind, key, versions in objects
            if len(versions) > 1 and key not in sources
        ]
    )
    for kind, key, versions in objects:
        item = _item(kind, key, versions, sources.get(key), told.get(key, ()))
        if item:
            found.append(item)
    wanted_title = search.casefold()
    return [item for item in _named(found) if wanted_title in item.title.casefold()]


def kind_code(kind: Kind) -> str:
    """Return how addresses name a kind: `app.model`."""
    return str(kind.model._meta.label_lower)


def _objects(wanted: list[Kind]) -> Iterator[tuple[Kind, UUID, list[_Version]]]:
    pages = [kind for kind in wanted if issubclass(kind.model, Page)]
    by_type = {_content_type(kind.model).pk: kind for kind in pages}
    grouped: dict[tuple[int, UUID], list[_Version]] = defaultdict(list)
    rows = (
        _not_begun(
            Page.objects.filter(alias_of=None, content_type__in=by_type), by_type
        )
        .order_by("pk")
        .values_list(
            "content_type_id", "translation_key", "pk", "locale_id", "title", "live"
        )
    )
    for content_type, key, pk, locale, title, is_live in rows:
        version = _Version(pk, language_of(locale), title, is_live)
        grouped[content_type, key].append(version)
    for (content_type, key), versions in grouped.items():
        yield by_type[content_type], key, versions
    for kind in wanted:
        if not issubclass(kind.model, Page):
            for key, versions in _snippets(kind.model).items():
                yield kind, key, versions


def _snippets(model: type[models.Model]) -> dict[UUID, list[_Version]]:
    """Return versions of snippets; what they are called is asked for later."""
    live = ["live"] if issubclass(model, DraftStateMixin) else []
    rows: Any = (
        _not_begun(model._default_manager.all(), [_content_type(model).pk])
        .order_by("pk")
        .values_list("translation_key", "pk", "locale_id", *live)
    )
    grouped: dict[UUID, list[_Version]] = defaultdict(list)
    for key, pk, locale, *rest in rows:
        is_live = bool(rest[0]) if rest else True
        grouped[key].append(_Version(pk, language_of(locale), "", is_live))
    return grouped


def _named(found: list[Item]) -> list[Item]:
    """Give the snippets among objects their titles: a query for each of their kinds."""
    wanted: dict[type[models.Model], list[Any]] = defaultdict(list)
    for item in found:
        if not issubclass(item.kind.model, Page):
            wanted[item.kind.model].append(item.pk)
    titles = {
        (model, pk): str(instance)
        for model, keys in wanted.items()
        for pk, instance in _with_parents(model).in_bulk(keys).items()
    }
    return [
        replace(item, title=titles[item.kind.model, item.pk])
        if (item.kind.model, item.pk) in titles
        else item
        for item in found
    ]


def _with_parents(model: type[models.Model]) -> "models.QuerySet[Any]":
    """What a snippet is called may be a matter of the rows it points to."""
    parents = [
        field.name
        for field in model._meta.concrete_fields
        if field.many_to_one and not field.null and field.name != "locale"
    ]
    rows: models.QuerySet[Any] = model._default_manager.all()
    return rows.select_related(*parents) if parents else rows


def _version(instance: Any) -> _Version:
    return _Version(
        pk=instance.pk,
        language=language_of(instance.locale_id),
        title="",
        is_live=instance.live if isinstance(instance, DraftStateMixin) else True,
    )


def _not_begun(
    versions: "models.QuerySet[Any]", types: Iterable[int]
) -> "models.QuerySet[Any]":
    """Leave out versions that a translation writes.

    Args:
        versions: pages, or snippets of a kind.
        types: their content types; only translations of these are looked through.
    """
    begun = Translation.objects.filter(
        source__specific_content_type__in=types,
        source__object_id=OuterRef("translation_key"),
        target_locale_id=OuterRef("locale_id"),
    )
    return versions.exclude(Exists(begun))


def _sources(wanted: list[Kind]) -> dict[UUID, tuple[int, int, bool]]:
    """Return key -> (source, its locale, whether a language is being translated)."""
    enabled = Translation.objects.filter(source_id=OuterRef("pk"), enabled=True)
    rows = (
        TranslationSource.objects.filter(
            specific_content_type__in=[_content_type(kind.model) for kind in wanted]
        )
        .annotate(is_begun=Exists(enabled))
        .order_by("is_begun", "-pk")
        .values_list("object_id", "pk", "locale_id", "is_begun")
    )
    return {key: (pk, locale, is_begun) for key, pk, locale, is_begun in rows}


def _told(keys: list[UUID]) -> dict[UUID, set[str]]:
    """Return key -> languages of which readers are told that they are translations."""
    rows = TextProvenance.objects.filter(translation_key__in=keys).values_list(
        "translation_key", "language"
    )
    found: dict[UUID, set[str]] = defaultdict(set)
    for key, language in rows:
        found[key].add(language)
    return found


def _item(
    kind: Kind,
    key: UUID,
    versions: list[_Version],
    source: tuple[int, int, bool] | None,
    told: Iterable[str],
) -> Item | None:
    original = _original(versions, source, told)
    is_begun = source is not None and source[2]
    if original is None or not (original.is_live or is_begun):
        return None
    return Item(
        key=key,
        kind=kind,
        pk=original.pk,
        title=original.title,
        language=original.language,
        source_id=source[0] if source else None,
        outside=frozenset(
            version.language
            for version in versions
            if version.is_live and version.language != original.language
        ),
    )


def _original(
    versions: list[_Version],
    source: tuple[int, int, bool] | None,
    told: Iterable[str],
) -> _Version | None:
    """Return the version the others are translations of.

    A language that was begun says so; else it is the one of which nobody told readers
    that it is a translation, English before the others.
    """
    by_language = {version.language: version for version in versions}
    if source and language_of(source[1]) in by_language:
        return by_language[language_of(source[1])]
    rest = [version for version in versions if version.language not in told]
    rest.sort(key=lambda version: version.language != DEFAULT)
    return rest[0] if rest else None


def original_of(instance: Any) -> Any:
    """Return the original of an object of which any version is given.

    Args:
        instance: a page or snippet of a translated kind, of its own type.
    """
    model = type(instance)
    key = instance.translation_key
    source = _sources_of(model, key)
    told = TextProvenance.objects.filter(translation_key=key)
    found: Any = model._default_manager.filter(translation_key=key)
    if issubclass(model, Page):
        found = found.filter(alias_of=None)
    versions = [_version(row) for row in found.order_by("pk")]
    original = _original(versions, source, set(told.values_list("language", flat=True)))
    return found.get(pk=original.pk) if original else instance


def _sources_of(model: type[models.Model], key: UUID) -> tuple[int, int, bool] | None:
    row = (
        TranslationSource.objects.filter(
            object_id=key, specific_content_type=_content_type(model)
        )
        .order_by("pk")
        .first()
    )
    return (row.pk, row.locale_id, True) if row else None


def _content_type(model: type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)
