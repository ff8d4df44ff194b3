"""Years and facets, derived."""

from datetime import UTC, date, datetime

import pytest

from search.rules import facets_of, to_milliseconds, years_run
from tests.search.builders import described

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "expected"),
    [
        (None, None, ()),
        (None, date(2024, 1, 1), ()),
        (date(2024, 5, 1), date(2024, 6, 1), ("2024",)),
        (date(2023, 12, 31), date(2025, 1, 1), ("2023", "2024", "2025")),
        (date(2025, 1, 1), None, ("2025", "2026")),
        (date(2028, 1, 1), None, ("2028",)),
        (date(2024, 1, 1), date(2023, 1, 1), ("2024",)),
    ],
)
def test_years_in_which_it_ran(starts_on, ends_on, expected):
    assert years_run(starts_on, ends_on, TODAY) == expected


def test_a_wrong_date_does_not_fill_the_table():
    assert len(years_run(date(2, 1, 1), None, TODAY)) <= 101


def test_facets_are_derived_where_they_are_missing():
    description = described("a", country="FR", starts_on=date(2026, 1, 1))
    assert facets_of(description, TODAY) == {
        "country": ("FR",),
        "written_in": ("en",),
        "year": ("2026",),
    }


def test_given_facets_are_kept_once_each():
    description = described("a", facets={"year": ("2020",), "group": ("a", "a")})
    facets = facets_of(description, TODAY)
    assert facets["year"] == ("2020",)
    assert facets["group"] == ("a",)
    assert facets["country"] == ()


def test_an_unknown_facet_is_a_mistake():
    with pytest.raises(ValueError, match="colour"):
        facets_of(described("a", facets={"colour": ("red",)}), TODAY)


def test_times_are_cut_to_milliseconds():
    moment = datetime(2026, 1, 1, 1, 1, 1, 123999, tzinfo=UTC)
    assert to_milliseconds(moment).microsecond == 123000
