"""The database engine, on whichever database the tests run."""

import pytest

from search.projection import projection_bulk
from search.query import parse
from search.selectors import search
from tests.search.behaviour import SearchBehaviour
from tests.search.builders import described, version


@pytest.mark.usefixtures("no_index")
class TestDatabase(SearchBehaviour):
    engine = "database"

    def sync(self):
        """There is nothing but the projection."""


@pytest.mark.parametrize("count", [2, 20])
@pytest.mark.parametrize("text", ["", "school"])
def test_a_page_costs_three_queries(
    db, no_index, django_assert_num_queries, count, text
):
    languages = ("en", "fr", "az")[: count % 17]
    projection_bulk(
        described(f"s{n}", *(version(code, "School") for code in languages))
        for n in range(count)
    )
    query = parse(text, language="en", filters={"written_in": ["en"]}, page_size=count)
    with django_assert_num_queries(3):
        page = search(query, kind="initiative")
    assert len(page.hits) == count
