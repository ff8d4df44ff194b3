"""What other rooms hold of a signatory, moved when staff merge two entries.

A room above registers, in `apps.ready()`, a function that moves its rows; this room
knows none of them.
"""

from collections.abc import Callable

from signatories.models import Signatory

Mover = Callable[[Signatory, Signatory], None]

_movers: list[Mover] = []


def register(mover: Mover) -> None:
    """Call `mover(gone, kept)` inside the transaction of each merge."""
    if mover not in _movers:
        _movers.append(mover)


def move(gone: Signatory, kept: Signatory) -> None:
    """Let every room move what it holds."""
    for mover in _movers:
        mover(gone, kept)
