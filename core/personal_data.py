"""What the portal keeps about a person: handed out whole, and deleted on request.

Each room registers, in `apps.ready()`, what it keeps about somebody: how to export it,
how to erase it, and which models it answers for. A test lists every model that points
to a user and fails on one that nobody covers.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from accounts.models import User

Export = Callable[["User"], Mapping[str, object]]
Erase = Callable[["User"], None]
Stays = Callable[["User"], Iterable[str]]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What one room keeps about a person.

    Attributes:
        name: of the file in the export, such as `account`.
        export: everything about the person, as values that JSON knows, dates included.
        erase: runs in one transaction before the user's row is deleted; must bear being
            called for somebody about whom nothing is kept.
        covers: labels of models, such as `core.OutgoingMail`.
        stays: sentences, in the language being spoken, about what is not deleted.
    """

    name: str
    export: Export
    erase: Erase
    covers: tuple[str, ...]
    stays: Stays


_registered: dict[str, PersonalData] = {}


def _nothing(user: "User") -> tuple[str, ...]:
    return ()


def register(
    name: str,
    export: Export,
    erase: Erase,
    covers: tuple[str, ...],
    stays: Stays = _nothing,
) -> None:
    """Let a room answer for what it keeps about a person."""
    _registered[name] = PersonalData(name, export, erase, covers, stays)


def registered() -> tuple[PersonalData, ...]:
    """Return all rooms' answers, by name."""
    return tuple(_registered[name] for name in sorted(_registered))


def covered() -> frozenset[str]:
    """Return the labels of all models that some room answers for."""
    return frozenset(label for entry in registered() for label in entry.covers)


def rows(
    queryset: "models.QuerySet[models.Model]", *fields: str
) -> list[dict[str, object]]:
    """Return rows as an export shows them: the fields named, nothing else."""
    return [dict(row) for row in queryset.values(*fields)]


def without(text: str, *words: str) -> str:
    """Return a text in which a name or an address is replaced by an ellipsis."""
    kept = [re.escape(word) for word in words if word.strip()]
    return re.sub("|".join(kept), "…", text, flags=re.IGNORECASE) if kept else text
