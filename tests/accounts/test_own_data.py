"""Everything about a person is handed out whole, and deleted without a trace."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.serializers import serialize
from django.db import models
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from accounts.models import User
from accounts.own_data import account_erase, account_export, accounts_forget_unverified
from accounts.services import account_open, address_verified, verification_send
from core import personal_data
from signatories.models import Membership, Signatory, SignatoryEvent
from tests.accounts.conftest import PASSWORD, log_in
from tests.core.markup import Markup

pytestmark = pytest.mark.django_db

MARK = "quokkamarker"
EMAIL = f"{MARK}@town.example"


@pytest.fixture
def marked(deliver):
    """A person who has left traces wherever the portal keeps any."""
    with deliver():
        user = account_open(
            email=EMAIL, password=PASSWORD, name=f"{MARK} Person", language="az"
        )
        verification_send(user, next_path=f"/az/sign/{MARK}/")
    address_verified(user)
    signatory = Signatory.objects.first()
    Membership.objects.create(signatory=signatory, user=user, role="manager")
    SignatoryEvent.objects.create(
        signatory=signatory, verb="changed", actor=user, detail=f"asked by {EMAIL}"
    )
    page = signatory.initiative_pages.first()
    page.owner = user
    page.save()
    page.save_revision(user=user, log_action=True)
    PageLogEntry.objects.create(
        content_type=page.content_type,
        page=page,
        label=page.title,
        action="wagtail.edit",
        user=user,
        timestamp=timezone.now(),
        data={"comment": {"text": f"from {EMAIL}"}},
    )
    ModelLogEntry.objects.log_action(user, "wagtail.create", user=user)
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": f"key-of-{MARK}"}
    )
    return user


def traces(user_pk):
    """Labels of models in whose rows the marker, or the person's number, is left."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        if MARK in serialize("json", model._default_manager.all()):
            found.add(model._meta.label)
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is User:
                rows = model._default_manager.filter(**{field.attname: user_pk})
                if rows.exists():
                    found.add(f"{model._meta.label}.{field.name}")
    return found


def unpacked(content):
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    return {name: archive.read(name).decode() for name in archive.namelist()}


def test_the_export_holds_every_part_and_a_readme_in_the_persons_language(marked):
    files = unpacked(account_export(marked))
    parts = {f"{entry.name}.json" for entry in personal_data.registered()}
    assert set(files) == parts | {"README.txt"}
    assert EMAIL in files["README.txt"]
    for name in parts:
        assert json.loads(files[name])
        assert name in files["README.txt"]
    account = json.loads(files["account.json"])
    assert account["email"] == EMAIL
    assert account["name"] == f"{MARK} Person"
    assert json.loads(files["signatories.json"])["acts_for"]
    assert json.loads(files["editing" + ".json"])["versions_saved"]
    assert json.loads(files["mail.json"])["mails"]


def test_the_export_holds_no_key_and_no_password(marked):
    text = "".join(unpacked(account_export(marked)).values())
    assert f"key-of-{MARK}" not in text
    assert marked.password not in text
    assert "/confirm-email/" not in text


def test_deleting_leaves_no_trace_of_the_person_anywhere(marked, client):
    log_in(client, EMAIL)
    client.force_login(marked)
    pk = marked.pk
    before = traces(pk)
    assert {"accounts.User", "core.OutgoingMail", "account.EmailAddress"} <= before
    assert "wagtailcore.PageLogEntry" in before
    account_erase(marked)
    assert traces(pk) == set()
    assert not Session.objects.filter(session_key=client.session.session_key).exists()
    for revision in Revision.objects.all():
        assert revision.content.get("owner") != pk


def test_what_was_signed_and_published_stays(marked):
    signatory = Signatory.objects.filter(memberships__user=marked).get()
    page = signatory.initiative_pages.first()
    events = signatory.events.count()
    account_erase(marked)
    signatory.refresh_from_db()
    page.refresh_from_db()
    assert signatory.status == "confirmed"
    assert page.live
    assert signatory.events.count() == events


def test_the_page_hands_out_the_file_for_the_password_alone(client, person):
    client.force_login(person)
    wrong = client.post("/en/account/data/", {"password": "wrong"})
    assert wrong.status_code == 200
    assert Markup(wrong).one("div", role="alert")
    right = client.post("/en/account/data/", {"password": PASSWORD})
    assert right["Content-Type"] == "application/zip"
    assert "attachment" in right["Content-Disposition"]
    assert "no-store" in right["Cache-Control"]
    assert person.email in unpacked(right.content)["account.json"]


def test_guessing_the_password_there_is_limited_as_well(client, person):
    client.force_login(person)
    for _attempt in range(5):
        client.post("/en/account/delete/", {"password": "wrong"})
    answer = client.post("/en/account/delete/", {"password": PASSWORD})
    assert answer.status_code == 200
    assert User.objects.filter(pk=person.pk).exists()


def test_the_page_says_what_stays_before_anything_is_deleted(client, person):
    client.force_login(person)
    text = Markup(client.get("/en/account/delete/")).text
    assert "A signature of the Pact is a public act" in text
    assert Signatory.objects.get(memberships__user=person).official_name in text


def test_deleting_needs_the_password_and_ends_the_session(client, person):
    client.force_login(person)
    client.post("/en/account/delete/", {"password": "wrong"})
    assert User.objects.filter(pk=person.pk).exists()
    answer = client.post("/en/account/delete/", {"password": PASSWORD})
    assert answer["Location"] == "/en/account/deleted/"
    assert not User.objects.filter(pk=person.pk).exists()
    assert "_auth_user_id" not in client.session
    assert client.get("/en/account/deleted/").status_code == 200


def test_accounts_nobody_proved_go_after_thirty_days(newcomer, staff):
    EmailAddress.objects.filter(user=staff).delete()
    User.objects.filter(pk=staff.pk).update(last_login=None)
    age(newcomer, 29)
    assert accounts_forget_unverified() == 0
    age(newcomer, 31)
    age(staff, 400)
    assert accounts_forget_unverified() == 1
    assert not User.objects.filter(pk=newcomer.pk).exists()
    assert User.objects.filter(pk=staff.pk).exists()


def test_accounts_somebody_proved_stay(newcomer):
    address_verified(newcomer)
    age(newcomer, 400)
    assert accounts_forget_unverified() == 0


def age(user, days):
    joined = timezone.now() - timedelta(days=days)
    User.objects.filter(pk=user.pk).update(date_joined=joined)
