"""Drafts of signatories in the lists of the admin: for moderators alone."""

import pytest

from core.locales import locale_id
from initiatives.models import InitiativeIndexPage
from tests.initiatives import desk

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

TITLE = "Zoğallıq axşamları"


@pytest.fixture
def draft(member):
    return desk.draft(member, language="az", title=TITLE)


@pytest.fixture
def index(draft):
    return InitiativeIndexPage.objects.get(locale_id=locale_id("az")).pk


@pytest.fixture
def addresses(index, draft):
    return {
        "explorer": f"/admin/pages/{index}/",
        "search": "/admin/pages/search/?q=Zo%C4%9Fall%C4%B1q",
        "initiatives": "/admin/initiative-pages/",
        "chooser": f"/admin/choose-page/{index}/",
        "chooser search": "/admin/choose-page/search/?q=Zo%C4%9Fall%C4%B1q",
        "api": f"/admin/api/main/pages/?child_of={index}&for_explorer=1",
        "api of all": "/admin/api/main/pages/?limit=100",
        "history": "/admin/reports/site-history/",
    }


def shown(client, user, addresses):
    client.force_login(user)
    found = set()
    for name, url in addresses.items():
        text = client.get(url, follow=True).content.decode()
        if TITLE in text or TITLE.encode("unicode_escape").decode() in text:
            found.add(name)
    return found


def test_a_translator_finds_no_draft(client, translator, addresses):
    assert shown(client, translator, addresses) == set()


def test_an_editor_who_moderates_does(client, editor, addresses):
    assert {"explorer", "initiatives", "chooser"} <= shown(client, editor, addresses)


@pytest.mark.parametrize("tail", ["edit/", "view_draft/", "history/", "revisions/"])
def test_a_translator_opens_no_draft(client, translator, draft, tail):
    client.force_login(translator)
    answer = client.get(f"/admin/pages/{draft.pk}/{tail}", follow=True)
    assert TITLE not in answer.content.decode()


def test_a_translator_edits_no_initiative_as_a_page(client, translator, member, mod):
    page = desk.published(member, mod, language="az", title=TITLE)
    client.force_login(translator)
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 302


@pytest.fixture
def mod():
    return desk.moderator()
