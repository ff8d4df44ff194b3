"""The month's budget of machine translation, in characters, before they are spent.

What was reserved counts until it is returned. A process that dies in between leaves its
reservation behind, and a request in doubt counts as made: less may be spent than the
operator allowed, never more.
"""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from translations.machine.errors import BudgetSpentError
from translations.models import MachineUsage


def budget_reserve(*, engine: str, characters: int, requests: int = 1) -> date:
    """Take characters out of this month's budget, or none of them.

    The row is changed under one condition in one statement, so that of two workers at
    the same moment the second one sees what the first one took. It commits by itself:
    what a provider will bill must outlive a failure of the caller, and no lock may be
    held while a provider takes its time.

    Args:
        engine: code of the engine.
        characters: of all texts as they will be sent.
        requests: how many requests they take.

    Returns:
        the month they were taken from, for `budget_return`.

    Raises:
        BudgetSpentError: less than that is left; nothing was taken.
        RuntimeError: called within a transaction.
    """
    month = _this_month()
    with transaction.atomic(durable=True):
        row, _created = MachineUsage.objects.get_or_create(month=month, engine=engine)
        fitting = MachineUsage.objects.filter(pk=row.pk)
        if limit := _limit():
            fitting = fitting.filter(characters__lte=limit - characters)
        was_taken = fitting.update(
            characters=F("characters") + characters, requests=F("requests") + requests
        )
    if not was_taken:
        raise BudgetSpentError(
            engine,
            needed=characters,
            left=budget_left(engine) or 0,
            renewed_on=_month_after(month),
        )
    return month


def budget_return(
    *, engine: str, characters: int, requests: int = 0, month: date | None = None
) -> None:
    """Give back what was reserved for a request that brought nothing.

    Args:
        engine: code of the engine.
        characters: of the texts that brought nothing.
        requests: how many were not made.
        month: what `budget_reserve` returned; this month by default.
    """
    MachineUsage.objects.filter(
        month=month or _this_month(),
        engine=engine,
        characters__gte=characters,
        requests__gte=requests,
    ).update(characters=F("characters") - characters, requests=F("requests") - requests)


def budget_left(engine: str) -> int | None:
    """Return how many characters are left this month (>= 0); None without a limit."""
    limit = _limit()
    if not limit:
        return None
    spent = (
        MachineUsage.objects.filter(month=_this_month(), engine=engine)
        .values_list("characters", flat=True)
        .first()
    )
    return max(0, limit - (spent or 0))


def _limit() -> int:
    """Return the characters allowed in a month; 0 means no limit."""
    return int(settings.MACHINE_TRANSLATION_CHARACTERS_PER_MONTH)


def _this_month() -> date:
    return timezone.localdate().replace(day=1)


def _month_after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
