"""People with a known password, and what lies in their mailboxes."""

import re

import pytest
from django.core import mail as django_mail

from accounts.services import account_open

PASSWORD = "a-password-for-this-test"


@pytest.fixture
def person(member):
    """The signatory's account, its password known; it writes Azerbaijani."""
    member.set_password(PASSWORD)
    member.save()
    return member


@pytest.fixture
def staff(editor):
    """The editor's account, its password known."""
    editor.set_password(PASSWORD)
    editor.save()
    return editor


@pytest.fixture
def newcomer(db):
    """An account whose address nobody has proved."""
    return account_open(
        email="new@town.example", password=PASSWORD, name="Nino Beridze", language="ka"
    )


@pytest.fixture
def deliver(django_capture_on_commit_callbacks):
    """A context at whose end mails go out, as after the commit of a request."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def log_in(client, email, password=PASSWORD, code="en", **more):
    """Log in as a person does."""
    data = {"login": email, "password": password} | more
    return client.post(f"/{code}/account/login/", data)


def links(message):
    """Addresses in the plain text of a mail."""
    return re.findall(r"https?://\S+", message.body)


def link(part):
    """Path of the first link in the newest mail that has `part` in it."""
    message = django_mail.outbox[-1]
    url = next(url for url in links(message) if part in url)
    return re.sub(r"^https?://[^/]+", "", url)
