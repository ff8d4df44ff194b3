"""A signatory writes, saves, previews, sends, is asked for changes, and is published."""

from uuid import uuid4

import pytest
from django.core import mail

from core.models import Report, Withdrawal
from initiatives import services
from initiatives.exceptions import EditConflictError, LockedTextError
from initiatives.forms.drafting import NEEDED_TO_SEND
from initiatives.models import (
    DraftPicture,
    Initiative,
    InitiativePage,
    InitiativeUpdate,
    ModerationEvent,
    Review,
)
from initiatives.services.drafts import submission_problems
from search.models import SearchDocument
from tests.initiatives import desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _private_folder(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def mod():
    return desk.moderator(sees_flagged=True)


@pytest.fixture
def member_client(client, member):
    client.force_login(member)
    return client


def test_a_title_is_enough_to_begin(member_client, member):
    answer = member_client.get("/en/account/initiatives/new/")
    assert answer.status_code == 200
    key = str(answer.context["form"]["key"].value())
    data = {
        "key": key,
        "signatory": str(desk.signatory().key),
        "language": "ka",
        "title": "საღამოები ნავსადგურში",
    }
    answer = member_client.post("/en/account/initiatives/new/", data)
    assert answer.status_code == 302
    page = InitiativePage.objects.get(draft_title=data["title"])
    assert (page.live, page.language, page.owner) == (False, "ka", member)
    assert page.get_latest_revision_as_object().starts_on is None
    assert member_client.get(answer["Location"]).status_code == 200


def test_sending_the_first_form_twice_makes_one_draft(member_client):
    data = {
        "key": str(uuid4()),
        "signatory": str(desk.signatory().key),
        "language": "en",
        "title": "Twice",
    }
    before = InitiativePage.objects.count()
    for _ in range(2):
        member_client.post("/en/account/initiatives/new/", data)
    assert InitiativePage.objects.count() == before + 1


def test_saving_keeps_every_field_and_the_public_page_stays_missing(
    member_client, member
):
    page = desk.draft(member)
    data = desk.form_data(
        page,
        title="Harbour evenings",
        text="First.\n\n## Why\n\n- a\n- b\n\n**Bold** <script>x</script>",
        links="https://example.org/ Our report",
        cost_band="under-5000",
    )
    answer = member_client.post(desk.edit_url(page), data)
    assert answer.status_code == 302
    saved = InitiativePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert saved.title == "Harbour evenings"
    assert [block.block_type for block in saved.body] == [
        "paragraph",
        "heading",
        "paragraph",
    ]
    assert "<script>" not in str(saved.body)
    assert saved.links[0].value["title"] == "Our report"
    assert not InitiativePage.objects.get(pk=page.pk).live
    form = member_client.get(desk.edit_url(page)).context["form"]
    assert "**Bold**" in form["text"].value()
    assert form["links"].value() == "https://example.org/ Our report"


def test_a_colleagues_saving_is_never_overwritten_silently(member_client, member):
    page = desk.draft(member)
    colleague = desk.person("colleague", slug=desk.SLUG)
    data = desk.form_data(page, summary="Mine, with my own words.")
    desk.save(page, colleague, summary="Theirs, saved meanwhile.")
    answer = member_client.post(desk.edit_url(page), data)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Mine, with my own words." in html
    assert "Theirs" in html
    assert "Colleague" in html
    latest = InitiativePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert latest.summary == "Theirs, saved meanwhile."
    again = data | {"revision": answer.context["form"]["revision"].value()}
    assert member_client.post(desk.edit_url(page), again).status_code == 302


def test_the_service_refuses_a_stale_save_too(member):
    page = desk.draft(member)
    old = InitiativePage.objects.get(pk=page.pk).latest_revision_id
    desk.save(page, desk.person("colleague", slug=desk.SLUG))
    with pytest.raises(EditConflictError):
        services.initiative_draft_save(
            page_id=page.pk,
            fields=desk.full_fields(),
            user=member,
            base_revision_id=old,
        )


def test_the_script_saves_and_is_told_of_a_conflict(member_client, member):
    page = desk.draft(member)
    headers = {"X-Autosave": "1"}
    data = desk.form_data(page, summary="By itself.")
    answer = member_client.post(desk.edit_url(page), data, headers=headers)
    assert answer.json()["state"] == "saved"
    answer = member_client.post(desk.edit_url(page), data, headers=headers)
    assert (answer.status_code, answer.json()["state"]) == (409, "conflict")


def test_the_script_needs_a_token_and_a_login(member):
    from django.test import Client

    page = desk.draft(member)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(desk.edit_url(page), {}).status_code == 403
    strict.force_login(member)
    assert strict.post(desk.edit_url(page), {}).status_code == 403


def test_words_of_abuse_are_not_stored_before_the_choice(member_client, member):
    page = desk.draft(member)
    revision = InitiativePage.objects.get(pk=page.pk).latest_revision_id
    data = desk.form_data(page, results="my coach touches me")
    answer = member_client.post(desk.edit_url(page), data)
    assert answer.status_code == 422
    assert "/en/help/" in answer.content.decode()
    assert InitiativePage.objects.get(pk=page.pk).latest_revision_id == revision
    headers = {"X-Autosave": "1"}
    quiet = member_client.post(desk.edit_url(page), data, headers=headers)
    assert quiet.json()["state"] == "help"
    thrown = member_client.post(desk.edit_url(page), data | {"safeguarding": "discard"})
    assert "touches me" not in thrown.content.decode()
    assert "touches me" not in str(dict(member_client.session))
    assert InitiativePage.objects.get(pk=page.pk).latest_revision_id == revision
    member_client.post(desk.edit_url(page), data | {"safeguarding": "continue"})
    saved = InitiativePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert saved.results == "my coach touches me"


def test_the_preview_is_the_public_page_in_the_drafts_language(member_client, member):
    page = desk.draft(member, language="az", title="Liman axşamları")
    answer = member_client.get(desk.edit_url(page, tail="preview/"))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "initiatives/initiative_page.html" in [t.name for t in answer.templates]
    assert '<html lang="az"' in html
    assert "Liman axşamları" in html
    assert answer["Cache-Control"] == "private, no-store"
    assert '<meta name="robots" content="noindex">' in html


def test_what_is_missing_is_named_before_sending(member_client, member):
    page = desk.draft(member, summary="", principles=[], actions=[])
    answer = member_client.get(desk.edit_url(page, tail="submit/"))
    assert set(answer.context["problems"]) == {"summary", "principles"}
    answer = member_client.post(desk.edit_url(page, tail="submit/"), desk.CHECKLIST)
    assert not Review.objects.filter(target_key=page.translation_key).exists()


def test_every_point_of_the_checklist_is_needed(member_client, member):
    page = desk.draft(member)
    for point in desk.CHECKLIST:
        data = {name: v for name, v in desk.CHECKLIST.items() if name != point}
        answer = member_client.post(desk.edit_url(page, tail="submit/"), data)
        assert answer.status_code == 422
    assert not Review.objects.filter(target_key=page.translation_key).exists()


def test_the_whole_way_from_sending_to_publication(
    member_client, member, mod, django_capture_on_commit_callbacks
):
    member.language = "en"
    member.save()
    page = desk.draft(member)
    url = desk.edit_url(page)
    member_client.post(f"{url}submit/", desk.CHECKLIST)
    review = desk.last_review(page)
    assert review.state == "submitted"

    locked = member_client.post(url, desk.form_data(page, title="Changed"))
    assert locked.status_code == 409
    assert "it cannot be changed" in locked.content.decode()
    # What was typed is not lost.
    assert "readonly>Changed</textarea>" in locked.content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        services.review_ask_changes(
            review_id=review.pk,
            actor=mod,
            reasons=["unclear"],
            comment="Say where.",
        )
    assert len(mail.outbox) == 1
    assert "Say where." in mail.outbox[0].body
    assert mail.outbox[0].to == [member.email]
    form = member_client.get(url).content.decode()
    assert "Say where." in form
    assert "It does not say clearly enough" in form

    member_client.post(url, desk.form_data(page, summary="At the harbour."))
    answer = desk.CHECKLIST | {"answer": "I said where."}
    member_client.post(f"{url}submit/", answer)
    review.refresh_from_db()
    assert (review.state, review.answer) == ("submitted", "I said where.")

    with django_capture_on_commit_callbacks(execute=True):
        services.review_approve(review_id=review.pk, actor=mod)
    assert len(mail.outbox) == 2
    live = InitiativePage.objects.get(pk=page.pk)
    assert live.live
    assert live.slug == "evenings-at-the-harbour"
    public = member_client.get(f"/de/initiatives/{live.slug}/").content.decode()
    assert "At the harbour." in public
    assert SearchDocument.objects.filter(object__key=page.translation_key).exists()
    verbs = ModerationEvent.objects.filter(target_key=page.translation_key)
    assert [event.verb for event in verbs.order_by("pk")] == [
        "submitted",
        "changes-asked",
        "submitted",
        "approved",
    ]


def test_later_changes_wait_while_the_public_text_stays(member_client, member, mod):
    page = desk.published(member, mod)
    url = desk.edit_url(page)
    member_client.post(url, desk.form_data(page, summary="Newer words."))
    public = f"/en/initiatives/{page.slug}/"
    assert "Newer words." not in member_client.get(public).content.decode()
    member_client.post(f"{url}submit/", desk.CHECKLIST)
    assert "Newer words." not in member_client.get(public).content.decode()
    services.review_approve(review_id=desk.last_review(page).pk, actor=mod)
    assert "Newer words." in member_client.get(public).content.decode()
    assert InitiativePage.objects.get(pk=page.pk).slug == page.slug


def test_a_rejected_change_leaves_the_public_text(member_client, member, mod):
    page = desk.published(member, mod)
    desk.save(page, member, summary="Newer words.")
    review = services.initiative_submit(page_id=page.pk, user=member)
    services.review_reject(
        review_id=review.pk, actor=mod, reasons=["off-topic"], comment=""
    )
    assert InitiativePage.objects.get(pk=page.pk).summary != "Newer words."
    assert member_client.get(f"/en/initiatives/{page.slug}/").status_code == 200


def test_a_text_can_be_taken_back_and_changed(member_client, member):
    page, review = desk.submitted(member)
    member_client.post(desk.edit_url(page, tail="take-back/"))
    review.refresh_from_db()
    assert review.state == "superseded"
    desk.save(page, member, summary="Changed.")


def test_words_of_abuse_in_a_locked_text_lead_to_help_and_are_thrown_away_on_request(
    member_client, member
):
    page, _review = desk.submitted(member)
    url = desk.edit_url(page)
    data = desk.form_data(page, results="my coach touches me")
    locked = member_client.post(url, data)
    assert locked.status_code == 409
    help_words = "Nobody reads this form immediately."
    assert help_words in locked.content.decode()
    thrown = member_client.post(url, data | {"safeguarding": "discard"})
    assert "touches me" not in thrown.content.decode()
    harmless = member_client.post(url, desk.form_data(page, results="Less fear."))
    assert help_words not in harmless.content.decode()


def test_a_word_to_the_moderator_is_shown_back_when_somebody_was_quicker(
    member_client, member
):
    page, _review = desk.submitted(member)
    data = desk.CHECKLIST | {"answer": "The place is new."}
    locked = member_client.post(desk.edit_url(page, tail="submit/"), data)
    assert locked.status_code == 409
    assert "readonly>The place is new.</textarea>" in locked.content.decode()


def test_nobody_saves_while_a_moderator_reads(member):
    page, _review = desk.submitted(member)
    with pytest.raises(LockedTextError):
        desk.save(page, member)


# Wagtail 8.0 leaves the temporary file of a new rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_picture_is_private_until_a_moderator_ticks_it(
    member_client, client, member, mod, tmp_path, settings
):
    settings.PRIVATE_ROOT = tmp_path / "private"
    page = desk.draft(member)
    data = desk.form_data(page) | {
        "picture_file": desk.picture_file(),
        "picture_alt": "Lamps at dusk",
        "picture_credit": "Town hall",
    }
    refused = member_client.post(desk.edit_url(page), data)
    assert refused.status_code == 422
    data["picture_file"] = desk.picture_file()
    answer = member_client.post(desk.edit_url(page), data | {"picture_safe": "on"})
    assert answer.status_code == 302
    row = DraftPicture.objects.get(initiative=page.translation_key)
    assert str(tmp_path / "private") in row.file.path
    own = f"/en/account/initiatives/{page.translation_key}/pictures/{row.key}/"
    answer = member_client.get(own)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    desk.finish(answer)
    preview = member_client.get(desk.edit_url(page, tail="preview/")).content.decode()
    assert own in preview
    assert "Lamps at dusk" in preview

    review = services.initiative_submit(page_id=page.pk, user=member)
    from initiatives.exceptions import UnconfirmedPictureError

    with pytest.raises(UnconfirmedPictureError):
        services.review_approve(review_id=review.pk, actor=mod)
    services.review_approve(review_id=review.pk, actor=mod, pictures=[row.key])
    public = member_client.get("/en/initiatives/evenings-at-the-harbour/")
    assert "Lamps at dusk" in public.content.decode()
    row.refresh_from_db()
    assert row.image.shows_no_recognisable_child
    assert "photo" not in row.image.file.name
    assert InitiativePage.objects.get(pk=page.pk).pictures == []
    # Later edits keep it as a part of the text.
    form = member_client.get(desk.edit_url(page)).context["form"]
    assert "[[1]]" in form["text"].value()


