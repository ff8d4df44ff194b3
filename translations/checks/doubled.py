"""Words written twice in a row, which most languages do by mistake only."""

import re
from functools import lru_cache
from typing import Final

from django.utils.translation import gettext as _

from search.analysis import normalise
from translations.checks.base import Finding, warning
from translations.checks.sides import Side

_TWICE: Final = re.compile(
    r"(?<![\w’'-])([^\W\d_]+)[ \u00a0]+(?=([^\W\d_]+)(?![\w’'-]))"
)

# Where a word is doubled to say "each", "very" or "one by one": `yavaş yavaş`,
# `ayrı ayrı`, `dəstə dəstə`, Armenian `կամաց կամաց`, Georgian `ნელა ნელა`. Any word of
# content may be, so only words of grammar that never are count as a slip.
_ONLY: Final[dict[str, str]] = {
    "tr": (
        "ve veya ile için bu şu da de ki ama fakat olarak gibi kadar sonra önce göre"
        " çünkü ise mi mı mu mü tarafından olan"
    ),
    "az": (
        "və ya ilə üçün bu o da də ki amma lakin kimi qədər sonra əvvəl görə çünki isə"
        " tərəfindən olan olaraq edən"
    ),
    "hy": "և եւ կամ որ է են մեջ համար հետ այս այդ այն բայց",
    "ka": "და ან რომ არის ეს ის მაგრამ შესახებ მიერ რომელიც",
}
# Elsewhere these may follow themselves: pronouns and articles (`Kinder, die die Schule
# besuchen`, `nous nous engageons`), auxiliaries, and idioms (`poco poco`, `σιγά σιγά`).
_ALLOWED: Final[dict[str, str]] = {
    "de": "die der das den dem sie ihr was sich",
    "lb": "déi dat de der den si",
    "nl": "die dat zij je u heel",
    "da": "der det de en at",
    "nb": "det de der som på",
    "sv": "det de som för",
    "en": "that had very is",
    "fr": "nous vous faire",
    "it": "poco piano via man ben quasi passo mano subito",
    "es": "muy poco casi",
    "ca": "poc molt quasi",
    "pt": "logo quase pouco",
    "rm": "plaun pitschen",
    "ro": "încet foarte rând doar",
    "el": "σιγά λίγο πολύ πρώτα γρήγορα πρωί καλά ίσα μόλις γύρω κάτω πάνω μέσα",
    "mt": "ftit qatra kelma biċċa wieħed waħda żewġ pass sewwa dejjem",
    "hu": "az egy sok már nagyon",
    "sq": "pak herë vende dalë grupe copa palë",
    "bg": "едва бавно много малко",
    "mk": "одвај малку многу",
    "sr": "једва мало врло",
    "hr": "jedva malo vrlo",
    "bs": "jedva malo vrlo",
    "cnr": "jedva malo vrlo",
    "uk": "ледве дуже далеко",
    "lv": "lēni ļoti",
    "lt": "labai vos",
    "et": "väga vaevu",
    "is": "mjög sem",
    "ga": "go",
}


def _twice(text: str, language: str) -> list[str]:
    return [
        match[1]
        for match in _TWICE.finditer(text)
        if len(match[1]) == len(match[2])
        and normalise(match[1], language) == normalise(match[2], language)
    ]


@lru_cache(maxsize=64)
def _listed(language: str) -> frozenset[str]:
    row = _ONLY.get(language) or _ALLOWED.get(language, "")
    return frozenset(normalise(word, language) for word in row.split())


def _is_slip(word: str, language: str) -> bool:
    is_listed = normalise(word, language) in _listed(language)
    return is_listed if language in _ONLY else not is_listed


def check_doubled(source: Side, target: Side) -> list[Finding]:
    """Find words that follow themselves; a source that does so may be followed."""
    if _twice(source.bare, source.language):
        return []
    return [
        warning(
            "doubled_words",
            _("“%(word)s” is written twice in a row. Take one away.") % {"word": word},
            f"{word} {word}",
        )
        for word in dict.fromkeys(_twice(target.bare, target.language))
        if _is_slip(word, target.language)
    ]
