"""Withdraw everywhere: one action takes an object down wherever it is stored.

Each room registers, in `apps.ready()`, a handler and what it covers: model labels such
as `search.SearchDocument`, or outputs such as `output:sitemap`. A test lists every model
and output that holds public text and fails on one that nobody covers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from core.models.withdrawals import Withdrawal

if TYPE_CHECKING:
    from accounts.models import User

Handler = Callable[[str, UUID], None]


@dataclass(frozen=True, slots=True)
class Registration:
    """A handler and what it takes down."""

    name: str
    withdraw: Handler
    covers: tuple[str, ...]


_registrations: dict[str, Registration] = {}


def register(name: str, withdraw: Handler, *, covers: tuple[str, ...]) -> None:
    """Let `withdraw(kind, key)` take down what a room stores.

    It runs inside the withdrawal's transaction, must bear being called twice, and must
    leave alone what it does not know.
    """
    _registrations[name] = Registration(name, withdraw, covers)


def covered() -> frozenset[str]:
    """Return everything that some handler takes down."""
    return frozenset(item for entry in _registrations.values() for item in entry.covers)


@transaction.atomic
def withdraw(*, kind: str, key: UUID, reason: str, actor: "User | None") -> Withdrawal:
    """Take an object down in all languages and everywhere, and log who did it and why.

    The tombstone comes first, so that no late write brings the object back.
    """
    tombstone, _created = Withdrawal.objects.get_or_create(
        kind=kind, key=key, lifted_at=None, defaults={"reason": reason, "actor": actor}
    )
    for entry in _registrations.values():
        entry.withdraw(kind, key)
    return tombstone


def lift(*, kind: str, key: UUID) -> None:
    """Allow an object back; publishing it again is a decision of its own."""
    Withdrawal.objects.filter(kind=kind, key=key, lifted_at=None).update(
        lifted_at=timezone.now()
    )


def is_withdrawn(kind: str, key: UUID) -> bool:
    """Whether an object is withdrawn now."""
    return Withdrawal.objects.filter(kind=kind, key=key, lifted_at=None).exists()
