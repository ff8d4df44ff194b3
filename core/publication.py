"""What happens in the transaction in which a public text changes.

Rooms register listeners; the models that hold public texts call them from `save`,
inside the same transaction, so a rollback leaves nothing behind. The admin, workflow
approval, wagtail-localize and scheduled publishing all end in `save`; deletions below a
deleted page do not call `delete`, so listeners watch `post_delete` themselves.
"""

from collections.abc import Callable
from typing import Any

from django.db import models, transaction

Listener = Callable[[models.Model], None]

_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    """Call `listener` with each public object that was saved; once per listener."""
    if listener not in _listeners:
        _listeners.append(listener)


def changed(instance: models.Model) -> None:
    """Tell every listener that `instance` was saved. Must run inside a transaction."""
    for listener in _listeners:
        listener(instance)


class PublicationMixin(models.Model):
    """Keeps what is derived from a public object true, whoever saves it.

    Put it first among the bases: its `save` has to wrap everyone else's.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save and derive in one transaction."""
        with transaction.atomic():
            super().save(*args, **kwargs)
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
