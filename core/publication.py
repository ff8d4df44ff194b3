"""What happens in the transaction in which a public text changes.

Rooms register listeners; the models that hold public texts call them from `save`,
inside the same transaction, so a rollback leaves nothing behind. The admin, workflow
approval, wagtail-localize and scheduled publishing all end in `save`; deletions below a
deleted page do not call `delete`, so listeners watch `post_delete` themselves. Wagtail
moves, expires and unpublishes in bulk through the plain `Page`, whose `save` is not ours:
`page_saved` and `page_address_changed` listen to its signals.
"""

from collections.abc import Callable
from typing import Any, Final

from django.db import models, transaction
from wagtail.models import COMMENTS_RELATION_NAME, Page

Listener = Callable[[models.Model], None]

# What Wagtail notes about drafts when a revision is saved; nobody reads it in public.
BOOKKEEPING: Final = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        COMMENTS_RELATION_NAME,
    }
)

_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    """Call `listener` with each public object that was saved; once per listener."""
    if listener not in _listeners:
        _listeners.append(listener)


def changed(instance: models.Model) -> None:
    """Tell every listener that `instance` was saved. Must run inside a transaction."""
    for listener in _listeners:
        listener(instance)


def page_saved(instance: Page, *, raw: bool = False, **_: Any) -> None:
    """Receiver: a page was saved as the plain `Page`, in this transaction."""
    specific = None if raw else instance.specific
    if isinstance(specific, PublicationMixin):
        changed(specific)


def page_address_changed(instance: Page, **_: Any) -> None:
    """Receiver: a page was moved or got a new slug, and so did all pages below it."""
    with transaction.atomic():
        for page in instance.get_descendants().specific():
            if isinstance(page, PublicationMixin):
                changed(page)


class PublicationMixin(models.Model):
    """Keeps what is derived from a public object true, whoever saves it.

    Put it first among the bases: its `save` has to wrap everyone else's.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save and derive in one transaction; a saved draft changes nothing public."""
        only = kwargs.get("update_fields")
        with transaction.atomic():
            super().save(*args, **kwargs)
            if only is None or not BOOKKEEPING.issuperset(only):
                changed(self)

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publish in one transaction."""
        with transaction.atomic():
            return super().publish(*args, **kwargs)  # type: ignore[misc]

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        """Unpublish in one transaction."""
        with transaction.atomic():
            return super().unpublish(*args, **kwargs)  # type: ignore[misc]

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete in one transaction."""
        with transaction.atomic():
            return super().delete(*args, **kwargs)
