"""Mail is written with what causes it and sent once, whatever happens on the way."""

import smtplib
import socket
from datetime import timedelta

import pytest
import time_machine
from django.core import mail as django_mail
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template import engines
from django.template.loaders.locmem import Loader as LocMemLoader
from django.urls import reverse
from django.utils import timezone

from core.mail import (
    BACK_OFF_MINUTES,
    absolute_url,
    mail_deliver,
    mail_find_left,
    mail_forget,
    mail_send,
    mail_try_again,
)
from core.models import OutgoingMail
from core.tasks import find_left_mail_task, send_mail_task
from tests.core.smtp import smtp_server

pytestmark = pytest.mark.django_db

State = OutgoingMail.State

TEMPLATES = {
    "note/hello_subject.txt": "{% load i18n %}{% translate 'Log in' %}: {{ town }}\n",
    "note/hello.txt": (
        "{% extends 'core/mail/base.txt' %}{% block text %}{{ town }} {{ url }}"
        "{% endblock %}"
    ),
    "note/hello.html": (
        "{% extends 'core/mail/base.html' %}{% block text %}<p>{{ town }}</p>"
        "{% include 'core/mail/_button.html' with label='Go' %}{% endblock %}"
    ),
}


@pytest.fixture(autouse=True)
def _templates(monkeypatch):
    engine = engines["django"].engine
    loader = LocMemLoader(engine, TEMPLATES)
    monkeypatch.setattr(engine, "template_loaders", [loader, *engine.template_loaders])


def write(**more):
    values = {
        "to": "mayor@town.example",
        "language": "en",
        "template": "note/hello",
        "context": {"town": "Köln & <b>", "url": absolute_url("/en/x/?a=1&b=2")},
    } | more
    return mail_send(**values)


