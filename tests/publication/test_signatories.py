"""The registry, the descriptions beside it and the initiatives that follow them."""

import pytest
from django.urls import reverse

from core.locales import locale_id
from initiatives.models import InitiativePage
from search.models import SearchObject
from signatories.models import Signatory, SignatoryProfile
from signatories.services import signatory_transition
from tests.publication.world import (
    ENGLISH_ONLY,
    INITIATIVE,
    SIGNATORY,
    initiative_in,
    is_gone,
    status,
    titles,
)

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def signatory():
    return Signatory.objects.get(official_name="Ardnamara Borough Council")


def profile_url(name, profile):
    return reverse(
        f"wagtailsnippets_signatories_signatoryprofile:{name}", args=[profile.pk]
    )


def test_publishing_a_description_changes_page_and_search(editor_client, signatory):
    profile = signatory.profiles.get(locale_id=locale_id("en"))
    data = {
        "signatory": str(signatory.pk),
        "summary": "A borough of lighthouses.",
        "description": '{"blocks":[{"key":"a","type":"unstyled","depth":0,'
        '"text":"Lamps on every pier.","inlineStyleRanges":[],"entityRanges":[]}],'
        '"entityMap":{}}',
        "logo": "",
    }
    url = profile_url("edit", profile)
    assert editor_client.post(url, data).status_code == 302
    assert "lighthouses" not in editor_client.get(f"/en/signatories/{SIGNATORY}/").text
    response = editor_client.post(url, data | {"action-publish": "1"})
    assert response.status_code == 302
    assert (
        "Lamps on every pier."
        in editor_client.get(f"/en/signatories/{SIGNATORY}/").text
    )
    found = editor_client.get("/en/signatories/?q=lighthouses").text
    assert "Ardnamara Borough Council" in found


def test_unpublishing_the_description_keeps_the_signatory_with_its_name(
    editor_client, signatory
):
    profile = signatory.profiles.get(locale_id=locale_id("en"))
    editor_client.post(profile_url("unpublish", profile))
    answer = editor_client.get(f"/en/signatories/{SIGNATORY}/")
    assert answer.status_code == 200
    assert "Ardnamara Borough Council" in answer.text
    assert profile.summary not in answer.text
    assert list(titles(signatory.key).values()) == ["Ardnamara Borough Council"]


def test_deleting_the_description_takes_its_words_out_of_the_search(
    editor_client, signatory
):
    profile = signatory.profiles.get(locale_id=locale_id("en"))
    word = profile.summary
    editor_client.post(profile_url("delete", profile))
    assert not SignatoryProfile.objects.filter(pk=profile.pk).exists()
    document = SearchObject.objects.get(key=signatory.key).documents.get()
    assert word not in document.summary


def test_a_new_name_is_on_its_initiatives_at_once(editor_client, signatory):
    url = reverse("wagtailsnippets_signatories_signatory:edit", args=[signatory.pk])
    data = {
        "profile": signatory.profile,
        "official_name": "Ardnamara City Council",
        "latin_name": "",
        "country": signatory.country_id,
        "official_code": "",
        "region": signatory.region,
        "population_band": signatory.population_band,
        "member_count": "0",
        "website": signatory.website,
        "signed_on": str(signatory.signed_on),
        "commitment": str(signatory.commitment_id),
        "memberships-TOTAL_FORMS": "0",
        "memberships-INITIAL_FORMS": "0",
        "memberships-MIN_NUM_FORMS": "0",
        "memberships-MAX_NUM_FORMS": "1000",
    }
    assert editor_client.post(url, data).status_code == 302
    assert titles(signatory.key)["en"] == "Ardnamara City Council"
    page = initiative_in("en")
    facts = SearchObject.objects.get(key=page.translation_key).facts
    assert facts["signatory"]["name"] == "Ardnamara City Council"
    assert (
        "Ardnamara City Council"
        in editor_client.get(f"/en/initiatives/{INITIATIVE}/").text
    )


def test_withdrawing_in_the_admin_takes_its_initiatives_down(editor_client, signatory):
    url = reverse("signatory-status", args=[signatory.pk])
    response = editor_client.post(url, {"verb": "withdrawn", "reason": "Asked for it."})
    assert response.status_code == 302
    signatory.refresh_from_db()
    assert signatory.status == "withdrawn"
    assert is_gone(signatory.key)
    for slug in (INITIATIVE, ENGLISH_ONLY):
        page = InitiativePage.objects.get(slug=slug, locale_id=locale_id("en"))
        assert not page.live
        assert is_gone(page.translation_key)
        assert status(editor_client, f"/en/initiatives/{slug}/") == 404
    assert status(editor_client, f"/en/signatories/{SIGNATORY}/") == 404


def test_a_withdrawal_without_a_reason_is_refused(editor_client, signatory):
    url = reverse("signatory-status", args=[signatory.pk])
    response = editor_client.post(url, {"verb": "withdrawn", "reason": " "})
    assert response.status_code == 200
    signatory.refresh_from_db()
    assert signatory.status == "confirmed"


def test_a_restored_signatory_is_public_only_when_confirmed_again(signatory, editor):
    signatory_transition(
        signatory=signatory, verb="withdrawn", actor=editor, reason="By mistake."
    )
    signatory_transition(
        signatory=signatory, verb="restored", actor=editor, reason="It was a mistake."
    )
    assert is_gone(signatory.key)
    signatory_transition(signatory=signatory, verb="confirmed", actor=editor)
    assert list(titles(signatory.key).values()) == ["Ardnamara Borough Council"]
    events = list(signatory.events.values_list("verb", flat=True))
    assert events[:3] == ["confirmed", "restored", "withdrawn"]


def test_initiatives_of_an_awaiting_signatory_appear_with_its_confirmation(
    client, signatory, editor
):
    Signatory.objects.filter(pk=signatory.pk).update(status="awaiting")
    page = initiative_in("en", ENGLISH_ONLY)
    page.save_revision().publish()
    assert is_gone(page.translation_key)
    assert status(client, f"/en/initiatives/{ENGLISH_ONLY}/") == 404
    signatory.refresh_from_db()
    signatory_transition(signatory=signatory, verb="confirmed", actor=editor)
    assert set(titles(page.translation_key)) == {"en"}
    assert status(client, f"/en/initiatives/{ENGLISH_ONLY}/") == 200
