"""Readers of every language find the right initiatives first."""

from statistics import mean

import pytest

from core.languages import CODES
from search.query import parse
from search.selectors import search
from search.services import index_rebuild
from tests.relevance.judged import judged
from tests.search.conftest import elasticsearch, no_index

__all__ = ["elasticsearch", "no_index"]

QUERIES_PER_LANGUAGE = 10


def scores(language, engine):
    """nDCG@10 of each judged query, by its text."""
    found = {}
    for item in judged(language):
        page = search(parse(item.text, language=language), kind="initiative")
        assert page.engine == engine
        found[item.text] = item.ndcg([hit.slug for hit in page.hits])
    return found


@pytest.mark.parametrize("language", CODES)
def test_every_language_has_enough_judged_queries(language):
    texts = {item.text for item in judged(language)}
    assert len(texts) >= QUERIES_PER_LANGUAGE


def test_the_database_engine_ranks_well_in_every_language(db, no_index):
    every = {language: scores(language, "database") for language in CODES}
    weak = {code: found for code, found in every.items() if mean(found.values()) < 0.85}
    assert not weak
    assert mean(mean(found.values()) for found in every.values()) >= 0.85


@pytest.mark.elasticsearch
def test_elasticsearch_ranks_well_in_every_language(db, elasticsearch):
    index_rebuild()
    every = {language: scores(language, "elasticsearch") for language in CODES}
    weak = {code: found for code, found in every.items() if mean(found.values()) < 0.9}
    assert not weak
    assert mean(mean(found.values()) for found in every.values()) >= 0.9
