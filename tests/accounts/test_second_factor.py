"""A second factor for those who want one, and for staff where it is required."""

import re
from datetime import timedelta
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.apps import apps
from django.core import mail as django_mail
from django.utils import timezone

from accounts import secrets_at_rest
from tests.accounts.conftest import PASSWORD, log_in
from tests.core.markup import Markup

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

ACTIVATE = "/en/account/2fa/totp/activate/"


def code_of(secret):
    """What a telephone would show now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def confirmed(client):
    return client.post("/en/account/again/", {"password": PASSWORD})


def set_up(client, deliver):
    """Go through setting up, as a person does; return the key."""
    confirmed(client)
    page = client.get(ACTIVATE)
    secret = Markup(page).one("code").text.strip()
    with deliver():
        answer = client.post(ACTIVATE, {"code": code_of(secret)})
    assert answer.status_code == 302, answer.text
    return secret


def test_codes_are_set_up_with_a_picture_or_a_key(client, person, deliver):
    client.force_login(person)
    assert client.get(ACTIVATE)["Location"].startswith("/en/account/again/")
    secret = set_up(client, deliver)
    assert secret
    codes = client.get("/en/account/2fa/recovery-codes/")
    assert len(Markup(codes).all("code")) == 10
    assert "no-store" in codes["Cache-Control"]
    (message,) = django_mail.outbox
    assert message.to == [person.email]
    assert client.get("/en/account/2fa/").status_code == 200


def test_a_wrong_code_is_told_at_the_field(client, person):
    client.force_login(person)
    confirmed(client)
    client.get(ACTIVATE)
    markup = Markup(client.post(ACTIVATE, {"code": "000000"}))
    assert markup.one("div", role="alert")


def test_logging_in_then_asks_for_a_code(client, person, deliver, time_machine):
    client.force_login(person)
    secret = set_up(client, deliver)
    client.logout()
    answer = log_in(client, person.email)
    assert answer["Location"] == "/en/account/2fa/code/"
    assert "_auth_user_id" not in client.session
    assert client.get("/en/account/2fa/code/").status_code == 200
    wrong = client.post("/en/account/2fa/code/", {"code": "000000"})
    assert wrong.status_code == 200
    # A code counts once: the next one comes half a minute later.
    time_machine.move_to(timezone.now() + timedelta(minutes=1), tick=False)
    right = client.post("/en/account/2fa/code/", {"code": code_of(secret)})
    assert right["Location"] == "/en/account/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_recovery_code_opens_once(client, person, deliver):
    client.force_login(person)
    set_up(client, deliver)
    page = client.get("/en/account/2fa/recovery-codes/")
    code = Markup(page).all("code")[0].text.strip()
    for expected in (302, 200):
        client.logout()
        log_in(client, person.email)
        answer = client.post("/en/account/2fa/code/", {"code": code})
        assert answer.status_code == expected


def test_codes_can_be_switched_off_and_renewed(client, person, deliver):
    client.force_login(person)
    set_up(client, deliver)
    for place in ("recovery-codes/generate/", "totp/deactivate/"):
        assert client.get(f"/en/account/2fa/{place}").status_code == 200
    with deliver():
        client.post("/en/account/2fa/recovery-codes/generate/")
    download = client.get("/en/account/2fa/recovery-codes/download/")
    assert len(re.findall(r"^\d{4,}$", download.text, re.MULTILINE)) == 10
    with deliver():
        client.post("/en/account/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=person).exists()
    assert [message.to for message in django_mail.outbox] == [[person.email]] * 3


# Staff


def test_staff_without_codes_are_led_to_set_them_up(client, staff, settings):
    settings.STAFF_MFA_REQUIRED = True
    client.force_login(staff)
    for path in ("/admin/", "/admin/pages/", "/admin/mail/1/again/"):
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code == 302
            assert answer["Location"] == "/en/account/2fa/"
    page = client.get("/en/account/2fa/")
    assert "has to log in with a code" in Markup(page).text
    assert client.get("/en/account/").status_code == 200, "only the admin is closed"


def test_staff_with_codes_enter(client, staff, settings, deliver):
    settings.STAFF_MFA_REQUIRED = True
    client.force_login(staff)
    set_up(client, deliver)
    assert client.get("/admin/").status_code == 200
    page = client.get("/en/account/2fa/")
    assert "/admin/" in {link.attrs["href"] for link in Markup(page).all("a")}


def test_recovery_codes_alone_are_no_second_factor(client, staff, settings):
    settings.STAFF_MFA_REQUIRED = True
    Authenticator.objects.create(
        user=staff, type=Authenticator.Type.RECOVERY_CODES, data={}
    )
    client.force_login(staff)
    assert client.get("/admin/")["Location"] == "/en/account/2fa/"


def test_where_it_is_not_required_staff_enter_without(client, staff, settings):
    assert settings.STAFF_MFA_REQUIRED is False
    client.force_login(staff)
    assert client.get("/admin/").status_code == 200


def test_others_are_not_asked_for_codes(client, person, settings):
    settings.STAFF_MFA_REQUIRED = True
    client.force_login(person)
    assert client.get("/admin/")["Location"] != "/en/account/2fa/"


@pytest.mark.parametrize(
    ("environment", "required"),
    [({}, "True"), ({"STAFF_MFA_REQUIRED": "false"}, "False")],
)
def test_production_requires_codes_unless_told_otherwise(environment, required):
    from tests.portal.test_environment import REQUIRED, start

    code = "from django.conf import settings as s; print(s.STAFF_MFA_REQUIRED)"
    answer = start(code, **REQUIRED, **environment)
    assert answer.stdout.strip() == required, answer.stderr


class TestSecretsInTheDatabase:
    @pytest.fixture
    def secret(self, client, person, deliver):
        client.force_login(person)
        return set_up(client, deliver)

    def test_the_key_of_a_telephone_is_not_stored_as_it_is(self, secret, person):
        stored = "".join(
            str(row.data) for row in Authenticator.objects.filter(user=person)
        )
        assert stored
        assert secret not in stored

    def test_it_opens_the_door_after_the_key_of_the_portal_was_changed(
        self, secret, person, settings
    ):
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another-key-that-protects-nothing-either-0123456789"
        row = Authenticator.objects.get(user=person, type="totp").wrap()
        assert row.validate_code(code_of(secret))

    def test_no_code_is_right_when_the_key_of_the_portal_is_lost(
        self, secret, person, settings, caplog
    ):
        settings.SECRET_KEY = "another-key-that-protects-nothing-either-0123456789"
        row = Authenticator.objects.get(user=person, type="totp").wrap()
        assert not row.validate_code(code_of(secret))
        assert not row.validate_code(code_of(""))
        assert "SECRET_KEY_FALLBACKS" in caplog.text

    def test_what_was_stored_before_goes_on_and_is_hidden_by_the_migration(
        self, secret, person
    ):
        row = Authenticator.objects.get(user=person, type="totp")
        row.data["secret"] = secret
        row.save()
        assert row.wrap().validate_code(code_of(secret))
        migration = import_module("accounts.migrations.0003_hide_second_factors")
        migration.hide(apps, None)
        row.refresh_from_db()
        assert row.data["secret"] != secret
        assert secrets_at_rest.show(row.data["secret"]) == secret
