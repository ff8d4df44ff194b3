"""What must reach the other side as it is: wrapped on the way out, restored after it.

A fragment is HTML as wagtail-localize cuts it: text, inline elements without attributes,
links with an id. Placeholders, references to data, addresses, telephone numbers and
terms that are not translated are put into an element whose content the engine leaves
alone; each has a number, so that the original comes back whatever happened to it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from core.languages import BY_CODE

_PLACEHOLDERS: Final = (
    r"\[\[[^\[\]]{1,200}\]\]",
    r"\{\{[^{}]{1,200}\}\}",
    r"\{[^{}\s]{0,100}\}",
    r"%\(\w{1,100}\)[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]",
)
_ADDRESSES: Final = (
    r"https?://[^\s<>\"]*[^\s<>\".,;:!?)]",
    r"www\.[^\s<>\"]*[^\s<>\".,;:!?)]",
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    # A telephone number whose digits an engine "corrects" is worse than no translation.
    r"\+\d[\d\u00a0 ()/.-]{5,20}\d",
    r"\b116[\u00a0 ]?\d{3}\b",
)
_PLACEHOLDER: Final = re.compile("|".join(_PLACEHOLDERS))
_NUMBER: Final = re.compile(r"k(\d+)")
# How letters of a script begin their names in Unicode.
_LETTERS: Final[dict[str, str]] = {
    "Latn": "LATIN ",
    "Cyrl": "CYRILLIC ",
    "Grek": "GREEK ",
    "Armn": "ARMENIAN ",
    "Geor": "GEORGIAN ",
}


@dataclass(frozen=True, slots=True)
class Fragment:
    """A text on its way to an engine.

    Attributes:
        source: the text as it came.
        sent: what the engine gets; without the white space around the text.
        kept: what was wrapped, in the order of its numbers.
        has_words: whether there is anything to translate beside it.
    """

    source: str
    sent: str
    kept: tuple[str, ...]
    has_words: bool


def kept_pattern(terms: Sequence[str]) -> re.Pattern[str]:
    """Return what finds everything that is kept; of two terms the longer one wins."""
    names = sorted({term.strip() for term in terms} - {""}, key=len, reverse=True)
    words = [rf"(?<!\w){re.escape(name)}(?!\w)" for name in names]
    return re.compile("|".join((*_PLACEHOLDERS, *_ADDRESSES, *words)))


def protect(
    text: str, kept: re.Pattern[str], tag: str, attributes: Mapping[str, str]
) -> Fragment:
    """Wrap what is kept in elements that the engine leaves alone.

    Args:
        text: a fragment of HTML; the result is well-formed XML whatever it was.
        kept: from `kept_pattern`.
        tag: name of the engine's element.
        attributes: those of that element.
    """
    root = _parse(text.strip())
    pieces: list[str] = []
    has_words = False
    for node in list(root.find_all(string=True)):
        string, end = str(node), 0
        for match in kept.finditer(string):
            before = string[end : match.start()]
            has_words = has_words or _has_letters(before)
            wrapped = Tag(
                name=tag, attrs={**attributes, "id": f"k{len(pieces)}"}, prefix=None
            )
            wrapped.string = match[0]
            node.insert_before(NavigableString(before), wrapped)
            pieces.append(match[0])
            end = match.end()
        has_words = has_words or _has_letters(string[end:])
        if end:
            node.replace_with(NavigableString(string[end:]))
    return Fragment(text, root.decode_contents(), tuple(pieces), has_words)


def restore(fragment: Fragment, answer: str, tag: str) -> str:
    """Return an answer without the elements that kept something, its own text in them.

    White space around the text is that of the source. Nothing is checked: see `fault`.
    """
    # Nothing of use is longer, and a million elements would take minutes to look at.
    root = _parse(answer.strip()[: 10 * len(fragment.sent) + 1000])
    for element in root.find_all(tag):
        number = _NUMBER.fullmatch(str(element.get("id", "")))
        if number and int(number[1]) < len(fragment.kept):
            element.replace_with(NavigableString(fragment.kept[int(number[1])]))
    source = fragment.source
    before = source[: len(source) - len(source.lstrip())]
    after = source[len(source.rstrip()) :]
    return before + root.decode_contents() + after


def fault(fragment: Fragment, result: str, language: str) -> str:
    """Return why a restored answer is no draft; empty when it is one.

    Args:
        fragment: what was sent.
        result: from `restore`.
        language: our code of the language it should be in.

    Returns:
        `empty`, `long`, `control`, `markup`, `placeholder`, `kept` or `script`.
    """
    source, translated = _parse(fragment.source), _parse(result)
    text = translated.get_text()
    if not text.strip():
        return "empty"
    # Small servers sometimes repeat a word until their own limit stops them.
    if len(text) > 5 * len(source.get_text()) + 100:
        return "long"
    if has_control(result):
        return "control"
    if _markup(source) != _markup(translated):
        return "markup"
    if _placeholders(source) != _placeholders(translated):
        return "placeholder"
    if any(text.count(kept) < n for kept, n in Counter(fragment.kept).items()):
        return "kept"
    return _script_fault(fragment, text, language)


def has_control(text: str) -> bool:
    """Whether a text has characters that XML or PostgreSQL refuse."""
    return any(
        unicodedata.category(char) in {"Cc", "Cs"} and char not in "\t\n\r"
        for char in text
    )


def _parse(text: str) -> Tag:
    # The element around it tells the parser that this is no address of a page, which
    # it would warn about.
    soup = BeautifulSoup(f"<fragment>{text}</fragment>", "html.parser")
    root = soup.find("fragment")
    if not isinstance(root, Tag):
        raise TypeError("a parsed fragment has no root")
    return root


def _markup(root: Tag) -> Counter[tuple[str, ...]]:
    """Count elements with attributes and whether they have text; comments as well."""
    found = Counter(
        (
            element.name,
            "text" if element.get_text().strip() else "",
            *sorted(f"{name}={value}" for name, value in element.attrs.items()),
        )
        for element in root.find_all(True)
    )
    found.update(
        (type(node).__name__,)
        for node in root.find_all(string=True)
        if isinstance(node, PreformattedString)
    )
    return found


def _placeholders(root: Tag) -> Counter[str]:
    root.smooth()
    return Counter(
        piece
        for node in root.find_all(string=True)
        for piece in _PLACEHOLDER.findall(str(node))
    )


def _script_fault(fragment: Fragment, text: str, language: str) -> str:
    """Find Serbian in Latin letters, or Montenegrin in Cyrillic ones."""
    for kept in fragment.kept:
        text = text.replace(kept, " ")
    letters = [char for char in text if char.isalpha()]
    begin = _LETTERS[BY_CODE[language].script]
    if not letters or any(
        unicodedata.name(char, "").startswith(begin) for char in letters
    ):
        return ""
    # A name alone may stay as it is.
    return "" if text.split() == _words_beside(fragment) else "script"


def _words_beside(fragment: Fragment) -> list[str]:
    text = _parse(fragment.source).get_text()
    for kept in fragment.kept:
        text = text.replace(kept, " ")
    return text.split()


def _has_letters(text: str) -> bool:
    return any(char.isalpha() for char in text)
