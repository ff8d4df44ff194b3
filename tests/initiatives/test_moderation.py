"""The queue, one reading, two at once, marked passages, scopes, mails, the log."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from core.models import Report
from initiatives import services
from initiatives.exceptions import HiddenPassageError, ReviewClosedError
from initiatives.models import (
    FlaggedText,
    Initiative,
    InitiativePage,
    ModerationEvent,
    Review,
)
from search.models import SearchObject
from tests.initiatives import desk

pytestmark = pytest.mark.django_db

FLAGGED = "Little Sophie, 7 years old, drew the poster."
PASSAGE = "Sophie, 7 years old"


@pytest.fixture(autouse=True)
def _private_folder(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def mod():
    return desk.moderator()


@pytest.fixture
def officer():
    return desk.moderator("officer", sees_flagged=True)


@pytest.fixture
def mod_client(client, mod):
    client.force_login(mod)
    return client


def review_url(review, tail=""):
    return f"/admin/moderation/reviews/{review.pk}/{tail}"


@pytest.mark.ignore_template_errors
def test_reports_stand_on_top_of_everything(mod_client, member):
    page, _review = desk.submitted(member)
    Report.objects.create(
        kind="initiative",
        key=page.translation_key,
        path="/en/initiatives/x/",
        reason="recognisable",
    )
    rows = mod_client.get("/admin/moderation/").context["rows"]
    assert [row.kind for row in rows][:2] == ["report", "initiative"]
    assert rows[0].country == "AZ"


@pytest.mark.ignore_template_errors
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?kind=initiative", 2),
        ("?language=ka", 1),
        ("?country=GR", 0),
        ("?flagged=on", 1),
        ("?kind=nonsense", 2),
    ],
)
def test_the_queue_can_be_filtered(mod_client, member, query, expected):
    desk.submitted(member, language="ka")
    desk.submitted(member, results=FLAGGED)
    rows = mod_client.get(f"/admin/moderation/{query}").context["rows"]
    assert len([row for row in rows if row.kind == "initiative"]) == expected


@pytest.mark.ignore_template_errors
def test_the_queue_needs_the_same_queries_for_two_and_for_twenty(
    mod_client, member, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            mod_client.get("/admin/moderation/")
        return len(captured)

    desk.submitted(member)
    queries()
    few = queries()
    for _ in range(8):
        desk.submitted(member)
    assert queries() <= few


@pytest.mark.ignore_template_errors
@pytest.mark.parametrize(
    ("countries", "languages", "is_theirs"),
    [
        (["AZ"], [], True),
        (["GR"], [], False),
        ([], ["en"], True),
        ([], ["el"], False),
        (["AZ"], ["el"], False),
    ],
)
def test_countries_and_languages_route_the_queue_and_the_rights(
    client, member, countries, languages, is_theirs
):
    _page, review = desk.submitted(member)
    client.force_login(
        desk.moderator("routed", countries=countries, languages=languages)
    )
    rows = client.get("/admin/moderation/").context["rows"]
    assert bool([row for row in rows if row.kind == "initiative"]) is is_theirs
    expected = 200 if is_theirs else 404
    assert client.get(review_url(review)).status_code == expected
    client.post(review_url(review), {"reject": "1", "reasons": ["unclear"]})
    review.refresh_from_db()
    assert (review.state == "rejected") is is_theirs


@pytest.mark.ignore_template_errors
def test_a_reading_shows_what_changes_word_by_word(mod_client, member, officer):
    page = desk.published(member, officer)
    desk.save(page, member, summary="Evenings with teachers and clubs.")
    review = services.initiative_submit(page_id=page.pk, user=member)
    html = mod_client.get(review_url(review)).content.decode()
    assert "<del>parents</del>" in html
    assert "<ins>teachers</ins>" in html


@pytest.mark.ignore_template_errors
def test_a_decision_through_the_page_sends_one_mail_in_the_recipients_language(
    mod_client, member, django_capture_on_commit_callbacks
):
    member.language = "fr"
    member.save()
    _page, review = desk.submitted(member)
    with django_capture_on_commit_callbacks(execute=True):
        mod_client.post(
            review_url(review),
            {"ask": "1", "reasons": ["unclear"], "comment": "Où\nBcc: x@y.z"},
        )
    assert len(mail.outbox) == 1
    sent = mail.outbox[0]
    assert sent.to == [member.email]
    assert not sent.bcc
    assert "/fr/account/initiatives/" in sent.body
    assert "Où" in sent.body


@pytest.mark.ignore_template_errors
@pytest.mark.parametrize("decision", ["ask", "reject"])
def test_a_refusal_needs_a_reason(mod_client, member, decision):
    _page, review = desk.submitted(member)
    mod_client.post(review_url(review), {decision: "1", "comment": "no"})
    review.refresh_from_db()
    assert review.state == "submitted"


def test_of_two_approvals_one_counts(member, mod, officer):
    _page, review = desk.submitted(member)
    services.review_approve(review_id=review.pk, actor=mod)
    with pytest.raises(ReviewClosedError):
        services.review_approve(review_id=review.pk, actor=officer)
    with pytest.raises(ReviewClosedError):
        services.review_reject(
            review_id=review.pk, actor=officer, reasons=["other"], comment="x"
        )
    approved = ModerationEvent.objects.filter(verb="approved")
    assert approved.filter(target_key=review.target_key).count() == 1


@pytest.mark.ignore_template_errors
def test_the_second_moderator_is_told(mod_client, member, officer):
    _page, review = desk.submitted(member)
    services.review_approve(review_id=review.pk, actor=officer)
    answer = mod_client.post(review_url(review), {"approve": "1"}, follow=True)
    assert "Somebody else has decided meanwhile" in answer.content.decode()


@pytest.mark.ignore_template_errors
def test_a_marked_passage_is_seen_by_the_named_groups_alone(
    client, member, mod, officer
):
    _page, review = desk.submitted(member, results=FLAGGED)
    client.force_login(mod)
    html = client.get(review_url(review)).content.decode()
    assert PASSAGE not in html
    assert "hidden passage" in html
    with pytest.raises(HiddenPassageError):
        services.review_approve(review_id=review.pk, actor=mod)
    client.force_login(officer)
    html = client.get(review_url(review)).content.decode()
    assert PASSAGE in html
    services.review_approve(review_id=review.pk, actor=officer)


def test_the_groups_exist_and_have_the_right(django_user_model):
    from django.contrib.auth.models import Group

    for name in ("Safeguarding officers", "Safeguarding deputies"):
        group = Group.objects.get(name=name)
        codes = set(group.permissions.values_list("codename", flat=True))
        assert {"view_flaggedtext", "moderate_review", "access_admin"} <= codes
    group = Group.objects.get(name="Moderators")
    assert not group.permissions.filter(codename="view_flaggedtext").exists()


def test_a_marked_passage_is_deleted_after_30_days(member, mod):
    page, review = desk.submitted(
        member, results=FLAGGED, summary="« Sophie, 7 years old »"
    )
    assert FlaggedText.objects.filter(review=review).count() == 2
    services.flagged_text_forget()
    assert FlaggedText.objects.filter(review=review).count() == 2
    FlaggedText.objects.update(flagged_at=timezone.now() - timedelta(days=31))
    services.flagged_text_forget()
    assert not FlaggedText.objects.filter(review=review).exists()
    for revision in InitiativePage.objects.get(pk=page.pk).revisions.all():
        assert PASSAGE not in str(revision.content)
        assert "█" * len(PASSAGE) in str(revision.content)
    event = ModerationEvent.objects.filter(verb="flagged-deleted").first()
    assert PASSAGE not in event.detail
    assert services.flagged_text_forget() == 0


def test_a_passage_in_the_body_is_blanked_whatever_letters_it_has(member):
    page, review = desk.submitted(
        member,
        language="az",
        body=__import__("initiatives.plain_text", fromlist=["x"]).blocks_from_text(
            "Balaca Şəhla, 7 yaşında, çəkdi."
        ),
    )
    row = FlaggedText.objects.get(review=review)
    FlaggedText.objects.update(flagged_at=timezone.now() - timedelta(days=31))
    services.flagged_text_forget()
    for revision in InitiativePage.objects.get(pk=page.pk).revisions.all():
        assert row.passage not in str(revision.as_object().body)


@pytest.mark.ignore_template_errors
def test_an_officer_keeps_a_passage_with_a_reason(client, member, officer, mod):
    _page, review = desk.submitted(member, results=FLAGGED)
    row = FlaggedText.objects.get(review=review)
    data = {"key": str(row.key), "reason": "handed to the child protection office"}
    client.force_login(mod)
    client.post(review_url(review, "keep/"), data)
    row.refresh_from_db()
    assert row.kept_reason == ""
    client.force_login(officer)
    client.post(review_url(review, "keep/"), data)
    FlaggedText.objects.update(flagged_at=timezone.now() - timedelta(days=31))
    services.flagged_text_forget()
    row.refresh_from_db()
    assert (row.kept_reason, row.kept_by) == (data["reason"], officer)


@pytest.mark.ignore_template_errors
def test_good_practice_is_marked_and_searched(mod_client, member, officer):
    page = desk.published(member, officer)
    review = desk.last_review(page)
    mod_client.post(review_url(review, "good-practice/"), {"mark": "1"})
    assert Initiative.objects.get(key=page.translation_key).is_good_practice
    html = mod_client.get(f"/en/initiatives/{page.slug}/").content.decode()
    assert "Good practice" in html


@pytest.mark.ignore_template_errors
def test_a_moderator_withdraws_everywhere(mod_client, member, officer):
    page = desk.published(member, officer)
    review = desk.last_review(page)
    mod_client.post(review_url(review, "withdraw/"), {"reason": "a child is named"})
    assert SearchObject.objects.get(key=page.translation_key).is_gone
    assert mod_client.get(f"/en/initiatives/{page.slug}/").status_code == 404


def test_a_moderated_description_is_published_by_the_same_way(member, mod):
    signatory = desk.signatory()
    profile = signatory.profiles.get(locale__language_code="az")
    profile.summary = "Yeni sözlər."
    revision = profile.save_revision(user=member)
    review = services.review_submit(
        kind="profile",
        target_key=signatory.key,
        language="az",
        signatory=signatory,
        title=signatory.official_name,
        texts={"summary": profile.summary},
        user=member,
        revision=revision,
    )
    services.review_approve(review_id=review.pk, actor=mod)
    profile.refresh_from_db()
    assert profile.summary == "Yeni sözlər."


def test_a_withdrawn_initiative_leaves_the_queue(member, officer):
    page = desk.published(member, officer)
    desk.save(page, member, summary="Newer.")
    review = services.initiative_submit(page_id=page.pk, user=member)
    services.initiative_withdraw(key=page.translation_key, reason="x", actor=officer)
    review.refresh_from_db()
    assert review.state == "superseded"
    assert not Review.objects.filter(state="submitted").exists()


@pytest.mark.ignore_template_errors
def test_editors_of_pages_do_not_see_marked_passages_in_drafts_either(
    client, editor, member
):
    editor.groups.clear()
    editor.user_permissions.clear()
    from django.contrib.auth.models import Group

    editor.groups.add(Group.objects.get(name="Congress editors"))
    # The group has every right of the rooms it looks after, but not this one.
    page, _review = desk.submitted(member, results=FLAGGED)
    client.force_login(editor)
    for address in (
        f"/admin/pages/{page.pk}/edit/",
        f"/admin/pages/{page.pk}/view_draft/",
        f"/admin/pages/{page.pk}/revisions/{_review.revision_id}/view/",
    ):
        answer = client.get(address)
        assert answer.status_code == 302
        assert PASSAGE not in answer.content.decode()
    other, _review = desk.submitted(member)
    assert client.get(f"/admin/pages/{other.pk}/edit/").status_code == 200
