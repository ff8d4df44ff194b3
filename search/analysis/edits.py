"""An edit turns the end of a word into that of its lemma: strip letters, add others.

Dictionaries hold edits in place of lemmas: a few hundred serve a whole language, so a
trie shares them, and the same edit fits words that no dictionary has.
"""

from typing import Final

# Of a word that is its own lemma.
NONE: Final = b""


def edit_between(word: str, lemma: str) -> bytes:
    """Return the edit that makes `lemma` of `word`: one byte to strip, letters to add."""
    if word == lemma:
        return NONE
    shared = min(len(word), len(lemma))
    while not word.startswith(lemma[:shared]):
        shared -= 1
    return bytes((len(word) - shared,)) + lemma[shared:].encode()


def edited(word: str, edit: bytes) -> str:
    """Return the word after an edit."""
    if not edit:
        return word
    return word[: len(word) - edit[0]] + edit[1:].decode()
