"""The light stemmer for Finnish.

The words were chosen by hand from a grammar's paradigms, written for the project.
"""

from itertools import combinations

import pytest

from search.analysis.stemmers.fi import stems

FORMS = """
kaupunki kaupungin kaupungissa kaupungit kaupunkiin kaupungeissa
lautakunta lautakunnan lautakunnassa lautakuntaan lautakunnat
suomalainen suomalaisen suomalaista suomalaiset suomalaisia
väkivalta väkivallan väkivaltaa väkivallasta
kysymys kysymyksen kysymystä kysymykset kysymyksiä
rakkaus rakkauden rakkautta rakkaudesta
opettaja opettajan opettajat opettajia opettajalle
puhelin puhelimen puhelimet puhelinta
järjestö järjestön järjestöt järjestöjen järjestössä
tukiryhmä tukiryhmän tukiryhmässä tukiryhmiä
koululainen koululaisten koululaisilla
aloittaa aloitetaan aloittanut aloittavat aloittamaan
järjestää järjestetään järjestänyt järjestävät
tapahtuma tapahtumassa tapahtuman tapahtumia
kirkko kirkon kirkossa kirkot
talossaan talossa talosta
toimintaansa toimintaan toiminnan toimintaa
helsinki helsingin helsingissä
virtanen virtasen virtaselle
""".strip().splitlines()

DIFFERENT = """
opettaja opetus
kaupunki kauppa
kysymys kysyntä
järjestö järjestelmä
koulu koulutus
kunta kuntalainen
toiminta toimisto
turva turvallisuus
lapsi lapsuus
vanhempi vanhuus
suomalainen suomennos
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

    assert len(found) <= 5
    assert all(found)
