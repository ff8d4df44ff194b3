"""Large files: a worker imports them object by object, seen by whoever waits for them."""

import io
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError
from django.utils import timezone
from wagtail.models import Locale

from accounts.models import User
from core.locales import locale_id
from core.private_files import PrivateStorage
from home.models import ContentPage, HomePage
from tests.translations.conftest import person
from tests.translations.exchange import chosen, counts, po
from tests.translations.hands import text_of, write
from tests.translations.test_exports import staff
from translations.actors import Actor
from translations.choices import Role
from translations.exceptions import UndoneError
from translations.files.tmx import MemoryUnit, tmx_write
from translations.models import (
    ImportBatch,
    LanguageRight,
    MemoryEntry,
    SegmentEvent,
    SegmentState,
    TranslationJob,
    TranslationJobItem,
)
from translations.selectors.import_plan import Wishes
from translations.services import jobs, memory_files, memory_jobs
from translations.services.begin import source_read, translation_begin
from translations.services.import_jobs import FEW, import_start
from translations.services.import_undo import import_undo
from translations.services.jobs import (
    ABANDONED_AFTER,
    MOST_TAKEN,
    Kind,
    item_run,
    items_find_left,
    job_retry,
)
from translations.services.uploads import (
    FOLDER,
    HELD,
    Upload,
    held_forget,
    uploads_forget,
)

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
ADDRESS = "/admin/translations/files/import/fr/"
IMPORTS = "/admin/translations/files/imports/"
MEMORY = "/admin/translations/memory/import/"
MANY = FEW + 1
State = TranslationJobItem.State


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def many(nothing_begun):
    """Translations into French of one page more than is imported at once."""
    home = HomePage.objects.get(locale_id=locale_id("en"))
    found = []
    for number in range(MANY):
        page = ContentPage(
            title=f"Club {number}",
            slug=f"club-{number}",
            locale=Locale.objects.get(language_code="en"),
        )
        home.add_child(instance=page)
        page.save_revision().publish()
        source = source_read(ContentPage.objects.get(pk=page.pk))
        translation_begin(source=source, languages=["fr"])
        found.append(source.translations.get())
    return found


@pytest.fixture
def browser(client, translator_fr):
    return staff(client, translator_fr)


def french(number):
    return f"Le club {number}"


def archive(translations, say=french):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as found:
        for number, translation in enumerate(translations):
            data = po(translation, {f"Club {number}": say(number)})
            found.writestr(f"{number}.po", data)
    return packed.getvalue()


def begun(user, translations, **wishes):
    """An import that no worker has taken up yet."""
    now = timezone.now()
    upload = Upload("", "all.zip", archive(translations), now)
    batch = import_start(
        upload=upload, language="fr", user=user, wishes=Wishes(user.pk, now, **wishes)
    )
    return batch, list(batch.job.items.order_by("position"))


def run(items):
    for item in items:
        item_run(item_id=item.pk)


def targets(translations):
    return [
        text_of(translation, f"Club {number}").target
        for number, translation in enumerate(translations)
    ]


def all_french():
    return [french(number) for number in range(MANY)]


def test_a_translator_sees_an_import_go_on_and_what_came_of_it(
    many, browser, django_capture_on_commit_callbacks
):
    preview = browser.post(ADDRESS, chosen("all.zip", archive(many)), follow=True)
    address = preview.redirect_chain[-1][0]
    with django_capture_on_commit_callbacks() as waiting:
        answer = browser.post(address, follow=True)
    batch = ImportBatch.objects.get()
    progress = f"{IMPORTS}{batch.pk}/progress/"
    assert f'data-job-progress="{progress}"' in answer.text
    assert "Look again" in answer.text
    assert browser.get(progress).json() == {
        "ended": 0,
        "total": MANY,
        "failed": 0,
        "is_finished": False,
        "text": f"0 of {MANY}",
    }
    assert "still going on" in browser.get(IMPORTS).text
    assert targets(many) == [""] * MANY
    for callback in waiting:
        callback()
    assert browser.get(progress).json()["is_finished"]
    answer = browser.get(f"{IMPORTS}{batch.pk}/")
    assert "data-job-progress" not in answer.text
    assert f"Texts changed: {MANY}" in answer.text
    assert targets(many) == all_french()


