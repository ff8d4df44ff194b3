"""Words of their own that a list takes for forms of the word they are made of.

Turkish lists have `görevli` (official) as a form of `görev` (duty), South Slavic ones
`истражување` (research) as a form of its verb. Here the endings that make another word
are told from those that inflect one.

Sources: Göksel and Kerslake, Turkish: A Comprehensive Grammar, 7.2; Пашов, Българска
граматика, and Конески, Граматика на македонскиот литературен јазик, on verbal nouns.
"""

import re
from collections.abc import Callable
from typing import Final

# With, without, one who does, and what makes a quality of each of them.
_TURKISH: Final = re.compile(
    r"(?:l[ıiuü](?![kğm])|s[ıiuü]z|[cç][ıiuü](?![kğ]))?(?:l[ıiuü][kğ])?"
)
_VERBAL_NOUN: Final = {
    "bg": re.compile("(.+[ае]не)(?:то)?"),
    "mk": re.compile("(.+[аеи]ње)(?:то|во|но)?"),
}
_VERBAL_NOUNS: Final = {"mk": re.compile("(.+[аеи]њ)а(?:та|ва|на)?")}

LANGUAGES: Final = frozenset({"tr", *_VERBAL_NOUN})

type IsKnown = Callable[[str], bool]


def own_lemma(word: str, lemma: str, language: str, is_known: IsKnown) -> str:
    """Return the lemma of a derived word where a list has the word it is made of.

    Args:
        word: a normalised word.
        lemma: a lemma that the list has for it; returned when it is right.
        language: its language.
        is_known: whether the dictionary has a word at all.
    """
    if language == "tr":
        return _turkish(word, lemma, is_known)
    singular = _VERBAL_NOUN.get(language)
    match = singular.fullmatch(word) if singular else None
    if match and lemma != match[1] and is_known(match[1]):
        return match[1]
    plural = _VERBAL_NOUNS.get(language)
    match = plural.fullmatch(word) if plural else None
    if match and is_known(match[1] + "е"):
        return match[1] + "е"
    return lemma


def _turkish(word: str, lemma: str, is_known: IsKnown) -> str:
    if len(lemma) < 2 or not word.startswith(lemma):
        return lemma
    match = _TURKISH.match(word, len(lemma))
    made = word[: match.end()] if match else lemma
    if made[-1] == "ğ":
        made = made[:-1] + "k"
    return made if is_known(made) else lemma
