"""Maltese: forms of one word share a term, other words do not.

The groups were written for the project; no native speaker has reviewed them.
"""

from itertools import combinations, product

import pytest

from search.analysis import normalise
from search.analysis.stemmers import _words, mt

# Forms of one word; a line that is indented continues the one before.
FORMS = """
kiteb kitbet kitbu ktibt ktibna ktibtu jikteb tikteb nikteb jiktbu niktbu kitibha
  jiktibx kitbuh
ktieb kotba ktiebu ktiebha
kitbiet kitbietu
kittieb kittieba
miktub miktuba miktubin
skola skejjel iskola
student studenta studenti istudent
studja jistudja studjat jistudjaw nistudjaw
tifel tfal tifla
raġel rġiel irġiel
mara nisa martu
belt bliet ibliet
gvern gvernijiet
gvernattiv gvernattiva gvernattivi
politiku politika politiċi
nazzjon nazzjonijiet
nazzjonalità nazzjonalitajiet
malti maltija maltin
iffirma jiffirma iffirmaw jiffirmaw iffirmat iffirmajt tiffirma niffirmaw
firma firem
organizza jorganizza organizzat jorganizzaw organizzaw torganizza
organizzazzjoni organizzazzjonijiet
ipproteġa jipproteġi jipproteġu ipproteġiet tipproteġi
protezzjoni protezzjonijiet
ħaddiem ħaddiema
ħadem jaħdem jaħdmu ħadmu naħdem taħdem ħdimt ħadmet jaħdmux
kien kienet kienu jkun tkun jkunu nkunu kont konna kienx ikun
għandu għandha għandhom għandi għandna kellu kellha ikollu jkollhom
qal qalet qalu jgħid tgħid ngħidu jgħidu qalilha
mar marret marru jmur tmur jmorru
mexa mxiet mxew jimxi timxi jimxu mxejt
mexxa jmexxi jmexxu mexxew tmexxi
sema semgħet semgħu jisma jisimgħu smajt smajna tisma
ra rat raw rajt jara taraw naraw jarahom
sab sabet sabu sibt jsib isib tsib jsibu sabha
għallem għallmet jgħallem jgħallmu għallimt għallmu jgħallimhom
tgħallem jitgħallem titgħallem jitgħallmu tgħallmu tgħallimt
għalliem għalliema
tkellem tkellmet jitkellem jitkellmu tkellmu nitkellem nitkellmu
kelma kliem kelmiet
biddel jbiddel jbiddlu biddlet biddlu ibiddel
bidla bidliet
kbir kbira kbar akbar
ġdid ġdida ġodda
sabiħ sabiħa sbieħ
problema problemi
sistema sistemi
ministru ministri ministra
ministeru ministeri
parlament parlamenti
membru membri
kumitat kumitati
kumpanija kumpaniji
università universitajiet
familja familji familtu
dar djar
triq toroq
sena snin sentejn
ġurnata ġranet
xahar xhur xahrejn
ieħor oħra oħrajn
rapport rapporti
proġett proġetti
ewropew ewropea ewropej
ingliż ingliża ingliżi
franċiż franċiża franċiżi
attività attivitajiet
attiv attiva attivi
pubbliku pubblika pubbliċi
ippubblika ippubblikat jippubblika ippubblikata ippubblikati
żviluppa jiżviluppa żviluppaw żviluppat jiżviluppaw
żvilupp żviluppi
vittma vittmi
abbuż abbużi
abbuża jabbuża abbużaw abbużat
dritt drittijiet
tarbija trabi
ġenitur ġenituri
awtur awturi
artikolu artikoli artiklu
numru numri
uża juża użaw jużaw użat tuża nużaw
ta tat taw jagħti tagħti jagħtu
beda bdiet bdew jibda jibdew bdejt
ħareġ joħroġ ħarġet ħarġu joħorġu ħriġt
daħal jidħol daħlet daħlu jidħlu dħalt
waqaf jieqaf waqfu waqfet jieqfu
waqqaf jwaqqaf waqqfu waqqfet twaqqaf
wasal jasal waslu jaslu waslet
wassal jwassal jwasslu wasslet twassal
jaf naf taf jafu nafu
ried jrid trid riedet jridu nrid
ġab jġib ġabet jġibu ġabu ġibt
seta jista jistgħu tista setgħet nista jistax
spjega jispjega spjegat jispjegaw spjegaw
ippreżenta jippreżenta ppreżentat ippreżentaw ppreżentati
preżentazzjoni preżentazzjonijiet
inkluda jinkludi jinkludu inkludew tinkludi
deċiżjoni deċiżjonijiet
iddeċieda jiddeċiedi iddeċidew iddeċidiet
rieqed rieqda reqdin
miexi miexja mexjin
magħruf magħrufa magħrufin
mibni mibnija mibnijin
magħmul magħmula magħmulin
kelb klieb kelba
ħajja ħajjiet
ħabib ħabiba ħbieb
xogħol xogħlijiet
"""
# Words that begin alike and are different words.
APART = """
kiteb: kitbiet kittieb
kitbiet: kittieb
student: studja
mara: mar
gvern: gvernattiv
nazzjon: nazzjonalità
organizza: organizzazzjoni
ipproteġa: ippubblika ippreżenta
protezzjoni: problema proġett
ħaddiem: ħadem
għandu: għallem għalliem
mexa: mexxa
sab: sabiħ
għallem: għalliem
kelma: kelb
biddel: bidla
problema: proġett
ministru: ministeru
kumitat: kumpanija
attività: attiv
ippubblika: ippreżenta
żviluppa: żvilupp
waqaf: waqqaf
wasal: wassal
ried: rieqed
magħruf: magħmul
"""


def lines(text):
    return [line.split() for line in text.replace("\n  ", " ").strip().splitlines()]


def terms(word):
    return {word, *mt.stems(word)}


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
        # A verb with its object and its negation
        ("kitibha", ("kitebvb",)),
        ("jiktibx", ("kitebvb",)),
        # The article in front
        ("l-iskejjel", ("skola",)),
        ("tal-gvern", ("gvern",)),
        # A loan with prefix, object and ending
        ("irrapportawni", ("rrapport",)),
        ("jipproteġu", ("pproteġ",)),
        # An unlisted verb of three consonants, and what may be a noun too
        ("gideb", ("gideb", "gdbvb")),
        # A vowel of support
        ("iskola", ("skola",)),
        ("a", ()),
    ],
)
def test_stems_of(word, expected):
    assert mt.stems(word) == expected


def test_the_word_list_is_written_as_words_are_compared():
    words = [
        word.rstrip("=")
        for section in _words.sections("mt").values()
        for line in section
        for word in line
    ]
    # In Maltese lists an apostrophe stands for a final għ.
    words = [word.replace("'", "") for word in words]
    assert [word for word in words if normalise(word, "mt") != word] == []


def test_the_sections_of_the_word_list_are_the_ones_that_are_read():
    assert all(_words.sections("mt").values())
