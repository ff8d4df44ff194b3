"""Two sign-ups of one town at the same moment: one entry, and one question."""

from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from core.models import PublicAddress
from pact.models import CommitmentVersion
from signatories.exceptions import DoubleError
from signatories.models import Registration, Signatory
from signatories.services import registration_complete
from tests.races import at_once

pytestmark = pytest.mark.services

NAMES = ("Yenibulaq Bələdiyyəsi", "Yenibulag municipality")


def registration(number, commitment):
    return Registration.objects.create(
        token_digest=f"race-{number}",
        email=f"race{number}@town.example",
        profile="authority",
        commitment=commitment,
        accepted_at=timezone.now(),
        expires_at=timezone.now(),
    )


def fields(name):
    return {
        "country_id": "AZ",
        "official_name": name,
        "name": "Somebody",
        "signer_office": "Office",
    }


@pytest.fixture
def committing(django_db_setup, django_db_blocker):
    """The database without a transaction around it, left as it was found.

    Threads see only what is committed, and a flush would take the demonstration away
    from the tests that come later.
    """
    with django_db_blocker.unblock():
        yield
        User.objects.filter(email__startswith="race").delete()
        Registration.objects.filter(token_digest__startswith="race-").delete()
        for signatory in Signatory.objects.filter(official_name__in=NAMES):
            PublicAddress.objects.filter(translation_key=signatory.key).delete()
            signatory.delete()


def test_one_entry_and_one_question(committing, monkeypatch):
    monkeypatch.setattr("signatories.emails.registered", lambda *_given: None)
    assert connection.vendor == "postgresql"
    commitment = CommitmentVersion.objects.first()
    rows = [registration(number, commitment) for number in range(2)]
    users = [User.objects.create_user(row.email, "x") for row in rows]

    def sign(number):
        return registration_complete(
            registration=rows[number], user=users[number], fields=fields(NAMES[number])
        )

    results = at_once(partial(sign, 0), partial(sign, 1))
    asked = [item for item in results if isinstance(item, DoubleError)]
    assert len(asked) == 1, results
    assert not [item for item in results if isinstance(item, Exception)][1:]
    assert Signatory.objects.filter(official_name__in=NAMES).count() == 1
