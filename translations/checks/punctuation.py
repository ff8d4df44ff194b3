"""How a text ends, and the marks that some languages set before or inside it."""

import re
from enum import Enum
from typing import Final

from django.utils.translation import gettext as _

from translations.checks.base import Finding, warning
from translations.checks.sides import Side


class Mark(Enum):
    """What the end of a text says."""

    NONE = "none"
    STOP = "stop"
    QUESTION = "question"
    EXCLAMATION = "exclamation"
    ELLIPSIS = "ellipsis"
    COLON = "colon"
    SEMICOLON = "semicolon"
    COMMA = "comma"


_MARKS: Final = {
    ".": Mark.STOP,
    "?": Mark.QUESTION,
    "!": Mark.EXCLAMATION,
    "…": Mark.ELLIPSIS,
    ":": Mark.COLON,
    ";": Mark.SEMICOLON,
    ",": Mark.COMMA,
}
# What differs from that in two languages. The Greek question mark is a code point of
# its own that looks like the semicolon and is normalised to it.
_OWN_MARKS: Final = {
    "el": {
        ";": Mark.QUESTION,
        "\u037e": Mark.QUESTION,
        "\u00b7": Mark.SEMICOLON,
        "\u0387": Mark.SEMICOLON,
    },
    "hy": {
        "։": Mark.STOP,
        ".": Mark.COLON,
        "\u2024": Mark.COLON,
        "՝": Mark.COLON,
        ":": Mark.STOP,
        "՞": Mark.QUESTION,
        "՜": Mark.EXCLAMATION,
    },
}
_WANTED: Final = {
    "el": {Mark.QUESTION: ";", Mark.SEMICOLON: "·"},
    "hy": {
        Mark.STOP: "։",
        Mark.QUESTION: "՞",
        Mark.EXCLAMATION: "՜",
        Mark.COLON: ".",
    },
}
# Marks of other languages that only look like one of these.
_FOREIGN: Final = {"el": {"?": ";"}, "hy": {"?": "՞", ":": "։"}}
_CLOSING: Final = " \t\n\u00a0\u202f\"'”“„»«’‘›‹)]}*"
_DOTS: Final = re.compile(r"\.(?:\s?\.){2,}$")
# `2007.` of Croatian, `2007 r.` of Polish, `2007 թ.` of Armenian end no sentence.
_ABBREVIATION: Final = re.compile(
    r"(?:[0-9][\s\u00a0]?(?:[^\W\d_]{1,4})?|\b[^\W\d_](?:\.\s?[^\W\d_])+)\.$"
)
_FRENCH: Final = re.compile(r"(?<![\s\u00a0\u202f?!:;(«\ufffc…])[?!;:](?=\s|$|[»)\"”])")
_FRENCH_PLAIN_SPACE: Final = re.compile(r" [?!;:](?=\s|$|[»)\"”?!])")
_SPANISH: Final = (("?", "¿"), ("!", "¡"))


def end_mark(text: str, language: str) -> Mark:
    """Return what the end of a text says in its language; quotes are looked behind."""
    text = text.rstrip(_CLOSING)
    if not text:
        return Mark.NONE
    if _DOTS.search(text[-20:]):
        return Mark.ELLIPSIS
    mark = _OWN_MARKS.get(language, {}).get(text[-1]) or _MARKS.get(text[-1], Mark.NONE)
    if language == "hy" and mark in (Mark.STOP, Mark.NONE):
        return _armenian(text, mark)
    return mark


def _armenian(text: str, mark: Mark) -> Mark:
    """Return the mark of an Armenian sentence: it stands inside its word."""
    sentence = re.split(r"[։:]\s", text[:-1])[-1]
    if "՞" in sentence:
        return Mark.QUESTION
    return Mark.EXCLAMATION if "՜" in sentence else mark


def _is_fair(source: Side, target: Side, wanted: Mark, given: Mark) -> bool:
    """Whether two ends that differ say the same, or cannot be told."""
    pair = {wanted, given}
    if len(pair) == 1:
        return True
    if pair <= {Mark.STOP, Mark.NONE, Mark.COLON}:
        # The stop of an abbreviation is no end, in Armenian neither.
        return any(
            _ABBREVIATION.search(side.text.rstrip(_CLOSING)[-30:]) is not None
            for side in (source, target)
        ) or _has_armenian_colon(source, target, pair)
    # An Armenian exclamation is as often left to the stop.
    is_armenian = "hy" in (source.language, target.language)
    return is_armenian and pair == {Mark.EXCLAMATION, Mark.STOP}


def _has_armenian_colon(source: Side, target: Side, pair: set[Mark]) -> bool:
    """Whether a colon, typed for the Armenian stop or for itself, says either."""
    return pair == {Mark.STOP, Mark.COLON} and any(
        side.language == "hy" and side.text.rstrip(_CLOSING)[-1:] == ":"
        for side in (source, target)
    )


def check_end(source: Side, target: Side) -> list[Finding]:
    """Find an end that says something else, and foreign marks at the end."""
    wanted = end_mark(source.text, source.language)
    given = end_mark(target.text, target.language)
    last = target.text.rstrip(_CLOSING)[-1:]
    if not _is_fair(source, target, wanted, given):
        return [_differs(wanted, last, target.language)]
    own = _FOREIGN.get(target.language, {}).get(last)
    if own is None or wanted == Mark.COLON:
        return []
    message = _(
        "This language does not end a sentence with %(mark)s but with %(own)s"
    ) % {
        "mark": last,
        "own": own,
    }
    return [warning("end_punctuation", message, last)]


def _differs(wanted: Mark, last: str, language: str) -> Finding:
    sign = _WANTED.get(language, {}).get(wanted) or next(
        (sign for sign, mark in _MARKS.items() if mark == wanted), ""
    )
    if not sign:
        message = _("The source has no mark at its end. Take %(mark)s away.") % {
            "mark": last
        }
    else:
        message = _(
            "End the text as the source ends, in this language with %(mark)s"
        ) % {"mark": sign}
    return warning("end_punctuation", message, last)


def check_marks(target: Side) -> list[Finding]:
    """Find French marks without their space and Spanish ones without their partner."""
    match target.language:
        case "fr":
            return _french(target)
        case "es" | "ca":
            return _opening(target.bare, target.language)
        case _:
            return []


def _french(target: Side) -> list[Finding]:
    bad = _FRENCH.search(target.bare) or _FRENCH_PLAIN_SPACE.search(target.bare)
    if bad is None:
        return []
    # What is masked has the same length, and the translator knows it as it is written.
    excerpt = target.text[max(0, bad.start() - 12) : bad.end()]
    message = _(
        "French has a no-break space before ? ! : and ;, so that the mark does not go"
        " to a line of its own."
    )
    return [warning("end_punctuation", message, excerpt)]


def _opening(text: str, language: str) -> list[Finding]:
    found = []
    for closing, opening in _SPANISH:
        ends = len(re.findall(re.escape(closing) + "+", text))
        begins = len(re.findall(opening + "+", text))
        # Catalan may leave the opening mark out, but not the closing one.
        if begins > ends or (language == "es" and begins < ends):
            message = _("%(opening)s and %(closing)s belong together. Set both.") % {
                "opening": opening,
                "closing": closing,
            }
            found.append(warning("end_punctuation", message, opening + closing))
    return found
