"""Small numbers as words: `1 in 5` may well be written `one in five`.

One to ten in each language, by hand; `/` separates forms and a star stands for endings.
Ordinals are covered where they begin alike. What a language writes as two words cannot
be told here and is left out.
"""

import re
from functools import lru_cache
from typing import Final

_WORDS: Final[dict[str, str]] = {
    "sq": "një* dy* tre*/tri* katër* pesë* gjashtë* shtatë* tetë* nëntë* dhjetë*",
    "hy": "մեկ*/մի/առաջին* երկու*/երկրորդ* երեք*/երրորդ* չորս*/չորրորդ* հինգ* վեց*"
    " յոթ* ութ* ինն*/ինը* տաս*",
    "az": "bir*/ilk iki* üç* dörd* beş* altı* yeddi* səkkiz* doqquz* on/onun*/onda*",
    "bs": "jedan*/jedn*/prv* dva/dvi*/dvo*/drug* tri*/tro*/treć* četir*/četvr* pet*"
    " šest* sedam*/sedm* osam*/osm* devet* deset*",
    "bg": "един*/една*/едно*/първ* два*/две*/втор* три*/трет* четири*/четвърт* пет*"
    " шест* седем*/седм* осем*/осм* девет* десет*",
    "ca": "un/una/primer* dos*/dues/segon* tres/tercer* quatre*/quart* cinc/cinquè*"
    " sis/sisè* set/setè* vuit* nou/novè* deu/desè*",
    "cs": "jeden*/jedn*/prvn* dva/dvě/dvou*/dvo*/druh* tři/tří*/tře*/tro* čtyř*/čtvr*"
    " pět*/pát* šest* sedm* osm* devět*/devít* deset*/desít*",
    "da": "en/et/én/ét/første to/anden/andet tre/tredje fire/fjerde fem* seks/sjette"
    " syv* otte* ni/niende ti/tiende",
    "nl": "een/één/eerste twee* drie*/derde vier* vijf* zes* zeven* acht* negen* tien*",
    "en": "one*/first/once/a two/second*/twice three*/third* four* five/fifth* six*"
    " seven* eight* nine/ninth* ten*",
    "et": "üks*/ühe*/üht*/esime* kaks*/kahe*/kaht*/teine/teis* kolm* neli*/nelja*"
    " viis*/viie*/viit* kuus*/kuue*/kuut* seitse* kaheksa* üheksa* kümme*/kümne*",
    "fi": "yks*/yhd*/yht*/yhte*/ensi* kaks*/kahd*/kaht*/toi*/kahte* kolm* nelj*"
    " viis*/viid*/viit*/viide* kuus*/kuud*/kuut*/kuude* seitsem*/seitsen*"
    " kahdeks*/kahdeksa* yhdeks* kymmen*",
    "fr": "un/une/premi* deux*/second* trois* quatre*/quatri* cinq* six* sept* huit*"
    " neuf*/neuv* dix*",
    "ka": "ერთ*/პირველ* ორ*/მეორ* სამ*/მესამ* ოთხ*/მეოთხ* ხუთ*/მეხუთ* ექვს* შვიდ*"
    " რვა* ცხრა* ათ*/მეათ*",
    "de": "ein*/erst* zwei*/zwo* drei*/dritt* vier* fünf* sechs* sieb* acht* neun*"
    " zehn*",
    "el": "ένα*/μία*/μια*/ενός/έναν/πρώτ* δύο/δυο/δεύτερ* τρεις/τρία/τριών/τρίτ*"
    " τέσσερ*/τεσσάρων/τέταρτ* πέντε/πέμπτ* έξι/έκτ* επτά/εφτά/έβδομ* οκτώ/οχτώ/όγδο*"
    " εννέα/εννιά/ένατ* δέκα*/δέκατ*",
    "hu": "egy*/első* két*/kettő*/második* három*/hárm*/harmad* négy*/negyed* öt* hat*"
    " hét* nyolc* kilenc* tíz*/tized*",
    "is": "ein*/fyrst* tv*/önnur/annar* þrír/þrj*/þrem*/þrið* fjór* fimm* sex*/sjött*"
    " sjö* átta*/átt* níu* tíu*",
    "ga": "aon*/amháin/céad/gcéad dó/dhá/beirt/dara trí*/triúr ceithre*/ceathr* cúig*"
    " sé/séú/seisear seacht*/sheacht* ocht*/hocht* naoi*/naonúr deich*/ndeich*",
    "it": "un/uno/una/prim* due/second* tre/terz* quattro/quart* cinque/quint* sei/sest*"
    " sette/settim* otto/ottav* nove/non* dieci/decim*",
    "lv": "vien*/pirm* div*/otr* trīs/trij*/treš* četr*/ceturt* piec*/piekt* seš*/sest*"
    " septi* asto* deviņ*/devīt* desmit*",
    "lt": "vien*/pirm* du/dvi*/dvie*/antr* trys/tri*/treč* keturi*/ketver*/ketvirt*"
    " penk* šeš* septyn*/septint* aštuon*/aštunt* devyn*/devint* dešimt*",
    "lb": "een*/eng*/éischt* zwee*/zwou*/zwéin* dräi*/drëtt* véier* fënne*/fënnef*"
    " sechs* siwen* aacht* néng* zéng*",
    "mk": "еден/една/едно/прв* два/две/дв*/втор* три*/трет* четири*/четврт* пет*"
    " шест* седум*/седм* осум*/осм* девет* десет*",
    "mt": "wieħed/waħda/ewwel tnejn/żewġ*/tieni tlieta/tliet*/tielet erbgħa/erba*/raba"
    " ħamsa/ħames*/ħamest sitta/sitt* sebgħa/seba/sebat* tmienja/tmin* disgħa/disa"
    " għaxra/għaxar*",
    "nb": "en/ei/et/én/ett/første to/andre tre/tredje fire/fjerde fem* seks/sjette"
    " sju/syv* åtte* ni/niende ti/tiende",
    "pl": "jeden/jedn*/pierwsz* dwa/dwie/dwóch/dwo*/dwu*/drug* trzy*/trzech/trze*/troj*"
    " czter*/czwart* pięć*/pięci*/piąt* sześć*/sześci*/szóst* siedem*/siedmi*/siódm*"
    " osiem*/ośmi*/ósm* dziewięć*/dziewięci*/dziewiąt* dziesięć*/dziesięci*/dziesiąt*",
    "pt": "um/uma/primeir* dois/duas/segund* três/terceir* quatro/quart* cinco/quint*"
    " seis/sext* sete/sétim* oito/oitav* nove/non* dez/décim*",
    "ro": "un/una/unu/unul/o/prim* doi/două/doua/doilea trei*/treia patru*/patra cinci*"
    " șase* șapte* opt* nouă* zece*",
    "rm": "in/ina/emprim* dus/duas/segund* trais/terz* quatter/quart* tschintg*"
    " sis* set* otg* nov* diesch*",
    "sr": "један*/једн*/прв* два/две/двоје/друг* три*/троје/трећ* четири*/четвр*"
    " пет* шест* седам*/седм* осам*/осм* девет* десет*",
    "sk": "jeden*/jedn*/prv* dva/dve/dvoch/dvo*/druh* tri*/troch/tre*/tro* štyri*/štvr*"
    " päť*/piat* šesť*/šiest* sedem*/siedm* osem*/ôsm* deväť*/deviat* desať*/desiat*",
    "sl": "en/ena/eno/enega/ene*/prv* dva/dve/dveh/drug* tri/treh/trem/tretj* štir*/četrt*"
    " pet* šest* sedem*/sedm* osem*/osm* devet* deset*",
    "es": "un/uno/una/primer* dos/segund* tres/tercer* cuatro/cuart* cinco/quint*"
    " seis/sext* siete/séptim* ocho/octav* nueve/noven* diez/décim*",
    "sv": "en/ett/första två/andra tre/tredje fyra/fjärde fem* sex/sjätte sju* åtta*/åtto*"
    " nio* tio*",
    "tr": "bir* iki* üç* dört*/dörd* beş* altı* yedi* sekiz* dokuz* on/onun*/onda*/onuncu*",
    "uk": "один*/одн*/перш* два/дві/двох/дво*/друг* три/трьо*/тро*/трет*"
    " чотири*/чотирь*/четверт* п’ят* шіст*/шест*/шост* сім*/семи*/сьом*"
    " вісім*/восьм* дев’ят* десят*",
}
# The same words in one language and its neighbour.
_SAME: Final = {"hr": "bs", "cnr": "bs"}
# Most sources are English, and a target may well prefer digits.
_ENGLISH_MORE: Final = {
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "hundred": 100, "thousand": 1000,
}  # fmt: skip
_ROMAN: Final = re.compile(r"\b(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})(?![IVXLCDM])")
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50}
_WORD: Final = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)*")


