"""The account's first page tells a person what to do next, and where its texts are."""

import pytest

from core.models import OutgoingMail
from initiatives import services
from initiatives.models import InitiativePage, Review
from signatories.models import JoinRequest, Membership
from signatories.reviews import submit
from signatories.services import (
    profile_draft_save,
    signatory_merge,
    signatory_register,
)
from tests.core.markup import Markup
from tests.initiatives import desk

pytestmark = pytest.mark.django_db
ACCOUNT = "/en/account/"


@pytest.fixture(autouse=True)
def _private_folder(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def manager(client):
    user = desk.person("manager", slug=desk.SLUG, role="manager")
    client.force_login(user)
    return user


@pytest.fixture
def newcomer(client):
    """Somebody whose signatory has nothing yet."""
    user = desk.person("newcomer")
    signatory = signatory_register(
        actor=user, profile="authority", official_name="Neustadt", country_id="DE"
    )
    Membership.objects.create(signatory=signatory, user=user, role="manager")
    client.force_login(user)
    return signatory


def steps(client):
    return client.get(ACCOUNT).context["steps"]


def test_who_begins_is_told_to_describe_the_signatory_and_to_write(client, newcomer):
    first, second = steps(client)
    assert first.text == "Describe Neustadt in your own language"
    assert first.url == f"/en/account/signatories/{newcomer.key}/"
    assert second.url == "/en/account/initiatives/new/"


def test_changes_that_were_asked_for_come_first_with_the_comment(client, manager):
    page, review = desk.submitted(manager, title="Harbour")
    services.review_ask_changes(
        review_id=review.pk, actor=desk.moderator(), reasons=[], comment="Say when."
    )
    step = steps(client)[0]
    assert (step.note, step.about) == ("Say when.", "Harbour")
    assert step.url == f"/en/account/initiatives/{page.translation_key}/en/"
    assert client.get(step.url).status_code == 200


def test_a_manager_is_told_who_asks_to_join(client, manager):
    JoinRequest.objects.create(
        signatory=desk.signatory(), user=desk.person("guest"), name="A Guest"
    )
    step = steps(client)[0]
    assert "A Guest" in step.text
    assert client.get(step.url).status_code == 200


def test_texts_stand_by_what_becomes_of_them(client, manager):
    desk.draft(manager, title="Begun")
    desk.submitted(manager, title="Sent")
    desk.published(manager, desk.moderator(), title="Read")
    groups = client.get(ACCOUNT).context["groups"]
    found = {
        group["title"]: {text.title for text in group["texts"]} for group in groups
    }
    assert "Begun" in found["Drafts"]
    assert "Sent" in found["Being read by the secretariat"]
    assert "Read" in found["Published"]


def test_nothing_of_another_signatory_is_shown(client, manager):
    other = desk.person("other", slug=desk.OTHER_SLUG, role="manager")
    desk.draft(other, slug=desk.OTHER_SLUG, title="Secret plan")
    assert "Secret plan" not in client.get(ACCOUNT).content.decode()


def test_what_the_portal_has_written_is_listed_without_its_text(client, manager):
    for person, subject in ((manager, "A decision"), (None, "For somebody else")):
        OutgoingMail.objects.create(
            to="x@town.example",
            user=person,
            language="az",
            template="x",
            subject=subject,
            text="https://portal.example/a-secret-link/",
            state="failed",
        )
    content = client.get(ACCOUNT).content.decode()
    assert '<span lang="az">A decision</span>' in content
    assert "could not be delivered" in content
    assert "For somebody else" not in content
    assert "a-secret-link" not in content


@pytest.mark.parametrize("count", [2, 200])
def test_the_page_costs_the_same_however_much_there_is(
    client, manager, count, django_assert_max_num_queries
):
    for number in range(count):
        desk.draft(manager, title=f"Draft {number}")
    client.get(ACCOUNT)
    with django_assert_max_num_queries(14):
        answer = client.get(ACCOUNT)
    assert "Draft 1" in Markup(answer).text


def test_the_account_is_kept_by_no_cache(client, manager):
    assert "no-store" in client.get(ACCOUNT)["Cache-Control"]


def test_a_description_is_read_like_an_initiative_and_then_public(client, manager):
    draft = profile_draft_save(
        signatory=desk.signatory(),
        language="fr",
        user=manager,
        texts={"summary": "Une ville.", "description": "Nous agissons.", "links": ""},
    )
    submit(draft, manager)
    review = Review.objects.get(kind="profile", state="submitted")
    page = f"/fr/signatories/{desk.SLUG}/"
    assert "Nous agissons." not in client.get(page).content.decode()
    services.review_approve(review_id=review.pk, actor=desk.moderator())
    assert "Nous agissons." in client.get(page).content.decode()


def test_initiatives_go_along_when_two_entries_become_one(client, manager):
    page = desk.published(manager, desk.moderator(), title="Kept evenings")
    draft = desk.draft(manager, title="Half a plan")
    kept = desk.signatory(desk.OTHER_SLUG)
    signatory_merge(
        kept=kept, gone=desk.signatory(), actor=desk.moderator("staff"), reason="one"
    )
    answer = client.get(f"/en/initiatives/{page.slug}/")
    assert answer.status_code == 200
    assert kept.official_name in answer.content.decode()
    moved = InitiativePage.objects.get(pk=draft.pk)
    assert moved.get_latest_revision_as_object().signatory == kept
