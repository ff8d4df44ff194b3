"""What the first page of the admin shows to whom."""

import pytest

from signatories.services import signatory_register

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def waits():
    """A signatory that nobody has confirmed."""
    facts = {"official_name": "Quiet Ferry Council", "country_id": "IE"}
    return signatory_register(actor=None, profile="authority", **facts)


def test_an_editor_sees_what_waits(editor_client, waits):
    page = editor_client.get("/admin/").content.decode()
    assert "What waits for you" in page
    assert "Quiet Ferry Council" in page
    assert "home/panels.css" in page


def test_a_translator_is_not_told_of_reports_and_registrations(
    client, translator, waits
):
    translator.language = "en"
    translator.save()
    client.force_login(translator)
    page = client.get("/admin/").content.decode()
    assert "Quiet Ferry Council" not in page
    assert "What waits for you" not in page
    assert "Translations that wait for you" in page
