"""Taking texts out: one object, all that waits, packed by a worker."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.utils import timezone

from core import withdrawal
from core.private_files import PrivateStorage
from tests.translations.conftest import person
from tests.translations.hands import FRENCH, change_source, text_of, write, write_all
from translations.choices import Role
from translations.files.archive import archive_read
from translations.files.po import po_read
from translations.files.xliff import xliff_read
from translations.models import SegmentComment, TranslationJobItem
from translations.selectors import exchange
from translations.services.exports import FOLDER, exports_forget

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def browser(client, translator_fr):
    return staff(client, translator_fr)


def staff(client, user):
    """A browser of somebody who may open the admin."""
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    return client


def by_source(document):
    return {unit.source: unit for unit in document.units}


def test_a_page_goes_out_as_po_with_states_notes_and_former_sources(
    begin, browser, page, source, writes, reviews
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    change_source(page, source, title="Safe sports")
    text = text_of(translation, "Safe sports")
    SegmentComment.objects.create(
        context_id=text.place.context_id,
        string_id=text.place.string_id,
        locale_id=translation.target_locale_id,
        text="Sport is plural here.",
    )
    answer = browser.get(f"/admin/translations/files/export/{translation.pk}/po/")
    assert answer.headers["Content-Disposition"].endswith('.fr.po"')
    assert "Sport is plural here." in answer.text
    assert '#| msgid "Safe sport"' in answer.text
    assert "/en/safe-sport/" in answer.text
    read = po_read(answer.content)
    assert read.key == page.translation_key
    assert read.exported_at <= timezone.now()
    units = by_source(read)
    assert units["Safe sports"].target == FRENCH["Safe sport"]
    assert units["Safe sports"].state == "needs_editing"
    assert units["Trainers know 3 rules."].state == "waiting"


def test_a_page_goes_out_as_xliff_with_its_states(begin, browser, writes, reviews):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    answer = browser.get(f"/admin/translations/files/export/{translation.pk}/xliff/")
    (read,) = xliff_read(answer.content)
    assert {unit.state for unit in read.units} == {"approved"}
    assert read.exported_at


def test_an_export_asks_as_often_for_sixty_texts_as_for_four(
    begin, django_assert_max_num_queries
):
    translation = begin("fr")
    with django_assert_max_num_queries(7):
        exchange.document_of(translation)


def test_all_that_waits_in_a_language_goes_out_as_one_archive(
    begin, browser, writes, monkeypatch
):
    monkeypatch.setattr(exchange, "FEW", 1000)
    translation = begin("fr")
    write(translation, "Safe sport", FRENCH["Safe sport"], writes)
    answer = browser.get("/admin/translations/files/export/fr/po/")
    assert answer.headers["Content-Type"] == "application/zip"
    found = dict(archive_read(answer.content))
    documents = [item for item in found.values() if by_source(item).get("Safe sport")]
    assert by_source(documents[0])["Safe sport"].target == FRENCH["Safe sport"]


def test_what_is_finished_does_not_wait(begin, writes):
    translation = begin("fr")
    before = exchange.waiting(["fr"])[0].objects
    write_all(translation, writes)
    assert exchange.waiting(["fr"])[0].objects == before - 1


def test_much_is_packed_by_a_worker_and_kept_for_a_week(
    begin, browser, monkeypatch, django_capture_on_commit_callbacks
):
    begin("fr")
    monkeypatch.setattr(exchange, "FEW", 0)
    answer = browser.get("/admin/translations/files/export/fr/po/", follow=True)
    assert "Have the archive packed" in answer.text
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(
            "/admin/translations/files/export/", {"kind": "xliff", "language": "fr"}
        )
    item = TranslationJobItem.objects.filter(job__kind="export").get()
    assert item.state == "done"
    address = f"/admin/translations/files/packed/{item.pk}/"
    assert address in browser.get("/admin/translations/files/").text
    answer = browser.get(address)
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer)))
    assert any(name.endswith(".fr.xlf") for name in packed.namelist())
    exports_forget()
    assert PrivateStorage().listdir(FOLDER)[1]


def test_a_packed_archive_is_deleted_after_a_week(tmp_path, monkeypatch):
    PrivateStorage().save(f"{FOLDER}/1-fr.zip", ContentFile(b"x"))
    later = timezone.now() + timedelta(days=8)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    exports_forget()
    assert PrivateStorage().listdir(FOLDER)[1] == []


def test_a_withdrawn_page_leaves_no_archive_and_is_exported_no_more(
    begin, browser, page
):
    translation = begin("fr")
    PrivateStorage().save(f"{FOLDER}/1-fr.zip", ContentFile(b"x"))
    withdrawal.withdraw(kind="page", key=page.translation_key, reason="x", actor=None)
    assert PrivateStorage().listdir(FOLDER)[1] == []
    answer = browser.get(f"/admin/translations/files/export/{translation.pk}/po/")
    assert answer.status_code == 404


def test_nobody_takes_out_a_language_that_is_not_theirs(begin, client):
    translation = begin("fr")
    stranger = person("de@demo.example", "de", Role.TRANSLATOR)
    browser = staff(client, stranger)
    addresses = [f"export/{translation.pk}/po/", "export/fr/po/", "import/fr/"]
    for address in addresses:
        answer = browser.get(f"/admin/translations/files/{address}")
        assert answer.headers.get("Location") == "/admin/", address
    answer = browser.post(
        "/admin/translations/files/export/", {"kind": "po", "language": ["de", "fr"]}
    )
    assert answer.headers.get("Location") == "/admin/"
    assert not TranslationJobItem.objects.filter(job__kind="export").exists()
