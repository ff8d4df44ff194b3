"""What a match is worth."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from search import ranking
from search.analysis import forms_in
from search.query import Concept, Phrase, Word, parse
from search.ranking import clauses, excluding, finding, recent_since
from search.terms import set_column, terms_of


def word(text, language="en", **more):
    forms = parse(text, language=language).words[0].forms
    return Word(text, forms, **more)


def weights(kind, item):
    return [clause.weight for clause in clauses(item) if clause.kind == kind]


def test_in_one_place_exact_comes_before_lemma_stem_and_folded():
    closeness = [
        ranking.EXACT,
        ranking.LEMMA_MATCH,
        ranking.STEM_MATCH,
        ranking.COMPOUND_PART,
        ranking.FOLDED_MATCH,
        ranking.FOLDED_BEGINNING,
    ]
    assert closeness == sorted(set(closeness), reverse=True)


def test_for_one_closeness_title_comes_before_summary_before_text():
    places = [place for _field, place in ranking.PLACES]
    assert places == sorted(set(places), reverse=True)


def test_boosts_never_lift_a_folded_match_over_an_exact_one():
    boosts = ranking.IN_READERS_LANGUAGE + ranking.GOOD_PRACTICE + ranking.RECENT
    item = word("köln", "de")
    assert max(weights("folded", item)) + boosts < min(weights("exact", item))


def test_clauses_come_strongest_first():
    every = [clause.weight for clause in clauses(word("köln", "de"))]
    assert every == sorted(every, reverse=True)


def test_a_whole_word_has_no_beginnings():
    assert not any(clause.is_prefix for clause in clauses(word("school")))
    assert any(clause.is_prefix for clause in clauses(word("scho", is_prefix=True)))


def test_a_phrase_is_worth_its_words():
    (phrase,) = parse('"one two"', language="en").phrases
    strongest = clauses(phrase)[0]
    assert (strongest.field, strongest.texts) == ("title_words", ("one two",))
    assert strongest.weight == 2 * clauses(word("one"))[0].weight


def test_what_a_word_means_is_worth_less_than_its_stem():
    item = word("schools", concepts=(Concept("action", "awareness"),))
    assert weights("concept", item) == [ranking.CONCEPT]
    text = dict(ranking.PLACES)["terms"]
    assert ranking.FOLDED_MATCH * text < ranking.CONCEPT < ranking.STEM_MATCH * text


def test_a_synonym_is_worth_less_than_the_word():
    synonym = Phrase((word("pupils"),))
    item = word("students", synonyms=(synonym,))
    own, other = (
        next(clause for clause in clauses(item) if clause.texts == (text,))
        for text in ("students", "pupils")
    )
    assert 0 < other.weight < own.weight


def test_an_excluded_word_leaves_out_its_other_forms_but_not_its_neighbours():
    (item,) = parse("-schools", language="en").excluded
    (clause,) = excluding(item)
    assert not clause.is_prefix
    assert {"schools", "=school"} <= set(clause.texts)


def test_recent_does_not_change_during_a_day():
    morning = datetime(2026, 11, 22, 1, tzinfo=UTC)
    evening = datetime(2026, 11, 22, 23, tzinfo=UTC)
    assert recent_since(morning) == recent_since(evening)


terms = st.text(st.characters(categories=["Ll", "Lu", "Lo"]), min_size=1, max_size=9)


@given(terms, terms, st.sampled_from(["az", "uk", "sr", "el", "de", "en"]))
def test_whatever_matches_at_all_matches_a_finding_clause(start, end, language):
    column = set_column(map(terms_of, forms_in(start + end, language)))

    def is_met(clause):
        end = "" if clause.is_prefix else " "
        return any(f" {text}{end}" in column for text in clause.texts)

    for item in parse(start, language=language).words:
        found = any(map(is_met, finding(item)))
        assert found == any(map(is_met, clauses(item)))
