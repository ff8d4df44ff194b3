"""Readers of every language find the right initiatives first, whichever engine answers."""

from functools import cache
from statistics import mean

import pytest
from django.conf import settings
from django.test import override_settings

from core.languages import CODES
from search.query import parse
from search.selectors import search
from search.services import index_rebuild
from tests.relevance.judged import judged
from tests.search.conftest import elasticsearch, no_index

__all__ = ["elasticsearch", "no_index"]

QUERIES_PER_LANGUAGE = 10
# More than any judged query finds: all of it is compared.
EVERYTHING = 100


@cache
def answers(engine):
    """The page that each judged query finds, by language and text."""
    url = settings.ELASTICSEARCH_URL if engine == "elasticsearch" else ""
    found = {}
    with override_settings(ELASTICSEARCH_URL=url):
        for language in CODES:
            for item in judged(language):
                query = parse(item.text, language=language, page_size=EVERYTHING)
                page = search(query, kind="initiative")
                assert page.engine == engine
                found[language, item.text] = page
    return found


def slugs(page):
    return [hit.slug for hit in page.hits]


def scores(engine):
    """nDCG@10 of each language, the mean of its judged queries."""
    found = answers(engine)
    return {
        language: mean(
            item.ndcg(slugs(found[language, item.text])) for item in judged(language)
        )
        for language in CODES
    }


@pytest.mark.parametrize("language", CODES)
def test_every_language_has_enough_judged_queries(language):
    texts = {item.text for item in judged(language)}
    assert len(texts) >= QUERIES_PER_LANGUAGE


def test_the_database_engine_ranks_well_in_every_language(db, no_index):
    found = scores("database")
    assert {code: score for code, score in found.items() if score < 0.85} == {}


@pytest.mark.elasticsearch
def test_elasticsearch_ranks_well_in_every_language(db, elasticsearch):
    index_rebuild()
    found = scores("elasticsearch")
    assert {code: score for code, score in found.items() if score < 0.9} == {}


@pytest.mark.elasticsearch
def test_both_engines_find_count_and_put_first_the_same(db, elasticsearch):
    index_rebuild()
    by_index, by_database = answers("elasticsearch"), answers("database")

    def told(page):
        return slugs(page)[:1], sorted(slugs(page)), page.total, page.facets

    different = [
        asked
        for asked, page in by_index.items()
        if told(page) != told(by_database[asked])
    ]
    assert different == []
    assert all(page.total <= EVERYTHING for page in by_index.values())
