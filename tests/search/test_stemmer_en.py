"""The light stemmer for English.

The words were chosen by hand from a grammar's paradigms, written for the project.
"""

from itertools import combinations

import pytest

from search.analysis.stemmers.en import stems

FORMS = """
colour colours color colored coloured
organise organised organizing organizes
organisation organizations
centre centres center
travel travelled traveling
analyse analysed analyzing
paediatric pediatric
defence defense defences
safeguard safeguarding safeguarded safeguards
policy policies
upskill upskilled upskilling
spokesperson spokespeople
schoolchild schoolchildren
mimic mimicked mimicking
criterion criteria
learn learnt learned
plan planned planning plans
wave waved waving
programme programmes program
judgement judgment
""".strip().splitlines()

DIFFERENT = """
teach teacher
nation national
organise organiser
child childhood
police policy
advise advice
new news
plan plant
centre central
exercise exorcise
hoping hopping
sibling sib
""".strip().splitlines()


@pytest.mark.parametrize("line", FORMS)
def test_forms_of_one_word_share_a_stem(line):
    apart = [
        (one, other)
        for one, other in combinations(line.split(), 2)
        if not {one, *stems(one)} & {other, *stems(other)}
    ]

    assert apart == []


@pytest.mark.parametrize("line", DIFFERENT)
def test_different_words_share_no_stem(line):
    one, other = line.split()

    assert not {one, *stems(one)} & {other, *stems(other)}


@pytest.mark.parametrize("word", ["", "a", "..", "123", *FORMS[0].split()])
def test_any_word_has_a_few_stems(word):
    found = stems(word)

    assert len(found) <= 4
    assert all(found)
