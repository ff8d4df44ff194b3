"""What leaves the portal: texts of a withdrawn signatory, pictures nobody names."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from core.uploads import clean_picture
from initiatives import services
from initiatives.models import DraftPicture, InitiativePage, Review
from initiatives.moderation_queue import queue
from signatories.services import signatory_transition
from tests.initiatives import desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _private_folder(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def withdrawn(member, editor):
    """A signatory that was withdrawn while a text of it, never public, was read."""
    page, review = desk.submitted(member)
    signatory_transition(
        signatory=desk.signatory(), verb="withdrawn", actor=editor, reason="x"
    )
    return page, review


def test_a_withdrawn_signatorys_drafts_leave_the_queue(withdrawn, editor):
    page, review = withdrawn
    review.refresh_from_db()
    assert review.state == "superseded"
    assert page.title not in {row.title for row in queue(editor)}


def test_a_withdrawn_signatory_sends_nothing_more_and_is_told_why(
    client, member, withdrawn
):
    page, _review = withdrawn
    client.force_login(member)
    answer = client.post(desk.edit_url(page, tail="submit/"), desk.CHECKLIST)
    assert answer.status_code == 409
    assert "not among the signatories of the portal" in answer.content.decode()
    assert not Review.objects.filter(
        target_key=page.translation_key, state="submitted"
    ).exists()
    assert client.get("/en/account/initiatives/new/").status_code == 404


def add_picture(page, user, days=2):
    picture = services.picture_add(
        initiative_key=page.translation_key,
        cleaned=clean_picture(desk.picture_file()),
        user=user,
    )
    before = timezone.now() - timedelta(days=days)
    DraftPicture.objects.filter(pk=picture.pk).update(uploaded_at=before)
    return picture


def named(picture):
    return [{"key": str(picture.key), "alt": "A hall", "credit": ""}]


@pytest.fixture
def forget(django_capture_on_commit_callbacks):
    """Run the scheduled task as if its transaction were committed."""

    def run():
        with django_capture_on_commit_callbacks(execute=True):
            return services.pictures_forget()

    return run


def test_a_picture_taken_out_of_a_draft_is_deleted_with_its_file(member, forget):
    page = desk.draft(member)
    picture = add_picture(page, member)
    desk.save(page, member, pictures=named(picture))
    assert forget() == 0
    desk.save(page, member, pictures=[])
    assert forget() == 1
    assert not DraftPicture.objects.filter(pk=picture.pk).exists()
    assert not Path(picture.file.path).exists()
    assert forget() == 0


def test_a_picture_that_is_read_stays_whatever_the_draft_says_now(member, forget):
    page = desk.draft(member)
    picture = add_picture(page, member)
    desk.save(page, member, pictures=named(picture))
    services.initiative_submit(page_id=page.pk, user=member)
    draft = InitiativePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.pictures = []
    draft.save_revision(user=member, clean=False)
    assert forget() == 0


def test_a_picture_just_sent_waits_for_the_draft_that_names_it(member, forget):
    picture = add_picture(desk.draft(member), member, days=0)
    assert forget() == 0
    assert Path(picture.file.path).exists()


def test_an_approved_picture_is_no_draft_any_more(member, editor, forget):
    picture = add_picture(desk.draft(member), member)
    DraftPicture.objects.filter(pk=picture.pk).update(file="")
    assert forget() == 0
