"""What editors tell the search: it takes effect with the next one, in every process."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest

from core.languages import CODES
from portal.env import ENV
from search import stamps, words
from search.addresses import address_of, object_at
from search.concepts import understood
from search.models import (
    BestBet,
    BlockedSuggestion,
    NeedPhrase,
    SearchObject,
    SynonymSet,
)
from search.need import sounds_like_need
from search.projection import forget, projection_bulk
from search.query import parse
from search.reference import need_phrases_load
from search.selectors import recommended_hits, search
from search.suggestions import suggestions
from search.words import is_blocked
from tests import databases
from tests.search.builders import corpus, described, key_of, version


@pytest.fixture
def world(db):
    projection_bulk(corpus())


def slugs(text, language="en", **more):
    page = search(parse(text, language=language, **more), kind="initiative")
    return {hit.slug for hit in page.hits}


def synonyms(language, *lines):
    return SynonymSet.objects.create(language=language, words="\n".join(lines))


class TestSynonyms:
    def test_a_word_finds_the_others_of_its_set_at_once_and_no_longer_than_it_stands(
        self, world
    ):
        assert slugs("coaches") == set()
        row = synonyms("en", "coaches", "teachers")
        assert slugs("coaches") == {"baku"}
        row.words = "coaches\nparents"
        row.save()
        assert slugs("coaches") == {"lyon", "dublin"}
        row.delete()
        assert slugs("coaches") == set()

    def test_other_forms_of_the_words_need_not_be_written(self, world):
        synonyms("en", "coach", "teacher")
        assert slugs("coaches ") == {"baku"}

    def test_a_phrase_and_a_word_may_mean_the_same(self, world):
        synonyms("en", "town hall", "city chamber", "prefecture")
        assert slugs("city chamber ") == {"town"}
        assert slugs("prefecture ") == {"town"}

    def test_the_words_of_another_language_are_left_alone(self, world):
        synonyms("fr", "coaches", "teachers")
        assert slugs("coaches") == set()

    def test_the_word_itself_stands_above_its_synonym(self, world):
        projection_bulk(
            [
                described("own", version("en", "Coaches")),
                described("other", version("en", "Teachers"), days=30),
            ]
        )
        synonyms("en", "coaches", "teachers")
        page = search(parse("coaches", language="en"), kind="initiative")
        assert [hit.slug for hit in page.hits] == ["own", "other", "baku"]

    def test_a_quoted_word_stays_literal(self, world):
        synonyms("en", "coaches", "teachers")
        assert slugs('"coaches"') == set()

    def test_a_query_is_widened_only_so_far(self, world):
        for first in "xyz":
            others = [f"{other * 3}ort{first}" for other in "abcdefghij"]
            synonyms("en", f"{first}word", *others)
        query = parse("xword yword zword ", language="en")
        found = words.synonyms_of(query, stamps.stamps())
        assert [len(phrases) for phrases in found.phrases] == [10, 10, 0]

    def test_the_reader_is_told_that_it_was_not_widened_further(self, world):
        for first in "xyz":
            others = [f"{other * 3}ort{first}" for other in "abcdefghij"]
            synonyms("en", f"{first}word", *others)
        told = "Some words with the same meaning were left out: too many are known."
        for text, notices in (("xword yword ", ()), ("xword yword zword ", (told,))):
            page = search(parse(text, language="en"), kind="initiative")
            assert page.notices == notices


class TestRecommended:
    @pytest.fixture
    def bet(self, world):
        return BestBet.objects.create(
            language="en",
            queries="safe school\nteachers",
            kind="initiative",
            key=key_of("koeln"),
        )

    def hits(self, text, language="en", kind="initiative"):
        query = parse(text, language=language)
        return [hit.slug for hit in recommended_hits(query, kind=kind)]

    def test_exactly_its_queries_lead_to_it_in_any_form(self, bet):
        for text in ("safe school", "the safe schools", "TEACHER"):
            assert self.hits(text) == ["koeln"], text
        for text in ("school", "safe school teachers", '"safe school"', "teachers -x"):
            assert self.hits(text) == [], text

    def test_it_counts_in_its_language_and_for_its_kind_alone(self, bet):
        assert self.hits("teachers", language="fr") == []
        assert self.hits("teachers", kind="signatory") == []

    def test_a_change_takes_effect_with_the_next_search(self, bet):
        bet.queries = "parents"
        bet.save()
        assert self.hits("parents") == ["koeln"]
        assert self.hits("teachers") == []
        bet.delete()
        assert self.hits("parents") == []

    def test_what_is_gone_is_not_recommended(self, bet):
        forget("initiative", bet.key)
        assert self.hits("teachers") == []

    def test_it_comes_back_with_its_object(self, bet):
        forget("initiative", bet.key)
        SearchObject.objects.all().delete()
        projection_bulk(corpus())
        assert self.hits("teachers") == ["koeln"]


class TestBlockedSuggestions:
    def texts(self, typed, language="en"):
        return [item.text for item in suggestions(parse(typed, language=language))]

    def test_a_text_that_holds_a_blocked_word_is_not_suggested(self, world):
        assert "Town hall" in self.texts("town")
        row = BlockedSuggestion.objects.create(language="en", word="halls")
        assert "Town hall" not in self.texts("town")
        row.delete()
        assert "Town hall" in self.texts("town")

    def test_it_is_found_all_the_same(self, world):
        BlockedSuggestion.objects.create(language="en", word="hall")
        assert slugs("town hall") == {"town"}

    @pytest.mark.parametrize(
        ("typed", "meant", "blocked"),
        [
            ("teechers ", "teachers", "teacher"),
            ("town hell ", "town hall", "town hall"),
        ],
    )
    def test_it_is_never_offered_as_a_correction(self, world, typed, meant, blocked):
        def correction():
            page = search(parse(typed, language="en"), kind="initiative")
            return page.rescue.suggestion

        assert correction() == meant
        BlockedSuggestion.objects.create(language="en", word=blocked)
        assert correction() == ""

    def test_only_whole_words_and_phrases_count(self, db):
        BlockedSuggestion.objects.create(language="en", word="bad word")
        assert is_blocked("Many bad words here", "en")
        for text in ("bad", "word", "bad good word"):
            assert not is_blocked(text, "en"), text
        assert not is_blocked("bad word", "fr")


class TestNeed:
    def test_phrases_are_loaded_for_languages_that_have_none(self, db):
        NeedPhrase.objects.all().delete()
        NeedPhrase.objects.create(language="en", phrase="only this one")
        assert need_phrases_load() > len(CODES)
        assert [
            row.phrase for row in NeedPhrase.objects.filter(language="en", part="whole")
        ] == ["only this one"]
        assert NeedPhrase.objects.filter(language="en", part="beside").count() > 10
        assert need_phrases_load() == 0

    @pytest.mark.parametrize("code", CODES)
    def test_each_language_has_phrases_that_are_recognised(self, db, code):
        phrases = NeedPhrase.objects.filter(language=code, part="whole")
        assert len(phrases) >= 5
        for row in phrases:
            assert sounds_like_need(row.phrase, code), row.phrase

    @pytest.mark.parametrize("code", CODES)
    def test_each_word_beside_each_word_for_oneself_is_recognised(self, db, code):
        rows = NeedPhrase.objects.filter(language=code)
        oneself = [row.phrase for row in rows if row.part == "oneself"]
        beside = [row.phrase for row in rows if row.part == "beside"]
        assert len(oneself) >= 3
        assert len(beside) >= 30
        for word in oneself:
            assert sounds_like_need(f"{beside[0]} {word}", code), word
        for word in beside:
            assert sounds_like_need(f"{oneself[0]}, xyz {word}", code), word

    def test_whoever_is_in_need_may_type_in_another_language_than_the_page(self, db):
        for code in CODES:
            assert sounds_like_need("mənə kömək lazımdır", code), code

    @pytest.mark.parametrize(
        "text", ["I need help", "please HELP ME now", "i NEEDED help!", "“I am scared”"]
    )
    def test_capitals_signs_and_other_words_do_not_hide_it(self, db, text):
        assert sounds_like_need(text, "en")

    @pytest.mark.parametrize(
        "text",
        [
            "help",
            "schools",
            "helping teachers",
            "training on need",
            "who can teach",
            "",
        ],
    )
    def test_subjects_of_work_are_not_need(self, db, text):
        assert not sounds_like_need(text, "en")

    def test_a_phrase_counts_at_once(self, db):
        assert not sounds_like_need("unicorn took me", "en")
        row = NeedPhrase.objects.create(language="en", phrase="unicorn took me")
        assert sounds_like_need("unicorn took me", "en")
        row.delete()
        assert not sounds_like_need("unicorn took me", "en")

    def test_nothing_is_suggested_to_who_may_be_in_need(self, world):
        NeedPhrase.objects.create(language="en", phrase="town hall")
        assert suggestions(parse("town hall", language="en")) == []


# Marked, for this folder's fixture `db` would take the demonstration away.
@pytest.mark.django_db
class TestAddresses:
    @pytest.mark.parametrize(
        "address",
        [
            "/az/initiatives/mektebde-sozunu-de-dersleri/",
            "/hu/initiatives/mektebde-sozunu-de-dersleri",
            " https://portal.example/en/initiatives/mektebde-sozunu-de-dersleri/?q=x#a ",
        ],
    )
    def test_an_initiative_is_found_by_its_address_in_any_language(self, address):
        kind, key = object_at(address)
        assert kind == "initiative"
        assert address_of(kind, key, "en") == (
            "/en/initiatives/mektebde-sozunu-de-dersleri/"
        )

    @pytest.mark.parametrize(
        ("address", "kind"),
        [
            ("/en/", "page"),
            ("/ka/pact/", "page"),
            ("/fr/initiatives/", "page"),
            ("/en/signatories/goyseher-belediyyesi/", "signatory"),
        ],
    )
    def test_pages_and_signatories_too(self, address, kind):
        assert object_at(address)[0] == kind

    def test_a_former_address_leads_to_the_object(self):
        from core.addresses import address_assign

        kind, key = object_at("/en/initiatives/mektebde-sozunu-de-dersleri/")
        address_assign(kind=kind, key=key, slug="another-ending")
        address_assign(kind=kind, key=key, slug="mektebde-sozunu-de-dersleri")
        assert object_at("/en/initiatives/another-ending/") == (kind, key)

    @pytest.mark.parametrize(
        "address",
        [
            "",
            "/",
            "initiatives",
            "/xx/initiatives/mektebde-sozunu-de-dersleri/",
            "/en/signatories/mektebde-sozunu-de-dersleri/",
            "/en/initiatives/nothing-of-the-kind/",
            "/en/help/ie/",
            "/admin/",
            "https://[broken",
        ],
    )
    def test_elsewhere_there_is_nothing(self, address):
        assert object_at(address) is None

    def test_what_is_gone_has_no_address(self):
        address = "/en/initiatives/mektebde-sozunu-de-dersleri/"
        kind, key = object_at(address)
        forget(kind, key)
        assert object_at(address) is None
        assert address_of(kind, key, "en") == ""


def test_the_words_are_read_once_and_not_for_each_search(
    world, django_assert_num_queries
):
    synonyms("en", "coaches", "teachers")
    query = parse("coaches", language="en")
    understood(query, {})
    sounds_like_need("coaches", "en")
    with django_assert_num_queries(0):
        understood(query, {})
        sounds_like_need("coaches", "en")
        is_blocked("coaches", "en")


def test_words_that_are_changed_without_a_signal_are_seen_a_minute_later(
    world, monkeypatch
):
    SynonymSet.objects.bulk_create([SynonymSet(language="en", words="a\nb")])
    query = parse("coaches", language="en")
    understood(query, {})
    SynonymSet.objects.update(words="coaches\nteachers")
    assert not understood(query, {}).words[0].synonyms
    later = stamps.monotonic() + timedelta(minutes=2).total_seconds()
    monkeypatch.setattr(stamps, "monotonic", lambda: later)
    assert understood(query, {}).words[0].synonyms


ASKING = """
import sys, django
django.setup()
from search.query import parse
from search.concepts import understood
from search.stamps import stamps
print("ready", flush=True)
for line in sys.stdin:
    query = understood(parse(line, language="en"), stamps())
    found = [word.text for other in query.words[0].synonyms for word in other.words]
    print(" ".join(found), flush=True)
