"""What the kinds of jobs do for one object in one language."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import TranslationSource

from translations.models import TranslationJobItem
from translations.services.begin import translation_begin
from translations.services.drafts import memory_fill
from translations.services.follow import source_follow
from translations.services.jobs import (
    Kind,
    job_start,
    source_label,
    translation_of,
    work,
)
from translations.services.machine_drafts import machine_fill
from translations.services.notices import notice_work
from translations.services.publishing import (
    languages_published,
    version_follow,
    version_publish,
)


@work(Kind.BEGIN)
def begin(item: TranslationJobItem) -> str:
    """Begin a language, with what the memory knows filled in."""
    if item.source is None:
        return ""
    begun = translation_begin(source=item.source, languages=[item.language])
    if not begun:
        return _("begun before")
    filled = memory_fill(translation=begun[0])
    notice_work(begun)
    return ngettext(
        "%(count)s text from the memory", "%(count)s texts from the memory", filled
    ) % {"count": filled}


@work(Kind.SYNC)
def sync(item: TranslationJobItem) -> str:
    """Read a changed source; then each published language follows as an item."""
    if item.language:
        is_new = version_follow(translation=translation_of(item))
        return _("published anew") if is_new else _("stays as it is")
    changed = source_follow(source_id=item.source_id or 0)
    source = TranslationSource.objects.get(pk=item.source_id)
    if changed:
        notice_work(source.translations.filter(enabled=True))
    languages = languages_published(source)
    if languages:
        job_start(
            kind=Kind.SYNC,
            label=source_label(source),
            items=[(source.pk, language) for language in languages],
            user=item.job.started_by,
        )
    return ngettext(
        "%(count)s text is new or changed",
        "%(count)s texts are new or changed",
        changed,
    ) % {"count": changed}


@work(Kind.PUBLISH)
def publish(item: TranslationJobItem) -> str:
    """Publish a language; what is not ready is said on the item."""
    version_publish(translation=translation_of(item), user=item.job.started_by)
    return _("published")


@work(Kind.DRAFT, in_transaction=False)
def draft(item: TranslationJobItem) -> str:
    """Have an engine draft what is untranslated in a language."""
    drafted = machine_fill(translation=translation_of(item))
    return ngettext(
        "%(count)s text drafted by the engine",
        "%(count)s texts drafted by the engine",
        drafted,
    ) % {"count": drafted}
