"""Small rules of showing an initiative: pure, no database, no clock."""

from datetime import date


def year_span(starts_on: date, ends_on: date | None) -> tuple[int, int | None]:
    """Return first and last year; None as last while it goes on."""
    return starts_on.year, ends_on.year if ends_on else None