"""
SAVING = """
from django.db import transaction
from search.models import SynonymSet
with transaction.atomic():
    SynonymSet.objects.create(language="en", words="coaches\\nteachers")
"""


@pytest.mark.services
def test_a_running_process_sees_what_another_one_has_saved(worker):
    """Two processes, one database, one Redis; the first has read the words already."""
    name = f"pact_words_{worker}"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATABASE_URL": databases.copy_for(name, ENV.database_url),
        "REDIS_URL": ENV.redis_url,
        "ELASTICSEARCH_URL": "",
    }
    options = {"cwd": databases.ROOT, "env": environment, "text": True}
    with subprocess.Popen(
        [sys.executable, "-c", ASKING],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        **options,
    ) as reader:
        assert reader.stdout.readline() == "ready\n"

        def ask():
            reader.stdin.write("coaches \n")
            reader.stdin.flush()
            return reader.stdout.readline().strip()

        assert ask() == ""
        saving = [sys.executable, "manage.py", "shell", "-v", "0", "-c", SAVING]
        subprocess.run(saving, check=True, **options)
        assert ask() == "teachers"
        reader.stdin.close()
        assert reader.wait(timeout=20) == 0
    with databases.psycopg.connect(
        databases._at(ENV.database_url, "postgres"), autocommit=True
    ) as server:
        databases._drop(server, name)
