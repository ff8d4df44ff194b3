"""The light stemmer for French.

The words were chosen by hand from a grammar's paradigms, written for the project.
"""

from itertools import combinations

import pytest

from search.analysis.stemmers.fr import stems

FORMS = """
commune communes
communal communaux communale communales
européen européenne européens européennes
victime victimes
éducateur éducatrice éducateurs éducatrices
sportif sportive sportifs sportives
sensibiliser sensibilisé sensibilisée sensibilisait sensibilisera sensibiliserait sensibilisaient
protéger protégeait protégeaient protégée protégera protégeons
cofinancer cofinançait cofinancé cofinancera
infirmier infirmière infirmières
réseau réseaux
vendu vendue vendues vendus
enrichir enrichissait enrichissant enrichira
anglais anglaise anglaises
heureux heureuse heureuses
""".strip().splitlines()

DIFFERENT = """
enseigner enseignement
nation national
commune communication
médecin médecine
victime victoire
chant chanter
protéger protection
opéra opérer
jour journal
porte porter
restaurant restaurer
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
