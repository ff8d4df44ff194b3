"""Compounds: found by their parts, and only in the text that is searched."""

from pathlib import Path

import pytest

from search.analysis import analyse, forms_of
from search.analysis.compounds import Joints, Splitter
from search.analysis.languages import TABLE

LEMMAS = {
    "kinder": "kind",
    "kind": "kind",
    "schutz": "schutz",
    "arbeit": "arbeit",
    "arbeits": "arbeit",
    "gesetz": "gesetz",
    "landes": "land",
    "land": "land",
    "schaft": "schaft",
    "amt": "amt",
    "samt": "samt",
    "rat": "rat",
    "jugend": "jugend",
    "garten": "garten",
    "haus": "haus",
    "erhaus": "erhausen",
    "stück": "stück",
    "stücken": "stück",
    "ücken": "ücken",
    "gesundheit": "gesundheit",
    "schutzamt": "schutzamt",
}
JOINTS = Joints(("s", "es", "er"), frozenset({"amt", "rat"}), frozenset({"schaft"}))


def prefixes(text):
    return [text[:end] for end in range(1, len(text) + 1) if text[:end] in LEMMAS]


def lemmas(word):
    return (LEMMAS[word],) if word in LEMMAS else ()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("kinderschutz", ("kinder", "schutz")),
        ("kinderschutzgesetz", ("kinder", "schutz", "gesetz")),
        # The part with its link is no longer than the part without.
        ("arbeitsschutz", ("arbeits", "schutz")),
        ("jugendamt", ("jugend", "amt")),
        # As few parts as possible.
        ("jugendschutzamt", ("jugend", "schutzamt")),
        # No imperative at the end, no rarer word than the short one behind a link.
        ("kinderhaus", ("kinder", "haus")),
        ("gesundheitsamt", ("gesundheit", "amt")),
        ("landesrat", ("landes", "rat")),
        # The last part may be a form where the whole is one.
        ("schutzstücken", ("schutz", "stücken")),
        # Both parts may be short, but must be in the list of the short ones.
        ("ratamt", ("rat", "amt")),
        ("amtxy", ()),
        # A suffix is no part, nor is a word that is whole.
        ("landschaft", ()),
        ("kinder", ()),
        ("kinderxyz", ()),
        ("", ()),
    ],
)
def test_a_word_is_cut(word, parts):
    assert Splitter(prefixes, lemmas, JOINTS).split(word) == parts


def compounds():
    """Yield language, compound and its parts; the file says how it is written."""
    path = Path(__file__).with_name("compounds.tsv")
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            language, compound, parts = line.split("\t")
            yield language, compound, parts.split()


COMPOUNDS = list(compounds())


@pytest.mark.parametrize(
    "language", [code for code, row in TABLE.items() if row.compounds]
)
def test_each_language_with_compounds_has_twenty(language):
    assert sum(item[0] == language for item in COMPOUNDS) >= 20


@pytest.mark.parametrize(("language", "word", "parts"), COMPOUNDS)
def test_a_compound_is_found_by_its_parts(language, word, parts):
    found = set(forms_of(word, language).parts)
    for part in parts:
        assert found.intersection(forms_of(part, language).terms), part


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("de", "Freundschaft"),
        ("de", "Lehrerinnen"),
        ("de", "Regierungen"),
        ("de", "Deutscher"),
        ("nl", "bestuur"),
        ("da", "billeder"),
        ("da", "interesseret"),
        ("sv", "förslag"),
        ("nb", "billett"),
        ("nb", "menneske"),
        ("nb", "minister"),
        ("nl", "vertellen"),
        ("nl", "wetenschap"),
        ("da", "beskrive"),
        ("de", "Verstand"),
        ("fi", "pakolainen"),
        ("is", "kaupandi"),
        ("lb", "vergiessen"),
        ("et", "kõnelema"),
        ("sv", "verksamheten"),
        ("fi", "kunnissa"),
        ("hu", "biztonság"),
        ("fr", "portefeuille"),
        ("en", "childhood"),
    ],
)
def test_a_simple_word_has_no_parts(language, word):
    assert forms_of(word, language).parts == ()


@pytest.mark.parametrize(
    ("language", "word", "other"),
    [
        ("de", "Kinderhaus", "erhausen"),
        ("de", "Kinderrat", "erraten"),
        ("da", "børnehus", "barnebarn"),
        ("de", "Bundestag", "Stag"),
    ],
)
def test_a_compound_is_not_found_by_what_only_looks_like_a_part(language, word, other):
    assert not set(forms_of(word, language).parts) & set(
        forms_of(other, language).terms
    )


def test_parts_are_no_terms():
    (compound,) = analyse("Kinderschutz", "de")
    (part,) = analyse("Schutz", "de")
    assert not set(compound.forms.terms) & set(part.forms.terms)
    assert set(compound.forms.parts) & set(part.forms.terms)


def test_an_unknown_compound_has_the_lemma_of_its_head():
    one, other = (forms_of(word, "de") for word in ("Zebratelefone", "Zebratelefons"))
    assert "zebratelefon" in set(one.terms) & set(other.terms)
