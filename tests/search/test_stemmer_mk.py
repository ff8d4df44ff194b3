"""The light stemmer for Macedonian.

The words were chosen by hand from a grammar's paradigms, written for the project.
"""

from itertools import combinations

import pytest

from search.analysis.stemmers.mk import stems

FORMS = """
град градот градови градовите
општина општината општини општините
училиште училиштето училишта училиштата
ученик ученикот ученици учениците
сесија сесијата сесии сесиите
среќен среќна среќно среќни среќниот среќните
организира организираат организираше организирал организираме
движење движењето движења движењата
надежност надежноста
најубавите убави убавите убав
книга книгата книги книгите
борец борецот борци борците
краток кратка кратки краткиот
правило правила правилото правилата
случува случуваат случуваше случувале
""".strip().splitlines()

DIFFERENT = """
град градина
учител училиште
книга книжевност
општина општество
слобода слободен
жена женидба
работник работилница
семеен семејство
болен болница
дете детство
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