def nobody_listens():
    """A server that is away: a port of this machine which is closed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return {"default": smtp_settings(port)}


def smtp_settings(port):
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 5},
    }


def test_a_mail_goes_out_once_the_transaction_has_committed(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        row = write()
        assert django_mail.outbox == []
    (message,) = django_mail.outbox
    assert message.to == ["mayor@town.example"]
    row.refresh_from_db()
    assert row.state == State.SENT
    assert row.sent_at


def test_a_transaction_rolled_back_sends_nothing(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert django_mail.outbox == []
    assert not OutgoingMail.objects.filter(template="note/hello").exists()


def test_a_mail_has_both_texts_in_the_language_asked_for():
    row = write(language="az", context={"town": "Bakı", "url": "x", "name": "Aygün"})
    assert row.subject == "Daxil ol: Bakı" or row.subject.endswith(": Bakı")
    assert row.subject != "Log in: Bakı"
    assert 'lang="az"' in row.html
    assert "http://127.0.0.1:8000/az/" in row.text


def test_a_language_without_a_catalogue_is_told_in_english_and_says_so():
    row = write(language="mt")
    assert row.subject.startswith("Log in:")
    assert 'lang="en"' in row.html
    assert "http://127.0.0.1:8000/mt/" in row.text


def test_plain_text_has_no_escapes_and_html_has_them():
    row = write()
    assert "Köln & <b>" in row.subject
    assert "Köln & <b> http://127.0.0.1:8000/en/x/?a=1&b=2" in row.text
    assert "Köln &amp; &lt;b&gt;" in row.html
    assert 'href="http://127.0.0.1:8000/en/x/?a=1&amp;b=2"' in row.html


def test_links_lead_to_the_public_address(settings):
    settings.PUBLIC_URL = "https://pact.example/"
    assert absolute_url("/en/help/") == "https://pact.example/en/help/"
    assert "https://pact.example/en/\n" in write().text


@pytest.mark.parametrize(
    "bad", ["Town\r\nBcc: all@x.example", "Town\nX: y", "Town\x00\x0b\u2028Z", "\n\n"]
)
def test_a_subject_is_one_line_whatever_a_name_holds(
    bad, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        row = write(context={"town": bad, "url": ""})
    assert row.subject.isprintable()
    (message,) = django_mail.outbox
    headers = message.message()
    assert headers["Bcc"] is None
    assert headers["X"] is None
    assert "Bcc:" not in str(headers).split("\n\n", 1)[0].replace(
        "Bcc: all", "", 1
    ) or ("Town Bcc: all@x.example" in headers["Subject"])


@pytest.mark.parametrize(
    "to", ["a@x.example\nBcc: b@x.example", "a@x.example, b@x.example", "a", ""]
)
def test_only_one_well_formed_address_is_written_to(to):
    with pytest.raises(ValidationError):
        write(to=to)
    assert OutgoingMail.objects.count() == 0


def test_a_task_that_runs_twice_sends_once():
    row = write()
    send_mail_task(row.pk)
    send_mail_task(row.pk)
    assert len(django_mail.outbox) == 1


def test_a_row_that_another_task_holds_is_left_alone():
    row = write()
    OutgoingMail.objects.filter(pk=row.pk).update(state=State.SENDING)
    assert mail_deliver(row.pk) is None
    assert django_mail.outbox == []


def test_a_row_that_is_gone_ends_the_task_quietly():
    send_mail_task(987654321)
    assert django_mail.outbox == []


def test_a_dead_server_costs_nothing_but_time(settings):
    row = write()
    settings.MAILERS = nobody_listens()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for tries, minutes in enumerate(BACK_OFF_MINUTES, start=1):
            find_left_mail_task()
            send_mail_task(row.pk)
            row.refresh_from_db()
            assert (row.state, row.tries) == (State.WAITING, tries)
            assert "ConnectionRefusedError" in row.error
            assert mail_deliver(row.pk) is None, "not before its time"
            clock.shift(timedelta(minutes=minutes))
        send_mail_task(row.pk)
    row.refresh_from_db()
    assert (row.state, row.tries) == (State.FAILED, len(BACK_OFF_MINUTES) + 1)
    assert row.text, "kept, so that staff can try again"


def test_a_mail_put_back_goes_out_when_the_server_is_there_again(
    settings, django_capture_on_commit_callbacks
):
    row = write()
    dead = settings.MAILERS
    settings.MAILERS = nobody_listens()
    send_mail_task(row.pk)
    settings.MAILERS = dead
    with (
        time_machine.travel(timezone.now() + timedelta(minutes=2)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert mail_find_left() == 1
    row.refresh_from_db()
    assert (row.state, row.error) == (State.SENT, "")
    assert len(django_mail.outbox) == 1


def test_a_real_server_gets_what_was_written(settings):
    row = write(language="ka")
    with smtp_server() as server:
        settings.MAILERS = {"default": smtp_settings(server.port)}
        send_mail_task(row.pk)
    row.refresh_from_db()
    assert row.state == State.SENT
    ((sender, recipients, message),) = server.received
    assert sender == settings.DEFAULT_FROM_EMAIL
    assert recipients == ["mayor@town.example"]
    assert message["Message-ID"] == f"<{row.key}@127.0.0.1>"
    assert message["Auto-Submitted"] == "auto-generated"
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]
    plain = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert plain == row.text


def test_an_address_that_a_server_refuses_for_good_is_not_tried_again(settings):
    row = write()
    with smtp_server(refuse=b"550 no such person") as server:
        settings.MAILERS = {"default": smtp_settings(server.port)}
        send_mail_task(row.pk)
    row.refresh_from_db()
    assert (row.state, row.tries) == (State.FAILED, 1)
    assert "no such person" in row.error


def test_a_server_that_is_busy_is_asked_again_later(settings):
    row = write()
    with smtp_server(refuse=b"450 come back later") as server:
        settings.MAILERS = {"default": smtp_settings(server.port)}
        send_mail_task(row.pk)
    row.refresh_from_db()
    assert (row.state, row.tries) == (State.WAITING, 1)


def test_a_mistake_of_ours_is_not_taken_for_a_dead_server(monkeypatch):
    row = write()

    def broken(mail):
        raise KeyError("programming")

    monkeypatch.setattr("core.mail._hand_over", broken)
    with pytest.raises(KeyError):
        send_mail_task(row.pk)


def test_a_mail_left_by_a_process_that_died_is_found(
    django_capture_on_commit_callbacks,
):
    row = write()
    OutgoingMail.objects.filter(pk=row.pk).update(
        state=State.SENDING, next_try_at=timezone.now()
    )
    assert mail_find_left() == 0
    with (
        time_machine.travel(timezone.now() + timedelta(minutes=16)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert mail_find_left() == 1
    assert len(django_mail.outbox) == 1


def test_texts_with_their_links_are_forgotten_a_week_after_sending():
    row = write()
    send_mail_task(row.pk)
    mail_forget()
    row.refresh_from_db()
    assert row.text
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        mail_forget()
    row.refresh_from_db()
    assert (row.text, row.html) == ("", "")
    assert not mail_try_again(row.pk)
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        mail_forget()
    assert not OutgoingMail.objects.filter(pk=row.pk).exists()


def failed(**more):
    row = write()
    values = {"state": State.FAILED, "error": "SMTPException: x"} | more
    OutgoingMail.objects.filter(pk=row.pk).update(**values)
    return row


@pytest.mark.ignore_template_errors
def test_staff_see_what_was_not_sent_and_never_its_text(editor_client):
    row = failed(text="https://portal.example/secret-link/", html="secret-html")
    sent = write(to="other@town.example")
    send_mail_task(sent.pk)
    listing = editor_client.get(reverse("wagtailsnippets_core_outgoingmail:list"))
    inspect = editor_client.get(
        reverse("wagtailsnippets_core_outgoingmail:inspect", args=[row.pk])
    )
    again = editor_client.get(reverse("mail-try-again", args=[row.pk]))
    for answer in (listing, inspect, again):
        assert answer.status_code == 200
        assert "mayor@town.example" in answer.text
        assert "secret" not in answer.text
    assert "other@town.example" not in listing.text
    assert reverse("mail-try-again", args=[row.pk]) in listing.text


@pytest.mark.ignore_template_errors
def test_staff_try_again(editor_client, django_capture_on_commit_callbacks):
    row = failed()
    url = reverse("mail-try-again", args=[row.pk])
    with django_capture_on_commit_callbacks(execute=True):
        assert editor_client.post(url).status_code == 302
    row.refresh_from_db()
    assert row.state == State.SENT
    assert len(django_mail.outbox) == 1


@pytest.mark.ignore_template_errors
def test_nobody_writes_or_changes_mail_in_the_admin(editor_client, client, translator):
    row = failed()
    for name in ("edit", "delete"):
        url = reverse(f"wagtailsnippets_core_outgoingmail:{name}", args=[row.pk])
        assert editor_client.get(url).status_code in (302, 403), name
    add = reverse("wagtailsnippets_core_outgoingmail:add")
    assert editor_client.get(add).status_code in (302, 403)
    client.force_login(translator)
    url = reverse("mail-try-again", args=[row.pk])
    assert client.post(url).status_code in (302, 403)
    row.refresh_from_db()
    assert row.state == State.FAILED


def test_every_cause_of_a_retry_is_one_of_the_way_there():
    from core.mail import MAIL_ERRORS

    assert (smtplib.SMTPException, OSError) == MAIL_ERRORS
