"""Approval and the clock publish, too."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from accounts.models import User
from home.demo.accounts import EDITORS
from tests.publication.world import (
    ENGLISH_ONLY,
    edit_url,
    initiative_form,
    initiative_in,
    is_gone,
    status,
    titles,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    # Wagtail's own notification mails; Wagtail 8.0 still opens its connection this way.
    pytest.mark.filterwarnings("ignore:get_connection"),
]


@pytest.fixture
def workflow():
    """Editors approve what is written below the English home page."""
    task = GroupApprovalTask.objects.create(name="Editors approve")
    task.groups.add(Group.objects.get(name=EDITORS))
    workflow = Workflow.objects.create(name="Approval")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    page = initiative_in("en", ENGLISH_ONLY)
    WorkflowPage.objects.create(workflow=workflow, page=page.get_parent().specific)
    return workflow


def writer_client(client, page):
    """Somebody who may write but not publish."""
    from home.demo.accounts import _page_permissions

    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    _page_permissions(group, page.get_parent(), "add change")
    writer = User.objects.create_user("writer@demo.example", "irrelevant")
    writer.groups.add(group)
    client.force_login(writer)
    return client


def test_a_submitted_text_is_public_only_after_the_approval(client, editor, workflow):
    page = initiative_in("en", ENGLISH_ONLY)
    old = page.title
    data = initiative_form(page, title="Cards for everybody") | {"action-submit": "1"}
    assert writer_client(client, page).post(edit_url(page), data).status_code == 302
    page.refresh_from_db()
    task_state = page.current_workflow_task_state
    assert task_state is not None
    assert titles(page.translation_key)["en"] == old

    client.force_login(editor)
    url = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[page.pk, "approve", task_state.pk],
    )
    assert client.post(url, {"comment": ""}).status_code == 302
    assert titles(page.translation_key)["en"] == "Cards for everybody"
    answer = client.get(f"/en/initiatives/{ENGLISH_ONLY}/")
    assert "Cards for everybody" in answer.text


def test_a_rejected_text_stays_unpublished(client, editor, workflow):
    page = initiative_in("en", ENGLISH_ONLY)
    data = initiative_form(page, title="Cards for nobody") | {"action-submit": "1"}
    writer_client(client, page).post(edit_url(page), data)
    page.refresh_from_db()
    client.force_login(editor)
    url = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[page.pk, "reject", page.current_workflow_task_state.pk],
    )
    client.post(url, {"comment": "Not yet."})
    assert titles(page.translation_key)["en"] != "Cards for nobody"


def test_a_scheduled_text_appears_when_its_time_has_come():
    page = initiative_in("en", ENGLISH_ONLY)
    page.title = "From tomorrow on"
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    call_command("publish_scheduled", verbosity=0)
    assert titles(page.translation_key)["en"] != "From tomorrow on"

    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    call_command("publish_scheduled", verbosity=0)
    assert titles(page.translation_key)["en"] == "From tomorrow on"


def test_an_expired_initiative_leaves_page_and_search(client):
    page = initiative_in("en", ENGLISH_ONLY)
    page.expire_at = timezone.now() + timedelta(seconds=1)
    page.save_revision().publish()
    assert not is_gone(page.translation_key)
    type(page).objects.filter(pk=page.pk).update(
        expire_at=timezone.now() - timedelta(minutes=1)
    )
    call_command("publish_scheduled", verbosity=0)
    assert is_gone(page.translation_key)
    assert status(client, f"/en/initiatives/{ENGLISH_ONLY}/") == 404
