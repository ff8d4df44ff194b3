"""The table of who may do what, read from permissions.toml; every cell is asked."""

import tomllib
from pathlib import Path
from uuid import uuid4

import pytest
from django.urls import reverse

from core.uploads import clean_picture
from initiatives import services
from initiatives.models import InitiativeUpdate, Review
from initiatives.own import own_texts
from initiatives.urls import urlpatterns
from tests.initiatives import desk

pytestmark = pytest.mark.django_db

TABLE = tomllib.loads(
    (Path(__file__).parent / "permissions.toml").read_text(encoding="utf-8")
)
STATUSES = (
    "draft",
    "submitted",
    "changes_asked",
    "rejected",
    "published",
    "changed",
    "withdrawn",
)
ROLES = ("anonymous", "stranger", "other", "moderator", "contributor", "manager")


@pytest.fixture(autouse=True)
def _private_folder(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


def test_every_address_of_ones_own_has_a_row():
    own = {
        pattern.name
        for pattern in urlpatterns
        if str(pattern.pattern).startswith("account/initiatives/")
    }
    assert own == set(TABLE)


def in_status(status, manager):
    """A text in a status, with a picture and news that wait for changes."""
    officer = desk.moderator("reader", sees_flagged=True)
    page = desk.draft(manager)
    if status in ("published", "changed", "withdrawn"):
        review = services.initiative_submit(page_id=page.pk, user=manager)
        services.review_approve(review_id=review.pk, actor=officer)
    picture = services.picture_add(
        initiative_key=page.translation_key,
        cleaned=clean_picture(desk.picture_file()),
        user=manager,
    )
    if status not in ("published", "withdrawn", "draft"):
        desk.save(page, manager, summary="Newer.")
    if status in ("submitted", "changes_asked", "rejected"):
        review = services.initiative_submit(page_id=page.pk, user=manager)
        if status != "submitted":
            decide = {
                "changes_asked": services.review_ask_changes,
                "rejected": services.review_reject,
            }[status]
            decide(review_id=review.pk, actor=officer, reasons=["unclear"], comment="x")
    update = InitiativeUpdate.objects.create(
        initiative_id=page.translation_key,
        language="en",
        happened_on="2026-01-01",
        text="x",
    )
    if status == "withdrawn":
        services.initiative_withdraw(
            key=page.translation_key, reason="x", actor=manager
        )
    return page, picture, update


def people():
    return {
        "anonymous": None,
        "stranger": desk.person("stranger"),
        "other": desk.person("other", slug=desk.OTHER_SLUG, role="manager"),
        "moderator": desk.moderator(),
        "contributor": desk.person("contributor", slug=desk.SLUG),
        "manager": desk.person("manager", slug=desk.SLUG, role="manager"),
    }


def address(name, page, picture, update):
    key = page.translation_key
    more = {
        "own-list": [],
        "own-new": [],
        "own-picture": [key, picture.key],
        "own-update": [key, update.key],
        "own-update-withdraw": [key, update.key],
        "own-version": [key],
        "own-update-new": [key],
        "own-withdraw": [key],
    }
    return reverse(f"initiatives:{name}", args=more.get(name, [key, "en"]))


# Moderators get Wagtail's bird on every page, whose templates are not ours.
@pytest.mark.ignore_template_errors
@pytest.mark.parametrize("status", STATUSES)
def test_every_cell_of_the_table(client, status, request):
    persons = people()
    page, picture, update = in_status(status, persons["manager"])
    (own,) = own_texts(persons["manager"], key=page.translation_key)
    assert own.status == status
    wrong = {}
    for name, row in TABLE.items():
        cells = row.get(status, row["*"])
        assert set(cells) == set(ROLES)
        for role in ROLES:
            client.logout()
            if persons[role]:
                client.force_login(persons[role])
            method = row.get("method", "GET").lower()
            answer = getattr(client, method)(address(name, page, picture, update))
            desk.finish(answer)
            if answer.status_code != cells[role]:
                wrong[name, role] = answer.status_code
            elif cells[role] == 302 and role == "anonymous":
                assert "login" in answer["Location"]
            if name == "own-take-back":
                # What it did is undone, so that the next cell finds the same status.
                Review.objects.filter(
                    target_key=page.translation_key, state="superseded"
                ).update(state="submitted")
    assert wrong == {}


@pytest.mark.ignore_template_errors
@pytest.mark.parametrize("role", ROLES)
def test_nobody_but_members_writes_by_post(client, role):
    persons = people()
    page, _picture, _update = in_status("draft", persons["manager"])
    if persons[role]:
        client.force_login(persons[role])
    data = desk.form_data(page, summary=f"By {role} {uuid4()}")
    client.post(desk.edit_url(page), data)
    page.refresh_from_db()
    saved = page.get_latest_revision_as_object().summary == data["summary"]
    assert saved is (role in ("contributor", "manager"))


@pytest.mark.ignore_template_errors
@pytest.mark.parametrize("role", ROLES)
def test_no_signatory_sees_the_moderators_pages(client, role):
    persons = people()
    page, _picture, _update = in_status("submitted", persons["manager"])
    review = Review.objects.get(target_key=page.translation_key)
    if persons[role]:
        client.force_login(persons[role])
    for tail in ("", f"reviews/{review.pk}/"):
        status = client.get(f"/admin/moderation/{tail}").status_code
        assert (status == 200) is (role == "moderator")
