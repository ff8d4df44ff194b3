"""Other scripts in Latin letters, as people type them.

Each table names the romanisation it follows. Apart from Serbian they only make folded
forms, so they lean to what is typed on a plain keyboard and need not be reversible.
"""

import re
import unicodedata
from typing import Final

Table = dict[int, str]

_LONG_WORD: Final = 200
# Greek comes next in Unicode, after Latin and the combining marks.
_NOT_LATIN: Final = re.compile("[\u0370-\U0010ffff]")


def _table(letters: str, **more: str) -> Table:
    """Read `аa бb` as pairs; `more` is for letters that need several."""
    pairs = {pair[0]: pair[1:] for pair in letters.split()}
    return str.maketrans({**pairs, **more})


# Serbian Cyrillic and Latin correspond letter by letter (Pravopis, both alphabets).
# The acute of Montenegrin с́ and з́ is a combining mark and is composed afterwards.
_SERBIAN: Final = _table(
    "аa бb вv гg дd ђđ еe жž зz иi јj кk лl љlj мm нn њnj оo пp рr сs тt ћć уu фf хh "
    "цc чč џdž шš"
)

# Bulgaria: Transliteration Act of 2009.
_BULGARIAN: Final = _table(
    "аa бb вv гg дd еe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хh цts чch шsh "
    "щsht ъa ьy юyu яya ѝi"
)
# The end of `София`, which the Act has as ia.
_BULGARIAN_END: Final = re.compile("ия$", re.MULTILINE)
# North Macedonia: the passport style, and the same with plain letters for ž č š.
_MACEDONIAN: Final = _table(
    "аa бb вv гg дd ѓgj еe жzh зz ѕdz иi јj кk лl љlj мm нn њnj оo пp рr сs тt ќkj "
    "уu фf хh цc чch џdj шsh ѝi ѐe"
)
_MACEDONIAN_PLAIN: Final = {
    **_MACEDONIAN,
    **_table("жz чc џdz шs ѓg ќk"),
}
# Ukraine: Cabinet of Ministers, resolution 55 of 2010. Five letters differ at the
# beginning of a word; the apostrophe and the soft sign are not written.
_UKRAINIAN: Final = _table(
    "аa бb вv гh ґg дd еe єie жzh зz иy іi їi йi кk лl мm нn оo пp рr сs тt уu фf хkh "
    "цts чch шsh щshch ь ’ юiu яia"
)
_UKRAINIAN_INITIAL: Final = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_UKRAINIAN_INITIALS: Final = re.compile("^[єїйюя]", re.MULTILINE)

# Greek: ISO 843 / ELOT 743 transcription; and the way Greek is typed by the look.
_GREEK: Final = _table(
    "αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs τt υy φf χch ψps ωo"
)
_GREEK_TYPED: Final = {**_GREEK, **_table("βb ηh ξks υu χx ωw")}
# With a letter without which there is nothing to look for.
_GREEK_PAIRS: Final = (
    ("υ", re.compile(r"([αεη])υ(?=[θκξπστφχψ]|$)", re.MULTILINE), r"\1f"),
    ("υ", re.compile(r"([αεη])υ"), r"\1v"),
    ("υ", re.compile(r"ου"), "ou"),
    ("γ", re.compile(r"γ(?=[γξχ])"), "n"),
    ("μ", re.compile(r"^μπ", re.MULTILINE), "b"),
)

# Georgia: national system of 2002, without its apostrophes.
_GEORGIAN: Final = _table(
    "აa ბb გg დd ეe ვv ზz თt იi კk ლl მm ნn ოo პp ჟzh რr სs ტt უu ფp ქk ღgh ყq შsh ჩch "
    "ცts ძdz წts ჭch ხkh ჯj ჰh"
)
# Armenia: after BGN/PCGN 1981, without apostrophes, letter by letter.
_ARMENIAN: Final = _table(
    "աa բb գg դd եe զz էe ըy թt ժzh իi լl խkh ծts կk հh ձdz ղgh ճch մm յy նn շsh ոo չch "
    "պp ջj ռr սs վv տt րr ցts ւv փp քk օo ֆf"
)
_ARMENIAN_INITIAL: Final = {"ե": "ye", "ո": "vo"}
# ու is one vowel, also at the beginning of a word.
_ARMENIAN_INITIALS: Final = re.compile("^[եո]", re.MULTILINE)


def written(text: str, table: Table) -> str:
    """Return `text.translate(table)`; far quicker for a long text.

    Args:
        text: any text.
        table: what single letters become; never letters that it changes itself.
    """
    if len(text) <= _LONG_WORD:
        return text.translate(table)
    for letter, latin_letters in table.items():
        text = text.replace(chr(letter), latin_letters)
    return text


def serbian_latin(text: str) -> str:
    """Return lower-case Serbian with its Cyrillic letters in Latin."""
    return written(text, _SERBIAN)


def latin(text: str, language: str) -> tuple[str, ...]:
    """Return ways to type words of another script in Latin letters.

    Args:
        text: a normalised word; or many words of one script, one on each line.
        language: decides between the rules for Cyrillic; a language that is not written
            in Cyrillic gets all of them, since the word may belong to any.

    Returns:
        Forms in ASCII wherever the tables know the letters, the official one first; ()
        for Latin.
    """
    found = _NOT_LATIN.search(text)
    if found is None:
        return ()
    first = found[0]
    if "\u0370" <= first <= "\u03ff" or "\u1f00" <= first <= "\u1fff":
        return _greek(text)
    if "\u0400" <= first <= "\u052f":
        return _cyrillic(text, language)
    if "\u0530" <= first <= "\u058f":
        return _armenian(text)
    if "\u10a0" <= first <= "\u10ff":
        return (written(text, _GEORGIAN),)
    return ()


def _without_marks(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _greek(text: str) -> tuple[str, ...]:
    bare = _without_marks(text)
    transcribed = bare
    for letter, pattern, replacement in _GREEK_PAIRS:
        if letter in transcribed:
            transcribed = pattern.sub(replacement, transcribed)
    return (written(transcribed, _GREEK), written(bare, _GREEK_TYPED))


def _cyrillic(text: str, language: str) -> tuple[str, ...]:
    match language:
        case "bg":
            official = _BULGARIAN_END.sub("ia", text)
            return (_bulgarian(official), _bulgarian(text))
        case "mk":
            return _macedonian(text)
        case "uk":
            return (_ukrainian(text),)
        case _:
            serbian = _without_marks(serbian_latin(text)).replace("đ", "d")
            others = (_bulgarian(text), *_macedonian(text), _ukrainian(text))
            # A letter its table does not know shows that the word is of another.
            return tuple(form for form in (serbian, *others) if form.isascii())


def _bulgarian(text: str) -> str:
    return _without_marks(written(text, _BULGARIAN))


def _macedonian(text: str) -> tuple[str, str]:
    return written(text, _MACEDONIAN), written(text, _MACEDONIAN_PLAIN)


def _ukrainian(text: str) -> str:
    text = _UKRAINIAN_INITIALS.sub(lambda match: _UKRAINIAN_INITIAL[match[0]], text)
    return written(text.replace("зг", "zgh"), _UKRAINIAN)


def _armenian(text: str) -> tuple[str, ...]:
    text = text.replace("ու", "u")
    spoken = _ARMENIAN_INITIALS.sub(lambda match: _ARMENIAN_INITIAL[match[0]], text)
    return (written(text, _ARMENIAN), written(spoken, _ARMENIAN))
