"""Rules without a database, a request or a clock."""

from datetime import date, datetime

from search.choices import FILTERS
from search.descriptions import ObjectDescription

# An initiative that claims to run for longer has a wrong date.
_MAX_YEARS = 100


def years_run(
    starts_on: date | None, ends_on: date | None, today: date
) -> tuple[str, ...]:
    """Return each year in which something ran, oldest first.

    Without an end it runs until today's year; without a start nothing is known: ().
    """
    if starts_on is None:
        return ()
    last = max((ends_on or today).year, starts_on.year)
    last = min(last, starts_on.year + _MAX_YEARS)
    return tuple(str(year) for year in range(starts_on.year, last + 1))


def facets_of(
    description: ObjectDescription, today: date
) -> dict[str, tuple[str, ...]]:
    """Return all facet values of an object, the derived ones included.

    Raises:
        ValueError: a facet name that the search does not know.
    """
    unknown = set(description.facets) - set(FILTERS)
    if unknown:
        raise ValueError(f"Unknown facets: {', '.join(sorted(unknown))}.")
    derived = {
        "country": (description.country,) if description.country else (),
        "written_in": (description.written_in,),
        "year": years_run(description.starts_on, description.ends_on, today),
    }
    every = {**derived, **description.facets}
    return {name: tuple(dict.fromkeys(values)) for name, values in every.items()}


def to_milliseconds(moment: datetime) -> datetime:
    """Cut a time to milliseconds, which is what Elasticsearch sorts by."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
