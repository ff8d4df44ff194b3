"""Broad subjects are found in every language, whatever the texts are written in.

`topics.toml` says of each subject which initiatives are mainly about it, or in part, and
how readers of 39 languages look for it: drafts by machine, made by reading the content and
without knowing the vocabulary. On 2026-11-29 the mean nDCG@10 was 0.49 with two to four
everyday words for each term, and 98 of 312 queries found nothing; with up to twelve words
0.65 and 31.
"""

import tomllib
from statistics import mean

import pytest

from core.languages import CODES
from search.query import parse
from search.selectors import search
from search.services import index_rebuild
from tests.relevance.judged import DEPTH, FOLDER, Judged
from tests.search.conftest import elasticsearch, no_index

__all__ = ["elasticsearch", "no_index"]

TOPICS = tomllib.loads((FOLDER.parent / "topics.toml").read_text("utf-8"))["topic"]
OF_ALL, OF_A_LANGUAGE = 0.63, 0.45
IN_VAIN = 0.12


def judge(engine):
    """nDCG@10 by language and subject, and what found nothing."""
    scores, in_vain = {}, []
    for topic in TOPICS:
        for code, text in topic["queries"].items():
            query = parse(text, language=code, page_size=DEPTH)
            page = search(query, kind="initiative", with_rescue=False)
            assert page.engine == engine
            item = Judged(code, text, tuple(topic["best"]), tuple(topic["good"]))
            scores[code, topic["name"]] = item.ndcg([hit.slug for hit in page.hits])
            if not page.total:
                in_vain.append((code, text))
    return scores, in_vain


def check(engine):
    scores, in_vain = judge(engine)
    assert mean(scores.values()) >= OF_ALL
    by_language = {
        code: mean(score for (language, _), score in scores.items() if language == code)
        for code in CODES
    }
    low = {code: score for code, score in by_language.items() if score < OF_A_LANGUAGE}
    assert low == {}
    assert len(in_vain) <= IN_VAIN * len(scores), in_vain


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic["name"])
def test_a_subject_is_looked_for_in_every_language(topic):
    assert set(topic["queries"]) == set(CODES)
    assert topic["best"]
    assert not set(topic["best"]) & set(topic["good"])


def test_the_database_engine_finds_broad_subjects(db, no_index):
    check("database")


@pytest.mark.elasticsearch
def test_elasticsearch_finds_broad_subjects(db, elasticsearch):
    index_rebuild()
    check("elasticsearch")
