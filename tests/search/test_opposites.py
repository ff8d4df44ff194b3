"""Opposites of everyday life: who looks for one does not get the other."""

from pathlib import Path

import pytest

from core.languages import CODES
from search.analysis import analyse


def pairs():
    """Yield language, word and opposite; the file says how it is written."""
    path = Path(__file__).with_name("opposites.tsv")
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            language, _, items = line.partition("\t")
            for item in items.split():
                yield language, *item.split("/")


PAIRS = list(pairs())
# Other forms of words whose lemma had to be corrected.
FORMS = [
    ("el", "μητέρες", "πατέρες"),
    ("el", "ΜΗΤΕΡΑ", "ΠΑΤΕΡΑΣ"),
    ("el", "αδελφές", "αδελφοί"),
    ("el", "γιαγιά", "παππούς"),
    ("lb", "Fraen", "Männer"),
    ("lb", "Boma", "Bopa"),
    ("lb", "Groussmamm", "Grousspapp"),
    ("pt", "raparigas", "rapazes"),
    ("pt", "avó", "avô"),
    ("pt", "mãezinha", "pai"),
    ("pt", "madrinha", "padrinho"),
]


def terms(text, language):
    return {term for token in analyse(text, language) for term in token.forms.terms}


@pytest.mark.parametrize("language", CODES)
def test_every_language_has_its_opposites(language):
    assert sum(pair[0] == language for pair in PAIRS) >= 8


@pytest.mark.parametrize(("language", "one", "other"), [*PAIRS, *FORMS])
def test_a_word_is_not_found_by_its_opposite(language, one, other):
    assert not terms(one, language) & terms(other, language)


@pytest.mark.parametrize(
    ("language", "form", "word"),
    [
        ("da", "børne", "barn"),
        ("el", "μητέρες", "μητέρα"),
        ("el", "αδελφής", "αδελφή"),
        ("el", "αδελφών", "αδελφή"),
        ("el", "αδελφών", "αδελφός"),
        ("el", "αδερφές", "αδελφή"),
        ("lb", "Fraen", "Fra"),
        ("nl", "stads", "stad"),
        ("pt", "raparigas", "rapariga"),
        ("pt", "avós", "avó"),
        ("pt", "avós", "avô"),
        ("pt", "professoras", "professor"),
    ],
)
def test_a_corrected_word_is_found_by_its_forms(language, form, word):
    assert terms(form, language) & terms(word, language)
