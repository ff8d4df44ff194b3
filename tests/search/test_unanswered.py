"""Searches without results: what is counted, what is kept, what never is."""

import logging
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.db import DatabaseError
from django.utils import timezone

from search import tasks, unanswered
from search.models import NeedPhrase, UnansweredQuery
from search.query import parse
from search.unanswered import (
    KEPT_DAYS,
    unanswered_forget_need,
    unanswered_forget_old,
    unanswered_note,
    unanswered_told,
    unanswered_untold,
)


def ask(text, times=1, language="en"):
    for _ in range(times):
        unanswered_note(parse(text, language=language))


def rows():
    return list(UnansweredQuery.objects.values_list("text", "count"))


class TestWhatIsKept:
    def test_the_words_are_kept_from_the_third_time_on(self, db):
        seen = []
        for _ in range(4):
            ask("unicorn riding")
            seen += rows()
        assert seen == [
            ("", 1),
            ("", 2),
            ("unicorn riding", 3),
            ("unicorn riding", 4),
        ]

    def test_however_they_are_capitalised_spaced_and_dotted(self, db):
        ask("Unicorn riding")
        ask(" unicorn   RIDING!")
        ask("“unicorn” riding ")
        assert rows() == [("unicorn riding", 3)]

    def test_each_language_counts_for_itself(self, db):
        ask("unicorn", 2)
        ask("unicorn", 2, language="fr")
        assert rows() == [("", 2), ("", 2)]

    def test_the_letters_of_the_language_decide_what_is_the_same(self, db):
        ask("BALIK", 1, language="tr")
        ask("balık", 2, language="tr")
        assert rows() == [("balık", 3)]

    @pytest.mark.parametrize(
        "text",
        [
            "unicorn 7",
            "unicorn 7b",
            "unicorn ٣",
            "unicorn Ⅳ",
            "0612345678",
            "+33 6 12 34 56 78",
            "one two three four five",
            "one,two,three,four,five",
            "one-two-three-four-five",
            "the unicorn of the town",
            "somebody@unicorn.example",
            "unicorn" * 20,
        ],
    )
    def test_numbers_addresses_and_sentences_are_counted_alone(self, db, text):
        ask(text, 5)
        assert rows() == [("", 5)]

    def test_four_words_may_be_kept(self, db):
        ask("one two three four", 3)
        assert rows() == [("one two three four", 3)]

    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("i need help", "en"),
            ("please help me unicorn", "en"),
            ("mənə kömək lazımdır", "az"),
            ("mənə kömək lazımdır", "en"),
        ],
    )
    def test_of_a_person_in_need_there_is_not_even_a_count(self, db, text, language):
        ask(text, 5, language)
        assert rows() == []

    def test_phrases_of_the_editors_count_at_once(self, db):
        NeedPhrase.objects.create(language="en", phrase="unicorn took me")
        ask("the unicorn took me away", 3)
        assert rows() == []

    @pytest.mark.parametrize("text", ["", "…", "-unicorn", "schools -unicorn"])
    def test_what_says_nothing_about_missing_words_is_not_counted(self, db, text):
        ask(text, 3)
        assert rows() == []

    def test_there_is_a_day_and_no_time(self, db):
        ask("unicorn")
        assert UnansweredQuery.objects.get().last_asked_on == timezone.localdate()
        assert not hasattr(timezone.localdate(), "hour")


def test_a_program_that_makes_up_words_does_not_fill_the_table(db, monkeypatch):
    monkeypatch.setattr(unanswered, "_MOST_NEW", 3)
    ask("often", 3)
    for number in range(9):
        ask(f"madeup{number:x}")
    assert len(rows()) == 4
    # What is known by then is counted on.
    ask("often")
    assert unanswered.unanswered_told().get().count == 4


def test_two_who_ask_for_the_same_at_once_disturb_nobody(db, monkeypatch, caplog):
    class Meanwhile(int):
        """A limit that is compared while somebody else asks for the same."""

        def __gt__(self, other):
            digest = unanswered._digest("en:unicorn")
            today = timezone.localdate()
            UnansweredQuery.objects.create(
                digest=digest, language="en", last_asked_on=today
            )
            return True

    monkeypatch.setattr(unanswered, "_MOST_NEW", Meanwhile(5))
    with caplog.at_level(logging.WARNING):
        ask("unicorn")
    assert len(rows()) == 1
    assert not caplog.records


