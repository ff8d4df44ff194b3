"""What is derived from texts follows the values in them, in the same transaction."""

from typing import Any

from core import publication
from core.exceptions import SharedValueUsedError
from core.models import EditorialPage, SharedValue
from core.shared_values.uses import pages_with, uses_of


def value_saved(instance: SharedValue, *, raw: bool = False, **_: Any) -> None:
    """Receiver: have the rooms derive anew what they keep of pages with the value.

    The search among them: its rows hold the texts as readers see them. One version
    stands for all of its page, since objects are written whole.
    """
    if raw:
        return
    pages: dict[Any, EditorialPage] = {}
    for page in pages_with(instance.code):
        if page.live:
            pages.setdefault(page.translation_key, page)
    for page in pages.values():
        publication.changed(page)


def value_going(instance: SharedValue, **_: Any) -> None:
    """Receiver: keep a value that a text refers to, whoever deletes it.

    Raises:
        SharedValueUsedError: names the places; the admin shows them before.
    """
    places = [f"{use.title} ({use.language})" for use in uses_of(instance.code)]
    if places:
        raise SharedValueUsedError(f"{instance.code} stands in: {', '.join(places)}")
