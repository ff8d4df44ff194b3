"""The month's budget: asked before it is spent, and by one worker at a time."""

from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone

from tests.races import at_once
from translations.machine.budget import budget_left, budget_reserve, budget_return
from translations.machine.errors import BudgetSpentError
from translations.models import MachineUsage


@pytest.fixture
def budget(db, settings):
    settings.MACHINE_TRANSLATION_CHARACTERS_PER_MONTH = 100


@pytest.fixture
def clock(monkeypatch):
    """Set the portal's time to an hour of a day in Paris."""

    def at(*moment):
        now = datetime(*moment, tzinfo=ZoneInfo("Europe/Paris"))
        monkeypatch.setattr(timezone, "now", lambda: now)

    return at


def test_what_is_reserved_is_taken_from_what_is_left(budget):
    assert budget_left("deepl") == 100
    budget_reserve(engine="deepl", characters=60)
    assert budget_left("deepl") == 40
    budget_reserve(engine="deepl", characters=40, requests=3)
    assert budget_left("deepl") == 0
    row = MachineUsage.objects.get()
    assert (row.characters, row.requests) == (100, 4)


def test_of_what_does_not_fit_nothing_is_taken(budget, clock):
    clock(2026, 12, 31, 12)
    budget_reserve(engine="deepl", characters=60)
    with pytest.raises(BudgetSpentError) as caught:
        budget_reserve(engine="deepl", characters=41)
    error = caught.value
    assert (error.needed, error.left) == (41, 40)
    assert error.renewed_on == date(2027, 1, 1)
    assert "40 are left" in error.sentence
    assert budget_left("deepl") == 40


def test_each_engine_has_a_budget_of_its_own(budget):
    budget_reserve(engine="deepl", characters=100)
    assert budget_left("libretranslate") == 100


def test_a_new_month_begins_a_new_budget_at_midnight_where_the_portal_is(budget, clock):
    clock(2026, 11, 30, 23, 59)
    budget_reserve(engine="deepl", characters=100)
    clock(2026, 12, 1, 0, 1)
    assert budget_left("deepl") == 100
    budget_reserve(engine="deepl", characters=10)
    months = MachineUsage.objects.values_list("month", "characters")
    assert set(months) == {(date(2026, 11, 1), 100), (date(2026, 12, 1), 10)}


def test_what_is_returned_can_be_spent_again(budget):
    budget_reserve(engine="deepl", characters=100, requests=2)
    budget_return(engine="deepl", characters=70, requests=1)
    assert budget_left("deepl") == 70
    assert MachineUsage.objects.get().requests == 1


def test_what_was_reserved_in_one_month_is_not_returned_to_the_next(budget, clock):
    clock(2026, 11, 30, 23, 59)
    month = budget_reserve(engine="deepl", characters=50)
    clock(2026, 12, 1, 0, 1)
    budget_reserve(engine="deepl", characters=50)
    budget_return(engine="deepl", characters=50, month=month)
    assert budget_left("deepl") == 50
    assert MachineUsage.objects.get(month=month).characters == 0


def test_more_than_was_reserved_is_never_returned(budget):
    budget_return(engine="deepl", characters=10)
    budget_reserve(engine="deepl", characters=5)
    budget_return(engine="deepl", characters=10)
    assert budget_left("deepl") == 95


def test_a_smaller_budget_than_was_spent_leaves_nothing(budget, settings):
    budget_reserve(engine="deepl", characters=100)
    settings.MACHINE_TRANSLATION_CHARACTERS_PER_MONTH = 50
    assert budget_left("deepl") == 0
    with pytest.raises(BudgetSpentError):
        budget_reserve(engine="deepl", characters=1)


def test_without_a_limit_everything_is_counted_and_nothing_refused(budget, settings):
    settings.MACHINE_TRANSLATION_CHARACTERS_PER_MONTH = 0
    assert budget_left("libretranslate") is None
    budget_reserve(engine="libretranslate", characters=10**9)
    assert MachineUsage.objects.get().characters == 10**9


@pytest.fixture
def committing(django_db_setup, django_db_blocker, settings):
    """The database without a transaction around it, left as it was found."""
    settings.MACHINE_TRANSLATION_CHARACTERS_PER_MONTH = 100
    with django_db_blocker.unblock():
        MachineUsage.objects.all().delete()
        yield
        MachineUsage.objects.all().delete()


def test_two_workers_at_once_never_spend_more_than_there_is(committing):
    take = partial(budget_reserve, engine="deepl", characters=30)
    results = at_once(*[take] * 8)
    refused = [item for item in results if isinstance(item, BudgetSpentError)]
    taken = [item for item in results if isinstance(item, date)]
    assert (len(taken), len(refused)) == (3, 5), results
    row = MachineUsage.objects.get()
    assert (row.characters, row.requests) == (90, 3)


def test_the_first_two_of_a_month_share_its_row(committing):
    take = partial(budget_reserve, engine="google", characters=1)
    results = at_once(*[take] * 6)
    assert all(isinstance(item, date) for item in results), results
    assert MachineUsage.objects.get().characters == 6


def test_within_a_transaction_nothing_is_reserved(committing):
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        budget_reserve(engine="deepl", characters=1)
    assert not MachineUsage.objects.exists()
