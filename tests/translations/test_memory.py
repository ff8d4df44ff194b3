"""The memory: the same text, similar texts, on both databases."""

import pytest
from django.db import connection

from translations.selectors import memory
from translations.selectors.memory import memory_exact, memory_matches, memory_search
from translations.services.memory import memory_learn
from translations.services.memory_files import Pair, memory_learn_many

pytestmark = pytest.mark.django_db

ENGLISH = "Every sports club names a contact person whom children can talk to."
FRENCH = "Chaque club sportif nomme une personne à qui les enfants peuvent parler."
OTHERS = (
    ("The town council meets on the first Monday.", "Le conseil se réunit le lundi."),
    ("Save", "Enregistrer"),
    ("Prosecution of offenders", "Poursuite des auteurs"),
)


@pytest.fixture(autouse=True)
def _learned():
    for source, target in ((ENGLISH, FRENCH), *OTHERS):
        learn(source, target)


def learn(source, target, language="fr"):
    memory_learn(source_language="en", language=language, source=source, target=target)


def sources(text, language="fr"):
    return [match.source for match in memory_matches(text, "en", language)]


def test_the_same_text_is_found_first_and_is_called_exact():
    similar = ENGLISH.replace("Every", "Each")
    learn(similar, FRENCH)
    first, second = memory_matches(ENGLISH, "en", "fr")
    assert (first.target, first.likeness, first.is_exact) == (FRENCH, 100, True)
    assert second.source == similar
    assert 60 <= second.likeness < 100


def test_of_two_translations_the_one_used_more_often_comes_first():
    learn(ENGLISH, "Autre")
    learn(ENGLISH, "Autre")
    assert memory_matches(ENGLISH, "en", "fr")[0].target == "Autre"
    assert memory_exact([ENGLISH, "Unheard of"], "en", "fr") == {ENGLISH: "Autre"}


@pytest.mark.parametrize(
    "text",
    [
        "Every sports club names a contact person whom parents can talk to.",
        "Every sports club has a contact person whom all children can talk to.",
        "Each sport club names the contact persons whom children may talk to.",
    ],
)
def test_a_similar_text_is_found(text):
    (match,) = memory_matches(text, "en", "fr")
    assert match.source == ENGLISH
    assert 60 <= match.likeness < 100


def test_a_short_title_that_changed_a_little_is_found():
    assert sources("Prosecution of the offenders") == ["Prosecution of offenders"]


@pytest.mark.parametrize(
    "text",
    [
        "A person talks to children.",
        "Every sports club.",
        "Nothing of the kind stands here",
        "!",
        "",
    ],
)
def test_what_is_less_than_sixty_per_cent_alike_is_not_offered(text):
    assert sources(text) == []


def test_other_languages_are_not_offered():
    assert sources(ENGLISH, "de") == []
    assert sources(ENGLISH.replace("Every", "Each"), "de") == []


def test_mark_up_does_not_hide_what_is_alike():
    text = ENGLISH.replace("contact person", "<b>contact person</b>")
    assert sources(text) == [ENGLISH]


def test_texts_in_other_scripts_are_found():
    source = "Դպրոցում երեխաները սովորում են իրենց իրավունքների մասին"
    memory_learn(source_language="hy", language="fr", source=source, target="x")
    found = memory_matches(f"{source} ամեն օր", "hy", "fr")
    assert [match.source for match in found] == [source]


def test_the_search_shows_alike_texts_and_those_that_have_the_words():
    learn("A contact person is named by the town.", "Une personne est nommée.")
    found = memory_search("contact person", "en", "fr")
    assert {entry.source for entry, _likeness in found} == {
        ENGLISH,
        "A contact person is named by the town.",
    }
    assert memory_search("Enregistrer", "en", "fr")[0][0].source == "Save"
    assert memory_search(ENGLISH, "en", "fr")[0][1] == 100
    assert len(memory_search("", "en", "fr")) == 5


def test_many_pairs_are_learnt_in_a_few_statements(django_assert_max_num_queries):
    pairs = [Pair(f"Text {number}", f"Texte {number}") for number in range(60)]
    with django_assert_max_num_queries(6):
        assert learn_many(pairs) == 60
    assert learn_many(pairs) == 0
    assert memory_matches("Text 7", "en", "fr")[0].times == 2


def learn_many(pairs):
    return memory_learn_many(source_language="en", language="fr", pairs=pairs)


def test_where_there_are_no_trigrams_common_words_find_similar_texts(monkeypatch):
    monkeypatch.setattr(memory, "_has_trigrams", lambda: False)
    assert sources(ENGLISH.replace("Every", "Each")) == [ENGLISH]


@pytest.mark.services
def test_on_postgresql_an_index_finds_similar_texts():
    assert connection.vendor == "postgresql"
    pairs = [Pair(f"Number {n} of {n * 7} and {n * 3}", "x") for n in range(2000)]
    learn_many(pairs)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE translations_memoryentry")
        # Two thousand rows are read faster as a whole; a hundred thousand are not.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SELECT translations_memory_keys('en>fr', %s)", [ENGLISH])
        (keys,) = cursor.fetchone()
        cursor.execute(
            "EXPLAIN SELECT id FROM translations_memoryentry WHERE keys && %s::int[]",
            [keys],
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "memoryentry_keys" in plan
    assert len(keys) == 10
    assert sources(ENGLISH.replace("Every", "Each")) == [ENGLISH]
