"""Structural pages in every language: live aliases until a translation is approved."""

from collections.abc import Collection

from django.db import transaction
from wagtail.models import Locale, Page

from core.languages import CODES
from core.locales import locale_id


def page_alias_everywhere(*, page: Page, languages: Collection[str] = CODES) -> int:
    """Give a page a live alias in each of the languages where it does not exist yet.

    Versions that exist get its slug, because structural slugs are the same in all
    languages. One small transaction per language, so it can be interrupted and
    repeated. The parent must already exist in every language.

    Returns:
        how many aliases were made.
    """
    existing = set(
        Page.objects.filter(translation_key=page.translation_key).values_list(
            "locale_id", flat=True
        )
    )
    missing = [code for code in languages if locale_id(code) not in existing]
    source_parent = page.get_parent()
    parents = {source_parent.locale_id: source_parent} | {
        parent.locale_id: parent
        for parent in Page.objects.filter(translation_key=source_parent.translation_key)
    }
    for code in missing:
        with transaction.atomic():
            is_home = source_parent.is_root()
            page.create_alias(
                parent=source_parent if is_home else parents[locale_id(code)],
                update_slug=f"home-{code}" if is_home else page.slug,
                update_locale=Locale(pk=locale_id(code), language_code=code),
                reset_translation_key=False,
                log_action=None,
            )
    if not source_parent.is_root():
        _slug_follow(page)
    return len(missing)


def _slug_follow(source: Page) -> None:
    versions = Page.objects.filter(translation_key=source.translation_key)
    for version in versions.exclude(slug=source.slug):
        version.slug = source.slug
        version.save(clean=False)