class TestDigest:
    def test_it_needs_the_key_of_the_portal(self, db, settings):
        ask("unicorn")
        first = UnansweredQuery.objects.get().digest
        settings.SECRET_KEY = "another-key-of-fifty-characters-or-more-for-a-test"
        ask("unicorn")
        second = UnansweredQuery.objects.exclude(digest=first).get().digest
        assert len(first) == len(second) == 64

    def test_words_are_in_no_column_before_they_are_kept(self, db):
        ask("unicorn", 2)
        (row,) = UnansweredQuery.objects.values()
        assert not any("unicorn" in str(value) for value in row.values())
        assert django_settings.SECRET_KEY not in str(row)


class TestForgetting:
    def test_what_nobody_repeats_goes(self, db):
        ask("unicorn", 3)
        ask("zebra", 3)
        old = timezone.localdate() - timedelta(days=KEPT_DAYS + 1)
        UnansweredQuery.objects.filter(text="zebra").update(last_asked_on=old)
        assert unanswered_forget_old() == 1
        assert rows() == [("unicorn", 3)]

    def test_what_was_asked_again_stays(self, db):
        ask("zebra", 3)
        old = timezone.localdate() - timedelta(days=KEPT_DAYS + 1)
        UnansweredQuery.objects.update(last_asked_on=old)
        ask("zebra")
        assert unanswered_forget_old() == 0

    def test_what_sounds_like_need_by_now_goes(self, db):
        ask("unicorn took me", 3)
        ask("zebra", 3)
        NeedPhrase.objects.create(language="en", phrase="took me")
        assert unanswered_forget_need() == 1
        assert rows() == [("zebra", 3)]

    def test_the_schedule_does_both_each_night(self, db, settings):
        entry = settings.CELERY_BEAT_SCHEDULE["search-forget-unanswered"]
        assert entry["task"] == tasks.unanswered_forget_task.name
        assert entry["schedule"] == timedelta(days=1)
        ask("unicorn took me", 3)
        ask("zebra", 3)
        NeedPhrase.objects.create(language="en", phrase="took me")
        UnansweredQuery.objects.filter(text="zebra").update(last_asked_on="2020-01-01")
        tasks.unanswered_forget_task()
        assert rows() == []


class TestReport:
    @pytest.fixture(autouse=True)
    def asked(self, db):
        ask("unicorn", 3)
        ask("zebra", 5)
        ask("licorne", 4, "fr")
        ask("once")
        ask("twice", 2)
        ask("unicorn 7", 4)
        ask("une fois", 1, "fr")

    def test_kept_words_come_with_the_most_frequent_first(self):
        assert [row.text for row in unanswered_told()] == [
            "zebra",
            "licorne",
            "unicorn",
        ]

    def test_or_with_the_latest_first(self):
        UnansweredQuery.objects.filter(text="unicorn").update(
            last_asked_on=timezone.localdate() + timedelta(days=1)
        )
        assert unanswered_told(by_day=True)[0].text == "unicorn"

    def test_in_one_language_or_in_all(self):
        assert [row.text for row in unanswered_told(language="fr")] == ["licorne"]

    def test_the_rest_is_counted_by_language(self):
        told = [(row.language, row.rare, row.private) for row in unanswered_untold()]
        assert told == [("en", 2, 1), ("fr", 1, 0)]
        assert len(unanswered_untold(language="fr")) == 1


def test_a_search_does_not_fail_when_it_cannot_be_counted(db, monkeypatch, caplog):
    def fail(query):
        raise DatabaseError(f"locked: {query.text}")

    monkeypatch.setattr(unanswered, "_count", fail)
    with caplog.at_level(logging.DEBUG):
        ask("unicorn")
    assert "not counted (DatabaseError)" in caplog.text
    assert "unicorn" not in caplog.text
