"""Where shared values stand: in pages, in drafts and in translations."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Revision
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from core.locales import language_of
from core.models import EditorialPage
from core.shared_values.pages import texts_of
from core.shared_values.references import codes_in


@dataclass(frozen=True, slots=True)
class Use:
    """One place in which a value stands.

    Attributes:
        title: of the page, as the admin names it.
        language: code of the language of the text.
        where: in words: the page, its draft or a translation.
        url: where editors change it.
    """

    title: str
    language: str
    where: str
    url: str


def page_models() -> list[type[EditorialPage]]:
    """Return the kinds of pages whose texts show values."""
    return [model for model in apps.get_models() if issubclass(model, EditorialPage)]


def mentions(page: EditorialPage, code: str) -> bool:
    """Whether a text of the page names the code."""
    return any(code in codes_in(text) for text in texts_of(page) if "{{" in text)


def pages_with(code: str) -> Iterator[EditorialPage]:
    """Yield the pages that name a code in what is stored of them, published or not."""
    for model in page_models():
        for page in model._default_manager.filter(alias_of=None):
            if mentions(page, code):
                yield page


def uses_of(code: str) -> list[Use]:
    """Return every place that names a code, in pages first; [] when none does."""
    found = [_use(page, _("the page")) for page in pages_with(code)]
    found += [_use(page, _("a draft")) for page in _drafts_with(code)]
    return [*found, *_translations_with(code)]


def _use(page: EditorialPage, where: str) -> Use:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return Use(page.get_admin_display_title(), page.language, where, url)


def _drafts_with(code: str) -> Iterator[EditorialPage]:
    """Yield the latest drafts, and versions that wait for their day, with the code."""
    types = ContentType.objects.get_for_models(*page_models()).values()
    known = Revision.objects.filter(content_type__in=types).select_related(
        "content_type", "base_content_type"
    )
    for revision in known.exclude(approved_go_live_at=None) | known.filter(
        pk__in=_latest_drafts()
    ):
        page = revision.as_object()
        if mentions(page, code):
            yield page


def _latest_drafts() -> list[int]:
    return [
        revision
        for model in page_models()
        for revision in model._default_manager.filter(
            has_unpublished_changes=True, alias_of=None
        ).values_list("latest_revision_id", flat=True)
        if revision is not None
    ]


def _translations_with(code: str) -> Iterator[Use]:
    """Yield translations of texts that still stand in their source."""
    rows = StringTranslation.objects.filter(
        Exists(
            StringSegment.objects.filter(
                context_id=OuterRef("context_id"),
                string_id=OuterRef("translation_of_id"),
            )
        ),
        data__contains="{{",
    ).values_list("context__object_id", "locale_id", "data")
    places: dict[tuple[Any, int], None] = {
        (key, locale): None for key, locale, data in rows if code in codes_in(data)
    }
    sources = {
        source.object_id: source
        for source in TranslationSource.objects.filter(
            object_id__in={key for key, _locale in places},
            specific_content_type__in=ContentType.objects.get_for_models(
                *page_models()
            ).values(),
        )
    }
    for key, locale in places:
        if key in sources:
            source = sources[key]
            page = source.get_source_instance()
            yield Use(
                source.object_repr,
                language_of(locale),
                _("a translation"),
                reverse("wagtailadmin_pages:edit", args=[page.pk]),
            )
