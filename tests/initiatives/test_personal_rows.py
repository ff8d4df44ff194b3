"""What the room hands out about a person, and what is left when the person goes."""

import json
import zipfile
from io import BytesIO
from uuid import uuid4

import pytest

from accounts.own_data import account_erase, account_export
from core.uploads import clean_picture
from initiatives import services
from initiatives.models import (
    DraftPicture,
    FlaggedText,
    InitiativePage,
    InitiativeUpdate,
    ModerationEvent,
    ModeratorScope,
    Review,
)
from tests.initiatives import desk

pytestmark = pytest.mark.django_db

MARK = "Qızılquşu"
SECRET = "Words of a child that two groups alone may see"


@pytest.fixture(autouse=True)
def _private_folder(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def author():
    return desk.person("author", slug=desk.SLUG, role="manager")


@pytest.fixture
def reader():
    return desk.moderator("reader", sees_flagged=True, countries=["AZ"])


@pytest.fixture
def traces(author, reader):
    """Everything that two people can leave in the room, marked."""
    page = desk.draft(author, title=f"{MARK} title")
    review = services.initiative_submit(
        page_id=page.pk, user=author, answer=f"{MARK} answer"
    )
    FlaggedText.objects.create(
        review=review,
        field="summary",
        kind="x",
        passage=SECRET,
        flagged_at=review.submitted_at,
        kept_reason=f"{MARK} kept",
        kept_by=reader,
    )
    services.review_approve(review_id=review.pk, actor=reader, comment=f"{MARK} fine")
    services.update_add(
        initiative_key=page.translation_key,
        key=uuid4(),
        language="en",
        happened_on=page.starts_on,
        text=f"{MARK} news",
        user=author,
    )
    picture = services.picture_add(
        initiative_key=page.translation_key,
        cleaned=clean_picture(desk.picture_file()),
        user=author,
    )
    return page, review, picture


def exported(user):
    """The room's part of the export, as the person opens it."""
    archive = zipfile.ZipFile(BytesIO(account_export(user)))
    texts = {name: archive.read(name).decode() for name in archive.namelist()}
    (text,) = (text for name, text in texts.items() if "initiatives" in name)
    return json.loads(text), "".join(texts.values())


def test_an_author_gets_what_was_written_and_sent(author, traces):
    _page, _review, picture = traces
    room, everything = exported(author)
    (sent, news) = sorted(room["texts_sent"], key=lambda row: row["kind"])
    assert sent["title"] == f"{MARK} title"
    assert sent["answer"] == f"{MARK} answer"
    assert sent["comment"] == f"{MARK} fine"
    assert news["kind"] == "update"
    assert room["news"][0]["text"] == f"{MARK} news"
    assert room["pictures"][0]["key"] == str(picture.key)
    assert room["texts_decided"] == room["moderates"] == room["passages_kept"] == []
    assert SECRET not in everything


def test_a_moderator_gets_what_was_decided_without_the_marked_words(reader, traces):
    room, everything = exported(reader)
    assert len(room["texts_decided"]) == 1
    assert room["moderates"] == [{"countries": ["AZ"], "languages": []}]
    assert room["passages_kept"][0]["kept_reason"] == f"{MARK} kept"
    assert f"{MARK} fine" in {row["detail"] for row in room["log"]}
    assert SECRET not in everything
    assert room["texts_sent"] == room["news"] == room["pictures"] == []


def test_an_author_who_goes_leaves_the_texts_and_no_name(author, traces):
    page, review, picture = traces
    account_erase(author)
    review.refresh_from_db()
    assert (review.submitted_by, review.answer) == (None, "")
    assert InitiativePage.objects.get(pk=page.pk).live
    assert InitiativeUpdate.objects.get().written_by is None
    assert DraftPicture.objects.get(pk=picture.pk).uploaded_by is None
    events = ModerationEvent.objects.filter(target_key=page.translation_key)
    sent = events.get(verb="submitted")
    assert (sent.actor, sent.detail) == (None, "")
    assert events.get(verb="approved").detail == f"{MARK} fine"


def test_a_moderator_who_goes_leaves_the_decisions(reader, traces):
    _page, review, _picture = traces
    account_erase(reader)
    review.refresh_from_db()
    assert (review.state, review.decided_by) == ("approved", None)
    assert FlaggedText.objects.get().kept_by is None
    assert not ModeratorScope.objects.exists()
    assert Review.objects.filter(comment=f"{MARK} fine").exists()
