"""The light stemmer for Hungarian.

The words were chosen by hand from a grammar's paradigms, written for the project.
"""

from itertools import combinations

import pytest

from search.analysis.stemmers.hu import stems

FORMS = """
iskola iskolák iskolában iskolát iskolától iskolákban
gyermek gyermekek gyermeknek gyermekekkel gyermekét
város városok városban városaink városokból városa
önkormányzat önkormányzatok önkormányzatának önkormányzattal önkormányzatokkal
madár madarak madarat madárral
levél levelek levelet levélben
bokor bokrok bokrot bokorban
alma almát almák almával
tanul tanulnak tanultak tanulni tanulunk tanulhatnak
segít segítenek segítettek segíteni segítsen
dolgozik dolgoznak dolgozott dolgozni
intézmény intézmények intézményben intézményeinkben intézménnyel
történet történetek történetet történetük
ablak ablakok ablakot ablakban
projekt projektek projektet projekttel
budapest budapesten budapestre
""".strip().splitlines()

DIFFERENT = """
város városi
iskola iskolázott
gyermek gyermekkor
segít segítség
tanul tanulság
munka munkás
jog jogász
könyv könyvtár
levél levéltár
áldozat áldás
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
