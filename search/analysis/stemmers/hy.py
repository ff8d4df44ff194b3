"""A light stemmer for Eastern Armenian: case, number, article, person, verb endings.

Source: J. Dum-Tragut, *Armenian: Modern Eastern Armenian* (Benjamins, 2009): the
declensions, articles, vowel reduction, conjugations in -el and -al.

Where an ending is of a verb, the stem is its infinitive, so that it keeps apart from
the noun of the same root (`գործ`, `գործել`).
"""

from typing import Final

from search.analysis.stemmers._endings import Endings, joined, words

_ARTICLES: Final = ("", "ը", "ն", "ս", "դ")
_CASES: Final = words("ի ին ից ով ում իս իդ իցս իցդ ովս ովդ ումս ումդ իցը ինն")
_PLURAL: Final = joined(["եր", "ներ"], (*_ARTICLES, *_CASES))
_OTHER: Final = words("ու ուն ուց ուս ուդ վա վան վանից վանը ամբ ոջ ոջը ոջից ոջն ոջով")
# The nouns in -ություն and -ում change their end in the genitive.
_ABSTRACT: Final = Endings(
    {
        form + case: "ություն"
        for form, cases in {
            "ություն": (*_ARTICLES, *_CASES, *_PLURAL),
            "ության": (*_ARTICLES, "ց"),
            "ությամբ": ("", "ն", "ս", "դ"),
        }.items()
        for case in cases
    }
)
_ACTION: Final = Endings(
    {
        **{"ում" + end: "ում" for end in (*_ARTICLES[1:], *_CASES, *_PLURAL)},
        **{"ման" + article: "ում" for article in _ARTICLES},
        **{"մամբ" + article: "ում" for article in ("", "ն", "ս", "դ")},
        "մանից": "ում",
    }
)
_NOUN: Final = Endings(
    {
        **dict.fromkeys([*_ARTICLES[1:], *_CASES, *_PLURAL, *_OTHER], ""),
        # A glide stands between ա or ո and the ending.
        **{f"{vowel}յ{case}": vowel for vowel in "աոե" for case in (*_CASES, "ս", "դ")},
        **{f"{vowel}{plural}": vowel for vowel in "աոիե" for plural in _PLURAL},
        **{f"ուհու{e}": "ուհ" for e in ("", "ն", "ց")},
    }
)
_PERSONS: Final = words(
    "եմ ես ենք եք են եի եիր եինք եիք եին եցի եցիր եց եցինք եցիք եցին ել "
    "ելու ելը ելուց ելով ելիս ած ող ելն ելուն ելուս ելույս եցեք ածը ածն ածի "
    "իր եցող եցել եցած ողը ողի ողների ողներ ողները ողներին ածներ ածների"
)
_VERB: Final = Endings(
    {
        **dict.fromkeys(_PERSONS, "ել"),
        **{f"ա{e}": "ալ" for e in words("մ ս նք ք յի յիր ր յինք յիք յին")},
        **{f"ա{e}": "ալ" for e in words("ց ցի ցիր ցինք ցիք ցին ցավ ցա ցար")},
        **{f"ա{e}": "ալ" for e in words("ցանք ցաք ցան ցել ցած ցող լ լու լը")},
        **{f"ա{e}": "ալ" for e in ("լուց", "լով", "լիս", "լն")},
        # Verbs in -անալ and -ենալ lose their -ն-.
        **{f"{v}ն{e}": v + "նալ" for v in "աե" for e in words("ում ա ամ ան ալ ալու")},
        **{f"{v}ց{e}": v + "նալ" for v in "աե" for e in words("ավ ան ել ած ա ող")},
        # Causatives: -ցնել, past -ցր-.
        **{f"ցր{e}": "ցնել" for e in words("եց եցի եցին ել ած եցինք եցիք")},
        **{f"ցն{e}": "ցնել" for e in words("ում ել ելու ի են եմ ելը ելով ող")},
    }
)
# Of the third person these alone are told from a case by the prefix of the mood.
_THIRD: Final = ("ի", "եր", "իր", "իք")
_VOWELS: Final = frozenset("աեէըիոօ")


def stems(word: str) -> tuple[str, ...]:
    """Return what case, article, number, person or tense leave of a normalised word."""
    if len(word) < 4:
        return ()
    if word.startswith("ամենա") and len(word) > 8:
        word = word[5:]
    abstract = _ABSTRACT.strip(word, 2)
    if abstract != word or word.endswith("ություն"):
        return (abstract,)
    found = [_reduced(_NOUN.strip(word))]
    if word[-1] in "սդն" and found[0] == word[:-1]:
        # An article, or the last letter of the word: `ամիս`.
        found.append(_reduced(word))
    action = _ACTION.strip(word)
    if action != word:
        found.append(action)
    elif word.endswith("ում"):
        # A noun, or what a verb has after "to be".
        found += (word, word[:-3] + "ել", word[:-3] + "ալ")
    return tuple(dict.fromkeys(found + _verbs(word)))


def _verbs(word: str) -> list[str]:
    verb = _VERB.strip(word, 2)
    prefixed = word[0] in "կչ" and len(word) > 5
    if verb != word:
        # Condition and negation stand before the verb.
        found = [verb, verb[1:]] if prefixed else [verb]
        if verb.endswith("անալ") and verb[-4:] not in word:
            # The same past: `կարդ-ացել` of `կարդալ`, `հասկ-ացել` of `հասկանալ`.
            found.append(verb[:-4] + "ալ")
        return found
    if prefixed and word.endswith(_THIRD):
        return [word[1:].rstrip("եիրք") + "ել"]
    return []


def _reduced(stem: str) -> str:
    """Return the stem without the -ի- and -ու- that fall when an ending follows.

    ամիս, ամս-վա; ուսուցիչ, ուսուցչ-ի; ամուսին, ամուսն-ու.
    """
    if len(stem) < 4:
        return stem
    last = stem[-1]
    if last == "ի":
        return stem[:-1]
    if last in _VOWELS:
        return stem
    if len(stem) > 4 and stem[-3:-1] == "ու" and last != "ւ":
        return stem[:-3] + last
    if stem[-2] == "ի" and stem[-3] not in _VOWELS:
        return stem[:-2] + last
    return stem
