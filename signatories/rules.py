"""Which step of the lifecycle may follow which: pure rules, no database."""

from typing import Final

from signatories.choices import Status

# verb -> (statuses it may start from, status it leads to)
TRANSITIONS: Final[dict[str, tuple[frozenset[Status], Status]]] = {
    "confirmed": (
        frozenset({Status.AWAITING, Status.REJECTED, Status.RECORDED}),
        Status.CONFIRMED,
    ),
    "rejected": (frozenset({Status.AWAITING}), Status.REJECTED),
    "withdrawn": (
        frozenset({Status.AWAITING, Status.CONFIRMED, Status.RECORDED}),
        Status.WITHDRAWN,
    ),
    "recorded": (frozenset({Status.AWAITING}), Status.RECORDED),
    "restored": (frozenset({Status.WITHDRAWN}), Status.AWAITING),
}

# Verbs that need a reason, which the log keeps.
NEEDS_REASON: Final = frozenset({"rejected", "withdrawn", "restored"})


# A verb for what staff recorded from a source; without one there is nothing to name.
NEEDS_SOURCE: Final = frozenset({"recorded"})


def verbs_from(status: str, *, has_source: bool = False) -> list[str]:
    """Return the verbs that are possible from a status, in a fixed order."""
    return [
        verb
        for verb, (starts, _end) in TRANSITIONS.items()
        if status in starts and (has_source or verb not in NEEDS_SOURCE)
    ]
