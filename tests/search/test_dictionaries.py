"""The dictionaries: how they are compiled, and how they are read."""

import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import compile as compiling
from search.analysis.compile import compile_dictionary, dictionaries
from search.analysis.dictionaries import (
    FOLDER,
    DictionariesMissingError,
    Dictionary,
    dictionary,
)
from search.analysis.edits import NONE, edit_between, edited
from search.analysis.endings import Endings, unpacked
from search.analysis.paradigms import Paradigms
from search.analysis.stemmers._kept import Kept

words = st.text("abcšžß", max_size=12)


@given(words, words)
def test_an_edit_makes_the_lemma(word, lemma):
    assert edited(word, edit_between(word, lemma)) == lemma


def test_a_word_that_is_its_lemma_has_no_edit():
    assert edit_between("dom", "dom") == NONE


@pytest.fixture(scope="module")
def albanian(tmp_path_factory):
    """The smallest list, compiled anew."""
    folder = tmp_path_factory.mktemp("dictionaries")
    compile_dictionary("sq", folder)
    return folder


def test_a_list_is_compiled_into_its_files(albanian):
    names = {path.name for path in albanian.iterdir()}
    assert names == {f"sq-{name}.trie" for name in compiling.FILES}


def test_compiling_again_gives_the_same(albanian, tmp_path):
    compile_dictionary("sq", tmp_path)
    for path in albanian.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_a_corrected_word_has_the_lemma_of_the_correction_alone(tmp_path, monkeypatch):
    (tmp_path / "sq.tsv").write_text("# Why.\nlibër\tfëmijëve vajzave\n")
    monkeypatch.setattr(compiling, "CORRECTED", tmp_path)
    compile_dictionary("sq", tmp_path)
    read = Dictionary("sq", tmp_path)
    assert read.lemmas("fëmijëve") == read.lemmas("vajzave") == ("libër",)
    assert read.folded_lemmas("femijeve") == ("liber",)
    assert read.lemmas("fëmijët") == ("fëmijë",)


@pytest.mark.parametrize("name", ["IRREGULAR", "CORRECTED"])
def test_a_changed_list_makes_the_dictionaries_stale(name, tmp_path, monkeypatch):
    script = Path(__file__).parents[2] / "scripts" / "dictionaries.py"
    fingerprint = runpy.run_path(str(script))["fingerprint"]
    now = fingerprint()
    assert fingerprint() == now
    (tmp_path / "sq.tsv").write_text("a\tb\n")
    monkeypatch.setitem(fingerprint.__globals__, name, tmp_path)
    assert fingerprint() != now


def test_a_compiled_dictionary_knows_words(albanian):
    read = Dictionary("sq", albanian)
    assert read.lemmas("fëmijëve") == ("fëmijë",)
    assert read.is_lemma("fëmijë")
    assert not read.is_lemma("fëmijëve")
    assert read.lemmas("xyzzy") == ()
    assert "femije" in read.folded_lemmas("femijeve")
    assert "shkollë" in read.prefixes("shkollë")


def test_a_word_without_entry_is_guessed_by_its_ending():
    assert "kowalczewski" in dictionary("pl").guessed("kowalczewskiego")
    assert dictionary("de").lemmas_by_tail("zebratelefone") == ("zebratelefon",)


def test_what_is_missing_is_told_with_the_command(tmp_path):
    with pytest.raises(DictionariesMissingError, match="scripts/dictionaries.py"):
        Dictionary("sq", tmp_path)


def test_a_truncated_file_is_told_with_the_command(albanian, tmp_path):
    for path in albanian.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes()[:100])
    with pytest.raises(DictionariesMissingError, match="scripts/dictionaries.py"):
        Dictionary("sq", tmp_path)


def test_every_dictionary_is_compiled_and_small():
    files = {
        f"{code}-{name}.trie" for code in dictionaries() for name in compiling.FILES
    }
    assert files <= {path.name for path in FOLDER.iterdir()}
    assert sum((FOLDER / name).stat().st_size for name in files) < 300_000_000


def test_nothing_is_compiled_twice():
    script = Path(__file__).parents[2] / "scripts" / "dictionaries.py"
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""


def test_tables_are_kept_until_their_sources_change(tmp_path, monkeypatch):
    source = tmp_path / "source.txt"
    source.write_text("one")
    made = []

    def make():
        made.append(source.read_text())
        return {source.read_text(): frozenset("ab")}

    monkeypatch.setattr("search.analysis.stemmers._kept.FOLDER", tmp_path)

    def kept():
        return Kept("words", (str(source),), make)

    assert kept().value == {"one": frozenset("ab")}
    kept().keep()
    kept().keep()
    assert kept().value == {"one": frozenset("ab")}
    assert made == ["one", "one"]
    source.write_text("two")
    assert kept().value == {"two": frozenset("ab")}


def test_endings_are_learnt():
    endings = Endings()
    for stem in ("sta", "bra", "kra", "gro", "plo", "tri", "mna", "vlo", "dri", "zna"):
        endings.add(f"{stem}kami", edit_between(f"{stem}kami", f"{stem}ka"))
        endings.add(f"{stem}kach", edit_between(f"{stem}kach", f"{stem}ka"))
    rules = {}
    for ending, value in endings.rules():
        rules.setdefault(ending[::-1], []).append(unpacked(value))
    assert rules["mi"] == [(1.0, edit_between("xkami", "xka"))]
    # A longer ending that says the same is not kept.
    assert "kami" not in rules


def test_endings_are_typed_too():
    endings = Endings()
    for stem in ("abc", "bcd", "cde", "def", "efg", "fgh", "ghi", "hij"):
        endings.add(f"{stem}ęta", edit_between(f"{stem}ęta", f"{stem}ę"))
    plain = endings.typed(lambda text: text.replace("ę", "e"))
    assert "at" in {ending for ending, _ in plain.rules()}


def test_a_form_is_given_back_to_a_lemma_that_lacks_it():
    paradigms = Paradigms()
    slots = ("o", "as", "a", "amos", "an")
    for number in range(60):
        stem = "b" + "cdfgh"[number % 5] * (number // 5 + 1)
        for slot in slots:
            # One list took `habla` for a noun.
            if (number, slot) != (7, "a"):
                form = stem + slot
                paradigms.add(form, f"{stem}ar", edit_between(form, f"{stem}ar"))
    stem = "bf" + "f"
    assert list(paradigms.missing()) == [(f"{stem}a", f"{stem}ar")]
