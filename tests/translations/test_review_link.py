"""Review by somebody without an account, through a link that ends."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from celery import current_app
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import OutgoingMail
from tests.translations.conftest import person
from tests.translations.hands import FRENCH, text_of, write, write_all
from tests.translations.test_editor import admitted
from translations.choices import Origin, Role, SegmentStatus
from translations.models import ReviewLink, SegmentComment
from translations.selectors.text_rows import text_name
from translations.services.drafts import texts_fill
from translations.services.review_links import (
    review_addresses_forget,
    review_link_create,
    review_link_revoke,
)
from translations.services.segments import segment_write
from translations.services.withdrawing import object_forget

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def reader():
    """Somebody who never logged in, and whose forms are checked as a browser's are."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def invited(begin, reviewer_fr):
    """Invite Jeanne to review French; returns the translation and the address.

    The invitation is in German, for which the interface speaks English.
    """
    translation = begin("fr")
    review_link_create(
        translation=translation,
        name="Jeanne Martin",
        email="jeanne@reviewers.example",
        language="de",
        days=7,
        user=reviewer_fr,
    )
    mail = OutgoingMail.objects.get(to="jeanne@reviewers.example")
    return translation, re.search(r"https?://[^/]+(/de/review-\S+)", mail.text)[1]


def said(translation, **verdicts):
    """The fields of the form as a browser sends them."""
    data = {}
    for source in FRENCH:
        text = text_of(translation, source)
        data[f"seen-{text_name(text)}"] = text.version
    for kind, sources in verdicts.items():
        for source, value in sources.items():
            data[f"{kind}-{text_name(text_of(translation, source))}"] = value
    return data


def test_the_mail_speaks_the_language_of_the_invited_and_keeps_no_secret_elsewhere(
    invited,
):
    _translation, path = invited
    mail = OutgoingMail.objects.get(to="jeanne@reviewers.example")
    assert mail.language == "de"
    secret = path.rstrip("/").rsplit("/", 1)[-1]
    link = ReviewLink.objects.get()
    assert secret not in (link.digest, str(link))
    assert len(link.digest) == 64


def test_the_reviewer_reads_both_sides_without_a_cookie(invited, reader, writes):
    translation, path = invited
    write_all(translation, writes)
    answer = reader.get(path)
    assert answer.status_code == 200
    for source, target in FRENCH.items():
        assert source in unescape(answer.text)
        assert target in unescape(answer.text)
    assert not answer.cookies
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert 'name="robots" content="noindex"' in answer.text


def test_what_is_ticked_is_approved_under_the_name_of_the_reviewer(
    invited, reader, writes
):
    translation, path = invited
    write_all(translation, writes)
    answer = reader.post(
        path, said(translation, right={"Safe sport": "1"}), follow=True
    )
    text = text_of(translation, "Safe sport")
    assert (text.status, text.state.reviewer_name) == ("approved", "Jeanne Martin")
    assert text_of(translation, "Clubs protect children.").status == "waiting"
    assert "1 text is approved under your name." in answer.text
    assert not answer.cookies


def test_all_texts_are_approved_at_once(invited, reader, writes):
    translation, path = invited
    write_all(translation, writes)
    answer = reader.post(path, said(translation) | {"all": "1"}, follow=True)
    assert "4 texts are approved under your name." in answer.text
    assert all(text_of(translation, source).status == "approved" for source in FRENCH)


def test_a_remark_reaches_the_translators_with_the_name(invited, reader, writes):
    translation, path = invited
    write_all(translation, writes)
    reader.post(path, said(translation, remark={"Safe sport": "« sécurisé » ?"}))
    comment = SegmentComment.objects.get()
    assert (comment.author_name, comment.text) == ("Jeanne Martin", "« sécurisé » ?")
    assert text_of(translation, "Safe sport").status == "waiting"


def test_a_text_that_changed_since_it_was_read_is_not_approved(invited, reader, writes):
    translation, path = invited
    write_all(translation, writes)
    data = said(translation, right={"Safe sport": "1"})
    write(translation, "Safe sport", "Sport sans risque", writes)
    answer = reader.post(path, data)
    assert text_of(translation, "Safe sport").status == "waiting"
    assert "could not be approved" in answer.text


def test_unfinished_texts_cannot_be_approved(invited, reader, writes):
    translation, path = invited
    place = text_of(translation, "Safe sport").place
    segment_write(translation=translation, place=place, text="Le sp", actor=writes)
    data = said(translation, right={"Safe sport": "1"})
    answer = reader.post(path, data, follow=True)
    assert text_of(translation, "Safe sport").status == "needs_editing"
    assert "nothing was stored" in answer.text


