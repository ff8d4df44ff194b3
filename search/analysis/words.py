"""The forms of one normalised word: dictionary, endings, stems, parts, folded forms."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib import import_module
from itertools import chain
from typing import Final, NamedTuple

from search.analysis import (
    derived,
    enclitics,
    german,
    inflected,
    irish,
    scripts,
)
from search.analysis.compounds import Splitter
from search.analysis.dictionaries import dictionary
from search.analysis.languages import NO_ANALYSIS, TABLE
from search.analysis.letters import folded_forms, plain
from search.analysis.spellings import spellings

_MAX_FOLDED: Final = 10
# From a participle in the superlative to its verb it takes two.
_MAX_STEPS: Final = 2

type Stems = Callable[[str], tuple[str, ...]]

# When a process starts, so that no reader waits for a module to be loaded. The tables of
# some are still read at their first use.
_STEMMERS: Final[dict[str, Stems]] = {
    row.stemmer: import_module(f"search.analysis.stemmers.{row.stemmer}").stems
    for row in TABLE.values()
    if row.stemmer
}


class Forms(NamedTuple):
    """By what one word is found, the strongest first.

    Two words meet when their exact forms, lemmas or stems share one. They meet loosely
    when one of them was typed without its keyboard and their folded forms share one.

    Attributes:
        exact: the normalised word; "" when nothing is left of it.
        lemmas: lemmas of a dictionary, the word itself where none knows it.
        stems: what endings leave of it, in languages where that merges few words.
        parts: lemmas of the parts of a compound; they only count in the text that is
            searched, so that `Schutz` finds `Kinderschutz` and not the other way round.
        folded: the plain form first, then other spellings and folded lemmas.
    """

    exact: str
    lemmas: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """All terms by which two words truly meet, each once."""
        return tuple(dict.fromkeys((self.exact, *self.lemmas, *self.stems)))


class Analyser:
    """Finds the forms of the words of one language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._row = TABLE.get(language, NO_ANALYSIS)
        self._dictionary = dictionary(self._row.dictionary)
        self._stems: Stems | None = None
        if self._row.stemmer:
            self._stems = _STEMMERS[self._row.stemmer]
        self._splitter: Splitter | None = None
        if self._row.compounds:
            words = self._dictionary
            self._splitter = Splitter(words.prefixes, words.lemmas, self._row.compounds)
        self._has_ways = language in inflected.HAS_WAYS

    def forms(self, word: str, written: str = "") -> Forms:
        """Return the forms of a word.

        Args:
            word: normalised.
            written: as it stands in the text; capitals tell something in Irish.
        """
        if not word.isalpha() and word.isdigit():
            return Forms(word, (word,), (), (), (word,))
        known = self._listed(word, written) or self._joined(word)
        if known:
            lemmas, cuts = known, self._cuts(known[0])
        else:
            lemmas = self._likely(word)
            others, cuts = self._respelt(word)
            for other in others:
                lemmas += self._likely(other) or (other,)
        lemmas = self._with_further(word, lemmas)
        if self._language == "el":
            # Capitals have no accents, so lemmas are compared without.
            lemmas = _distinct(map(plain, lemmas))
        stems: tuple[str, ...] = ()
        if self._stems and not (known and self._row.stems_unknown):
            every = map(self._stems, dict.fromkeys((word, *lemmas)))
            stems = _distinct(chain.from_iterable(every))
        folded = self._folded(word, lemmas, stems, is_known=bool(known))
        return Forms(word, lemmas or (word,), stems, self._parts(cuts), folded)

    def knows(self, word: str) -> bool:
        """Whether a dictionary has a normalised word."""
        return self._dictionary.is_known(word)

    def _listed(self, word: str, written: str) -> tuple[str, ...]:
        """Return the lemmas that the dictionary has for a word."""
        found = self._dictionary.lemmas(word)
        match self._language:
            case "ga":
                return self._irish(word, written, found)
            case "de":
                return self._german(word, found)
        if self._language not in derived.LANGUAGES:
            return found
        is_known = self._dictionary.is_known
        return _distinct(
            derived.own_lemma(word, lemma, self._language, is_known) for lemma in found
        )

    def _german(self, word: str, found: tuple[str, ...]) -> tuple[str, ...]:
        """Add the lemmas of another spelling and of participles without ge-."""
        words = self._dictionary
        for spelling in german.other_spellings(word):
            found += words.lemmas(spelling)
        for form in dict.fromkeys((word, *found)):
            found += tuple(german.prefixed_verbs(form, words.lemmas, words.is_lemma))
        return _distinct(found)

    def _respelt(self, word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return other spellings of an unknown word, and the parts of all of them.

        Those of a German compound that has the fewest parts so: `massnahmen` is not
        `Mass` and a form of `nehmen`.
        """
        others = german.other_spellings(word) if self._language == "de" else ()
        if not others:
            return (), self._cuts(word)
        every = {other: self._cuts(other) for other in (word, *others)}
        fewest = min((len(cuts) for cuts in every.values() if cuts), default=0)
        if not fewest:
            return (), ()
        best = {other: cuts for other, cuts in every.items() if len(cuts) == fewest}
        cuts = tuple(chain.from_iterable(best.values()))
        return tuple(other for other in best if other != word), cuts

    def _irish(
        self, word: str, written: str, found: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Return the lemmas of a word that may have a mutation."""
        is_marked = irish.is_marked(written)
        bare = irish.unmutated(word)
        if found and not is_marked:
            # Letters that no other word begins with show a mutation as well.
            sure = bare[0] if bare and irish.is_mutated(word) else ""
            if self._dictionary.is_known(sure):
                found += (sure, *self._dictionary.lemmas(sure))
            return _distinct(found)
        found = next(filter(None, map(self._dictionary.lemmas, bare)), found)
        return found or (bare[:1] if is_marked else ())

    def _joined(self, word: str) -> tuple[str, ...]:
        """Return the lemmas of a known word in capitals, or with something joined."""
        found: tuple[str, ...] = ()
        if self._language == "el" and word == plain(word):
            found = self._dictionary.folded_lemmas(word)
        verb = enclitics.verb(word, self._language)
        if verb:
            found = self._dictionary.lemmas(verb)
        for prefix in self._row.prefixes:
            if not found and word.startswith(prefix):
                found = self._superlative(word[len(prefix) :])
        return found

    def _with_further(self, word: str, lemmas: tuple[str, ...]) -> tuple[str, ...]:
        """Return lemmas with those of which they are forms themselves."""
        lemmas = _distinct(lemmas)
        if not self._has_ways:
            return lemmas
        words = self._dictionary
        forms = _distinct((word, *lemmas))
        for _step in range(_MAX_STEPS):
            more = inflected.further(
                forms, self._language, words.lemmas, words.is_lemma
            )
            # What has been asked about need not be asked again.
            forms = tuple([lemma for lemma in _distinct(more) if lemma not in lemmas])
            if not forms:
                break
            lemmas += forms
        return lemmas

    def _superlative(self, rest: str) -> tuple[str, ...]:
        """Return the lemmas of a superlative without its prefix, if they are known."""
        guessed = filter(self._dictionary.is_lemma, self._dictionary.guessed(rest))
        return self._dictionary.lemmas(rest) or tuple(guessed)

    def _likely(self, word: str) -> tuple[str, ...]:
        """Return the likely lemmas of a word that the dictionary does not have."""
        if not word.isalpha():
            return ()
        found = [*self._dictionary.lemmas_by_tail(word)]
        found += self._dictionary.guessed(word)
        if self._language in derived.LANGUAGES:
            found = [derived.own_lemma(word, f, self._language, bool) for f in found]
        if self._language == "el":
            # The accent moves with the ending.
            found += self._dictionary.folded_guessed(plain(word))
        if self._language == "ga":
            for bare in irish.unmutated(word)[:1]:
                found += [bare, *self._dictionary.guessed(bare)]
        return _distinct(found)

    def _cuts(self, word: str) -> tuple[str, ...]:
        return self._splitter.split(word) if self._splitter else ()

    def _parts(self, cuts: tuple[str, ...]) -> tuple[str, ...]:
        """Return the lemmas of all parts, of their parts too."""
        parts: list[str] = []
        for cut in cuts:
            parts += self._dictionary.lemmas(cut)
            parts += self._parts(self._cuts(cut))
        return _distinct(parts)

    def _folded(
        self,
        word: str,
        lemmas: tuple[str, ...],
        stems: tuple[str, ...],
        *,
        is_known: bool,
    ) -> tuple[str, ...]:
        own = folded_forms(word, self._language)
        forms = [*own, *map(plain, lemmas)]
        for lemma in lemmas:
            if not lemma.isascii():
                forms += scripts.latin(lemma, self._language)[:1]
        typed = [*map(self._dictionary.folded_lemmas, own)]
        forms += chain.from_iterable(typed)
        is_typed = is_known or bool(typed[0])
        if not is_typed:
            forms += self._dictionary.folded_guessed(own[0])
        forms += map(plain, stems)
        stems_of = self._stems
        if stems_of and word.isascii() and not (is_typed and self._row.stems_unknown):
            spelt = _distinct((*forms, *spellings(word, self._language)))
            forms += [plain(stem) for form in spelt for stem in stems_of(form)]
        return _distinct(forms)[:_MAX_FOLDED]


def _distinct(forms: Iterable[str]) -> tuple[str, ...]:
    if isinstance(forms, tuple) and len(forms) < 2:
        return forms
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=64)
def analyser(language: str) -> Analyser:
    """Return the analyser of a language, made at its first use in this process."""
    return Analyser(language)