def test_a_picture_is_cleaned_or_refused_with_the_reason(member_client, member):
    page = desk.draft(member)
    data = desk.form_data(page) | {
        "picture_file": __import__(
            "django.core.files.uploadedfile", fromlist=["x"]
        ).SimpleUploadedFile("a.png", b"<html><script>1</script>", "image/png"),
        "picture_alt": "x",
        "picture_safe": "on",
    }
    answer = member_client.post(desk.edit_url(page), data)
    assert answer.status_code == 422
    assert "SVG drawings and web pages" in answer.content.decode()


def test_a_version_of_ones_own_in_another_language(member_client, client, member, mod):
    page = desk.published(member, mod)
    url = f"/en/account/initiatives/{page.translation_key}/version/"
    assert member_client.get(url).status_code == 200
    answer = member_client.post(url, {"language": "el"})
    greek = InitiativePage.objects.get(
        translation_key=page.translation_key, locale__language_code="el"
    )
    assert not greek.live
    member_client.post(
        desk.edit_url(greek), desk.form_data(greek, title="Βραδιές στο λιμάνι")
    )
    member_client.post(desk.edit_url(greek, tail="submit/"), desk.CHECKLIST)
    services.review_approve(review_id=desk.last_review(greek).pk, actor=mod)
    public = client.get(f"/el/initiatives/{page.slug}/")
    assert "Βραδιές στο λιμάνι" in public.content.decode()
    api = client.get(f"/api/v1/initiatives/{page.slug}/?language=el").json()
    assert api["text"]["state"] == "by_signatory"
    assert answer.status_code == 302
    again = member_client.post(url, {"language": "el"})
    assert again.status_code == 422