def test_nothing_ticked_is_said(invited, reader):
    translation, path = invited
    answer = reader.post(path, said(translation), follow=True)
    assert "nothing was stored" in answer.text


@pytest.mark.parametrize("end", ["expired", "revoked", "withdrawn", "unknown"])
def test_a_link_that_is_over_answers_gone_with_a_sentence(invited, reader, end):
    translation, path = invited
    if end == "expired":
        ReviewLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    elif end == "revoked":
        ReviewLink.objects.update(revoked_at=timezone.now())
    elif end == "withdrawn":
        object_forget("page", translation.source.object_id)
    else:
        path = "/fr/review-translation/nobody-ever-had-this/"
    data = said(translation, remark={"Safe sport": "Too late"}) | {"all": "1"}
    answer = reader.post(path, data)
    assert answer.status_code == 410
    assert "<blockquote>Too late</blockquote>" in answer.text
    assert "<h1>" in answer.text
    assert "Safe sport" not in answer.text


def test_a_reviewer_invites_for_thirty_days_at_most_and_takes_the_link_back(
    client, begin, reviewer_fr
):
    translation = begin("fr")
    client.force_login(admitted(reviewer_fr))
    url = reverse("translations:review-links", args=[translation.pk])
    data = {"name": "J", "email": "j@reviewers.example", "language": "fr"}
    assert client.post(url, data | {"days": 31}).status_code == 422
    assert client.post(url, data | {"days": 30}).status_code == 302
    link = ReviewLink.objects.get()
    assert link.invited_by == reviewer_fr
    assert "j@reviewers.example" in client.get(url).text
    client.post(
        reverse("translations:review-link-revoke", args=[translation.pk, link.pk])
    )
    link.refresh_from_db()
    assert link.revoked_at


def test_a_translator_invites_nobody(client, begin):
    translation = begin("fr")
    client.force_login(admitted(person("t@demo.example", "fr", Role.TRANSLATOR)))
    url = reverse("translations:review-links", args=[translation.pk])
    assert client.get(url).url == "/admin/"
    data = {"name": "J", "email": "j@x.example", "language": "fr", "days": 3}
    assert client.post(url, data).url == "/admin/"
    assert not ReviewLink.objects.exists()


def test_a_reviewer_without_an_account_is_told_in_words_what_the_checks_block(
    invited, reader, writes
):
    translation, path = invited
    text = text_of(translation, "Trainers know 3 rules.")
    texts_fill(
        translation=translation,
        found=[(text, "Les entraîneurs connaissent 4 règles.")],
        origin=Origin.ENGINE,
        state=SegmentStatus.MACHINE_DRAFT,
    )
    answer = reader.post(path, said(translation) | {"all": "1"})
    assert "a translator has to look at it first" in answer.text
    assert text_of(translation, "Trainers know 3 rules.").status == "machine_draft"


def test_the_reviewers_address_is_deleted_90_days_after_the_link_ended(
    client, invited, reviewer_fr
):
    translation, _address = invited
    link = ReviewLink.objects.get()
    task = current_app.tasks["translations.forget_addresses"]
    with time_machine.travel(link.expires_at + timedelta(days=89)):
        task.apply()
    assert ReviewLink.objects.get().reviewer_email == "jeanne@reviewers.example"
    with time_machine.travel(link.expires_at + timedelta(days=91)):
        task.apply()
    link.refresh_from_db()
    assert (link.reviewer_email, link.reviewer_name) == ("", "Jeanne Martin")
    client.force_login(admitted(reviewer_fr))
    shown = client.get(reverse("translations:review-links", args=[translation.pk]))
    assert "<td>Jeanne Martin</td>" in shown.text


def test_the_address_of_a_link_taken_back_goes_90_days_after_that(invited):
    link = ReviewLink.objects.get()
    review_link_revoke(link=link)
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        assert timezone.now() < link.expires_at + timedelta(days=90)
        assert review_addresses_forget() == 1
        assert review_addresses_forget() == 0


def test_the_schedule_deletes_addresses_every_day(settings):
    schedule = settings.CELERY_BEAT_SCHEDULE["translations-forget-addresses"]
    assert schedule == {
        "task": "translations.forget_addresses",
        "schedule": timedelta(days=1),
    }
