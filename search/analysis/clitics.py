"""Little words and endings that an apostrophe or a hyphen joins to a word.

In `l'école`, `tal-iskola`, `children's` and `Türkiye'nin` the word is what people look
for; what is joined to it would only make every other such word look alike. It is left
out of the tokens, in the index and in the query alike, unless it stands alone.

Sources: Le Bon usage 44-45 (elision); Serianni, Grammatica italiana I; Institut d'Estudis
Catalans, Ortografia catalana 4; Türk Dil Kurumu, Yazım Kılavuzu, "kesme işareti";
Akkademja tal-Malti, L-Artiklu; An Caighdeán Oifigiúil.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

_LETTER: Final = r"[^\W\d_]"
_APOSTROPHE: Final = r"['’‘ʼ`´]"
_HYPHEN: Final = r"[-\u2010\u2011]"
_ANY: Final = f"{_LETTER}+"


@dataclass(frozen=True, slots=True)
class Clitics:
    """What may be joined to a word in one language, between spaces.

    Attributes:
        before, after: by an apostrophe; `*` stands for anything.
        hyphen_before, hyphen_after: by a hyphen.
    """

    before: str = ""
    after: str = ""
    hyphen_before: str = ""
    hyphen_after: str = ""


_GERMANIC: Final = Clitics(after="s")
_TURKIC: Final = Clitics(after="*")

_TABLE: Final[dict[str, Clitics]] = {
    "fr": Clitics(
        before="l d j m n s t c qu jusqu lorsqu puisqu quoiqu quelqu",
        hyphen_after="t il ils elle elles on je tu nous vous ce le la les moi toi lui "
        "leur y en ci là",
    ),
    "it": Clitics(
        before="l d un c n s t m v gl dell nell all sull dall coll dagl degl negl agl "
        "quest quell quell bell sant tutt grand nessun ciascun qualcun",
    ),
    "ca": Clitics(
        before="l d s m n t",
        after="s l ls n m t ns",
        hyphen_after="se lo la los les me te nos vos ne hi ho li us",
    ),
    "pt": Clitics(
        before="d n l",
        hyphen_after="se o a os as lo la los las no na nos nas me te lhe lhes vos",
    ),
    "ro": Clitics(
        before="s n m l",
        hyphen_before="s n m l i mi ți ne v le o se te",
        hyphen_after="l i o mi ți și se ne vă v le te ul ului uri urile lea",
    ),
    "rm": Clitics(before="l d s qu in ch"),
    "mt": Clitics(
        before="b f m t x l s",
        hyphen_before="il l it is ir ix iż iz in id iċ "
        "fil fl fit fis fir fix fiż fiz fin fid fiċ bil bl bit bis bir bix biż biz bin "
        "bid biċ tal tat tas tar tax taż taz tan tad taċ mal mat mas mar max maż maz man "
        "mad maċ mill mit mis mir mix miż miz min mid miċ sal sat sas sar sax saż saz "
        "san sad saċ lill lit lis lir lix liż liz lin lid liċ għall għal għat għas għar "
        "għax għaż għaz għan għad għaċ bħall bħal bħat bħas bħar bħax bħaż bħan bħad "
        "ġol ġot ġos ġor ġox ġoż ġoz ġon ġod ġoċ dal dat das dar dax daż daz dan dad daċ "
        "dil dit dis dir dix diż diz din did diċ",
    ),
    "ga": Clitics(before="d b m", hyphen_before="n t h", hyphen_after="sa se san sean"),
    "sq": Clitics(before="s ç t m"),
    "lb": Clitics(before="d s z t", after="s t m n"),
    "nl": Clitics(before="d l", after="s t n"),
    "en": Clitics(after="s ll re ve d m", before="l d"),
    "de": _GERMANIC,
    "da": _GERMANIC,
    "nb": _GERMANIC,
    "sv": _GERMANIC,
    "pl": Clitics(after="a ego emu em ów owi ie y ami ach om e u"),
    "tr": _TURKIC,
    "az": _TURKIC,
}

# Languages that have any.
HAS_CLITICS: Final = frozenset(_TABLE)

_JOINS: Final = frozenset("'’‘ʼ`´-\u2010\u2011")


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    row = _TABLE.get(language)
    if row is None:
        return None
    ways = (
        (rf"(?<!{_LETTER})(?:%s){_APOSTROPHE}(?={_LETTER})", row.before),
        (rf"(?<={_LETTER}){_APOSTROPHE}(?:%s)(?!{_LETTER})", row.after),
        (rf"(?<!{_LETTER})(?:%s){_HYPHEN}(?={_LETTER})", row.hyphen_before),
        (rf"(?<={_LETTER}){_HYPHEN}(?:%s)(?!{_LETTER})", row.hyphen_after),
    )
    patterns = [way % _alternatives(items) for way, items in ways if items]
    return re.compile("|".join(patterns), re.IGNORECASE)


def _alternatives(items: str) -> str:
    return _ANY if items == "*" else "|".join(items.split())


def without(text: str, language: str) -> str:
    """Return a text with spaces in place of what is joined to its words.

    Every word keeps its place.
    """
    if _JOINS.isdisjoint(text):
        return text
    pattern = _pattern(language)
    return pattern.sub(_spaces, text) if pattern else text


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match.group())
