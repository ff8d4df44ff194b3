"""Reporting what should be looked at, by anybody and without a trace."""

import pytest
from django.test import Client
from django.utils import timezone

from core.models import Report
from core.reports import MAX_WAITING
from core.withdrawal import withdraw
from initiatives.models import InitiativePage
from signatories.models import Signatory
from tests.core.markup import Markup

pytestmark = pytest.mark.django_db

INITIATIVE = "/en/initiatives/mektebde-sozunu-de-dersleri/"
SIGNATORY = "/en/signatories/glaropetra/"
VALID = {"reason": "recognisable", "trap": ""}


@pytest.fixture
def initiative():
    return InitiativePage.objects.filter(slug="mektebde-sozunu-de-dersleri").first()


def test_a_report_about_an_initiative_is_stored_once(client, initiative):
    response = client.post(f"{INITIATIVE}report/", VALID)
    assert response.status_code == 200
    report = Report.objects.get()
    assert (report.kind, report.key) == ("initiative", initiative.translation_key)
    assert (report.path, report.reason) == (INITIATIVE, "recognisable")
    assert (report.handled_at, report.handled_by) == (None, None)


def test_a_report_about_a_signatory_is_stored_once(client):
    client.post(f"{SIGNATORY}report/", {"reason": "wrong", "trap": ""})
    report = Report.objects.get()
    signatory = Signatory.objects.get(key=report.key)
    assert (report.kind, report.path) == ("signatory", SIGNATORY)
    assert signatory.official_name == "Δήμος Γλαρόπετρας"


def test_the_reporter_is_thanked_and_led_to_help(client):
    response = client.post(f"{INITIATIVE}report/", VALID)
    markup = Markup(response)
    assert markup.title.startswith("Your report has arrived")
    links = [link for link in markup.all("a") if link.is_inside(markup.main)]
    assert "/en/help/" in [link.attrs["href"] for link in links]
    assert "Nobody reads reports immediately." in markup.text


@pytest.mark.parametrize("method", ["get", "post"])
def test_reporting_leaves_no_cookie_and_needs_none(method):
    client = Client(enforce_csrf_checks=True)
    response = getattr(client, method)(f"{INITIATIVE}report/", VALID)
    assert response.status_code == 200
    assert not response.cookies
    assert Report.objects.count() == (method == "post")


def test_what_a_report_keeps_says_nothing_of_who_sent_it(client):
    client.post(f"{INITIATIVE}report/?q=my+name", VALID)
    report = Report.objects.get()
    assert report.path == INITIATIVE
    assert {field.name for field in Report._meta.get_fields()} == {
        "id",
        "kind",
        "key",
        "path",
        "reason",
        "reported_at",
        "handled_at",
        "handled_by",
    }


def test_the_form_has_no_box_into_which_a_child_could_write(client):
    markup = Markup(client.get(f"{INITIATIVE}report/"))
    assert markup.all("textarea") == []
    boxes = [
        field
        for field in markup.all("input")
        if field.attrs.get("type") not in ("radio", "hidden")
        and field.is_inside(markup.main)
    ]
    assert [box.attrs["name"] for box in boxes] == ["trap"]
    hidden = [item for item in boxes[0].parents if item.attrs.get("aria-hidden")]
    assert [item.attrs["aria-hidden"] for item in hidden] == ["true"]
    assert boxes[0].attrs["tabindex"] == "-1"


def test_a_program_that_fills_in_everything_is_thanked_and_not_believed(client):
    response = client.post(f"{INITIATIVE}report/", VALID | {"trap": "http://spam"})
    assert Markup(response).title.startswith("Your report has arrived")
    assert not Report.objects.exists()


@pytest.mark.parametrize("reason", ["", "nonsense", "x" * 1000])
def test_a_report_without_one_of_the_reasons_is_asked_for_again(client, reason):
    response = client.post(f"{INITIATIVE}report/", {"reason": reason})
    assert response.status_code == 422
    assert Markup(response).one("div", role="alert").text
    assert not Report.objects.exists()


def test_a_flood_about_one_initiative_does_not_bury_the_others(client):
    for _ in range(MAX_WAITING + 3):
        response = client.post(f"{INITIATIVE}report/", VALID)
        assert response.status_code == 200
    assert Report.objects.count() == MAX_WAITING
    client.post("/en/signatories/glaropetra/report/", VALID)
    assert Report.objects.count() == MAX_WAITING + 1


def test_what_was_handled_can_be_reported_again(client):
    for _ in range(MAX_WAITING):
        client.post(f"{INITIATIVE}report/", VALID)
    Report.objects.update(handled_at=timezone.now())
    client.post(f"{INITIATIVE}report/", VALID)
    assert Report.objects.filter(handled_at=None).count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("place", ["initiatives", "signatories"])
def test_nothing_can_be_reported_that_is_not_there(client, method, place):
    response = getattr(client, method)(f"/en/{place}/nothing-here/report/", VALID)
    assert response.status_code == 404
    assert not Report.objects.exists()


def test_what_was_withdrawn_is_not_shown_by_its_report_form(client, initiative):
    withdraw(
        kind="initiative", key=initiative.translation_key, reason="test", actor=None
    )
    assert client.get(f"{INITIATIVE}report/").status_code == 404


def test_reporting_asks_search_engines_to_stay_away(client):
    markup = Markup(client.get(f"{INITIATIVE}report/"))
    assert markup.one("meta", name="robots").attrs["content"] == "noindex"


def test_the_title_of_what_is_reported_carries_its_own_language(client):
    markup = Markup(client.get("/de/signatories/glaropetra/report/"))
    link = markup.one("a", href="/de/signatories/glaropetra/", lang="el")
    assert link.text == "Δήμος Γλαρόπετρας"
