"""A light stemmer for Dutch: plural, adjectives, degree, weak past, spelling rules.

Source: *Algemene Nederlandse Spraakkunst* (e-ans.ivdnt.org) and the *Woordenlijst* of
the Nederlandse Taalunie: open and closed syllables, f/v and s/z, plurals in -en, -s,
-eren and -heden, the endings -te(n) and -de(n), participles with ge-.

The dictionary knows the common words; this is for the compounds and names it lacks, so
diminutives, agents and the person -t, which many nouns end in, are left alone.
"""

from typing import Final

from search.analysis.stemmers._endings import Endings, joined, pairs, words

_VOWELS: Final = frozenset("aeiouyáéíóúäëïöü")
_PLAIN: Final = Endings(
    {
        **dict.fromkeys(words("en e ën ’s ’en"), ""),
        **{ending + "s": ending for ending in words("er el em en je ie ier")},
        **{vowel + "s": vowel for vowel in words("eau é oe ee aar eur oor")},
        **{ending + "s": ending for ending in words("ment ing ette ine ide ade")},
        **{ending + "s": ending for ending in words("ide ode pe ge gne ite ete")},
        **pairs("heden>heid kinderen>kind eieren>ei liederen>lied goederen>goed"),
        **pairs("bladeren>blad volkeren>volk leden>lid steden>stad schepen>schip"),
        **pairs("verleden>verleden overleden>overleden geleden>geleden"),
        **pairs("besteden>besteed"),
        # Degree, where it is plain that an adjective stands before.
        **{
            adjective + degree: adjective
            for adjective in words("ig ijk isch baar zaam loos ief")
            for degree in words("er ere st ste sten")
        },
        **pairs(
            "bare>baar barder>baar baarder>baar zame>zaam loze>loos ieve>ief ieven>ief"
        ),
        **pairs("ele>eel aire>air"),
    }
)
# The voiceless consonants take -te, the others -de.
_PAST: Final = Endings(
    {
        **{c + e: c for c in ("k", "f", "p", "ch") for e in ("te", "ten")},
        **{c + e: c for c in words("er el en ig oi aai oei") for e in ("de", "den")},
        **{"eer" + e: "eer" for e in words("t d de den end ende")},
        **pairs("elt>el ert>er"),
    }
)
_PREFIXES: Final = (
    *words("aan achter af bij binnen door in mee na neer om op over rond samen"),
    *words("tegen terug toe uit vast voor weg"),
    "",
)
_PARTICIPLE: Final = Endings(joined(["t", "d"], ("", "e", "en")))


def stems(word: str) -> tuple[str, ...]:
    """Return what number, degree or the past leave of a normalised word."""
    if len(word) < 4:
        return ()
    found = [_closed(_PLAIN.strip(word))]
    past = _PAST.strip(word, 2)
    if past != word:
        found.append(_closed(past))
    if "ge" in word[:9]:
        found += _participle(word)
    return tuple(dict.fromkeys(found))


def _participle(word: str) -> list[str]:
    bare = _PARTICIPLE.strip(word, 5)
    if bare != word:
        for prefix in _PREFIXES:
            if bare.startswith(prefix + "ge"):
                rest = bare[len(prefix) + 2 :]
                return [_closed(prefix + rest)] if len(rest) > 2 else []
    return []


def _closed(stem: str) -> str:
    """Return the stem as both an open and a closed syllable have it.

    school, schol-en; bom, bomm-en; huis, huiz-en; brief, briev-en.
    """
    if len(stem) > 3:
        last = stem[-1]
        if last == stem[-2] and last not in _VOWELS:
            return stem[:-1]
        if last == "v":
            stem = stem[:-1] + "f"
        elif last == "z":
            stem = stem[:-1] + "s"
        if last not in _VOWELS and stem[-2] == stem[-3] and stem[-2] in "aeou":
            return stem[:-2] + stem[-1]
    return stem
