"""The light stemmer for Icelandic.

The words were chosen by hand from a grammar's paradigms, written for the project.
"""

from importlib import import_module
from itertools import combinations

import pytest

# The module has the code of its language, which is a keyword.
stems = import_module("search.analysis.stemmers.is").stems

FORMS = """
barn börn barna barnið börnum barnsins börnin
borg borgin borgar borgir borginni borgarinnar
sveitarfélag sveitarfélög sveitarfélaga sveitarfélagið sveitarfélögum
saga sögu sögur sögunni sagan
steinn steins steini steinar steininum
jökull jökli jöklar jökuls jöklum
hestur hests hestar hestinum hestarnir hestum
skóli skóla skólar skólinn skólanum skólunum
verslun verslunar verslanir verslunin
tilraun tilraunir tilrauna tilraunin
sjómaður sjómann sjómenn sjómanna sjómaðurinn
orðabók orðabækur orðabókum orðabókina
akureyri akureyrar
mikilvægur mikilvægt mikilvæga mikilvægir mikilvægasta
fallegur fallegt falleg fallegri fallegum
kallaði kallað kallaður kölluðu
veður veðri veðrið veðurs
hundrað hundruð
""".strip().splitlines()

DIFFERENT = """
barn barnæska
borg borgari
skóli skólun
kennari kennsla
saga sögn
félag félagslegur
mál málari
sjór sjómaður
vinna vinur
hestur hestamaður
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
