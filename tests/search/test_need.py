"""Who seems to be in need: as people type it, beside what professionals look for.

`tests/search/need/<language>.tsv` holds one query a line: `need`, `other` or `either`, a
tab, the query; lines beginning with # are comments. The queries are none of the phrases of
search/data. In some files professionals look for the campaign of a helpline: they are
shown the panel too, for who types `helpline` may as well need one. Those whose kind is
`either` are kept for the record.

The second part of each file was written without seeing the words of search/data. With
phrases alone 50% of its cries for help were heard (2026-11-29); with words for oneself 86%.
Then words were added for the kinds of sentences that were missed, so it is no longer a
measure of what nobody has thought of.
"""

from pathlib import Path

import pytest

from core.languages import CODES
from search.analysis import forms_in
from search.lexicon import Lexicon
from search.need import sounds_like_need
from search.query import language_data

FOLDER = Path(__file__).parent / "need"
# A language, and all of them together.
RECALL, RECALL_OF_ALL = 0.8, 0.9
FALSE_ALARMS, FALSE_ALARMS_OF_ALL = 2, 0.03
LEAST = {"need": 30, "other": 25}


def queries(language, kind):
    lines = (FOLDER / f"{language}.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [query for marked, query in rows if marked == kind]


@pytest.fixture(scope="module")
def heard(django_db_setup, django_db_blocker):
    """The queries that sound like need, by language and kind."""
    with django_db_blocker.unblock():
        return {
            (code, kind): [
                query for query in queries(code, kind) if sounds_like_need(query, code)
            ]
            for code in CODES
            for kind in ("need", "other")
        }


@pytest.mark.parametrize("code", CODES)
def test_queries_are_enough_and_no_phrases_of_the_list(code):
    phrases = {phrase.lower() for phrase in language_data(code)["need_phrases"]}
    for kind in ("need", "other"):
        every = queries(code, kind)
        assert len(set(every)) == len(every) >= LEAST[kind]
        assert not phrases.intersection(map(str.lower, every))


@pytest.mark.parametrize("code", CODES)
def test_most_who_are_in_need_are_heard(heard, code):
    every = queries(code, "need")
    missed = set(every).difference(heard[code, "need"])
    assert len(missed) <= (1 - RECALL) * len(every), missed


@pytest.mark.parametrize("code", CODES)
def test_subjects_of_work_are_left_alone(heard, code):
    assert len(heard[code, "other"]) <= FALSE_ALARMS, heard[code, "other"]


def test_all_languages_together(heard):
    every = {kind: sum(len(queries(code, kind)) for code in CODES) for kind in LEAST}
    found = sum(len(heard[code, "need"]) for code in CODES)
    assert found >= RECALL_OF_ALL * every["need"]
    alarms = [query for code in CODES for query in heard[code, "other"]]
    assert len(alarms) <= FALSE_ALARMS_OF_ALL * every["other"], alarms


def test_no_phrase_is_an_ordinary_query_of_another_language(db, heard):
    for code in CODES:
        for query in set(queries(code, "other")).difference(heard[code, "other"]):
            # Unknown to the portal: what is left is what is compared by its letters.
            assert not sounds_like_need(query, "xx"), query


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Someone is hurting me"),
        ("en", "my dad hits me"),
        ("en", "I have been raped"),
        ("en", "nobody believes me"),
        # A pronoun is joined to the verb, by an apostrophe or a hyphen.
        ("fr", "mon oncle m’a touchée"),
        ("fr", "aide-moi"),
        ("pt", "o meu pai bateu-me"),
        # Two words in the other order; a little word between them.
        ("de", "er schlägt mich"),
        ("de", "er hat mich geschlagen"),
        ("cs", "strejda mě pořád bije"),
        ("it", "mi hanno picchiato"),
        # Typed without the keyboard, and on a page in another language.
        ("pl", "boje sie"),
        ("en", "babam beni dövüyor"),
        ("ka", "j'ai peur"),
    ],
)
def test_need_is_heard_however_it_is_put(db, language, text):
    assert sounds_like_need(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "how can I help"),
        ("de", "wie kann ich helfen"),
        ("fr", "comment aider un enfant"),
        ("fr", "la ville a touché mille familles"),
        ("it", "come aiutare i bambini"),
        ("tr", "tecavüze uğrayan çocuklar"),
        ("el", "κακοποίηση παιδιών"),
        ("hu", "fél éve"),
        ("sl", "center za otroke"),
    ],
)
def test_help_for_others_is_not_need(db, language, text):
    assert not sounds_like_need(text, language)


class TestLexicon:
    def found(self, phrase, text, **options):
        lexicon = Lexicon("en", [(phrase, True)], keeps_function_words=True, **options)
        return [(item.start, item.end) for item in lexicon.find(forms_in(text, "en"))]

    def test_one_word_may_stand_between_two_of_a_phrase(self):
        options = {"between": ["really", "to"]}
        assert self.found("want die", "I want to die", **options) == [(1, 4)]
        assert self.found("want die", "I want to die") == []
        assert self.found("want die", "want really to die", **options) == []
        assert self.found("want die", "want others die", **options) == []

    def test_no_word_before_or_after_a_phrase_belongs_to_it(self):
        found = self.found("want die", "to want die to", between=["to"])
        assert found == [(1, 3)]

    def test_a_phrase_does_not_end_with_a_word_between(self):
        assert self.found("want die", "want to", between=["to"]) == []

    def test_a_word_that_counts_as_typed_has_no_other_form(self):
        assert self.found("help me", "i help I") == [(1, 3)]
        assert self.found("help me", "i help I", as_typed=["me"]) == []
        assert self.found("help me", "please help ME", as_typed=["me"]) == [(1, 3)]

    def test_it_may_be_typed_without_its_marks(self):
        lexicon = Lexicon("cs", [("bije mě", True)], as_typed=["mě"])
        assert lexicon.find(forms_in("bije me", "cs"))
        assert not lexicon.find(forms_in("bije já", "cs"))
