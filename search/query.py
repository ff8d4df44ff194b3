"""What a reader typed, as a frozen query: no database, no request.

Any text parses: what is too long is cut, what makes no sense is read as plain words,
and the reader is told (`notices`).
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from search.analysis import Forms, Token, analyse, forms_in, normalise
from search.choices import FILTERS, Sort

MAX_CHARACTERS: Final = 300
MAX_WORDS: Final = 12
MAX_PAGE_SIZE: Final = 100
# As deep as pages are counted; a cursor goes on from there.
MAX_DEPTH: Final = 10_000

# A shorter word has to stand in the text as it is typed; a longer one may also be the
# beginning of a word.
_MIN_PREFIX: Final = 4
# While somebody types, the beginning of a title is worth showing sooner.
_MIN_TYPED: Final = 2

_DATA: Final = Path(__file__).resolve().parent / "data"

TOO_LONG: Final = "too-long"
TOO_MANY_WORDS: Final = "too-many-words"
NOTHING_TO_FIND: Final = "nothing-to-find"
TOO_MANY_MEANINGS: Final = "too-many-meanings"

# Control characters and halves of surrogate pairs: no database takes them.
_UNSTORABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»〝〞＂", '"'))
_APOSTROPHES: Final = frozenset("'’‘ʼ`´")
_PART: Final = re.compile(
    r"""
      (?P<no_phrase>(?<!\S)[-–−])? "(?P<phrase>[^"]+)"
    | (?<!\S)[-–−](?P<no_word>[^\s"]+)
    | (?P<word>[^\s"]+)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Concept:
    """A coded term that words can mean.

    Attributes:
        facet: name of the facet that holds the code, e.g. `action` or `country`.
        code: its value.
    """

    facet: str
    code: str


@dataclass(frozen=True, slots=True)
class Word:
    """One word to be found, or something that means the same.

    Attributes:
        text: as it was typed.
        forms: by what it is found.
        is_prefix: whether it also finds longer words that begin with it.
        concepts: what the word means, alone or with its neighbours.
        synonyms: other words for it, by the portal's editors, and what the glossary
            calls it in all languages.
    """

    text: str
    forms: Forms
    is_prefix: bool = False
    concepts: tuple[Concept, ...] = ()
    synonyms: "tuple[Phrase, ...]" = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that have to follow one another, as they are typed."""

    words: tuple[Word, ...]

    @property
    def exact(self) -> str:
        """The phrase in the columns of words."""
        return " ".join(word.forms.exact for word in self.words)

    @property
    def plain(self) -> str:
        """The phrase in the column of plain forms."""
        return " ".join(word.forms.folded[0] for word in self.words)


type Wanted = Word | Phrase


class Others(NamedTuple):
    """What else the words of a query are called.

    Attributes:
        phrases: of each word those that mean the same, each once.
        is_cut: whether there are more than a query is widened by.
    """

    phrases: list[tuple[Phrase, ...]]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is asked of the search; made by `parse`.

    Attributes:
        text: what was typed, as far as it was read.
        language: the reader's language.
        words, phrases: all of them have to be found.
        excluded: none of them may be found; a word also in its other forms.
        function_words: words that need not be found, as there are others.
        filters: facet name -> values; values of one name are alternatives.
        notices: codes of what the reader should be told.
        is_void: something was typed, but nothing that can be found.
    """

    text: str
    language: str
    words: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Wanted, ...] = ()
    function_words: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.NEWEST
    page: int = 1
    page_size: int = 20
    notices: tuple[str, ...] = ()
    is_void: bool = False

    @property
    def has_words(self) -> bool:
        """Whether there is anything to be relevant for."""
        return bool(self.words or self.phrases)

    @property
    def is_plain(self) -> bool:
        """Whether words alone are asked for, from the first result on."""
        return self.has_words and self.page == 1 and not self.filters

    @property
    def offset(self) -> int:
        """Hits before this page."""
        return (self.page - 1) * self.page_size


def parse(
    raw: str,
    *,
    language: str,
    filters: Mapping[str, Iterable[str]] | None = None,
    sort: str = "",
    page: int = 1,
    page_size: int = 20,
) -> SearchQuery:
    """Read what a reader typed.

    All words are wanted but function words (`for`, `the`) beside others; `"two words"`
    is a phrase, `-word` and `-"two words"` exclude. The last word, unless a space
    follows, may be only the beginning of one. A quotation mark without its partner is
    ignored. Of pieces joined by an apostrophe
    (`l'école`, `Türkiye'nin`) the longest counts.

    Args:
        raw: any Unicode text.
        language: code of core.languages; `raw` is analysed by its letters.
        filters: values the caller has checked, by names of search.choices.FILTERS.
        sort: a value of Sort; anything else means best match with words, newest
            without. Best match without words is newest, too.
        page: from 1; less is 1.
        page_size: 1 to 100; outside it is brought inside.

    Raises:
        ValueError: a filter name that the search does not know.
    """
    text = _UNSTORABLE.sub(" ", raw[:MAX_CHARACTERS])
    asked = _Asked(text, language)
    is_void = bool(text.strip()) and not asked.has_any
    notices = asked.notices
    if len(raw) > MAX_CHARACTERS:
        notices = (TOO_LONG, *notices)
    if is_void:
        notices = (*notices, NOTHING_TO_FIND)
    return SearchQuery(
        text=text.strip(),
        language=language,
        words=tuple(dict.fromkeys(asked.content_words)),
        phrases=tuple(dict.fromkeys(asked.phrases)),
        excluded=tuple(dict.fromkeys(asked.excluded)),
        function_words=asked.function_words,
        filters=_filters(filters or {}),
        sort=_sort(sort, has_words=bool(asked.words or asked.phrases)),
        page=max(page, 1),
        page_size=min(max(page_size, 1), MAX_PAGE_SIZE),
        notices=notices,
        is_void=is_void,
    )


def still_typed(query: SearchQuery) -> SearchQuery:
    """Return a query of which the last word is being typed, so it may go on.

    A single letter begins too many words: beside other words it is left out.
    """
    if not query.words or not _ends_in_a_word(query.text):
        return query
    *others, last = query.words
    if not query.text.endswith(last.text):
        return query
    if len(last.forms.exact) >= _MIN_TYPED:
        return replace(query, words=(*others, replace(last, is_prefix=True)))
    text = query.text.removesuffix(last.text).rstrip()
    return replace(query, words=tuple(others), text=text) if others else query


def _ends_in_a_word(text: str) -> bool:
    """Whether a wanted word ends a text, neither a phrase nor what is excluded."""
    parts = list(_PART.finditer(text.translate(_QUOTES)))
    return bool(parts) and parts[-1]["word"] is not None and not text[-1].isspace()


class _Asked:
    """The parts of a text, at most MAX_WORDS words of them."""

    def __init__(self, text: str, language: str) -> None:
        self.words: list[Word] = []
        self.phrases: list[Phrase] = []
        self.excluded: list[Wanted] = []
        self.notices: tuple[str, ...] = ()
        self._left = MAX_WORDS
        self._stop_words = stop_words(language)
        for match in _PART.finditer(text.translate(_QUOTES)):
            self._read(match, language)
        if _ends_in_a_word(text):
            self._open_last(text)

    @property
    def has_any(self) -> bool:
        return bool(self.words or self.phrases or self.excluded)

    @property
    def content_words(self) -> list[Word]:
        """The words that have to be found: function words only when there is nothing else."""
        content = [word for word in self.words if not self._is_function_word(word)]
        return content if content or self.phrases else self.words

    @property
    def function_words(self) -> tuple[str, ...]:
        wanted = set(self.content_words)
        return tuple(word.text for word in self.words if word not in wanted)

    def _is_function_word(self, word: Word) -> bool:
        return word.forms.exact in self._stop_words

    def _read(self, match: re.Match[str], language: str) -> None:
        text = match["word"]
        if text is not None:
            self.words += self._take(_main_words(text, language))
            return
        if match["no_word"]:
            self.excluded += self._take(_main_words(match["no_word"], language))
            return
        text = match["phrase"]
        words = self._take(_word(token) for token in analyse(text, language))
        if words:
            target = self.excluded if match["no_phrase"] else self.phrases
            target.append(Phrase(tuple(words)))

    def _take(self, words: Iterable[Word]) -> list[Word]:
        every = list(words)
        taken = every[: self._left]
        self._left -= len(taken)
        if len(taken) < len(every):
            self.notices = (TOO_MANY_WORDS,)
        return taken

    def _open_last(self, text: str) -> None:
        """Let the last word be the beginning of one: it may still be being typed."""
        if self.words and text.endswith(self.words[-1].text) and not self.notices:
            last = self.words[-1]
            exact = last.forms.exact
            if len(exact) >= _MIN_PREFIX and not exact.isdigit():
                self.words[-1] = replace(last, is_prefix=True)


def _main_words(text: str, language: str) -> Iterator[Word]:
    """Yield the words of a piece without spaces, elided articles and endings left out.

    An article or ending that an apostrophe joins need not stand in the text that is
    looked for: `l'enfant` finds "les enfants".
    """
    group: list[Token] = []
    for token in analyse(text, language):
        gap = text[group[-1].end : token.start] if group else ""
        if group and gap not in _APOSTROPHES:
            yield _longest(group)
            group = []
        group.append(token)
    if group:
        yield _longest(group)


def _longest(group: list[Token]) -> Word:
    return _word(max(group, key=lambda token: len(token.forms.exact)))


@lru_cache(maxsize=4096)
def literal(text: str, language: str) -> Phrase:
    """Return a text as the phrase of its words, each as it stands there."""
    return Phrase(tuple(Word(forms.exact, forms) for forms in forms_in(text, language)))


def _word(token: Token) -> Word:
    return Word(token.text, token.forms)


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the function words of a language, normalised; see search/data."""
    return frozenset(
        normalise(word, language)
        for word in language_data(language).get("stop_words", ())
    )


@cache
def language_data(language: str) -> dict[str, list[str]]:
    """Return search/data/<language>.toml; {} for a language without it."""
    path = _DATA / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _filters(filters: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    unknown = set(filters) - set(FILTERS)
    if unknown:
        raise ValueError(f"Unknown filters: {', '.join(sorted(unknown))}.")
    chosen = {name: tuple(dict.fromkeys(values)) for name, values in filters.items()}
    return {name: values for name, values in chosen.items() if values}


def _sort(value: str, *, has_words: bool) -> Sort:
    sort = Sort(value) if value in Sort.values else Sort.RELEVANCE
    return Sort.NEWEST if sort == Sort.RELEVANCE and not has_words else sort
