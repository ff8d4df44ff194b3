"""The background work of wagtail-localize as rows and Celery tasks.

wagtail-localize hands over functions and live objects; here they become the name of a
known function and ids, so that a worker in another process finds everything as it is
by then. Its models import this module, so models are looked up when a call comes.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.contrib.auth import get_user_model
from wagtail_localize.tasks import BaseJobBackend

SUBTREE: Final = "wagtail_localize.operations.translate_page_subtree"
TREE: Final = "wagtail_localize.synctree.synchronize_tree"


class CeleryJobBackend(BaseJobBackend):
    """Runs the two functions that wagtail-localize enqueues as jobs of the workflow."""

    def enqueue(
        self, func: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> None:
        """Write a job for a call.

        Raises:
            ValueError: the function is none of the two.
        """
        from translations.services.calls import call_order

        name = f"{func.__module__}.{func.__qualname__}"
        if name not in _ARGUMENTS:
            raise ValueError(f"no background work of wagtail-localize: {name}")
        user = next((value for value in args if _is_person(value)), None)
        call_order(
            function=name, arguments=_ARGUMENTS[name](*args, **kwargs), user=user
        )


def _is_person(value: object) -> bool:
    return isinstance(value, get_user_model())


def reference(instance: Any) -> dict[str, Any]:
    """Return an object as JSON: its model and primary key."""
    return {"model": instance._meta.label_lower, "pk": instance.pk}


def _subtree(
    page_id: int, locales: Sequence[Any], components: object, user: object
) -> dict[str, Any]:
    return {"page": page_id, "locales": [reference(locale) for locale in locales]}


def _tree(
    source_locale: Any, target_locale: Any, *, page_index: object = None
) -> dict[str, Any]:
    """The index is as old as the call; the worker makes its own."""
    return {"source": reference(source_locale), "target": reference(target_locale)}


_ARGUMENTS: Final[dict[str, Callable[..., dict[str, Any]]]] = {
    SUBTREE: _subtree,
    TREE: _tree,
}
