"""Withdrawing an initiative in the admin."""

import pytest
from django.urls import reverse

from core.models import Withdrawal
from initiatives.models import InitiativePage

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

SLUG = "mektebde-sozunu-de-dersleri"


@pytest.fixture
def address():
    page = InitiativePage.objects.filter(slug=SLUG).order_by("pk").first()
    return reverse("initiative-withdraw", args=[page.pk])


def test_an_editor_takes_an_initiative_down_in_all_languages_with_a_reason(
    editor_client, editor, address
):
    assert editor_client.get(address).status_code == 200
    editor_client.post(address, {"reason": "A person can be recognised."})
    row = Withdrawal.objects.get()
    assert (row.actor, row.reason) == (editor, "A person can be recognised.")
    for language in ("az", "en", "ka"):
        answer = editor_client.get(f"/{language}/initiatives/{SLUG}/")
        assert answer.status_code == 404


def test_without_a_reason_nothing_is_withdrawn(editor_client, address):
    answer = editor_client.post(address, {"reason": " "})
    assert answer.status_code == 200
    assert not Withdrawal.objects.exists()


def test_what_was_withdrawn_may_be_allowed_back_and_the_log_stays(
    editor_client, address
):
    editor_client.post(address, {"reason": "A mistake."})
    editor_client.post(address, {"allow": "1"})
    assert Withdrawal.objects.get().lifted_at is not None
    assert "A mistake." in editor_client.get(address).content.decode()


def test_a_translator_and_a_signatory_may_not_withdraw(
    client, translator, member, address
):
    for person in (translator, member):
        client.force_login(person)
        assert client.post(address, {"reason": "x"}).status_code in (302, 403)
    assert not Withdrawal.objects.exists()
