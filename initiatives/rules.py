"""Rules of initiatives and their reading: pure, no database, no clock."""

from collections.abc import Collection
from datetime import date
from typing import Final

from initiatives.choices import ReviewState, TextStatus

# Roles of a person towards a signatory's text, as the permission table names them.
CONTRIBUTOR: Final = "contributor"
MANAGER: Final = "manager"

_WRITABLE: Final = frozenset(
    {
        TextStatus.DRAFT,
        TextStatus.CHANGES_ASKED,
        TextStatus.REJECTED,
        TextStatus.PUBLISHED,
        TextStatus.CHANGED,
    }
)
# action -> (statuses in which it is possible, roles that may do it)
ACTIONS: Final[dict[str, tuple[frozenset[TextStatus], frozenset[str]]]] = {
    "edit": (_WRITABLE, frozenset({CONTRIBUTOR, MANAGER})),
    "submit": (
        _WRITABLE - {TextStatus.PUBLISHED},
        frozenset({CONTRIBUTOR, MANAGER}),
    ),
    "take-back": (
        frozenset({TextStatus.SUBMITTED}),
        frozenset({CONTRIBUTOR, MANAGER}),
    ),
    "add-version": (
        frozenset({TextStatus.PUBLISHED, TextStatus.CHANGED, TextStatus.SUBMITTED}),
        frozenset({CONTRIBUTOR, MANAGER}),
    ),
    "add-update": (
        frozenset({TextStatus.PUBLISHED, TextStatus.CHANGED, TextStatus.SUBMITTED}),
        frozenset({CONTRIBUTOR, MANAGER}),
    ),
    "discard": (
        frozenset({TextStatus.DRAFT, TextStatus.CHANGES_ASKED, TextStatus.REJECTED}),
        frozenset({MANAGER}),
    ),
    "withdraw": (
        frozenset(set(TextStatus) - {TextStatus.WITHDRAWN, TextStatus.DRAFT}),
        frozenset({MANAGER}),
    ),
}
# What somebody may do whose signatory is not on the portal any more.
LEAVES: Final = frozenset({"take-back", "discard", "withdraw"})
# What needs something public to be added to.
ADDS_TO_PUBLIC: Final = frozenset({"add-version", "add-update"})


def year_span(starts_on: date, ends_on: date | None) -> tuple[int, int | None]:
    """Return first and last year; None as last while it goes on."""
    return starts_on.year, ends_on.year if ends_on else None


def may(action: str, status: str, role: str, *, is_public: bool) -> bool:
    """Whether somebody in a role may do something to a text in a status."""
    statuses, roles = ACTIONS[action]
    if action in ADDS_TO_PUBLIC and not is_public:
        return False
    return status in statuses and role in roles


def text_status(
    *, is_withdrawn: bool, is_live: bool, has_changes: bool, review_state: str
) -> TextStatus:
    """Return what a signatory is told about a text.

    Args:
        is_withdrawn: the initiative has a tombstone.
        is_live: a version is public.
        has_changes: there is a newer text than the public one.
        review_state: of the last review, "" when there was none.
    """
    if is_withdrawn:
        return TextStatus.WITHDRAWN
    if review_state == ReviewState.SUBMITTED:
        return TextStatus.SUBMITTED
    if review_state == ReviewState.CHANGES_ASKED:
        return TextStatus.CHANGES_ASKED
    if is_live:
        return TextStatus.CHANGED if has_changes else TextStatus.PUBLISHED
    if review_state == ReviewState.REJECTED:
        return TextStatus.REJECTED
    return TextStatus.DRAFT


def in_scope(
    *,
    country: str,
    language: str,
    countries: Collection[str],
    languages: Collection[str],
) -> bool:
    """Whether a text is a moderator's; an empty list means all."""
    return (not countries or country in countries) and (
        not languages or language in languages
    )
