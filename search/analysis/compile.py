"""Compiles the dictionaries at install.

simplemma's lists are read one after the other, a part at a time; what is written are the
tries that `search.analysis.dictionaries` describes.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import batched
from pathlib import Path
from typing import Final

from marisa_trie import BytesTrie  # type: ignore[import-not-found]

# simplemma reads its lists only whole or word by word; its version is locked.
from simplemma.strategies.dictionaries.dictionary_factory import _read_decompressed
from simplemma.strategies.dictionaries.frontcode import _iter_records, _read_header

from core.languages import BY_CODE
from search.analysis import scripts
from search.analysis.edits import edit_between, edited
from search.analysis.endings import Endings
from search.analysis.languages import TABLE
from search.analysis.letters import digraph, normalise, plain
from search.analysis.paradigms import Paradigms

FILES: Final = ("words", "more", "folded", "endings", "folded-endings")

# Words that the lists lack though everybody uses them; a lemma and its forms a line.
IRREGULAR: Final = Path(__file__).with_name("irregular")
# Words that the lists have under a wrong lemma; the right one and its forms a line.
CORRECTED: Final = Path(__file__).with_name("corrected")

_CHUNK: Final = 100_000
# Entries that endings are learnt from.
_SAMPLE: Final = 160_000

_WORD: Final = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)*")

# Millions of items wait as bytes, which take a tenth of the memory of tuples; these two
# occur in no UTF-8.
_BETWEEN: Final = b"\xfe"
_AFTER: Final = b"\xff"

# A word and its lemma, both normalised.
type Entry = tuple[str, str]
# A key of a trie and its value.
type Item = tuple[str, bytes]


def dictionaries() -> dict[str, str]:
    """Return each dictionary and a language whose letters it is written in."""
    # Where several languages share one, the first is written in Latin letters.
    every = reversed(TABLE.items())
    return {row.dictionary: code for code, row in every if row.dictionary}


def compile_dictionary(code: str, folder: Path) -> None:
    """Write the files of one dictionary.

    Args:
        code: simplemma's code.
        folder: where to write; existing files are replaced in one step each.
    """
    _Compiler(code, folder).run()


class _Compiler:
    """Reads a list once and collects on the way what the other files are made of."""

    def __init__(self, code: str, folder: Path) -> None:
        self._code = code
        self._folder = folder
        self._language = dictionaries()[code]
        self._corrections = _written(CORRECTED, code, self._language)
        self._corrected = {form for form, _ in self._corrections}
        self._paradigms = Paradigms()
        self._endings = Endings()
        self._folded: list[bytes] = []
        # Those met so far that are typed in another way.
        self._letters: set[str] = set()
        self._plain_edits: dict[bytes, bytes] = {}

    def run(self) -> None:
        words = BytesTrie(self._words())
        self._save("words", words)
        more = list(self._more(words))
        entries = [(word, edited(word, edit)) for word, edit in more]
        self._fold(entries, [edit for _, edit in more])
        self._save("more", BytesTrie(more))
        self._save("folded", BytesTrie(_unpacked(self._folded)))
        self._folded.clear()
        self._save("endings", BytesTrie(self._endings.rules()))
        typed = self._endings.typed(plain)
        self._save("folded-endings", BytesTrie(typed.rules()))

    def _words(self) -> Iterator[Item]:
        """Yield the list as it goes into the trie."""
        irregular = _written(IRREGULAR, self._code, self._language)
        own = [(lemma, lemma) for lemma in dict.fromkeys(item[1] for item in irregular)]
        yield from self._noted([*own, *irregular, *self._corrections])
        is_word = _WORD.fullmatch
        every = 0
        for count, chunk in _chunks(self._code, self._language):
            every = every or max(count // _SAMPLE, 1)
            entries = [
                (word, lemma)
                for word, lemma in chunk
                if (word.isalpha() or is_word(word))
                and (lemma.isalpha() or is_word(lemma))
            ]
            for word, lemma in entries[::every]:
                self._endings.add(word, edit_between(word, lemma))
            yield from self._noted([e for e in entries if e[0] not in self._corrected])

    def _noted(self, entries: list[Entry]) -> Iterator[Item]:
        edits = [edit_between(word, lemma) for word, lemma in entries]
        self._fold(entries, edits)
        note = self._paradigms.add
        for (word, lemma), edit in zip(entries, edits, strict=True):
            note(word, lemma, edit)
            yield word, edit

    def _more(self, words: BytesTrie) -> Iterator[Item]:
        """Yield lemmas that the list lacks for words it has."""
        yield from self._participles(words)
        if not TABLE[self._language].readings:
            return
        for word, lemma in self._paradigms.missing():
            edits = words.get(word)
            if edits and word not in self._corrected:
                edit = edit_between(word, lemma)
                if edit not in edits:
                    yield word, edit

    def _participles(self, words: BytesTrie) -> Iterator[Item]:
        """Yield the verbs of participles that the list has as words of their own."""
        prefix = TABLE[self._language].participle
        for word in words.keys(prefix) if prefix else ():
            for edit in words.get(word[len(prefix) :], ()):
                verb = edited(word[len(prefix) :], edit)
                if edit and word.endswith("t") and verb.endswith("en"):
                    yield word, edit_between(word, verb)

    def _fold(self, entries: list[Entry], edits: list[bytes]) -> None:
        """Note what is typed for words, and the edit to what is typed for the lemma."""
        if not entries:
            return
        words, lemmas = ("\n".join(column) for column in zip(*entries, strict=True))
        for number, (typed, typed_lemmas) in enumerate(self._typed(words, lemmas)):
            every = zip(
                words.split("\n"),
                edits,
                typed.split("\n"),
                typed_lemmas.split("\n"),
                strict=True,
            )
            # A plain form that is as long as its word has its edit, in plain letters.
            is_plain = number == 0
            items = [
                form.encode()
                + _BETWEEN
                + (
                    (is_plain and len(form) == len(word) and self._plain_edit(edit))
                    or edit_between(form, lemma)
                )
                for word, edit, form, lemma in every
                if form != word
            ]
            if items:
                self._folded.append(_AFTER.join(items))

    def _plain_edit(self, edit: bytes) -> bytes:
        """Return an edit in plain letters; b"" when their number changes."""
        if edit not in self._plain_edits:
            added = edit[1:].decode()
            typed = plain(added)
            keeps = len(typed) == len(added)
            self._plain_edits[edit] = edit[:1] + typed.encode() if keeps else b""
        return self._plain_edits[edit]

    def _typed(self, words: str, lemmas: str) -> Iterator[tuple[str, str]]:
        """Yield all ways to type words, one on a line, with their lemmas."""
        bare = self._letterwise(words, plain)
        bare_lemmas = self._letterwise(lemmas, plain)
        yield bare, bare_lemmas
        if TABLE[self._language].digraphs:
            yield self._letterwise(words, digraph), bare_lemmas
        if "й" in bare:
            yield bare.replace("й", "и"), bare_lemmas
        if BY_CODE[self._language].script != "Latn":
            latin_lemmas = scripts.latin(lemmas, self._language)[0]
            for latin in scripts.latin(words, self._language):
                yield latin, latin_lemmas

    def _letterwise(self, text: str, change: Callable[[str], str]) -> str:
        """Apply to a long text what works letter by letter: once for each letter."""
        for letter in self._letters:
            text = text.replace(letter, change(letter))
        if not text.isascii():
            new = {char for char in set(text) if change(char) != char}
            self._letters |= new
            for letter in new:
                text = text.replace(letter, change(letter))
        return text

    def _save(self, name: str, trie: BytesTrie) -> None:
        path = self._folder / f"{self._code}-{name}.trie"
        scratch = path.with_suffix(".new")
        trie.save(str(scratch))
        # In one step: a running server may have mapped the old one.
        scratch.replace(path)


def _written(folder: Path, code: str, language: str) -> list[Entry]:
    """Return the entries of a hand-written list; [] where there is none."""
    path = folder / f"{code}.tsv"
    if not path.exists():
        return []
    entries = []
    for line in normalise(path.read_text("utf-8"), language).splitlines():
        lemma, _, forms = line.partition("\t")
        entries += [(form, lemma) for form in forms.split()]
    return entries


def _chunks(code: str, language: str) -> Iterator[tuple[int, Iterable[Entry]]]:
    """Yield the number of all entries and, part by part, the entries normalised.

    Many words at once are normalised far quicker than one by one.
    """
    data = _read_decompressed(code)
    is_reversed, count, place = _read_header(data)
    for records in batched(_iter_records(data, place), _CHUNK, strict=False):
        words = b"\n".join([record[1] for record in records])
        lemmas = b"\n".join([record[2] for record in records])
        if is_reversed:
            words, lemmas = words[::-1], lemmas[::-1]
        yield (
            count,
            zip(
                normalise(words.decode(), language).split("\n"),
                normalise(lemmas.decode(), language).split("\n"),
                strict=True,
            ),
        )


def _unpacked(parts: Iterable[bytes]) -> Iterator[Item]:
    for part in parts:
        for item in part.split(_AFTER):
            form, _, edit = item.partition(_BETWEEN)
            yield form.decode(), edit
