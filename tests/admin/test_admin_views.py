"""Everything the editor's menu leads to answers; others get only what is theirs."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from core.models import Helpline, OutgoingMail, Report
from signatories.models import Signatory
from tests.publication.world import (
    content_form,
    content_page,
    edit_url,
    home_in,
    initiative_in,
    page_action,
)

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

OURS = ("core", "pact", "signatories")


def viewsets():
    found = [
        model.snippet_viewset
        for model in get_snippet_models()
        if model._meta.app_label in OURS
    ]
    assert len(found) == 13
    return found


@pytest.fixture
def report():
    page = initiative_in("en")
    return Report.objects.create(
        kind="initiative",
        key=page.translation_key,
        path="/en/initiatives/x/",
        reason=Report.Reason.HARMFUL,
    )


def test_every_list_can_be_opened_and_searched(editor_client, report):
    for viewset in viewsets():
        url = reverse(viewset.get_url_name("list"))
        answers = {
            query: editor_client.get(url + query).status_code
            for query in ("", "?q=a", "?ordering=pk")
        }
        assert answers == dict.fromkeys(answers, 200), url


def test_every_list_can_be_filtered_by_each_of_its_filters(editor_client, report):
    for viewset in viewsets():
        url = reverse(viewset.get_url_name("list"))
        form = editor_client.get(url).context["filters"]
        for name, field in form.form.fields.items() if form else ():
            choices = [str(value) for value, _label in getattr(field, "choices", [])]
            # Wagtail's own filter of the language takes its code.
            value = "fr" if name == "locale" else next(filter(None, choices), "true")
            answer = editor_client.get(url, {name: value})
            assert answer.status_code == 200, (url, name)


def test_every_form_can_be_opened(editor_client, report):
    for viewset in viewsets():
        if viewset.model is OutgoingMail:
            continue  # Nobody edits a mail.
        row = viewset.model._default_manager.first()
        url = reverse(viewset.get_url_name("edit"), args=[row.pk])
        assert editor_client.get(url).status_code == 200, url
        if viewset.model is not Report:
            add = reverse(viewset.get_url_name("add"))
            assert editor_client.get(add).status_code == 200, add


def test_every_chooser_can_be_searched(editor_client):
    for model, words, name in (
        ("signatories_signatory", "ardnamara", "Ardnamara Borough Council"),
        ("core_memberstate", "azerb", "Azerbaijan"),
    ):
        url = reverse(f"wagtailsnippetchoosers_{model}:choose_results")
        answer = editor_client.get(url, {"q": words})
        assert name in answer.text
        assert "Glaropetra" not in answer.text
        assert "Austria" not in answer.text


@pytest.mark.parametrize(
    "place",
    [
        "wagtailadmin_home",
        "initiative-pages:index",
        "wagtailimages:index",
        "wagtailimages:add",
        "wagtaildocs:index",
        "wagtaildocs:add",
        "wagtailadmin_explore_root",
        "translations:matrix",
        "wagtailadmin_reports:site_history",
        "wagtailadmin_reports:workflow",
        "wagtailadmin_reports:aging_pages",
        "wagtailadmin_account",
    ],
)
def test_every_place_of_the_menu_answers(editor_client, place):
    assert editor_client.get(reverse(place)).status_code == 200


@pytest.mark.parametrize(
    "name", ["edit", "delete", "unpublish", "move", "copy", "history", "usage"]
)
def test_every_action_on_a_page_can_be_opened(editor_client, name):
    for page in (initiative_in("en"), content_page("privacy"), home_in()):
        answer = editor_client.get(page_action(page, name))
        # Nobody copies or deletes what a whole tree stands below without more rights.
        assert answer.status_code in ((200, 302) if page.numchild else (200,)), page


def test_initiatives_are_listed_over_all_languages_with_filters(editor_client):
    url = reverse("initiative-pages:index")
    answer = editor_client.get(url, {"country": "IE", "locale": "fr"})
    assert answer.status_code == 200
    assert initiative_in("fr").title in answer.text
    assert initiative_in("en").title not in answer.text


def test_the_first_page_says_what_waits(editor_client, report):
    Signatory.objects.filter(official_name="Ardnamara Borough Council").update(
        status="awaiting"
    )
    answer = editor_client.get(reverse("wagtailadmin_home"))
    assert "1 report by the public" in answer.text
    assert "1 signatory awaits confirmation" in answer.text
    assert reverse("wagtailsnippets_core_report:edit", args=[report.pk]) in answer.text


def test_nobody_writes_a_report_in_the_admin(editor_client):
    answer = editor_client.get(reverse("wagtailsnippets_core_report:add"))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("wagtailadmin_home")


def test_a_handled_report_names_who_handled_it(editor_client, editor, report):
    url = reverse("wagtailsnippets_core_report:edit", args=[report.pk])
    moment = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    response = editor_client.post(url, {"handled_at": moment, "handled_by": ""})
    assert response.status_code == 302
    report.refresh_from_db()
    assert report.handled_by == editor
    assert report.path == "/en/initiatives/x/"


def test_a_checked_number_names_who_checked_it_and_says_so_to_the_public(
    editor_client, editor
):
    line = Helpline.objects.shown().filter(country_id="IE").first()
    assert (
        "Nobody has checked this number yet." in editor_client.get("/en/help/ie/").text
    )
    Helpline.objects.filter(country_id="IE").exclude(pk=line.pk).delete()
    url = reverse("wagtailsnippets_core_helpline:edit", args=[line.pk])
    data = {
        "country": "IE",
        "kind": line.kind,
        "number": line.number,
        "name": line.name,
        "language": line.language,
        "website": line.website,
        "source": line.source,
        "source_year": line.source_year,
        "confidence": line.confidence,
        "checked_on": "2026-11-20",
        "checked_by": "",
    }
    assert editor_client.post(url, data).status_code == 302
    line.refresh_from_db()
    assert line.checked_by == editor
    answer = editor_client.get("/en/help/ie/")
    assert "Nobody has checked this number yet." not in answer.text


def test_the_status_of_a_signatory_is_two_clicks_away(editor_client):
    signatory = Signatory.objects.get(official_name="Ardnamara Borough Council")
    status = reverse("signatory-status", args=[signatory.pk])
    edit = reverse("wagtailsnippets_signatories_signatory:edit", args=[signatory.pk])
    listing = reverse("wagtailsnippets_signatories_signatory:list")
    assert status in editor_client.get(edit).text
    assert status in editor_client.get(listing).text
    answer = editor_client.get(status)
    assert answer.status_code == 200
    assert "Status now: confirmed" in answer.text


def test_the_editor_may_not_manage_people_or_settings(editor_client):
    for place in ("wagtailusers_users:index", "wagtailsites:index"):
        assert editor_client.get(reverse(place)).status_code == 302


def test_the_translator_edits_no_page_as_a_page(client, translator):
    client.force_login(translator)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    for code in ("fr", "az", "en", "de"):
        assert client.get(edit_url(home_in(code))).status_code == 302
    assert not content_page("privacy", "fr").permissions_for_user(translator).can_edit()


def test_the_translator_cannot_publish(client, translator):
    page = content_page("privacy", "fr")
    assert not page.permissions_for_user(translator).can_publish()
    client.force_login(translator)
    before = Page.objects.get(pk=page.pk).live_revision_id
    data = content_form(page, title="Bonjour") | {"action-publish": "1"}
    assert client.post(edit_url(page), data).status_code in (302, 403)
    page.refresh_from_db()
    assert not page.has_unpublished_changes
    assert page.live_revision_id == before
    assert page.title != "Bonjour"


def test_the_translator_reaches_no_registry_and_no_report(client, translator):
    client.force_login(translator)
    for viewset in viewsets():
        url = reverse(viewset.get_url_name("list"))
        assert client.get(url).status_code == 302, url
    signatory = Signatory.objects.first()
    status = client.get(reverse("signatory-status", args=[signatory.pk]))
    assert status.status_code in (302, 403)


def test_a_signatory_gets_no_admin(client, member):
    client.force_login(member)
    signatory = Signatory.objects.first()
    for url in (
        reverse("wagtailadmin_home"),
        reverse("initiative-pages:index"),
        reverse("signatory-status", args=[signatory.pk]),
        edit_url(initiative_in("az", "mektebde-sozunu-de-dersleri")),
    ):
        answer = client.get(url)
        assert answer.status_code in (302, 403), url
        assert not answer.get("Location", "").startswith("/admin/snippets")


def test_a_visitor_is_led_to_the_portals_own_login(client):
    answer = client.get(reverse("wagtailadmin_home"))
    assert answer.status_code == 302
    assert (
        "/account/login/" in answer["Location"] or "/admin/login/" in answer["Location"]
    )
