"""Background work of the translation workflow."""

from celery import shared_task
from wagtail.models import Page

from translations.services import page_alias_everywhere


@shared_task(name="translations.alias_everywhere")
def page_alias_everywhere_task(page_id: int) -> None:
    """Make the aliases of a new structural page; a page gone by now ends it quietly."""
    page = Page.objects.filter(pk=page_id, alias_of=None).first()
    if page:
        page_alias_everywhere(page=page.specific)
