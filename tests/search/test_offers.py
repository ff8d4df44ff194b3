"""Why something was found, and which text of it shows that best."""

import pytest
from django.utils.safestring import SafeString
from django.utils.translation import override

from search.engines.base import Version
from search.highlights import Highlights
from search.offers import found_by, has_beside, short_cards, text_html
from search.query import Concept, parse
from search.results import Hit, Match
from tests.search.builders import EPOCH, key_of

PLAIN = Highlights(SafeString("Title"), SafeString("Summary"), SafeString(""))


def hit(*matches, highlights=PLAIN, kind="initiative", languages=("ka",), **facts):
    return Hit(
        kind=kind,
        key=key_of("x"),
        slug="x",
        score=1,
        country="GE",
        published_at=EPOCH,
        facts=facts,
        version=Version("ka", True, "Title", "Summary", "/ka/pact/", {}),
        languages=languages,
        matched_by=matches,
        highlights=highlights,
    )


def texts(title="Title", summary="Summary", body=""):
    return Highlights(SafeString(title), SafeString(summary), SafeString(body))


@pytest.mark.parametrize("kind", ["exact", "lemma", "stem"])
def test_what_can_be_seen_needs_no_reason(kind):
    assert found_by(hit(Match(kind), highlights=texts("<mark>Title</mark>"))) == []


def test_nothing_looked_for_needs_no_reason():
    assert found_by(hit()) == []


def test_another_spelling_is_named():
    found = hit(Match("folded"), highlights=texts("<mark>Title</mark>"))
    assert found_by(found) == ["Found by a similar spelling"]


@pytest.mark.django_db
def test_subjects_and_countries_are_named_in_the_readers_language():
    found = hit(
        Match("concept", Concept("action", "awareness")),
        Match("concept", Concept("country", "GE")),
    )
    assert found_by(found) == [
        "Found by its subject: Awareness in schools and other institutions",
        "Found by its country: Georgia",
    ]
    with override("fr"):
        assert any("Géorgie" in reason for reason in found_by(found))


def test_an_editors_word_with_the_same_meaning_is_named_once():
    found = hit(Match("concept"), Match("concept"))
    assert found_by(found) == ["Found by a word with the same meaning"]


def test_words_of_a_version_that_is_not_shown_are_said_to_stand_there():
    elsewhere = hit(Match("lemma"), languages=("ka", "en"))
    assert found_by(elsewhere) == ["Found in another of its languages"]
    assert found_by(hit(Match("lemma"), languages=("ka",))) == []


def test_the_summary_stands_while_the_text_has_no_more_of_the_words():
    assert text_html(hit()) == "Summary"
    both = texts(
        summary="a <mark>word</mark>", body="<mark>word</mark> <mark>Word</mark>"
    )
    assert text_html(hit(highlights=both)) == both.summary


def test_the_sentence_with_more_of_the_words_takes_its_place():
    more = texts(
        summary="a <mark>word</mark>", body="<mark>two</mark> <mark>words</mark>"
    )
    assert text_html(hit(highlights=more)) == more.body


def test_a_signatory_found_by_its_name_shows_what_it_is():
    named = texts("<mark>Name</mark>", body="<mark>Name</mark> is a town.")
    assert text_html(hit(highlights=named, kind="signatory")) == "Summary"
    described = texts(body="A <mark>town</mark>.")
    assert text_html(hit(highlights=described, kind="signatory")) == described.body


@pytest.mark.parametrize(
    ("kind", "url"),
    [
        ("initiative", "/en/initiatives/x/"),
        ("signatory", "/en/signatories/x/"),
        ("page", "/en/pact/"),
    ],
)
def test_a_short_card_leads_into_the_readers_own_interface(kind, url):
    with override("en"):
        [card] = short_cards([hit(kind=kind, name_language="hy")])
    assert (card.url, card.language, card.text_language) == (url, "hy", "ka")


def test_only_the_first_page_of_words_alone_has_anything_beside():
    def asked(words="school", **more):
        return has_beside(parse(words, language="en", **more))

    assert asked()
    assert asked(filters={"written_in": ("en",)})
    assert not asked(page=2)
    assert not asked(filters={"country": ("AZ",)})
    assert not asked("")
    assert not asked("-school")
