"""Many objects in many languages at once, as rows."""

from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, Site
from wagtail_localize.models import TranslatableObject, Translation, TranslationSource

from core.languages import CODES
from core.locales import locale_id
from home.models import ContentPage
from translations.models import TextProvenance, TranslationProgress


def many(count: int) -> None:
    """`count` live English pages, each begun in all 38 other languages."""
    now = timezone.now()
    english = locale_id("en")
    content_type = ContentType.objects.get_for_model(ContentPage)
    parent = Site.objects.get(is_default_site=True).root_page
    keys = [uuid4() for _number in range(count)]
    first = Page.objects.filter(slug__startswith="row-").count()
    Page.objects.bulk_create(
        Page(
            title=f"Row {number:03}",
            draft_title=f"Row {number:03}",
            slug=f"row-{number}",
            path=f"{parent.path}Z{number:03}",
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}row-{number}/",
            locale_id=english,
            translation_key=key,
            content_type=content_type,
            live=True,
        )
        for number, key in enumerate(keys, first)
    )
    TranslatableObject.objects.bulk_create(
        TranslatableObject(translation_key=key, content_type=content_type)
        for key in keys
    )
    sources = TranslationSource.objects.bulk_create(
        TranslationSource(
            object_id=key,
            specific_content_type=content_type,
            locale_id=english,
            object_repr=f"Row {number:03}",
            content_json="{}",
            last_updated_at=now,
        )
        for number, key in enumerate(keys, first)
    )
    languages = [code for code in CODES if code != "en"]
    translations = Translation.objects.bulk_create(
        Translation(source=source, target_locale_id=locale_id(code), enabled=True)
        for source in sources
        for code in languages
    )
    TranslationProgress.objects.bulk_create(
        TranslationProgress(
            translation=translation,
            language=languages[index % 38],
            total=20,
            untranslated=index % 7,
            waiting=3,
            approved=17 - index % 7,
            words=200,
            words_left=10 * (index % 7),
            waiting_since=now if index % 7 else None,
            review_since=now,
            published_at=now if index % 3 else None,
        )
        for index, translation in enumerate(translations)
    )
    TextProvenance.objects.bulk_create(
        TextProvenance(
            translation_key=key,
            language=code,
            state="translated",
            is_behind=not index % 5,
        )
        for index, (key, code) in enumerate(
            (key, code) for key in keys for code in languages
        )
        if index % 3
    )