def test_nobody_of_another_language_sees_how_far_an_import_is(
    many, client, translator_fr
):
    batch, _items = begun(translator_fr, many)
    stranger = staff(client, person("de@demo.example", "de", Role.TRANSLATOR))
    answer = stranger.get(f"{IMPORTS}{batch.pk}/progress/")
    assert answer.headers.get("Location") == "/admin/"


def test_a_small_file_is_imported_while_one_waits(many, translator_fr):
    now = timezone.now()
    batch = import_start(
        upload=Upload("", "all.zip", archive(many[:FEW]), now),
        language="fr",
        user=translator_fr,
        wishes=Wishes(translator_fr.pk, now),
    )
    assert (batch.job, batch.counts) == (None, {"change": FEW})


def test_objects_of_a_large_file_are_counted_and_looked_at_one_by_one(
    many, browser, django_assert_max_num_queries
):
    preview = browser.post(ADDRESS, chosen("all.zip", archive(many)), follow=True)
    address = preview.redirect_chain[-1][0]
    assert f"{MANY} translations differ from the portal’s" in preview.text
    assert f'lang="en"><a href="?object={many[2].pk}">Club 2</a>' in preview.text
    before = counts()
    one = browser.get(address, {"object": many[2].pk})
    assert "<ins>Le club 2</ins>" in one.text
    assert "Le club 3" not in one.text
    assert counts() == before
    assert browser.get(address, {"object": "0"}).status_code == 404
    # However many objects there are.
    with django_assert_max_num_queries(40):
        browser.get(address)


def test_what_a_killed_worker_left_is_resumed_and_nothing_is_done_twice(
    many, translator_fr
):
    batch, items = begun(translator_fr, many)
    run(items[:2])
    # The worker took it and died: neither work nor mark was committed.
    TranslationJobItem.objects.filter(pk=items[2].pk).update(
        state=State.RUNNING, taken_at=timezone.now() - ABANDONED_AFTER * 2, tries=1
    )
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert items_find_left() == MANY - 2
        run(items)
    batch.refresh_from_db()
    assert batch.counts == {"change": MANY}
    assert SegmentEvent.objects.filter(kind="imported").count() == MANY
    assert targets(many) == all_french()
    assert batch.job.finished_at is not None


def test_a_worker_that_dies_in_the_middle_of_an_object_leaves_nothing_of_it(
    many, translator_fr, monkeypatch
):
    function, in_transaction = jobs._works[Kind.IMPORT]

    def dies(item):
        function(item)
        raise OperationalError("connection lost")

    batch, items = begun(translator_fr, many)
    monkeypatch.setitem(jobs._works, Kind.IMPORT, (dies, in_transaction))
    run(items[:1])
    batch.refresh_from_db()
    assert (batch.counts, batch.parts.count(), targets(many)[0]) == ({}, 0, "")
    monkeypatch.setitem(jobs._works, Kind.IMPORT, (function, in_transaction))
    run(items)
    batch.refresh_from_db()
    assert batch.counts == {"change": MANY}


def test_what_interrupts_every_worker_is_given_up_and_the_import_ends(
    many, translator_fr
):
    batch, items = begun(translator_fr, many)
    run(items[1:])
    TranslationJobItem.objects.filter(pk=items[0].pk).update(
        state=State.RUNNING,
        taken_at=timezone.now() - ABANDONED_AFTER * 2,
        tries=MOST_TAKEN,
    )
    run(items[:1])
    items[0].refresh_from_db()
    assert items[0].state == State.FAILED
    assert "interrupted again and again" in items[0].result
    batch.job.refresh_from_db()
    assert batch.job.finished_at is not None


def test_one_click_undoes_a_large_import_once_it_has_ended(
    many, browser, translator_fr, django_capture_on_commit_callbacks
):
    batch, items = begun(translator_fr, many)
    address = f"{IMPORTS}{batch.pk}/"
    run(items[1:])
    assert f"{address}undo/" not in browser.get(address).text
    answer = browser.post(f"{address}undo/", follow=True)
    assert "This import is still going on." in answer.text
    assert targets(many) == ["", *all_french()[1:]]
    run(items)
    assert f"{address}undo/" in browser.get(address).text
    with django_capture_on_commit_callbacks() as waiting:
        answer = browser.post(f"{address}undo/", follow=True)
    assert "The import is being undone." in answer.text
    assert "Left alone" not in answer.text
    assert f'data-job-progress="{address}progress/"' in answer.text
    for callback in waiting:
        callback()
        # The broker delivers it twice.
        callback()
    batch.refresh_from_db()
    assert batch.counts == {"change": MANY, "undone": MANY, "left": 0}
    assert targets(many) == [""] * MANY
    assert not SegmentState.objects.exists()
    assert "This import was undone" in browser.get(address).text


