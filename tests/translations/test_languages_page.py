"""The page on languages: how far each has come, what reviewed means, how to help."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import memory
from core.catalogues import interface_shares
from core.languages import CODES
from core.locales import locale_id
from home.models import ContentPage, HomePage
from initiatives.models import InitiativePage
from pact.models.vocabulary import Principle
from tests.core.markup import Markup
from tests.translations.conftest import BODY
from tests.translations.hands import write_all
from translations.models import TextProvenance
from translations.services.begin import source_read, translation_begin
from translations.services.publishing import version_publish, version_withhold

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english_interface(monkeypatch):
    """Sentences are compared in English, whatever the catalogues hold."""
    monkeypatch.setattr("core.current.interface_languages", lambda: frozenset(["en"]))


def row(client, language="fr"):
    """A language as programs are told of it, counted anew."""
    cache.clear()
    memory.forget_all()
    items = client.get("/api/v1/languages/").json()["items"]
    return next(item for item in items if item["code"] == language)


def test_every_language_has_its_figures_and_they_fit_together(client):
    items = client.get("/api/v1/languages/").json()["items"]
    assert {item["code"] for item in items} == set(CODES)
    for item in items:
        for name in ("pages", "vocabulary"):
            done, total = item[f"{name}_translated"], item[f"{name}_total"]
            assert 0 <= item[f"{name}_reviewed"] <= done <= total
        assert item["initiatives_reviewed"] <= item["initiatives"]
        assert 0 <= item["reviewed_share"] <= item["complete_share"] <= 1
        assert 0 <= item["interface_share"] <= 1


def test_originals_count_as_reviewed(client):
    told = row(client, "en")
    assert told["pages_reviewed"] == told["pages_total"] > 0
    assert (told["complete_share"], told["interface_share"]) == (1.0, 1.0)


def test_a_machine_draft_is_translated_and_not_reviewed(client):
    told = row(client, "az")
    assert told["pages_translated"] > 0
    assert told["pages_reviewed"] == 0
    assert told["vocabulary_translated"] == told["vocabulary_total"] > 0
    assert told["vocabulary_reviewed"] == 0


def test_labels_of_the_vocabulary_are_known_as_machine_drafts():
    term = Principle.objects.filter(locale_id=locale_id("ka")).first()
    told = TextProvenance.objects.get(
        translation_key=term.translation_key, language="ka"
    )
    assert told.state == "machine_draft"


def test_a_reviewed_page_raises_the_reviewed_share(
    client, begin, writes, reviews, reviewer_fr
):
    translation = begin("fr")
    before = row(client)
    write_all(translation, writes, reviews)
    version_publish(translation=translation, user=reviewer_fr)
    after = row(client)
    assert after["pages_reviewed"] == before["pages_reviewed"] + 1
    assert after["reviewed_share"] > before["reviewed_share"]
    version_withhold(translation=translation, user=reviewer_fr)
    assert row(client)["pages_translated"] == before["pages_translated"]


def test_a_reviewed_initiative_is_counted(client):
    translated = TextProvenance.objects.filter(
        translation_key__in=InitiativePage.objects.published().values(
            "translation_key"
        ),
        language="en",
    ).first()
    before = row(client, "en")["initiatives_reviewed"]
    translated.state = "reviewed"
    translated.save()
    assert row(client, "en")["initiatives_reviewed"] == before + 1


def test_the_page_says_what_reviewed_means_and_how_to_help(client):
    markup = Markup(client.get("/ka/languages/"))
    text = markup.main.text
    assert "A machine draft is never called reviewed." in text
    assert "Nobody reviews a text of their own." in text
    links = {link.attrs["href"] for link in markup.all("a")}
    assert "/ka/contact/" in links
    line = markup.one("tr", id="language-az").text
    assert "azərbaycan" in line.casefold()
    assert "0 reviewed" in line


def test_a_cache_may_keep_the_page_of_a_reader(client):
    answer = client.get("/en/languages/")
    assert not answer.cookies
    assert "public" in answer["Cache-Control"]


@pytest.mark.ignore_template_errors
def test_the_page_of_somebody_logged_in_is_not_kept(editor_client):
    answer = editor_client.get("/en/languages/")
    assert "public" not in answer.headers.get("Cache-Control", "")


def test_the_interface_is_measured_by_its_catalogues():
    shares = interface_shares()
    assert set(shares) == set(CODES)
    assert shares["en"] == 1.0
    assert max(shares[code] for code in ("fr", "az", "el", "ka")) == 1.0
    assert min(shares.values()) < 0.5


def test_the_number_of_queries_does_not_grow_with_pages(client):
    def ask():
        cache.clear()
        memory.forget_all()
        with CaptureQueriesContext(connection) as asked:
            client.get("/en/languages/")
        return len(asked)

    def add(count, letter):
        home = HomePage.objects.get(locale_id=locale_id("en"))
        for number in range(count):
            made = ContentPage(
                title=f"Page {letter}{number}",
                slug=f"page-{letter}-{number}",
                lead="A lead.",
                body=BODY % (f"One {number}.", "Two."),
                locale_id=locale_id("en"),
            )
            home.add_child(instance=made)
            made.save_revision().publish()
            translation_begin(source=source_read(made), languages=["fr", "de"])

    add(2, "a")
    ask()
    few = ask()
    add(18, "b")
    assert ask() == few
