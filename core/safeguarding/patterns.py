"""The patterns of a language, read from `core/data/safeguarding/<code>.toml`.

In the templates `{n}` is the age of a child, `{c}` a class with its letter (`4b`), `{k}`
and `{r}` a grade alone, `{l}` a letter; `*` is any ending or beginning and `~` up to four words.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from core.languages import BY_CODE, DEFAULT
from core.safeguarding.folding import folded

DATA: Final = Path(__file__).resolve().parent.parent / "data" / "safeguarding"

_SPACE: Final = r"[\s\-\u2010-\u2015.,ºª]{1,4}"
_MAYBE: Final = r"[\s\-\u2010-\u2015.,ºª]{0,4}"
_GAP: Final = r"(?:\W{1,3}\w+){0,4}?\W{1,3}"
_PLACES: Final = {
    "{n}": r"(?<![\d.,:/])(?:1[0-7]|[1-9])(?!\d)",
    "{c}": (
        r"(?<![\w.])(?:1[0-3]|[1-9]|[ivx]{1,4})"
        r"(?:[\-\u2010-\u2015./]?[a-hα-ηа-иა-ზա-զ](?!\w)|[.]?\s?[\-\u2010-\u2015/]\s?"
        r"(?:\d|[a-hα-ηа-иა-ზա-զ])(?!\w)|[.]\s?[a-hα-ηа-иა-ზա-զ](?!\w)|"
        r"\s?[\"„“«']\s?\w[\"“”»'])"
    ),
    "{k}": r"(?<![\d.,])(?:1[0-3]|[1-9])(?!\d)\.?",
    "{r}": r"(?<!\w)[ivx]{1,4}(?!\w)",
    "{l}": r"[^\W\d_](?!\w)",
}
_TOKEN: Final = re.compile(r"\{[ncklr]\}|~|\*|\s+|-|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Patterns:
    """What is looked for in one language, compiled over folded text.

    Attributes:
        ages: an age said in words of the language.
        classes: a class with its letter; `grades` one without.
        street: the word for one; `streets` one with a house number.
        phone: a word for telephone, then digits.
        signals: somebody tells of abuse in the first person.
        articles: words after which a capital is a noun's, not a name's.
        generic: words that are no name although they stand beside an age.
        names: first names, for a script without capitals.
    """

    ages: re.Pattern[str]
    classes: re.Pattern[str]
    grades: re.Pattern[str]
    street: re.Pattern[str]
    streets: re.Pattern[str]
    phone: re.Pattern[str]
    signals: re.Pattern[str]
    articles: frozenset[str]
    generic: re.Pattern[str]
    names: re.Pattern[str]


@lru_cache(maxsize=64)
def patterns_of(language: str) -> Patterns:
    """Return the patterns of a language; those of English for one the portal lacks."""
    data = _data(language if language in BY_CODE else DEFAULT)
    precise = [item for item in data["classes"] if "{c}" in item or "{l}" in item]
    grades = [item for item in data["classes"] if item not in precise]
    english = [] if language == DEFAULT else _data(DEFAULT)["signals"]
    return Patterns(
        ages=_any(data["age"]),
        classes=_any(precise),
        grades=_any(grades),
        street=re.compile(_words(data["streets"])),
        streets=_streets(data["streets"], data.get("street_endings", ())),
        phone=re.compile(
            rf"(?<!\w)(?:{_words(data['phone'])})(?:\W+[^\W\d]\w*)?\W{{1,4}}"
            r"(\+?\d[\d\s()/.\-]{3,}\d)"
        ),
        signals=_any([*data["signals"], *english]),
        articles=frozenset(folded(word) for word in data.get("articles", ())),
        generic=re.compile(_words(data["generic"])),
        names=_names(data.get("names", ())),
    )


def _data(language: str) -> dict[str, Any]:
    """Read a language, with the patterns of those it names as `also`."""
    path = DATA / f"{language}.toml"
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    for other in data.get("also", ()):
        for key, values in _data(other).items():
            data[key] = [*data.get(key, ()), *values]
    return data


def _any(templates: Iterable[str]) -> re.Pattern[str]:
    found = sorted({_template(item) for item in templates}, key=len, reverse=True)
    return re.compile("|".join(found) or r"(?!)")


def _template(template: str) -> str:
    """Turn a template into a regular expression over folded text."""
    out: list[str] = []
    tokens = _TOKEN.findall(template)
    for at, part in enumerate(tokens):
        if part in _PLACES:
            out.append(_PLACES[part])
        elif part == "~":
            out.append(_GAP)
        elif part == "*":
            out.append(r"\w*")
        elif part.isspace() or part == "-":
            if "~" not in tokens[max(at - 1, 0) : at + 2]:
                before_or_after = tokens[at - 1 : at] + tokens[at + 1 : at + 2]
                loose = any(item in _PLACES for item in before_or_after)
                out.append(_MAYBE if loose else _SPACE)
        else:
            out.append(re.escape(folded(part)))
    begin = "" if tokens[0] in ("*", *_PLACES) else r"(?<!\w)"
    end = "" if tokens[-1] in ("*", *_PLACES) else r"(?!\w)"
    return f"(?:{begin}{''.join(out)}{end})"


def _words(words: Iterable[str]) -> str:
    return "|".join(re.escape(folded(word)).replace(r"\*", r"\w*") for word in words)


def _names(names: Iterable[str]) -> re.Pattern[str]:
    """Names with up to four letters of an ending: Georgian declines them."""
    return re.compile(rf"(?:{_words(names)})\w{{0,4}}" if names else r"(?!)")


def _streets(words: Iterable[str], endings: Iterable[str]) -> re.Pattern[str]:
    """A house number before or after a street; a name stands between or is joined."""
    street = rf"(?:(?<!\w)(?:{_words(words)})(?!\w)\.?)"
    number = r"(?<![\d.,])\d{1,3}\s?[a-h]?(?![\w%.,]\d|\w)"
    name = r"[^\W\d_][\w'.\-]*"
    joined = rf"(?:\w{{3,}}(?:{_words(endings)})\.?)" if endings else r"(?!)"
    sign = r"(?:[\s,]{1,3}(?:n|nr|no|br|č|č\.p|č\.|№|n°|nº)?\.?\s?)"
    return re.compile(
        rf"{street}\s{{0,2}}(?:{name}[\s,]{{1,2}}){{1,4}}?{sign[:-1]}?)?{number}"
        rf"|{number},?\s(?:{name}\s){{0,3}}?{street}(?:\s{name}){{0,3}}"
        rf"|(?:{name}\s){{1,3}}{street}{sign}{number}"
        rf"|{joined}\s{number}"
    )
