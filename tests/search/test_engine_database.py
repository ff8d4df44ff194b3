"""The database engine, on whichever database the tests run."""

import pytest

from search.engines import database
from search.engines.database import _rows
from search.projection import forget, projection_bulk
from search.query import parse
from search.selectors import search
from tests.search.behaviour import SearchBehaviour
from tests.search.builders import described, key_of, version


@pytest.mark.usefixtures("no_index")
class TestDatabase(SearchBehaviour):
    engine = "database"

    def sync(self):
        """There is nothing but the projection."""


@pytest.mark.parametrize("count", [2, 20])
@pytest.mark.parametrize(
    ("text", "queries"),
    # What a word means is looked at only where the word itself does not stand.
    [("", 3), ("safety", 3), ("school", 3), ("training", 4)],
)
def test_a_page_costs_few_queries_however_long_it_is(
    db, no_index, django_assert_num_queries, count, text, queries
):
    languages = ("en", "fr", "az")[: count % 17]
    projection_bulk(
        described(
            f"s{n}",
            *(version(code, "School safety") for code in languages),
            facets={"action": ("training",)},
        )
        for n in range(count)
    )
    query = parse(text, language="en", filters={"written_in": ["en"]}, page_size=count)
    search(query, kind="initiative")
    with django_assert_num_queries(queries):
        page = search(query, kind="initiative")
    assert len(page.hits) == count


def test_what_is_taken_down_while_a_page_is_made_is_left_out(db, no_index, monkeypatch):
    projection_bulk(
        described(slug, version("en", "School"), days=days)
        for days, slug in enumerate("dcba")
    )

    def taken_down_meanwhile(*args, **kwargs):
        rows = _rows(*args, **kwargs)
        forget("initiative", key_of("a"))
        return rows

    monkeypatch.setattr(database, "_rows", taken_down_meanwhile)
    query = parse("school", language="en", page_size=2)
    page = search(query, kind="initiative")
    assert [hit.slug for hit in page.hits] == ["b", "c"]
    # The list goes on all the same.
    monkeypatch.undo()
    rest = search(query, kind="initiative", cursor=page.next_cursor)
    assert [hit.slug for hit in rest.hits] == ["d"]
