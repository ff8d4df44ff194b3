"""`translations_status`: how far each object has come in each language."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale

from core.languages import CODES
from core.locales import locale_id
from home.models import ContentPage, HomePage
from tests.translations.conftest import BODY
from tests.translations.hands import change_source, write, write_all
from translations.models import TextProvenance, TranslationProgress
from translations.selectors.status import object_statuses
from translations.selectors.sums import language_sums
from translations.services import page_alias_everywhere
from translations.services.begin import source_read, translation_begin
from translations.services.publishing import version_publish, version_withhold

pytestmark = pytest.mark.django_db

CELL = {
    "state",
    "texts",
    "percent",
    "published",
    "provenance",
    "behind",
    "withheld",
    "age_days",
}


def status(*arguments):
    """What the command prints."""
    out = StringIO()
    call_command("translations_status", *arguments, stdout=out)
    return json.loads(out.getvalue())


def cell(page, language="fr"):
    """The page in a language as the command prints it."""
    objects = status("--language", language, "--type", "home.contentpage")["objects"]
    found = next(item for item in objects if item["key"] == str(page.translation_key))
    return found["languages"][language]


def test_the_command_prints_every_page_and_term_in_every_other_language(page):
    told = status()
    assert set(told) == {"generated_at", "languages", "objects"}
    types = {item["type"] for item in told["objects"]}
    assert {
        "home.homepage",
        "pact.pactpage",
        "pact.principle",
        "initiatives.initiativepage",
        "signatories.signatoryprofile",
    } <= types
    for item in told["objects"]:
        assert len(item["languages"]) == 38
        assert item["source_language"] not in item["languages"]
        assert all(set(entry) == CELL for entry in item["languages"].values())
    mine = next(i for i in told["objects"] if i["key"] == str(page.translation_key))
    assert (mine["title"], mine["source_language"], mine["url"]) == (
        "Safe sport",
        "en",
        "/en/safe-sport/",
    )


def test_what_nobody_has_begun_is_untranslated_or_an_alias(page):
    assert cell(page)["state"] == "untranslated"
    page_alias_everywhere(page=page)
    told = cell(page)
    assert (told["state"], told["published"], told["provenance"]) == (
        "alias",
        False,
        "",
    )


def test_the_state_is_the_least_finished_among_the_texts(
    begin, page, source, writes, reviews
):
    translation = begin("fr")
    write(translation, "Safe sport", "Le sport sûr", writes)
    told = cell(page)
    assert (told["state"], told["percent"]) == ("untranslated", 0)
    assert told["texts"]["waiting"] == 1
    write_all(translation, writes)
    assert cell(page)["state"] == "waiting"
    write_all(translation, writes, reviews)
    assert (cell(page)["state"], cell(page)["percent"]) == ("approved", 100)
    change_source(page, source, title="Safer sport")
    told = cell(page)
    assert (told["state"], told["percent"]) == ("needs_editing", 75)


def test_published_behind_and_withheld_are_told_apart(
    begin, page, source, writes, reviews, reviewer_fr
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    assert not cell(page)["published"]
    version_publish(translation=translation, user=reviewer_fr)
    told = cell(page)
    assert (told["published"], told["provenance"]) == (True, "reviewed")
    assert (told["behind"], told["withheld"]) == (False, False)
    change_source(page, source, title="Safer sport")
    assert cell(page)["behind"]
    version_withhold(translation=translation, user=reviewer_fr)
    assert cell(page)["withheld"]


def test_the_age_is_that_of_the_oldest_text_that_waits(begin, page):
    translation = begin("fr")
    since = timezone.now() - timedelta(days=9, hours=2)
    TranslationProgress.objects.filter(translation=translation).update(
        waiting_since=since
    )
    assert cell(page)["age_days"] == 9


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ("machine_draft", "machine_draft"),
        ("translated", "waiting"),
        ("by_signatory", "approved"),
        ("reviewed", "approved"),
    ],
)
def test_a_version_outside_the_workflow_is_judged_by_what_readers_are_told(
    page, told, state
):
    version = page.copy_for_translation(Locale.objects.get(language_code="fr"))
    version.save_revision().publish()
    TextProvenance.objects.create(
        translation_key=page.translation_key, language="fr", state=told
    )
    found = cell(page)
    assert (found["state"], found["provenance"], found["published"]) == (
        state,
        told,
        True,
    )


def test_a_machine_draft_never_counts_as_reviewed(page):
    told = status("--type", "pact.pactpage", "--language", "az")
    assert told["objects"][0]["languages"]["az"]["state"] == "machine_draft"
    row = told["languages"][0]
    assert (row["language"], row["objects"], row["machine_draft"]) == ("az", 1, 1)
    assert (row["reviewed_share"], row["complete_share"]) == (0.0, 1.0)


def test_the_states_of_a_language_add_up_to_its_objects(page):
    for row in status()["languages"]:
        names = ("approved", "waiting", "machine_draft", "needs_editing")
        assert sum(row[name] for name in (*names, "untranslated")) == row["objects"]
        assert 0 <= row["reviewed_share"] <= row["complete_share"] <= 1


def test_an_unknown_language_or_type_is_refused():
    for wrong in (["--language", "xx"], ["--type", "home.nothing"]):
        with pytest.raises(CommandError):
            call_command("translations_status", *wrong)


def test_the_number_of_queries_does_not_grow_with_objects_and_languages(
    db, django_assert_num_queries
):
    def ask():
        language_sums(object_statuses(), CODES)

    def add(count, begin):
        home = HomePage.objects.get(locale_id=locale_id("en"))
        for number in range(count):
            made = ContentPage(
                title=f"Page {begin}{number}",
                slug=f"page-{begin}-{number}",
                lead="A lead.",
                body=BODY % (f"One {number}.", "Two."),
                locale_id=locale_id("en"),
            )
            home.add_child(instance=made)
            made.save_revision().publish()
            translation_begin(source=source_read(made), languages=["fr", "de"])

    add(2, "a")
    ask()
    with CaptureQueriesContext(connection) as few:
        ask()
    add(18, "b")
    with django_assert_num_queries(len(few)):
        ask()
