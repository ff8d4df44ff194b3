"""A light stemmer for English: regular endings, spellings of both sides of the Atlantic.

Source: R. Quirk et al., *A Comprehensive Grammar of the English Language* (Longman,
1985), chapters 3 and 5 (spelling, irregular verbs and plurals); for British and
American spellings, R. W. Burchfield, *The New Fowler's Modern English Usage*.
"""

from typing import Final

from search.analysis.stemmers._endings import Endings, pairs, words

_VOWELS: Final = frozenset("aeiouy")

# What a regular ending leaves; the words below look inflected and are not.
_ENDINGS: Final = Endings(
    {
        **pairs("ies>y ied>y ying>y yings>ying"),
        **pairs("sses>ss xes>x ches>ch shes>sh oes>o"),
        **pairs("ses>se zes>ze es>e s> ed> ing> ings>ing"),
        **pairs("’s> s’> ’>"),
        **{
            kept: kept
            for kept in words(
                "ss us is ics eed thing dred sibling darling ceiling sterling"
            )
        },
    }
)

# British spellings, at the end of a stem whose -e is already gone.
_AMERICAN: Final = Endings(
    {
        **{
            f"{letter}our{end}": f"{letter}or{end}"
            for letter in "bdlmnpv"
            for end in ("", *words("abl abli ful less it er al ing hood"))
        },
        **pairs("is>iz isation>ization isational>izational iser>izer"),
        **pairs("ys>yz yser>yzer tr>ter br>ber logu>log"),
        **pairs("fenc>fens cenc>cens tenc>tens ogramm>ogram"),
        **pairs("skilful>skillful fulfilment>fulfillment enrolment>enrollment"),
        **pairs("judgement>judgment instalment>installment"),
        **pairs("acknowledgement>acknowledgment"),
        **pairs("ageing>aging aluminium>aluminum mould>mold plough>plow"),
        **pairs("sceptic>skeptic sceptical>skeptical jewellery>jewelry"),
        **pairs("traveller>traveler counsellor>counselor jeweller>jeweler"),
        **pairs("grey>gray cosy>cozy pyjama>pajama moustach>mustach"),
        **pairs("maths>math manoeuvr>maneuver"),
    }
)
# paediatric, encyclopaedia, foetus, anaesthetic
_LIGATURES: Final = words("paed haem gynaec anaem anaes orthopaed foet oestr")
_NOT_IZED: Final = frozenset(
    words(
        "advis exercis surpris promis compris devis revis supervis despis "
        "televis improvis compromis enterpris disguis precis concis expertis "
        "franchis merchandis premis rais prais nois pois rais parad paradis "
        "treatis excis incis chastis appris advertis thes crui cruis bruis "
        "tortois turquois porpois"
    )
)
# What dictionaries miss or read otherwise.
_IRREGULAR: Final = pairs(
    "learnt>learn burnt>burn spelt>spell spoilt>spoil smelt>smell lit>light "
    "worse>bad rung>ring bade>bid wrought>work "
    "trafficked>traffic trafficking>traffic mimicked>mimic mimicking>mimic "
    "panicking>panic picnicking>picnic dice>die hooves>hoof "
    "knives>knife wives>wife wolves>wolf halves>half "
    "selves>self shelves>shelf calves>calf loaves>loaf thieves>thief "
    "scarves>scarf analyses>analysis crises>crisis "
    "hypotheses>hypothesis diagnoses>diagnosis theses>thesis oases>oasis "
    "criteria>criterion phenomena>phenomenon bacteria>bacterium "
    "curricula>curriculum media>medium memoranda>memorandum "
    "referenda>referendum strata>stratum stimuli>stimulus alumni>alumnus "
    "nuclei>nucleus foci>focus indices>index appendices>appendix "
    "matrices>matrix people>person"
)
_WHOLE: Final = frozenset(words("news this thus does lens gas bus bias during"))
# Compounds of these take the plural of the last part.
_HEAD: Final = Endings(
    pairs(
        "people>person women>woman men>man children>child feet>foot teeth>tooth "
        "mice>mouse wives>wife knives>knife selves>self"
    )
)


def stems(word: str) -> tuple[str, ...]:
    """Return what number, person or tense leave of a word, in American spelling."""
    if len(word) < 4 or word in _WHOLE:
        return ()
    word = _IRREGULAR.get(word) or _HEAD.strip(word, 2)
    return (_closed(_ENDINGS.strip(word), word),)


def _closed(stem: str, word: str) -> str:
    if not any(letter in _VOWELS for letter in stem):
        return word
    stem = _bare(stem, inflected=word[len(stem) :] in ("ed", "ing"))
    if stem not in _NOT_IZED:
        stem = _AMERICAN.strip(stem, 0)
    for ligature in _LIGATURES:
        if ligature in stem:
            return stem.replace("ae", "e").replace("oe", "e")
    return stem


def _bare(stem: str, *, inflected: bool) -> str:
    """Return the stem without -e and without a consonant doubled before an ending."""
    last = stem[-1]
    if len(stem) > 3 and last == stem[-2]:
        doubled = last == "l" or (inflected and last in "bdgkmnprt")
        return stem[:-1] if doubled else stem
    if inflected and _is_short(stem):
        # `hoping` is of `hope`; `hop` would double its consonant.
        return stem + "e"
    silent = len(stem) > 3 and last == "e" and not _is_short(stem[:-1])
    return stem[:-1] if silent else stem


def _is_short(stem: str) -> bool:
    """Whether the stem is one syllable with one vowel before one consonant."""
    return (
        stem[-1] not in "aeiouwxy"
        and stem[-2:-1] in _VOWELS
        and not any(letter in _VOWELS for letter in stem[:-2])
    )
