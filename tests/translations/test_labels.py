"""What readers and programs are told of a translation, and how they report a bad one."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from core.models import Report
from initiatives.models import Initiative, InitiativePage
from search.models import SearchDocument
from search.projection import project_key
from signatories.models import Signatory
from tests.core.markup import Markup
from tests.translations.hands import change_source, write_all
from translations.choices import Effect, Origin
from translations.models import SegmentState, TextProvenance, TranslationPolicy
from translations.services import page_alias_everywhere
from translations.services.publishing import version_publish, version_withhold

pytestmark = pytest.mark.django_db

WITHHELD = "This text has changed; its translation into French is being made."
BEHIND = "The original has changed since this translation was made"
INITIATIVE = "mektebde-sozunu-de-dersleri"
SIGNATORY = "goyseher-belediyyesi"


def notice(response):
    """The text of the note on the language of a page, "" without one."""
    markup = Markup(response)
    notes = markup.all("aside", class_="note--language")
    return notes[0].text if notes else ""


def line(response):
    """The quiet line on where a translation comes from, "" without one."""
    lines = Markup(response).all("p", class_="provenance")
    return lines[0].text if lines else ""


def provenance(key, language="fr", **values):
    TextProvenance.objects.update_or_create(
        translation_key=key, language=language, defaults=values
    )


@pytest.fixture
def french(begin, writes, reviews, reviewer_fr):
    """The small page, translated into French, reviewed and published."""
    translation = begin("fr")
    write_all(translation, writes, reviews)
    version_publish(translation=translation, user=reviewer_fr)
    return translation


@pytest.fixture
def initiative():
    """The key of an initiative that exists in two languages at least, one of them en."""
    key = InitiativePage.objects.get(slug=INITIATIVE, locale__language_code="az")
    return key.translation_key


@pytest.fixture(autouse=True)
def _english_interface(monkeypatch):
    """Sentences are compared in English, whatever the catalogues hold."""
    monkeypatch.setattr("core.current.interface_languages", lambda: frozenset(["en"]))


def test_a_reviewed_translation_says_so_in_one_quiet_line(french, client):
    answer = client.get("/fr/safe-sport/")
    reviewed = SegmentState.objects.exclude(reviewed_at=None)
    today = reviewed.latest("reviewed_at").reviewed_at
    assert notice(answer) == ""
    assert line(answer).startswith(
        f"Translation by a person, reviewed on {today.day} {today:%B} {today.year}."
    )


@pytest.mark.parametrize("path", ["initiatives/", "signatories/"])
def test_a_list_says_where_its_heading_comes_from_and_takes_reports(client, path):
    address = f"/fr/{path}"
    told = line(client.get(address))
    assert told.startswith("Machine translation, not yet reviewed.")
    links = {link.attrs["href"] for link in Markup(client.get(address)).all("a")}
    report = f"/fr/report-translation/{path}"
    assert {f"/en/{path}", report} <= links
    assert client.get(report).status_code == 200
    assert line(client.get(f"/en/{path}")) == ""


def test_no_name_of_who_reviewed_stands_on_the_page(french, client, reviewer_fr):
    reviewer_fr.first_name, reviewer_fr.last_name = "Rosalinde", "Quastenflosser"
    reviewer_fr.save()
    answer = client.get("/fr/safe-sport/").text
    assert "Quastenflosser" not in answer
    assert reviewer_fr.email not in answer


def test_what_an_engine_drafted_and_a_person_reviewed_says_both(french, client):
    SegmentState.objects.update(origin=Origin.ENGINE)
    told = line(client.get("/fr/safe-sport/"))
    assert told.startswith("Machine translation, reviewed by a person on ")


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("machine_draft", "Machine translation, not yet reviewed."),
        ("translated", "Translation, not yet reviewed."),
    ],
)
def test_a_translation_nobody_reviewed_says_so_and_leads_to_the_original(
    page, french, client, state, sentence
):
    provenance(page.translation_key, state=state)
    answer = client.get("/fr/safe-sport/")
    assert sentence in notice(answer)
    links = {link.attrs["href"] for link in Markup(answer).all("a")}
    assert {"/en/safe-sport/", "/fr/report-translation/safe-sport/"} <= links
    told = client.get("/api/v1/pages/?path=safe-sport&language=fr").json()
    assert told["items"][0]["text"]["provenance"] == sentence


def test_an_original_has_no_label(page, client):
    answer = client.get("/en/safe-sport/")
    assert (notice(answer), line(answer)) == ("", "")


def test_a_translation_behind_its_source_says_so_with_its_date(
    page, source, french, client
):
    made = datetime(2026, 3, 5, 12, tzinfo=UTC)
    TextProvenance.objects.filter(language="fr").update(updated_at=made)
    change_source(page, source, title="Safer sport")
    assert f"{BEHIND} (5 March 2026)." in notice(client.get("/fr/safe-sport/"))
    text = client.get("/api/v1/pages/?path=safe-sport&language=fr").json()["items"][0][
        "text"
    ]
    assert text["is_behind"]
    assert text["provenance"] == f"Reviewed translation. {BEHIND}."


def test_a_list_tells_programs_that_a_translation_is_behind(
    page, source, french, client
):
    change_source(page, source, title="Safer sport")
    items = client.get("/api/v1/pages/?language=fr").json()["items"]
    by_path = {item["path"]: item["text"] for item in items}
    assert by_path["safe-sport"]["is_behind"]
    assert not by_path["pact"]["is_behind"]


def test_after_an_urgent_change_readers_see_the_source_and_are_told_why(
    page, source, french, client
):
    TranslationPolicy.objects.create(key=page.translation_key, effect=Effect.URGENT)
    change_source(page, source, lead="Clubs close today.")
    answer = client.get("/fr/safe-sport/")
    assert "Clubs close today." in answer.text
    assert WITHHELD in notice(answer)
    assert "has not been translated" not in notice(answer)
    items = client.get("/api/v1/pages/?language=fr").json()["items"]
    listed = next(item for item in items if item["path"] == "safe-sport")
    assert listed["language"] == "en"
    assert listed["text"]["provenance"].startswith(WITHHELD)


def test_a_text_never_translated_is_said_to_be_just_that(page, client):
    page_alias_everywhere(page=page)
    told = notice(client.get("/fr/safe-sport/"))
    assert "This text has not been translated into French yet." in told
    assert WITHHELD not in told


def test_a_withheld_translation_comes_back_when_it_is_published_anew(
    french, client, reviewer_fr
):
    version_withhold(translation=french, user=reviewer_fr)
    assert "Every club has a contact." in client.get("/fr/safe-sport/").text
    version_publish(translation=french, user=reviewer_fr)
    assert "Chaque club a une personne" in client.get("/fr/safe-sport/").text


def other_language(key):
    """A language into which the demonstration translated an initiative."""
    return (
        InitiativePage.objects.published()
        .filter(translation_key=key)
        .exclude(locale__language_code=Initiative.objects.get(key=key).written_in)
        .values_list("locale__language_code", flat=True)
        .first()
    )


def test_a_withheld_initiative_is_read_in_the_original_everywhere(client, initiative):
    language = other_language(initiative)
    provenance(initiative, language, is_withheld=True)
    project_key("initiative", initiative)
    path = f"/{language}/initiatives/{INITIATIVE}/"
    assert "its translation into" in notice(client.get(path))
    detail = client.get(f"/api/v1/initiatives/{INITIATIVE}/?language={language}").json()
    assert detail["text"]["is_fallback"]
    assert "its translation into" in detail["text"]["provenance"]
    assert language not in detail["languages"]
    documents = SearchDocument.objects.filter(object__key=initiative)
    assert language not in set(documents.values_list("language", flat=True))
    listed = client.get(f"/api/v1/initiatives/?language={language}&page_size=100")
    item = next(row for row in listed.json()["items"] if row["key"] == INITIATIVE)
    assert item["text"]["is_fallback"]
    assert "its translation into" in item["text"]["provenance"]


def test_a_withheld_profile_is_read_in_the_original(client):
    signatory = Signatory.objects.get(official_name="Göyşəhər Bələdiyyəsi")
    original, *others = signatory.profiles.filter(live=True).order_by("pk")
    language = others[0].language
    provenance(signatory.key, language, state="machine_draft", is_withheld=True)
    project_key("signatory", signatory.key)
    answer = client.get(f"/{language}/signatories/{SIGNATORY}/")
    assert "its translation into" in notice(answer)
    assert answer.context["profile"] == original
    documents = SearchDocument.objects.filter(object__key=signatory.key)
    assert language not in set(documents.values_list("language", flat=True))


def test_a_withheld_list_page_is_headed_by_the_original(client):
    index = client.get("/en/initiatives/").context["page"]
    provenance(index.translation_key, "fr", state="machine_draft", is_withheld=True)
    assert client.get("/fr/initiatives/").context["page"].title == index.title


REPORT = "/az/report-translation/pact/"


def test_a_reader_reports_a_bad_translation_without_account_or_cookie(client):
    strict = Client(enforce_csrf_checks=True)
    form = strict.get(REPORT)
    markup = Markup(form)
    assert markup.all("textarea") == []
    checked = [box for box in markup.all("input") if "checked" in box.attrs]
    assert [box.attrs["value"] for box in checked] == ["bad-translation"]
    answer = strict.post(REPORT, {"reason": "bad-translation", "trap": ""})
    assert answer.status_code == 200
    assert not answer.cookies
    report = Report.objects.get()
    assert (report.kind, report.path, report.reason) == (
        "page",
        "/az/pact/",
        "bad-translation",
    )


@pytest.mark.parametrize(
    "place", ["", f"initiatives/{INITIATIVE}/", f"signatories/{SIGNATORY}/"]
)
def test_each_kind_of_translation_can_be_reported(client, place):
    # The Azerbaijani ones are originals; the first page is a translation there.
    language = "en" if place else "az"
    path = f"/{language}/report-translation/{place}"
    client.post(path, {"reason": "bad-translation", "trap": ""})
    assert Report.objects.get().path == f"/{language}/{place}"


@pytest.mark.parametrize("path", ["pact/", "no-such-page/", "initiatives/no-such/"])
def test_an_original_or_nothing_is_no_bad_translation(client, path):
    assert client.get(f"/en/report-translation/{path}").status_code == 404


def test_a_report_about_a_person_does_not_offer_a_bad_translation(client):
    form = Markup(client.get(f"/az/initiatives/{INITIATIVE}/report/"))
    values = [box.attrs.get("value") for box in form.all("input")]
    assert "recognisable" in values
    assert "bad-translation" not in values


@pytest.mark.ignore_template_errors
def test_editors_find_a_report_of_a_bad_translation_among_the_reports(
    editor_client, client
):
    Client().post(REPORT, {"reason": "bad-translation", "trap": ""})
    answer = editor_client.get("/admin/snippets/core/report/")
    assert "The translation is wrong or hard to understand." in answer.text
    assert "/az/pact/" in answer.text
