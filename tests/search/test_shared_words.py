"""A term of the glossary finds texts that use its name in another language."""

import pytest

from search.projection import projection_bulk
from search.query import parse
from search.selectors import search
from tests.search.builders import described, version
from translations.models import GlossaryConcept, GlossaryTerm


@pytest.fixture
def world(db):
    projection_bulk(
        [
            described(
                "warning-parents",
                version("en", "Talks about grooming", body="What strangers do online."),
            ),
            described(
                "kitchen-garden",
                version("en", "A kitchen garden", body="Beans and lettuce."),
            ),
        ]
    )


@pytest.fixture
def grooming(world):
    concept = GlossaryConcept.objects.create(code="grooming")
    for language, text, status in (
        ("en", "grooming", "preferred"),
        ("en", "baiting", "forbidden"),
        ("az", "ələ alma", "preferred"),
        ("fr", "mise en confiance", "preferred"),
        ("fr", "pédopiégeage", "admitted"),
    ):
        GlossaryTerm.objects.create(
            concept=concept, language=language, text=text, status=status
        )
    return concept


def slugs(text, language):
    page = search(parse(text, language=language), kind="initiative")
    return {hit.slug for hit in page.hits}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "pédopiégeage"),
        ("fr", "mise en confiance"),
        ("az", "ələ alma"),
        ("az", "ələ almanın"),
        ("en", "baiting"),
    ],
)
def test_a_term_finds_an_english_text_with_its_english_name(grooming, language, text):
    assert slugs(text, language) == {"warning-parents"}


def test_without_the_glossary_it_does_not(world):
    assert slugs("pédopiégeage", "fr") == set()


def test_a_changed_term_counts_with_the_next_search(grooming):
    assert slugs("pédopiégeage", "fr") == {"warning-parents"}
    grooming.terms.get(text="pédopiégeage").delete()
    assert slugs("pédopiégeage", "fr") == set()


def test_all_words_of_the_query_are_still_wanted(grooming):
    assert slugs("pédopiégeage jardin", "fr") == set()


def test_quoted_and_excluded_terms_stay_literal(grooming):
    assert slugs('"pédopiégeage"', "fr") == set()
    assert slugs("grooming -pédopiégeage", "fr") == {"warning-parents"}


def test_nothing_leads_to_a_text_by_a_forbidden_term(grooming):
    projection_bulk([described("anglers", version("en", "Baiting for carp"))])
    assert slugs("pédopiégeage", "fr") == {"warning-parents"}


def test_the_reader_is_told_of_names_that_were_left_out(grooming):
    def notices():
        return search(parse("grooming ", language="en"), kind="initiative").notices

    assert notices() == ()
    for number in range(40):
        GlossaryTerm.objects.create(
            concept=grooming, language="de", text=f"wort{number}", status="admitted"
        )
    told = "Some words with the same meaning were left out: too many are known."
    assert notices() == (told,)
