"""Pages of a list that has more than can be counted off."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from search.lists import Asked, list_context, page_number
from search.query import parse
from search.results import SearchPage, no_facets


def context(address, total):
    request = RequestFactory().get(address)
    found = SearchPage(
        hits=(),
        total=total,
        facets=no_facets(),
        page=page_number(request),
        page_size=20,
        next_cursor=None,
        engine="database",
        took_ms=1,
        notices=(),
    )
    query = parse("", language="en", page=found.page)
    return list_context(request, Asked(query, (), ""), found, [], ())["result"]


def numbers(result):
    return [link["number"] for link in result["page_links"] if link]


def test_no_link_leads_beyond_the_pages_that_are_shown():
    result = context("/en/initiatives/?page=500", total=12_000)
    assert numbers(result) == [1, 499, 500]
    assert result["next_url"] == ""
    assert result["previous_url"].endswith("?page=499")
    assert numbers(context("/en/initiatives/", total=12_000)) == [1, 2, 500]


def test_a_shorter_list_ends_with_its_last_page():
    assert numbers(context("/en/initiatives/", total=45)) == [1, 2, 3]


@pytest.mark.parametrize("page", ["501", "0", "x", "-1"])
def test_a_page_beyond_is_not_found(page):
    with pytest.raises(Http404):
        context(f"/en/initiatives/?page={page}", total=12_000)
