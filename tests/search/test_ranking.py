"""What a match is worth."""

from hypothesis import given
from hypothesis import strategies as st

from search import ranking
from search.analysis import forms_in
from search.query import parse
from search.ranking import Clause, clauses, finding, match_kinds


def word(text, language="en"):
    return parse(text, language=language).words[0]


def test_the_order_of_weights_holds():
    weights = [
        ranking.TITLE,
        ranking.TEXT,
        ranking.TITLE_PREFIX,
        ranking.TEXT_PREFIX,
        ranking.TITLE_FOLDED,
        ranking.TEXT_FOLDED,
        ranking.TITLE_FOLDED_PREFIX,
        ranking.TEXT_FOLDED_PREFIX,
    ]
    assert weights == sorted(set(weights), reverse=True)


def test_boosts_never_lift_a_folded_match_over_an_exact_one():
    boosts = ranking.IN_READERS_LANGUAGE + ranking.GOOD_PRACTICE
    assert ranking.TITLE_FOLDED + boosts < ranking.TEXT_PREFIX


def test_clauses_come_strongest_first():
    weights = [clause.weight for clause in clauses(word("köln", "de"))]
    assert weights == sorted(weights, reverse=True)


def test_a_short_word_has_no_beginnings():
    assert not any(clause.is_prefix for clause in clauses(word("abc")))


def test_a_phrase_is_worth_its_words():
    (phrase,) = parse('"one two"', language="en").phrases
    assert clauses(phrase)[0] == Clause(
        "title_words", "one two", False, ranking.TITLE * 2, "exact"
    )


def test_each_word_counts_with_its_strongest_clause():
    query = parse("seher telim", language="az")
    met = {"telim"}
    kinds = match_kinds(query, lambda c: c.text in met or c.field == "folded")
    assert kinds == ("exact", "folded")


terms = st.text(st.characters(categories=["Ll", "Lu", "Lo"]), min_size=1, max_size=9)


@given(terms, terms, st.sampled_from(["az", "uk", "sr", "el", "de", "en"]))
def test_whatever_matches_at_all_matches_a_finding_clause(start, end, language):
    def column(index):
        return " " + " ".join(form for form in index) + " "

    def meets(clause, columns):
        text = f" {clause.text}" if clause.is_prefix else f" {clause.text} "
        return text in columns[clause.field]

    words = forms_in(start + end, language)
    columns = {
        "words": column(forms.terms[0] for forms in words),
        "folded": column(form for forms in words for form in forms.folded),
    }
    columns |= {"title_words": columns["words"], "title_folded": columns["folded"]}
    for item in parse(start, language=language).words:
        found = any(meets(clause, columns) for clause in finding(item))
        assert found == any(meets(clause, columns) for clause in clauses(item))
