"""The one table of what each language combines to find the forms of a word.

What a row combines was decided by measuring; `docs/languages.md` has the figures and
`scripts/language_table.py` makes them.
"""

from dataclasses import dataclass
from typing import Final

from search.analysis.compounds import Joints


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is asked about the words of one language.

    Attributes:
        dictionary: code of the compiled dictionary; "" where nobody has one.
        stemmer: name of a module of search.analysis.stemmers; "" for none.
        stems_unknown: whether only words that the dictionary does not know get stems,
            so that the stems of others do not meet.
        readings: whether words get lemmas that the list left out; see
            search.analysis.paradigms. Where nouns and verbs share most of their forms
            that brings too many of them together.
        participle: what participles begin with, where the dictionary takes them for
            words of their own.
        prefixes: what inflection puts before a word, as in `najlepszy`.
        compounds: how compounds are made; None where they are not written as one word.
        digraphs: whether its readers write ä as ae, ø as oe, å as aa.
    """

    dictionary: str = ""
    stemmer: str = ""
    stems_unknown: bool = False
    readings: bool = True
    participle: str = ""
    prefixes: tuple[str, ...] = ()
    compounds: Joints | None = None
    digraphs: bool = False


def _joints(links: str = "", short: str = "", never: str = "") -> Joints:
    return Joints(
        tuple(links.split()), frozenset(short.split()), frozenset(never.split())
    )


_GERMAN: Final = _joints(
    "s es n en e er ens ns",
    "amt rat tag weg ort hof not tat tür uhr see rad ehe tod bad bau ruf bus uni alt "
    "neu",
    "über unter gegen durch nach zwischen wider hinter voll deut cher vers "
    "baren erste ster rial sich "
    "schaft schaften lich liche lichen licher liches isch ische ischen chen lein ling "
    "linge haft hafte heit keit innen rinnen rungen lungen nungen tungen ungen eien "
    "ismus ieren iert ierte weise mäßig stel stens sten eren eres eren erin",
)
_DUTCH: Final = _joints(
    "s en e n",
    "wet dag les vak zee bus bad",
    "over onder tegen door voor achter samen vert rege beslis laar chap eren pees "
    "heid heden lijk lijke isch ische ingen schap schappen ster sters baar bare loze",
)
_SWEDISH: Final = _joints(
    "s e o",
    "råd dag lag hem hus hot bok by fri hög nöd rum små väg tid del år nät ord vän",
    "över under genom efter mellan förs högs kola "
    "heten heter ningen ningar ning skap skapet isk iska ande aren arna erna erne het",
)
_DANISH: Final = _joints(
    "s e",
    "råd dag lov hus by nød rum bog vej tid ord år fri små mad mor far net",
    "over under gennem efter mellem besk delt fors agne ager sløs ment "
    "heden heder ningen ninger ning skab skabet isk iske ende eren erne else elser ene",
)
_NORWEGIAN: Final = _joints(
    "s e",
    "råd dag lov hus by nød rom bok vei tid ord år fri små mat mor far",
    "over under gjennom etter mellom besk delt fort eske elle inne ster enser peer "
    "heten heter ningen ninger ning skap skapet isk iske ende eren erne else elser ene",
)
_FINNISH: Final = _joints(
    "",
    "työ maa apu osa pää tie yö",
    "lla llä ssa ssä sta stä lle lta ltä kaan kään inen iset isen isuus ttaa ttää minen "
    "lata lainen ella aari",
)
_ESTONIAN: Final = _joints(
    "",
    "töö maa abi osa tee pea aed aia elu isa",
    "line lise mine mise dega tega sena lane lima elik istus isus tanud",
)
_HUNGARIAN: Final = _joints(
    "",
    "ház ügy jog kör díj hét nap fő idő hír bűn",
    "ként képpen szor szer ször ban ben nak nek val vel ról ről ság ség ért által "
    "után előtt között alatt felett dalom",
)
_ICELANDIC: Final = _joints(
    "s a u ar na",
    "lög ráð hús mál dag nám bók orð ár bær bíl",
    "yfir undir eftir milli gegn sams tarf andi enda endur endum samur samt "
    "legur leg legt lega leika skapur ingur ingar unum",
)
_LUXEMBOURGISH: Final = _joints(
    "s es n en e er ens ns",
    "amt rot dag wee bus ort bad bau",
    "iwwer ënner géint duerch hannert vers vergi laangs ster esch amen schaft schaften lech leche lechen heet keet ungen",
)

TABLE: Final[dict[str, Analysis]] = {
    "sq": Analysis("sq"),
    "hy": Analysis("hy", stemmer="hy", stems_unknown=True, prefixes=("ամենա",)),
    "az": Analysis(stemmer="az"),
    "bs": Analysis("hbs", prefixes=("naj",)),
    "bg": Analysis("bg", prefixes=("най",)),
    "ca": Analysis("ca"),
    "hr": Analysis("hbs", prefixes=("naj",)),
    "cs": Analysis("cs", prefixes=("nej",)),
    "da": Analysis("da", compounds=_DANISH, digraphs=True),
    "nl": Analysis("nl", stemmer="nl", stems_unknown=True, compounds=_DUTCH),
    "en": Analysis("en", stemmer="en"),
    "et": Analysis("et", compounds=_ESTONIAN),
    "fi": Analysis("fi", stemmer="fi", stems_unknown=True, compounds=_FINNISH),
    "fr": Analysis("fr", stemmer="fr"),
    "ka": Analysis("ka", stemmer="ka", stems_unknown=True),
    "de": Analysis("de", compounds=_GERMAN, digraphs=True),
    "el": Analysis("el"),
    "hu": Analysis(
        "hu", stemmer="hu", stems_unknown=True, prefixes=("leg",), compounds=_HUNGARIAN
    ),
    "is": Analysis("is", stemmer="is", stems_unknown=True, compounds=_ICELANDIC),
    "ga": Analysis("ga"),
    "it": Analysis("it", readings=False),
    "lv": Analysis("lv", stemmer="lv", stems_unknown=True, prefixes=("vis",)),
    "lt": Analysis("lt"),
    "lb": Analysis("lb", participle="ge", compounds=_LUXEMBOURGISH, digraphs=True),
    "mk": Analysis("mk", stemmer="mk", stems_unknown=True, prefixes=("нај",)),
    "mt": Analysis(stemmer="mt"),
    "cnr": Analysis("hbs", prefixes=("naj",)),
    "nb": Analysis("nb", compounds=_NORWEGIAN, digraphs=True),
    "pl": Analysis("pl", prefixes=("naj",)),
    "pt": Analysis("pt", readings=False),
    "ro": Analysis("ro"),
    "rm": Analysis(stemmer="rm"),
    "sr": Analysis("hbs", prefixes=("naj",)),
    "sk": Analysis("sk", prefixes=("naj",)),
    "sl": Analysis("sl", prefixes=("naj",)),
    "es": Analysis("es"),
    "sv": Analysis("sv", compounds=_SWEDISH, digraphs=True),
    "tr": Analysis("tr"),
    "uk": Analysis("uk", prefixes=("най",)),
}

NO_ANALYSIS: Final = Analysis()
