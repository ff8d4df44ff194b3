"""Background work of the translation workflow; ids in, services do it."""

from celery import shared_task
from wagtail.models import Page

from translations.services import page_alias_everywhere
from translations.services.digests import digests_send
from translations.services.exports import exports_forget
from translations.services.jobs import item_run, items_find_left, jobs_forget
from translations.services.review_links import review_addresses_forget
from translations.services.uploads import held_forget, uploads_forget


@shared_task(name="translations.alias_everywhere")
def page_alias_everywhere_task(page_id: int) -> None:
    """Make the aliases of a new structural page; a page gone by now ends it quietly."""
    page = Page.objects.filter(pk=page_id, alias_of=None).first()
    if page:
        page_alias_everywhere(page=page.specific)


@shared_task(name="translations.run_item")
def item_run_task(item_id: int) -> None:
    """Do one item of a job: one object in one language."""
    item_run(item_id=item_id)


@shared_task(name="translations.find_left")
def items_find_left_task() -> None:
    """Have items done that a worker left, or that nobody enqueued."""
    items_find_left()


@shared_task(name="translations.forget_jobs")
def jobs_forget_task() -> None:
    """Delete jobs that ended long ago."""
    jobs_forget()


@shared_task(name="translations.forget_files")
def files_forget_task() -> None:
    """Delete uploads after an hour or their job, and packed archives after a week."""
    uploads_forget()
    held_forget()
    exports_forget()


@shared_task(name="translations.forget_addresses")
def review_addresses_forget_task() -> None:
    """Delete the addresses of reviewers whose links ended long ago."""
    review_addresses_forget()


@shared_task(name="translations.digest")
def digests_send_task() -> None:
    """Tell translators and reviewers once a day what arrived for them."""
    digests_send()
