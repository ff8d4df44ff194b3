"""Romansh: forms of one word share a term, other words do not.

The groups were written for the project; no native speaker has reviewed them.
"""

from itertools import combinations, product

import pytest

from search.analysis import normalise
from search.analysis.stemmers import _words, rm

# Forms of one word; a line that is indented continues the one before.
FORMS = """
chasa chasas
scola scolas
scolar scolars scolara scolaras
lavur lavurs
lavurar lavura lavuran lavurava lavuravan lavurà lavurain lavurond lavurass
lavurer lavurers lavurera
grond gronda gronds grondas
grondezza grondezzas
pitschen pitschna pitschens pitschnas
auter autra auters autras
bel bella bels bellas
bellezza bellezzas
politic politica politics politicas
politica politicas
politicher politichers
pussaivel pussaivla pussaivels pussaivlas
pussaivladad pussaivladads
svizzer svizra svizzers svizras
linguistic linguistica linguistics linguisticas
lingua linguas
rumantsch rumantscha rumantschs rumantschas
esser è èn era eran saja sun fiss stà stada
avair ha han aveva avevan haja avess gì hai
far fa fan fatg fatga fatgs fatgas faschess fascheva faschain
vegnir vegn vegnan vegniva vegnì vegnids vegnida vegnia
pudair po pon pudess pudeva possia pudessan
vulair vul vulan vuleva veglia vuless
stuair sto ston stueva stuess
dir di dis din ditg scheva schess
chantar chanta chantan chantava chantà chantada chantads chantond chantass chantia
chant chants
chantadur chantadura chantadurs
finir finescha fineschan finì finida finids finiva finiss finind
fin fins
prender prenda prendan prendeva prendì prendida prendess prendend
metter metta mettan messa mess metteva mettess
crescher crescha creschan creschì creschida crescheva creschend
creschientscha creschientschas
purtar porta portan purtava purtà purtada purtads
porta portas
dumandar dumonda dumandà dumondan dumandava
dumonda dumondas
viver viva vivan viveva vivì vivida vivend
vita vitas
uffant uffants
figl figls
figlia figlias
dunna dunnas
um umens
chastè chastels
utschè utschels
regiun regiuns
regiunal regiunala regiunals regiunalas
vischnanca vischnancas
president presidenta presidents presidentas
presidi presidis
organisar organisescha organiseschan organisà organisada organisads organisava
organisaziun organisaziuns
publitgar publitgescha publitgà publitgada publitgads publitgadas
public publica publics publicas
publicaziun publicaziuns
differenzia differenzias
different differents differenta differentas
giuven giuvna giuvens giuvnas
protecziun protecziuns
proteger protegia protegì protegids protegess
victima victimas
violenza violenzas
abusar abusescha abusà abusada
retschaiver retschaiva retschavì retschavida
chattar chatta chattan chattà chattada chat
entrar entra entran entrava entrà entrada
entrada entradas
tschentar tschenta tschentà tschentada
tschertgar tschertga tschertgan tschertgava tschertgà
cità citads
citad citads
leger legia legian legì legeva
scriver scriva scrivan scrit scritta scriveva
scrittura scritturas
temp temps
onn onns
di dis
bun buna buns bunas
tut tutta tuts tuttas
quest questa quests questas
quel quella quels quellas
mussar mussa mussan mussava mussà mussada
gidar gida gidan gidava gidà gidond
agid agids
suandar suonda suondan suandà suandada
ir va van giess gieva ì
vesair vesa vesan vis veseva vesess
savair sa san saveva savess sai
cumenzar cumenza cumenzan cumenzà cumenzava
cumenzament cumenzaments
impurtant impurtanta impurtants impurtantas
daventar daventa daventan daventà daventada daventava
restar resta restan restà restada restads
rest rests
clamar cloma cloman clamà clamava
nov nova novs novas
novitad novitads
vegl veglia vegls veglias
alv alva alvs alvas
studegiar studegia studegian studegià studegiava
student students studenta studentas
studi studis
"""
# Words that begin alike and are different words.
APART = """
chasa: chantar chant chantadur chastè chattar
scola: scolar
lavur: lavurar lavurer
lavurar: lavurer
grond: grondezza
bel: bellezza
politic: politicher
politica: politicher
pussaivel: pussaivladad
linguistic: lingua
vegnir: vegl
stuair: studegiar student studi
chantar: chant chantadur chastè chattar
chant: chantadur chastè chattar
chantadur: chastè chattar
finir: fin
prender: president presidi
crescher: creschientscha
figl: figlia
chastè: chattar
regiun: regiunal
president: presidi
organisar: organisaziun
publitgar: public publicaziun
public: publicaziun
differenzia: different
protecziun: proteger
tschentar: tschertgar
scriver: scrittura
quest: quel
cumenzar: cumenzament
restar: rest
nov: novitad
studegiar: student studi
student: studi
"""


def lines(text):
    return [line.split() for line in text.replace("\n  ", " ").strip().splitlines()]


def terms(word):
    return {word, *rm.stems(word)}


GROUPS = {group[0]: group for group in lines(FORMS)}
PAIRS = [(line[0][:-1], other) for line in lines(APART) for other in line[1:]]


@pytest.mark.parametrize("group", GROUPS.values(), ids=GROUPS)
def test_forms_of_one_word_share_a_term(group):
    missed = [pair for pair in combinations(group, 2) if not terms_meet(*pair)]
    assert not missed


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_different_words_do_not_meet(one, other):
    pairs = product(GROUPS[one], GROUPS[other])
    assert not [pair for pair in pairs if terms_meet(*pair)]


def terms_meet(one, other):
    return bool(terms(one) & terms(other))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        # A noun or a verb: both
        ("visita", ("visit", "visitvb")),
        # Only listed verbs lose -er: a doer has the same ending
        ("prender", ("prender", "prendvb")),
        ("lavurer", ("lavurer",)),
        # Doubled and silent letters
        ("chattan", ("chatvb",)),
        ("studegian", ("studegian", "studegvb")),
        # A listed noun is no verb
        ("chasas", ("chasa",)),
        ("è", ("esservb",)),
        ("a", ()),
    ],
)
def test_stems_of(word, expected):
    assert rm.stems(word) == expected


def test_the_word_list_is_written_as_words_are_compared():
    words = [
        word.rstrip("=")
        for section in _words.sections("rm").values()
        for line in section
        for word in line
    ]
    # In Maltese lists an apostrophe stands for a final għ.
    words = [word.replace("'", "") for word in words]
    assert [word for word in words if normalise(word, "rm") != word] == []


def test_the_sections_of_the_word_list_are_the_ones_that_are_read():
    assert all(_words.sections("rm").values())