def test_what_happened_since_is_public_only_after_approval(
    member_client, client, member, mod
):
    page = desk.published(member, mod)
    url = f"/en/account/initiatives/{page.translation_key}/news/"
    form = member_client.get(url).context["form"]
    data = {
        "key": str(form["key"].value()),
        "language": "az",
        "happened_on": "2026-04-01",
        "text": "Zoğallıq axşamı keçirildi.",
        "no_child": "on",
    }
    for _ in range(2):
        assert member_client.post(url, data).status_code == 302
    update = InitiativeUpdate.objects.get(initiative=page.translation_key)
    public = f"/en/initiatives/{page.slug}/"
    assert "Zoğallıq" not in client.get(public).content.decode()
    services.review_approve(
        review_id=Review.objects.get(target_key=update.key).pk, actor=mod
    )
    assert "Zoğallıq" in client.get(public).content.decode()
    body = SearchDocument.objects.get(
        object__key=page.translation_key, language="en"
    ).body
    assert "Zoğallıq" in body
    api = client.get(f"/api/v1/initiatives/{page.slug}/").json()
    assert api["updates"][0]["text"] == "Zoğallıq axşamı keçirildi."
    from core import withdrawal

    withdrawal.withdraw(
        kind="initiative", key=page.translation_key, reason="x", actor=None
    )
    update.refresh_from_db()
    assert not update.is_public


