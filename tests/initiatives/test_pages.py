"""One initiative in every language: translated, or the original, honestly labelled."""

import re

import pytest
from django.urls import reverse

from core.withdrawal import withdraw
from signatories.models import Signatory
from tests.publication.world import (
    ENGLISH_ONLY,
    INITIATIVE,
    edit_url,
    initiative_form,
    initiative_in,
    titles,
    urls,
)
from translations.models import TextProvenance

pytestmark = [pytest.mark.django_db]


def canonical(answer):
    return re.search(r'<link rel="canonical" href="([^"]+)">', answer.text).group(1)


def hreflangs(answer):
    return set(re.findall(r'<link rel="alternate" hreflang="([a-z]+)"', answer.text))


def picker(answer):
    """Languages that the language picker calls translated."""
    entries = re.findall(
        r'<a href="[^"]+" lang="([a-z]+)" hreflang="[a-z]+"[^>]*>[^<]*</a>\s*'
        r'(<span class="badge)?',
        answer.text,
    )
    return {code for code, badge in entries if badge}


def test_a_reader_without_a_translation_gets_the_labelled_original(client):
    page = initiative_in("en", ENGLISH_ONLY)
    answer = client.get(f"/fr/initiatives/{ENGLISH_ONLY}/")
    assert answer.status_code == 200
    assert '<html lang="fr"' in answer.text
    assert f'<h1 lang="en">{page.title}</h1>' in answer.text
    assert 'class="note note--language"' in answer.text
    assert canonical(answer).endswith(f"/en/initiatives/{ENGLISH_ONLY}/")
    assert hreflangs(answer) == set()
    assert picker(answer) == {"en"}


def test_the_original_itself_carries_no_label(client):
    answer = client.get(f"/en/initiatives/{ENGLISH_ONLY}/")
    assert "note--language" not in answer.text
    assert canonical(answer).endswith(f"/en/initiatives/{ENGLISH_ONLY}/")


def test_each_real_version_names_all_of_them(client):
    for code in ("en", "fr"):
        answer = client.get(f"/{code}/initiatives/{INITIATIVE}/")
        assert hreflangs(answer) == {"en", "fr"}
        assert picker(answer) == {"en", "fr"}
        assert canonical(answer).endswith(f"/{code}/initiatives/{INITIATIVE}/")


def test_a_machine_draft_is_called_one_until_somebody_reviewed_it(client):
    page = initiative_in("fr")
    path = f"/fr/initiatives/{INITIATIVE}/"
    note = re.compile(r'<aside class="note note--language".*?</aside>', re.S)
    assert note.search(client.get(path).text)
    rows = TextProvenance.objects.filter(translation_key=page.translation_key)
    rows.update(state="reviewed")
    assert note.search(client.get(path).text) is None


@pytest.mark.ignore_template_errors
def test_a_new_slug_serves_all_languages_and_the_old_one_leads_there(editor_client):
    page = initiative_in("en")
    data = initiative_form(page, slug="safe-clubs") | {"action-publish": "1"}
    assert editor_client.post(edit_url(page), data).status_code == 302
    for code in ("en", "fr", "az"):
        old = editor_client.get(f"/{code}/initiatives/{INITIATIVE}/")
        assert (old.status_code, old["Location"]) == (
            301,
            f"/{code}/initiatives/safe-clubs/",
        )
        assert editor_client.get(f"/{code}/initiatives/safe-clubs/").status_code == 200
    assert initiative_in("fr", "safe-clubs").translation_key == page.translation_key
    assert urls(page.translation_key) == {
        "en": "/en/initiatives/safe-clubs/",
        "fr": "/fr/initiatives/safe-clubs/",
    }


@pytest.mark.ignore_template_errors
def test_a_slug_that_another_initiative_has_or_had_is_refused(editor_client):
    first = initiative_in("en")
    data = initiative_form(first, slug="safe-clubs") | {"action-publish": "1"}
    editor_client.post(edit_url(first), data)
    second = initiative_in("en", ENGLISH_ONLY)
    for taken in ("safe-clubs", INITIATIVE, "mektebde-sozunu-de-dersleri"):
        response = editor_client.post(
            edit_url(second), initiative_form(second, slug=taken)
        )
        assert response.status_code == 200
        assert "slug" in response.context["form"].errors


def test_nobody_sees_an_unpublished_initiative(client):
    initiative_in("en", ENGLISH_ONLY).unpublish()
    assert client.get(f"/en/initiatives/{ENGLISH_ONLY}/").status_code == 404
    assert client.get(f"/en/initiatives/{ENGLISH_ONLY}/report/").status_code == 404


def test_nobody_sees_an_initiative_whose_signatory_awaits_confirmation(client):
    signatory = Signatory.objects.get(official_name="Ardnamara Borough Council")
    Signatory.objects.filter(pk=signatory.pk).update(status="awaiting")
    for code in ("en", "de"):
        path = f"/{code}/initiatives/{ENGLISH_ONLY}/"
        assert client.get(path).status_code == 404


@pytest.mark.ignore_template_errors
def test_a_withdrawn_initiative_cannot_be_published_again(editor_client, editor):
    page = initiative_in("en", ENGLISH_ONLY)
    withdraw(
        kind="initiative",
        key=page.translation_key,
        reason="Recognisable.",
        actor=editor,
    )
    data = initiative_form(page) | {"action-publish": "1"}
    editor_client.post(edit_url(page), data)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert editor_client.get(url).status_code == 200
    page.refresh_from_db()
    assert not page.live
    assert titles(page.translation_key) == {}
    assert editor_client.get(f"/en/initiatives/{ENGLISH_ONLY}/").status_code == 404