def test_undoing_a_large_import_leaves_alone_what_somebody_changed(
    many, reviewer_fr, translator_fr
):
    batch, items = begun(translator_fr, many)
    run(items)
    write(many[3], "Club 3", "Notre club 3", Actor(reviewer_fr))
    batch = import_undo(batch=batch, actor=Actor(translator_fr))
    with pytest.raises(UndoneError):
        import_undo(batch=batch, actor=Actor(translator_fr))
    run(batch.job.items.all())
    batch.refresh_from_db()
    assert (batch.counts["undone"], batch.counts["left"]) == (MANY - 1, 1)
    assert targets(many) == ["", "", "", "Notre club 3", *[""] * (MANY - 4)]


def test_what_was_undone_does_not_come_back_by_trying_again(many, translator_fr):
    batch, items = begun(translator_fr, many)
    PrivateStorage().delete(batch.job.options["file"])
    run(items[:1])
    items[0].refresh_from_db()
    assert items[0].state == State.FAILED
    assert "Upload it again" in items[0].result
    run(items)
    job = batch.job
    import_undo(batch=batch, actor=Actor(translator_fr))
    job_retry(job=job)
    run(items)
    items[0].refresh_from_db()
    assert "undone before" in items[0].result


def test_the_result_says_which_objects_failed(many, browser, translator_fr):
    batch, items = begun(translator_fr, many)
    run(items[1:])
    LanguageRight.objects.filter(user=translator_fr).update(language="de")
    run(items)
    LanguageRight.objects.filter(user=translator_fr).update(language="fr")
    answer = browser.get(f"{IMPORTS}{batch.pk}/")
    assert "Could not be imported" in answer.text
    assert "Club 0: Whoever imported the file may no longer translate" in answer.text
    assert targets(many)[0] == ""


def test_the_file_is_held_until_the_import_has_ended(many, browser, translator_fr):
    preview = browser.post(ADDRESS, chosen("all.zip", archive(many)), follow=True)
    browser.post(preview.redirect_chain[-1][0])
    items = list(TranslationJobItem.objects.all())
    storage = PrivateStorage()
    assert storage.listdir(FOLDER)[1] == []
    with time_machine.travel(timezone.now() + timedelta(hours=5)):
        uploads_forget()
        held_forget()
        assert len(storage.listdir(HELD)[1]) == 1
        run(items)
        held_forget()
        assert storage.listdir(HELD)[1] == []
    assert targets(many) == all_french()


def test_a_large_memory_is_taken_in_piece_by_piece(
    client, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(memory_files, "PART", 2)
    monkeypatch.setattr(memory_jobs, "PART", 2)
    client.force_login(User.objects.get(email="editor@demo.example"))
    units = [
        MemoryUnit("en", "fr", f"Save {number}", f"Enregistrer {number}")
        for number in range(5)
    ]
    preview = client.post(MEMORY, chosen("m.tmx", tmx_write(units)), follow=True)
    with django_capture_on_commit_callbacks() as waiting:
        answer = client.post(preview.redirect_chain[-1][0], follow=True)
    assert "0 of 3" in answer.text
    assert not MemoryEntry.objects.filter(source__startswith="Save ").exists()
    for callback in waiting:
        callback()
        # The broker delivers it twice.
        callback()
    rows = MemoryEntry.objects.filter(source__startswith="Save ")
    assert sorted(rows.values_list("source", "times", "author_note")) == [
        (f"Save {number}", 1, "m.tmx") for number in range(5)
    ]
    job = TranslationJob.objects.get(kind="memory")
    assert list(job.items.values_list("result", flat=True)) == [
        "2 of 2 translations are new",
        "2 of 2 translations are new",
        "1 of 1 translation is new",
    ]
    answer = client.get(f"/admin/translations/jobs/{job.pk}/")
    assert "5 translations are new in the memory." in answer.text
