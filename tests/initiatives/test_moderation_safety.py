"""Approving what was read, hiding what is marked, closing nobody else's texts."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.utils import timezone

from core.uploads import clean_picture
from initiatives import services
from initiatives.exceptions import ReviewClosedError
from initiatives.models import (
    FlaggedText,
    InitiativePage,
    InitiativeUpdate,
    ModerationEvent,
    Review,
)
from signatories.models import DraftLogo, SignatoryProfile
from signatories.services import profile_draft_save
from tests.initiatives import desk

pytestmark = pytest.mark.django_db

PASSAGE = "Sophie, 7 years old"
FLAGGED = f"Little {PASSAGE}, drew the poster."


@pytest.fixture
def mod():
    return desk.moderator()


@pytest.fixture
def officer():
    return desk.moderator("officer", sees_flagged=True)


def review_url(review, tail=""):
    return f"/admin/moderation/reviews/{review.pk}/{tail}"


def asked_for_changes(review, actor):
    services.review_ask_changes(
        review_id=review.pk, actor=actor, reasons=["unclear"], comment="x"
    )


def profile_draft(member, summary, **texts):
    """A description in English, sent to the moderators."""
    draft = profile_draft_save(
        signatory=desk.signatory(),
        language="en",
        user=member,
        texts={"summary": summary, "description": "A town.", "links": ""} | texts,
    )
    row = SignatoryProfile.objects.get(pk=draft.pk)
    return row, services.profile_submit(row, member)


def stored(instance):
    """All stored versions of a page or description."""
    fresh = type(instance).objects.get(pk=instance.pk)
    return [str(revision.content) for revision in fresh.revisions.order_by("pk")]


@pytest.mark.ignore_template_errors
def test_a_text_sent_anew_meanwhile_is_not_decided_by_the_old_page(client, member, mod):
    page, review = desk.submitted(member)
    client.force_login(mod)
    read = str(client.get(review_url(review)).context["form"]["read"].value())
    services.initiative_take_back(page_id=page.pk, user=member)
    Review.objects.filter(pk=review.pk).update(state="changes_asked")
    desk.save(page, member, summary="Words that nobody has read.")
    services.initiative_submit(page_id=page.pk, user=member)
    answer = client.post(
        review_url(review), {"approve": "1", "read": read}, follow=True
    )
    assert "Yours was not taken" in answer.content.decode()
    review.refresh_from_db()
    assert review.state == "submitted"
    client.post(
        review_url(review),
        {"approve": "1", "read": review.submitted_at.isoformat()},
    )
    review.refresh_from_db()
    assert review.state == "approved"


@pytest.mark.parametrize("decision", ["ask_changes", "reject"])
def test_a_refusal_is_of_what_was_read_too(member, mod, decision):
    _page, review = desk.submitted(member)
    with pytest.raises(ReviewClosedError):
        getattr(services, f"review_{decision}")(
            review_id=review.pk,
            actor=mod,
            reasons=["unclear"],
            comment="x",
            read=(review.submitted_at - timedelta(hours=1)).isoformat(),
        )


@pytest.mark.ignore_template_errors
def test_links_and_logo_of_a_description_are_read_before_they_are_public(
    client, member, mod
):
    draft = profile_draft_save(
        signatory=desk.signatory(),
        language="en",
        user=member,
        texts={
            "summary": "A town.",
            "description": "A town.",
            "links": "https://town.example/",
        },
        logo=clean_picture(desk.picture_file("coat.png")),
    )
    row = SignatoryProfile.objects.get(pk=draft.pk)
    review = services.profile_submit(row, member)
    client.force_login(mod)
    shown = {
        change.name: "".join(piece.text for piece in change.new)
        for change in client.get(review_url(review)).context["changes"]
    }
    assert shown["links"] == "https://town.example/"
    assert "a new picture" in shown["logo"]
    picture = client.get(review_url(review, f"pictures/{draft.draft_logo}/"))
    assert picture.status_code == 200
    desk.finish(picture)


# Wagtail 8.0 leaves the temporary file of a new rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.ignore_template_errors
def test_a_logo_is_public_once_a_moderator_has_ticked_it(client, member, mod):
    draft = profile_draft_save(
        signatory=desk.signatory(),
        language="en",
        user=member,
        texts={"summary": "A town.", "description": "A town.", "links": ""},
        logo=clean_picture(desk.picture_file("coat.png")),
    )
    row = SignatoryProfile.objects.get(pk=draft.pk)
    review = services.profile_submit(row, member)
    client.force_login(mod)
    data = {"approve": "1", "read": review.submitted_at.isoformat()}
    client.post(review_url(review), data)
    row.refresh_from_db()
    assert row.logo is None
    client.post(review_url(review), data | {f"picture_{draft.draft_logo}": "on"})
    row.refresh_from_db()
    assert row.logo.shows_no_recognisable_child
    assert row.draft_logo == ""
    client.logout()
    page = client.get(f"/en/signatories/{desk.SLUG}/").content.decode()
    assert "signatory-logo" in page
    logo = DraftLogo.objects.get(key=draft.draft_logo)
    assert (logo.file.name, logo.image) == ("", row.logo)


@pytest.mark.ignore_template_errors
def test_a_marked_title_stands_neither_in_the_queue_nor_in_the_mail(
    client, member, mod, officer, django_capture_on_commit_callbacks
):
    _page, review = desk.submitted(member, title=FLAGGED)
    assert review.title == desk.signatory().official_name
    client.force_login(mod)
    for address in ("/admin/moderation/", review_url(review)):
        assert PASSAGE not in client.get(address).content.decode()
    client.force_login(officer)
    assert PASSAGE in client.get(review_url(review)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        asked_for_changes(review, officer)
    assert PASSAGE not in mail.outbox[0].subject + mail.outbox[0].body


def test_a_marked_passage_of_a_description_is_blanked_after_30_days(member):
    row, review = profile_draft(
        member, f"We & {FLAGGED}", description=f"Here & there: {PASSAGE}."
    )
    assert FlaggedText.objects.filter(review=review).count() == 2
    FlaggedText.objects.update(flagged_at=timezone.now() - timedelta(days=31))
    services.flagged_text_forget()
    versions = stored(row)
    assert not any(PASSAGE in content for content in versions)
    assert versions[-1].count("█" * len(PASSAGE)) == 2


def test_a_passage_is_blanked_across_the_markup_of_a_description(member):
    row, review = profile_draft(member, "A town.")
    draft = row.get_latest_revision_as_object()
    draft.description = "<p>Little <b>Sophie</b>, 7 years&nbsp;old, drew.</p>"
    draft.save_revision(user=member)
    FlaggedText.objects.create(
        review=review,
        field="description",
        kind="name-age",
        passage="Sophie, 7 years\xa0old",
        flagged_at=timezone.now() - timedelta(days=31),
    )
    services.flagged_text_forget()
    latest = stored(row)[-1]
    assert "Sophie" not in latest
    assert "<b>██████</b>" in latest


@pytest.mark.ignore_template_errors
def test_editors_do_not_see_marked_passages_of_a_description(client, editor, member):
    editor.groups.clear()
    editor.user_permissions.clear()
    editor.groups.add(Group.objects.get(name="Congress editors"))
    row, review = profile_draft(member, FLAGGED)
    client.force_login(editor)
    base = "/admin/snippets/signatories/signatoryprofile"
    for address in (
        f"{base}/edit/{row.pk}/",
        f"{base}/history/{row.pk}/revisions/{review.revision_id}/view/",
        f"{base}/history/{row.pk}/revisions/compare/earliest...latest/",
        f"{base}/history/{row.pk}/revisions/{review.revision_id}/revert/",
    ):
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert PASSAGE not in answer.content.decode()
    client.post(f"{base}/edit/{row.pk}/", {"action-publish": "1"})
    assert PASSAGE not in SignatoryProfile.objects.get(pk=row.pk).summary
    editor.user_permissions.add(Permission.objects.get(codename="view_flaggedtext"))
    assert client.get(f"{base}/edit/{row.pk}/").status_code == 200


@pytest.mark.parametrize("way", ["asked", "taken-back"])
def test_a_passage_that_was_taken_out_is_gone_from_earlier_versions_at_once(
    member, mod, officer, way
):
    page, review = desk.submitted(member, results=FLAGGED)
    if way == "asked":
        asked_for_changes(review, mod)
    else:
        services.initiative_take_back(page_id=page.pk, user=member)
    desk.save(page, member, results="A child drew the poster.")
    again = services.initiative_submit(page_id=page.pk, user=member)
    assert len(stored(page)) > 1
    assert not any(PASSAGE in content for content in stored(page))
    # The row itself stays 30 days with the officers.
    assert FlaggedText.objects.filter(passage__contains="Sophie").exists()
    assert again.flags == []


@pytest.mark.ignore_template_errors
def test_a_text_without_the_passage_is_open_to_editors_again(
    client, editor, member, mod
):
    editor.groups.clear()
    editor.user_permissions.clear()
    editor.groups.add(Group.objects.get(name="Congress editors"))
    page, review = desk.submitted(member, results=FLAGGED)
    client.force_login(editor)
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 302
    asked_for_changes(review, mod)
    desk.save(page, member, results="A child drew the poster.")
    services.initiative_submit(page_id=page.pk, user=member)
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


@pytest.mark.ignore_template_errors
def test_a_marked_word_to_the_moderator_is_hidden_and_then_blanked(
    client, member, mod, officer
):
    page = desk.draft(member)
    review = services.initiative_submit(page_id=page.pk, user=member, answer=FLAGGED)
    assert [flag["field"] for flag in review.flags] == ["answer"]
    client.force_login(mod)
    html = client.get(review_url(review)).content.decode()
    assert PASSAGE not in html
    assert "hidden passage" in html
    client.force_login(officer)
    assert PASSAGE in client.get(review_url(review)).content.decode()
    assert not ModerationEvent.objects.filter(detail__contains=PASSAGE).exists()
    FlaggedText.objects.update(flagged_at=timezone.now() - timedelta(days=31))
    services.flagged_text_forget()
    review.refresh_from_db()
    assert PASSAGE not in review.answer
    assert "drew the poster" in review.answer


def test_another_signatorys_key_opens_a_draft_of_ones_own(client, member):
    other = desk.person("stranger", slug=desk.OTHER_SLUG, role="manager")
    page, review = desk.submitted(member)
    client.force_login(other)
    data = {
        "key": str(page.translation_key),
        "signatory": str(desk.signatory(desk.OTHER_SLUG).key),
        "language": "en",
        "title": "Ours",
    }
    answer = client.post("/en/account/initiatives/new/", data)
    assert answer.status_code == 302
    own = InitiativePage.objects.filter(signatory=desk.signatory(desk.OTHER_SLUG))
    own = own.get(title="Ours")
    assert own.translation_key != page.translation_key
    client.post(desk.edit_url(own, tail="discard/"), {"sure": "on"})
    review.refresh_from_db()
    assert review.state == "submitted"


def test_the_service_hands_out_no_page_of_another_signatory(member):
    page = desk.draft(member)
    stranger = desk.person("stranger", slug=desk.OTHER_SLUG)
    found = [
        services.initiative_draft_create(
            signatory=desk.signatory(desk.OTHER_SLUG),
            user=stranger,
            language="en",
            title="Ours",
            key=page.translation_key,
        )
        for _ in range(2)
    ]
    assert found[0].pk == found[1].pk != page.pk
    assert found[0].signatory == desk.signatory(desk.OTHER_SLUG)


@pytest.mark.ignore_template_errors
def test_news_with_the_key_of_another_text_closes_nothing(client, member, officer):
    _page, waiting = desk.submitted(member)
    stranger = desk.person("stranger", slug=desk.OTHER_SLUG, role="manager")
    public = desk.published(stranger, officer, slug=desk.OTHER_SLUG)
    client.force_login(stranger)
    url = f"/en/account/initiatives/{public.translation_key}/news/"
    client.post(
        url,
        {
            "key": str(waiting.target_key),
            "language": "en",
            "happened_on": "2026-04-01",
            "text": "Trees were planted.",
            "no_child": "on",
        },
    )
    update = InitiativeUpdate.objects.get(initiative=public.translation_key)
    assert update.key == uuid.uuid5(waiting.target_key, f"update:{stranger.pk}")
    assert waiting.target_key != update.key


def test_news_taken_down_closes_the_reading_of_news_alone(member, officer):
    page, waiting = desk.submitted(member)
    update = InitiativeUpdate.objects.create(
        key=waiting.target_key,
        initiative_id=page.translation_key,
        language="en",
        happened_on="2026-04-01",
        text="Trees.",
    )
    services.update_withdraw(update_key=update.key, reason="x", actor=officer)
    waiting.refresh_from_db()
    assert waiting.state == "submitted"