@lru_cache(maxsize=64)
def _forms(language: str) -> tuple[dict[str, int], tuple[tuple[str, int], ...]]:
    """Return whole words and beginnings of words with their numbers."""
    whole: dict[str, int] = dict(_ENGLISH_MORE) if language == "en" else {}
    beginnings: list[tuple[str, int]] = []
    row = _WORDS.get(_SAME.get(language, language), "")
    for number, forms in enumerate(row.split(), start=1):
        for form in forms.split("/"):
            if form.endswith("*"):
                beginnings.append((form[:-1], number))
            else:
                whole[form] = number
    return whole, tuple(beginnings)


def numbers_in_words(text: str, language: str) -> set[str]:
    """Return the small numbers that a text may name in words or Roman numerals.

    It is generous: `four` is read in `fourth` and in `fourteen`. It only ever explains
    a number that digits do not.
    """
    whole, beginnings = _forms(language)
    found: set[str] = set()
    for word in _WORD.findall(text.lower().replace("'", "’").replace("ʼ", "’")):
        if word in whole:
            found.add(str(whole[word]))
        found |= {str(number) for form, number in beginnings if word.startswith(form)}
    return found


def roman_numbers(text: str, *, least: int = 2) -> set[str]:
    """Return the numbers up to 89 that stand in a text as Roman numerals.

    Args:
        text: plain text.
        least: letters that a numeral has. One alone is often a word: the English `I`,
            the Czech `V`.
    """
    numerals = (match.group() for match in _ROMAN.finditer(text))
    return {str(_roman(numeral)) for numeral in numerals if len(numeral) >= least}


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value
        for value, after in zip(values, following, strict=True)
    )
