"""A light stemmer for Hungarian: case, possession, number, degree, verb endings.

Source: *Magyar grammatika* (Keszler B., ed., Nemzeti Tankönyvkiadó, 2000): order of the
endings (number or possessor before case), stems that lengthen, shorten or lose a vowel,
assimilation of -val/-vé, definite and indefinite conjugation.

Many nouns end like an ending (`ablak`, `élet`), so where the last one could belong to
the stem, the word with it is a stem too.
"""

from typing import Final

from search.analysis.stemmers._endings import Endings, joined, pairs, words

_CASES: Final = words(
    "ban ben ba be ból ből ra re ról ről hoz hez höz nál nél tól től nak "
    "nek val vel ért ig ként vá vé on en ön án én ón őn in un ün stul "
    "stül képp képpen nként an"
)
_LONG: Final = pairs("án>á én>é ón>ó őn>ő in>i un>u ün>ü")
# -val and -vá double the consonant before them; of two letters only the first.
_DOUBLED: Final = (
    *((2 * c, c) for c in "bcdfghjklmnprstvz"),
    *pairs("ggy>gy nny>ny tty>ty lly>ly ssz>sz zzs>zs ccs>cs").items(),
)

_CASE: Final = Endings(
    {
        **dict.fromkeys(_CASES, ""),
        **_LONG,
        **{double + e: one for double, one in _DOUBLED for e in ("al", "el", "á", "é")},
        **{v + "t": v for v in "áéíóőúűiuü"},
        **{
            f"{v}{k}{a}t": v + k for v in "aeoöáéóőiuüúű" for k in "kmd" for a in "aeoö"
        },
        **{f"nk{a}t": "nk" for a in "ae"},
        **{f"{v}k{a}t": v + "k" for v in "uü" for a in "ae"},
    }
)
# These are of one piece with the word about as often as not.
_LOOSE_CASE: Final = Endings(words("at et ot öt t"))

_POSSESSORS: Final = (
    *words("unk ünk nk uk ük juk jük ja je jai jei já jé"),
    *words("otok etek ötök atok tok tek tök játok jétek jaik jeik"),
    *joined(("a", "e", "ja", "je", ""), words("im id ink itok itek ik")),
    *words("ai ei aié eié éi ái jáé jéé"),
)
_LOOSE: Final = words("ak ek ok ök ák ék k am em om öm ám ém m ad ed od öd ád éd d é")
# An adjective in -i of a country in -ia stays: `szlovákiai`.
_POSSESSOR: Final = Endings(
    {**dict.fromkeys([*_POSSESSORS, *_LOOSE], ""), "iai": "iai"}
)

_LOOSE_SET: Final = frozenset(_LOOSE)
_SECOND_PERSON: Final = frozenset(words("otok etek ötök atok tok tek tök"))
_LOOSE_CASES: Final = frozenset(words("ra re ba be on en ön an"))

_SUBJECTS: Final = words(
    "am em ál él unk ünk atok etek ak ek ad ed a e uk ük átok étek ák ék"
)
_IMPERATIVE: Final = words(
    "on en ön ak ek ál él unk ünk atok etek anak enek am em ad ed a e uk ük "
    "átok étek ák ék"
)
_CONDITIONAL: Final = words(
    "na ne nék nák nál nél nánk nénk nátok nétek nának nének nám ném nád néd ná né"
)
_PRESENT: Final = words(
    "ok ek ök om em öm asz esz ol el öl od ed öd ja unk ünk juk jük tok tek "
    "tök játok itek nak nek anak enek ják ik lak lek ni ani eni nia nie "
    "niuk niük nom nem nöm nod ned nunk nünk va ve"
)
_PAST: Final = words("t ott ett ött tt")
_INDICATIVE: Final = (
    *_PRESENT,
    *_PAST,
    *joined(_PAST, _SUBJECTS),
    "j",
    *joined(["j"], _IMPERATIVE),
    *_CONDITIONAL,
    *joined(["a", "e"], _CONDITIONAL),
)
_VERB: Final = Endings(
    {
        **{letter + "sz": letter for letter in "bdgjklmnprtvz"},
        **dict.fromkeys(_INDICATIVE, ""),
        # The possible: what one can do is the same verb.
        **dict.fromkeys(joined(("hat", "het"), ("", *_INDICATIVE)), ""),
    }
)
# An -s or -z of the stem swallows the -j- of the imperative, -t makes it an -s.
_SWALLOWED: Final = Endings(
    {
        double + ending: one
        for double, one in pairs("ss>s ssz>sz zz>z ts>t").items()
        for ending in _IMPERATIVE
    }
    | {"ssz": "sz", "zz": "z"}
)
_COMPARATIVE: Final = Endings(["abb", "ebb", "obb", "bb"])
_SHORT: Final = {"á": "a", "é": "e"}


def stems(word: str) -> tuple[str, ...]:
    """Return what case, possessor, number or person leave of a normalised word."""
    if len(word) < 4:
        return ()
    found = _nominal(word)
    if word[-2:] in _LOOSE_CASES:
        found.append(word)
    verb = _SWALLOWED.strip(word)
    if verb == word:
        verb = _VERB.strip(word)
    if verb != word:
        found.append(verb)
    return tuple(dict.fromkeys(map(_closed, found)))


def _nominal(word: str) -> list[str]:
    base = _CASE.strip(word)
    owned = _POSSESSOR.strip(base)
    if owned != base:
        ending = base[len(owned) :]
        if ending in _SECOND_PERSON:
            # A plural of what ends in -t: `történet-ek`, seldom `törté-netek`.
            return [base[:-2], owned]
        return [base, owned] if ending in _LOOSE_SET else [owned]
    if base == word and word[-1] == "t":
        return _accusative(word)
    if len(base) > 5:
        positive = _COMPARATIVE.strip(base)
        if positive != base:
            return [base, positive.removeprefix("leg")]
    return [base]


def _accusative(word: str) -> list[str]:
    bare = _LOOSE_CASE.strip(word)
    if bare == word:
        return [word]
    inner = _POSSESSOR.strip(bare)
    if inner == bare or bare[len(inner) :] in _LOOSE_SET:
        return [word, bare]
    return [word, bare, inner]


def _closed(stem: str) -> str:
    """Return the stem as all its forms have it.

    Without the vowel that lengthens (`alma`, `almá-t`), with the short vowel of
    `madár`, `madar-at`, without the vowel that falls in `bokor`, `bokr-ot`.
    """
    if len(stem) > 3 and stem[-1] in "aeáé":
        stem = stem[:-1]
    if len(stem) > 3:
        last = stem[-1]
        before = stem[-2]
        if before in _SHORT and last in "lrngvz":
            before = _SHORT[before]
            stem = stem[:-2] + before + last
        if before in "oeö" and last in "rlmg" and stem[-4] in "aáeéiíoóöőuúüű":
            return stem[:-2] + last
    return stem