def test_news_can_be_taken_down_by_a_manager(member_client, client, member, mod):
    page = desk.published(member, mod)
    update = services.update_add(
        initiative_key=page.translation_key,
        key=uuid4(),
        language="en",
        happened_on=page.starts_on,
        text="Cranberries were planted.",
        user=member,
    )
    services.review_approve(
        review_id=Review.objects.get(target_key=update.key).pk, actor=mod
    )
    public = f"/en/initiatives/{page.slug}/"
    assert "Cranberries" in client.get(public).content.decode()
    url = f"/en/account/initiatives/{page.translation_key}/news/{update.key}/withdraw/"
    member_client.post(url, {"reason": "wrong"})
    assert "Cranberries" not in client.get(public).content.decode()
    body = SearchDocument.objects.get(
        object__key=page.translation_key, language="en"
    ).body
    assert "Cranberries" not in body


def published_news(page, member, mod, text="Cranberries were planted."):
    update = services.update_add(
        initiative_key=page.translation_key,
        key=uuid4(),
        language="en",
        happened_on=page.starts_on,
        text=text,
        user=member,
    )
    review = Review.objects.get(target_key=update.key)
    services.review_approve(review_id=review.pk, actor=mod)
    return update


CHANGED = {
    "happened_on": "2026-05-01",
    "text": "Blackthorn was planted.",
    "no_child": "on",
}


