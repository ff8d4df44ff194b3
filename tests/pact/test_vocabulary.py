"""Codes with labels in every language, and English where there is none."""

import tomllib
from pathlib import Path

import pytest

import pact
from core.labels import label
from core.languages import CODES
from core.locales import locale_id
from pact.models import Principle
from pact.vocabulary import MODELS, choices, terms

pytestmark = pytest.mark.django_db

PRINCIPLES = ["prevention", "protection", "prosecution", "participation"]


def test_the_codes_are_those_that_are_promised():
    assert list(terms("principle", "en")) == PRINCIPLES
    assert len(terms("action", "en")) == 8
    assert terms("group", "en")


@pytest.mark.parametrize("kind", MODELS)
def test_each_language_has_each_code_with_some_label(kind):
    codes = list(terms(kind, "en"))
    for language in CODES:
        found = terms(kind, language)
        assert list(found) == codes
        assert all(term.label for term in found.values())


@pytest.mark.parametrize("language", CODES)
def test_each_code_is_meant_by_two_to_twelve_everyday_words(language):
    path = Path(pact.__file__).with_name("data") / "vocabulary" / f"{language}.toml"
    for kind in tomllib.loads(path.read_text("utf-8")).values():
        for code, term in kind.items():
            assert 2 <= len(term["words"]) <= 12, code


def test_a_label_stands_in_its_own_language():
    english, own = (terms("principle", code)["prevention"] for code in ("en", "az"))
    assert own.language == "az"
    assert own.label != english.label


def test_a_missing_label_is_given_in_english_and_says_so():
    row = Principle.objects.get(code="prevention", locale_id=locale_id("az"))
    assert terms("principle", "az")["prevention"].language == "az"
    row.delete()
    term = terms("principle", "az")["prevention"]
    assert (term.language, term.label) == (
        "en",
        terms("principle", "en")["prevention"].label,
    )


def test_a_corrected_label_is_shown_at_once():
    row = Principle.objects.get(code="prevention", locale_id=locale_id("az"))
    before = label("principle", "prevention", "az")
    row.label = "Another word"
    row.save()
    assert before != "Another word"
    assert label("principle", "prevention", "az") == "Another word"


def test_an_unknown_code_is_shown_as_it_is():
    assert label("principle", "no-such-code", "az") == "no-such-code"
    assert label("no-such-kind", "x", "az") == "x"


def test_forms_offer_codes_with_their_labels():
    assert choices("principle")[0] == (
        "prevention",
        label("principle", "prevention", "en"),
    )


def test_a_code_exists_once_per_language():
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Principle.objects.create(
            code="prevention", label="again", locale_id=locale_id("en")
        )
