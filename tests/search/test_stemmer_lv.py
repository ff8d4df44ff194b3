"""The light stemmer for Latvian.

The words were chosen by hand from a grammar's paradigms, written for the project.
"""

from itertools import combinations

import pytest

from search.analysis.stemmers.lv import stems

FORMS = """
pilsēta pilsētas pilsētā pilsētu pilsētām pilsētai
brālis brāļa brāļi brāli brāļiem
lācis lāča lāči lācim
bērns bērna bērni bērnam bērniem bērnu bērnus
skolotājs skolotāja skolotājam skolotāji skolotājiem
biedrība biedrības biedrībā biedrību biedrībām
pašvaldība pašvaldības pašvaldību pašvaldībām
latvietis latvieša latvieši latviešiem
liels lielais lielā lielo lielajiem lielāks lielākie
organizēt organizēja organizējuši organizēs organizēšu organizēts
strādāt strādāja strādājam strādājuši strādā
piedalīties piedalījās piedalīsies piedalījušies
mācīt mācīja mācīs mācīju mācītu
izmantot izmanto izmantoja izmantojot izmantots
zināt zināja zinātu zina
valsts valstij valstī valstis
jāorganizē organizē organizēja
""".strip().splitlines()

DIFFERENT = """
skola skolotājs
bērns bērnība
pilsēta pilsonis
runa runāt
valsts valstība
ārste ārsts
mīlēt mīlestība
padome padoms
darbs darbinieks
celt celtne
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
