"""The light stemmer for Dutch.

The words were chosen by hand from a grammar's paradigms, written for the project.
"""

from itertools import combinations

import pytest

from search.analysis.stemmers.nl import stems

FORMS = """
basisschool basisscholen
woonhuis woonhuizen
muziekprogramma muziekprogramma’s
stadsdeel stadsdelen
jeugdbrief jeugdbrieven
hulplijn hulplijnen
hulpverlener hulpverleners
vertrouwenspersoon vertrouwenspersonen
kwetsbaarheid kwetsbaarheden
pleegkind pleegkinderen
bestuurslid bestuursleden
zorgvuldig zorgvuldige zorgvuldiger zorgvuldigste
weerbaar weerbare weerbaarder
campagne campagnes
samenwerkte samenwerken
registreert registreren registreerde geregistreerd
samengewerkt samenwerken
vertelt vertellen vertelde
proces processen
seksueel seksuele
""".strip().splitlines()

DIFFERENT = """
school scholing
werk werking
stad stadion
kind kindheid
burger burgemeester
veilig veiligheid
leraar lering
adres adressering
besteden bestand
wijk wijkraad
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
