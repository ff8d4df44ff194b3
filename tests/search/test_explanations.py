"""Why a result is where it is: every point has a reason that can be read."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from search.concepts import understood
from search.explanations import reading, score_parts
from search.models import SearchObject, SynonymSet
from search.projection import projection_bulk
from search.query import parse
from search.ranking import GOOD_PRACTICE, IN_READERS_LANGUAGE, RECENT
from search.selectors import search
from search.services import index_push
from search.stamps import stamps
from tests.search.builders import EPOCH, corpus, described, version

# A day on which nothing of the corpus is recent.
LATER = datetime(2030, 1, 1, tzinfo=UTC)


def read(text, language="en"):
    return understood(parse(text, language=language), stamps())


def explained(text, language="en", now=None):
    """Slug -> parts of its score, for everything that is found."""
    query = read(text, language)
    page = search(query, kind="initiative")
    good = set(
        SearchObject.objects.filter(is_good_practice=True).values_list("key", flat=True)
    )
    found = {}
    for hit in page.hits:
        parts = score_parts(
            query, hit, is_good_practice=hit.key in good, now=now or timezone.now()
        )
        assert sum(part.points for part in parts) == hit.score
        found[hit.slug] = parts
    return page, found


def of_words(parts):
    return [
        (part.word, part.where, part.how, part.points) for part in parts if part.word
    ]


class Reasons:
    """One suite for both engines."""

    engine = ""

    @pytest.fixture(autouse=True)
    def _ready(self, world):
        projection_bulk(corpus())

    def ask(self, text, language="en"):
        page, found = explained(text, language)
        assert page.engine == self.engine
        return found

    def test_a_word_stands_there_as_it_was_typed(self, fill):
        fill()
        assert of_words(self.ask("teachers ")["baku"]) == [
            ("teachers", "text", "as it was typed", 40)
        ]

    def test_a_word_stands_there_in_another_form(self, fill):
        fill()
        assert of_words(self.ask("school ")["baku"]) == [
            ("school", "title", "in another form, by its base form: school", 64)
        ]

    def test_a_word_is_only_the_beginning_of_one(self, fill):
        fill()
        assert of_words(self.ask("teach")["baku"]) == [
            ("teach", "text", "as the beginning of a word", 20)
        ]

    def test_a_word_was_typed_without_its_keyboard(self, fill):
        fill()
        (part,) = of_words(self.ask("cocuk ", "tr")["istanbul"])
        assert part[1:3] == ("title", "in another spelling, as without its keyboard")

    def test_a_word_stands_in_a_compound(self, fill):
        projection_bulk([described("shield", version("de", "Kinderschutz"))])
        fill()
        (part,) = of_words(self.ask("Schutz ", "de")["shield"])
        assert part[1:] == ("title", "as a part of a compound word: schutz", 40)

    def test_a_phrase_stands_there_as_it_is(self, fill):
        fill()
        assert of_words(self.ask('"town hall"')["town"]) == [
            ("town hall", "title", "as it was typed", 160)
        ]

    def test_a_word_was_met_by_its_meaning(self, fill):
        fill()
        (part,) = of_words(self.ask("Azerbaijan ")["baku"])
        assert part == (
            "Azerbaijan",
            "subjects",
            "by its meaning: Country: Azerbaijan",
            18,
        )

    def test_two_words_with_one_meaning_are_each_explained(self, fill):
        projection_bulk([described("bih", version("bs", "Djeca"), country="BA")])
        fill()
        found = of_words(self.ask("Bosnia Herzegovina ")["bih"])
        assert [part[0] for part in found] == ["Bosnia", "Herzegovina"]

    def test_a_word_was_met_by_another_one_of_the_editors(self, fill):
        SynonymSet.objects.create(language="en", words="coaches\nteachers\nmasters")
        fill()
        assert of_words(self.ask("coaches ")["baku"]) == [
            ("coaches", "text", "another word for it, by editors: teachers", 32)
        ]

    def test_each_word_has_its_part_in_the_order_of_the_query(self, fill):
        fill()
        found = of_words(self.ask("trained teachers ")["baku"])
        assert [part[0] for part in found] == ["trained", "teachers"]

    def test_what_is_given_to_everything_like_it_is_named(self, fill):
        projection_bulk(
            [described("good", version("en", "Pilots"), is_good_practice=True)]
        )
        SearchObject.objects.filter(slug="good").update(published_at=timezone.now())
        fill()
        points = {part.how: part.points for part in self.ask("pilots")["good"][1:]}
        assert points == {
            "there is a version in the reader's language": IN_READERS_LANGUAGE,
            "marked as good practice": GOOD_PRACTICE,
            "published within the last year": RECENT,
        }


@pytest.fixture
def world(db, no_index):
    """Nothing is published, and the database answers."""


@pytest.fixture
def fill():
    """Nothing has to be sent anywhere."""
    return lambda: None


class TestDatabase(Reasons):
    engine = "database"


@pytest.mark.services
@pytest.mark.elasticsearch
class TestElasticsearch(Reasons):
    engine = "elasticsearch"

    @pytest.fixture
    def world(self, db, elasticsearch):
        """Nothing is published, and the index answers."""
        self.client = elasticsearch

    @pytest.fixture
    def fill(self):
        def push():
            index_push()
            self.client.indices.refresh(index="_all")

        return push


def test_points_that_the_database_cannot_explain_are_told(db, no_index):
    projection_bulk([described("good", version("en", "Pilots"), is_good_practice=True)])
    query = read("pilots ")
    (hit,) = search(query, kind="initiative").hits
    parts = score_parts(query, hit, is_good_practice=False, now=LATER)
    assert parts[-1].how == "changed since the index has read it"
    assert sum(part.points for part in parts) == hit.score


def test_recent_is_what_the_ranking_calls_recent(db, no_index):
    projection_bulk([described("new", version("en", "Pilots"))])
    query = read("pilots ")
    (hit,) = search(query, kind="initiative").hits
    hows = {
        days: [
            part.points
            for part in score_parts(
                query, hit, is_good_practice=False, now=EPOCH + timedelta(days=days)
            )
            if "last year" in part.how
        ]
        for days in (300, 400)
    }
    assert hows == {300: [RECENT], 400: []}


class TestReading:
    def test_the_forms_of_a_word_are_shown(self, db):
        (word,) = reading(read("schools ")).words
        assert word.text == "schools"
        assert word.lemmas == ("school",)
        assert not word.is_prefix

    def test_the_last_word_may_be_a_beginning(self, db):
        words = reading(read("safe schools")).words
        assert [word.is_prefix for word in words] == [False, True]

    def test_meanings_are_named_in_the_language_of_the_interface(self, db):
        (word,) = reading(read("Azerbaijan ")).words
        assert word.meanings == ("Country: Azerbaijan",)

    def test_synonyms_phrases_exclusions_and_function_words_are_shown(self, db):
        SynonymSet.objects.create(language="en", words="coaches\nteam leaders")
        found = reading(read('the coaches "town hall" -police'))
        assert found.words[0].synonyms == ("team leaders",)
        assert found.phrases == ("town hall",)
        assert found.excluded == ("police",)
        assert found.left_out == ("the",)
