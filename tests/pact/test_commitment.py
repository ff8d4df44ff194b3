"""What is signed: fixed once saved, and known by its hash."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from pact.models import CommitmentVersion
from pact.models.commitment import text_hash
from pact.selectors import commitment_in
from signatories.models import Signatory
from tests.core.markup import Markup

pytestmark = pytest.mark.django_db

TEXT = "We commit ourselves.\n\nTo protect children."


@pytest.fixture
def commitment():
    return CommitmentVersion.objects.create(number=90, language="en", text=TEXT)


def test_the_hash_is_the_sha_256_of_the_text(commitment):
    assert commitment.text_hash == hashlib.sha256(TEXT.encode()).hexdigest()


def test_the_hash_of_what_is_signed_today_is_true():
    for commitment in CommitmentVersion.objects.all():
        assert commitment.text_hash == text_hash(commitment.text)


def test_the_text_cannot_be_changed_once_it_is_saved(commitment):
    commitment.text = TEXT.replace("children", "towns")
    with pytest.raises(ValidationError):
        commitment.full_clean()
    with pytest.raises(ValidationError):
        commitment.save()
    assert CommitmentVersion.objects.get(pk=commitment.pk).text == TEXT


def test_a_browsers_line_ends_are_no_change(commitment):
    commitment.text = TEXT.replace("\n", "\r\n")
    commitment.save()
    commitment.refresh_from_db()
    assert text_hash(commitment.text) == commitment.text_hash


def test_its_review_may_change(commitment):
    commitment.review_state = "reviewed"
    commitment.save()
    commitment.refresh_from_db()
    assert (commitment.review_state, commitment.text) == ("reviewed", TEXT)


def test_a_version_exists_once_per_language(commitment):
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitmentVersion.objects.create(number=90, language="en", text="Other.")


def test_what_somebody_signed_cannot_be_deleted():
    signed = Signatory.objects.exclude(commitment=None).first().commitment
    with pytest.raises(ProtectedError):
        signed.delete()


def test_a_draft_stands_beside_the_english_text_that_counts(client, commitment):
    draft = CommitmentVersion.objects.create(number=90, language="az", text="Mətn.")
    assert commitment_in("az") == {"commitment": draft, "english": commitment}
    markup = Markup(client.get("/az/sign/"))
    articles = markup.all("article", class_="commitment")
    headings = [item for item in markup.all("h3") if item.is_inside(articles[1])]
    assert len(articles) == 2
    assert headings[0].lang == "en"


def test_a_reviewed_text_stands_alone(client, commitment):
    CommitmentVersion.objects.create(
        number=90, language="az", text="Mətn.", review_state="reviewed"
    )
    assert commitment_in("az")["english"] is None
    markup = Markup(client.get("/az/sign/"))
    assert len(markup.all("article", class_="commitment")) == 1


def test_a_language_without_a_text_gets_the_english_one(commitment):
    assert commitment_in("mt") == {"commitment": commitment, "english": None}


def test_markup_in_a_text_is_shown_and_not_run(client):
    CommitmentVersion.objects.create(
        number=91, language="en", text="<script>alert(1)</script>"
    )
    markup = Markup(client.get("/en/sign/"))
    assert (
        "<script>alert(1)</script>" in markup.one("article", class_="commitment").text
    )
