"""The Elasticsearch engine, on a real Elasticsearch."""

import pytest

from search.engines.elasticsearch import index
from search.projection import projection_bulk
from search.query import parse
from search.selectors import search
from search.services import index_push
from tests.search.behaviour import SearchBehaviour
from tests.search.builders import described, version

pytestmark = [pytest.mark.services, pytest.mark.elasticsearch]


@pytest.mark.usefixtures("elasticsearch")
class TestElasticsearch(SearchBehaviour):
    engine = "elasticsearch"

    def sync(self):
        index_push()
        refresh()


def refresh():
    from search.engines.elasticsearch.client import for_maintenance

    for_maintenance().indices.refresh(index=index.alias())


@pytest.mark.parametrize("count", [2, 20])
def test_a_page_costs_one_query(db, elasticsearch, django_assert_num_queries, count):
    projection_bulk(
        described(f"s{n}", version("en", "School"), version("fr", "École"))
        for n in range(count)
    )
    index_push()
    query = parse("school", language="en")
    # What words mean is read once in a process.
    search(query, kind="initiative")
    with django_assert_num_queries(1):
        page = search(query, kind="initiative")
    assert page.engine == "elasticsearch"
    assert len(page.hits) == count


def test_the_whole_list_is_found_once_until_something_is_published(db, elasticsearch):
    def asked(text=""):
        return search(parse(text, language="en"), kind="initiative")

    def kept():
        stats = elasticsearch.indices.stats(index=index.alias(), metric="request_cache")
        return stats["_all"]["total"]["request_cache"]["hit_count"]

    projection_bulk([described("first", version("en", "School"))])
    index_push()
    refresh()
    before = kept()
    pages = [asked() for _ in range(3)]
    assert kept() == before + 2
    # What somebody has typed is kept nowhere, not even what shall not be found.
    for typed in ("school", "school", "-college", "-college"):
        asked(typed)
    assert kept() == before + 2
    projection_bulk([described("second", version("fr", "École"))])
    index_push()
    refresh()
    assert [page.total for page in (*pages, asked())] == [1, 1, 1, 2]
    assert ("fr", 1) in asked().facets["written_in"]