@pytest.mark.ignore_template_errors
@pytest.mark.parametrize("is_approved", [True, False])
def test_a_change_of_news_is_read_while_the_public_one_stays(
    member_client, client, member, mod, is_approved
):
    page = desk.published(member, mod)
    update = published_news(page, member, mod)
    url = f"/en/account/initiatives/{page.translation_key}/news/{update.key}/"
    assert url in member_client.get("/en/account/initiatives/").content.decode()
    form = member_client.get(url).context["form"]
    assert form["text"].value() == "Cranberries were planted."
    assert member_client.post(url, CHANGED).status_code == 302
    public = f"/en/initiatives/{page.slug}/"
    assert "Cranberries" in client.get(public).content.decode()
    assert "Blackthorn" not in client.get(public).content.decode()
    # While it is read it cannot be changed.
    assert member_client.get(url).status_code == 404

    review = Review.objects.get(target_key=update.key, state="submitted")
    client.force_login(mod)
    answer = client.get(f"/admin/moderation/reviews/{review.pk}/")
    change = next(item for item in answer.context["changes"] if item.name == "text")
    assert "Cranberries" in "".join(piece.text for piece in change.old)
    assert "Blackthorn" in "".join(piece.text for piece in change.new)
    if is_approved:
        services.review_approve(review_id=review.pk, actor=mod)
    else:
        services.review_reject(
            review_id=review.pk, actor=mod, reasons=["unclear"], comment="x"
        )
    client.logout()
    text = client.get(public).content.decode()
    assert ("Blackthorn" in text, "Cranberries" in text) == (
        is_approved,
        not is_approved,
    )
    # The change that was not taken is there to be mended.
    client.force_login(member)
    form = member_client.get(url).context["form"]
    assert form["text"].value() == CHANGED["text"]


def test_changed_news_are_shown_back_when_a_colleague_was_quicker(
    member_client, member, mod
):
    page = desk.published(member, mod)
    update = published_news(page, member, mod)
    url = f"/en/account/initiatives/{page.translation_key}/news/{update.key}/"
    services.update_save(
        update_key=update.key, happened_on=update.happened_on, text="Hers.", user=member
    )
    data = {"happened_on": "2026-02-01", "text": "Mine of today.", "no_child": "on"}
    answer = member_client.post(url, data)
    assert answer.status_code == 409
    assert "What you typed was not saved." in answer.content.decode()
    assert "Mine of today." in answer.content.decode()
    assert member_client.get(url).status_code == 404


def test_news_taken_down_forget_a_change_that_waits(member, mod):
    page = desk.published(member, mod)
    update = published_news(page, member, mod)
    services.update_save(
        update_key=update.key,
        happened_on=page.starts_on,
        text="Blackthorn was planted.",
        user=member,
    )
    services.update_withdraw(update_key=update.key, reason="x", actor=member)
    update.refresh_from_db()
    assert (update.is_public, update.changed_text) == (False, "")
    assert not Review.objects.filter(target_key=update.key, state="submitted").exists()


def test_a_manager_withdraws_with_a_reason(member_client, member, mod):
    page = desk.published(member, mod)
    url = f"/en/account/initiatives/{page.translation_key}/withdraw/"
    assert member_client.post(url, {"reason": ""}).status_code == 422
    member_client.post(url, {"reason": "It was wrong."})
    assert member_client.get(f"/en/initiatives/{page.slug}/").status_code == 404
    assert Withdrawal.objects.get(key=page.translation_key).reason == "It was wrong."
    assert member_client.get(desk.edit_url(page)).status_code == 200
    assert not Report.objects.exists()


def test_the_form_says_what_is_needed_before_a_text_can_be_sent(member_client, member):
    page = desk.draft(member)
    content = member_client.get(desk.edit_url(page)).content.decode()
    assert content.count("(needed to send it)") == len(NEEDED_TO_SEND)
    empty = InitiativePage(title="x", locale=page.locale)
    assert set(submission_problems(empty)) - {"principles"} == set(NEEDED_TO_SEND)


def test_a_draft_can_be_thrown_away_with_everything(member_client, member):
    page = desk.draft(member)
    key = page.translation_key
    url = desk.edit_url(page, tail="discard/")
    assert member_client.post(url, {}).status_code == 422
    assert member_client.post(url, {"sure": "on"}).status_code == 302
    assert not InitiativePage.objects.filter(translation_key=key).exists()
    assert not Initiative.objects.filter(key=key).exists()


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_needs_few_queries_however_long_it_is(
    member_client, member, number, django_assert_max_num_queries
):
    for n in range(number):
        desk.draft(member, title=f"Number {n}")
    member_client.get("/en/account/initiatives/")
    with django_assert_max_num_queries(14):
        member_client.get("/en/account/initiatives/")
