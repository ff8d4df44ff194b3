"""Compounds: found by their parts, and only in the text that is searched."""

import pytest

from search.analysis import analyse, forms_of
from search.analysis.compounds import Joints, split

KNOWN = {
    "kinder",
    "kind",
    "schutz",
    "arbeit",
    "arbeits",
    "gesetz",
    "landes",
    "land",
    "schaft",
    "amt",
    "jugend",
    "garten",
}
JOINTS = Joints(("s", "es"), frozenset({"amt"}), frozenset({"schaft"}))


def prefixes(text):
    return [text[:end] for end in range(1, len(text) + 1) if text[:end] in KNOWN]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("kinderschutz", ("kinder", "schutz")),
        ("kinderschutzgesetz", ("kinder", "schutz", "gesetz")),
        # The part with its link is no longer than the part without.
        ("arbeitsschutz", ("arbeits", "schutz")),
        ("jugendamt", ("jugend", "amt")),
        ("jugendschutzamt", ("jugend", "schutz", "amt")),
        # A suffix is no part, nor is a word that is whole.
        ("landschaft", ()),
        ("kinder", ()),
        ("kinderxyz", ()),
        ("", ()),
    ],
)
def test_a_word_is_cut(word, parts):
    assert split(word, prefixes, JOINTS) == parts


@pytest.mark.parametrize(
    ("language", "word", "parts"),
    [
        ("de", "Kinderschutzbeauftragten", {"kinderschutz", "kind", "schutz"}),
        ("de", "Jugendämter", {"jugend", "amt"}),
        ("de", "Gewaltprävention", {"gewalt", "prävention"}),
        ("nl", "kinderbescherming", {"kind", "bescherming"}),
        ("nl", "jeugdzorg", {"jeugd", "zorg"}),
        ("sv", "socialtjänsten", {"social", "tjänst"}),
        ("da", "børnebeskyttelsen", {"beskyttelse"}),
        ("nb", "barnehagene", {"barn", "hage"}),
        ("fi", "lastensuojelussa", {"lapsi", "suojelu"}),
        ("et", "lastekaitse", {"laps", "kaitse"}),
        ("hu", "gyermekvédelemben", {"gyermek", "védelem"}),
        ("is", "barnaverndarnefnd", {"barn", "nefnd"}),
        ("lb", "Kannerschutz", {"kand", "schutz"}),
    ],
)
def test_a_compound_has_its_parts(language, word, parts):
    assert parts <= set(forms_of(word, language).parts)


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("de", "Freundschaft"),
        ("de", "Lehrerinnen"),
        ("de", "Regierungen"),
        ("sv", "verksamheten"),
        ("fi", "kunnissa"),
        ("hu", "biztonság"),
        ("fr", "portefeuille"),
        ("en", "childhood"),
    ],
)
def test_a_simple_word_has_no_parts(language, word):
    assert forms_of(word, language).parts == ()


def test_parts_are_no_terms():
    (compound,) = analyse("Kinderschutz", "de")
    (part,) = analyse("Schutz", "de")
    assert not set(compound.forms.terms) & set(part.forms.terms)
    assert set(compound.forms.parts) & set(part.forms.terms)


def test_an_unknown_compound_has_the_lemma_of_its_head():
    one, other = (forms_of(word, "de") for word in ("Zebratelefone", "Zebratelefons"))
    assert "zebratelefon" in set(one.terms) & set(other.terms)
