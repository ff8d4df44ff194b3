"""Bringing files back: looked at first, imported per object, undone by one click."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from core.private_files import PrivateStorage
from home.models import ContentPage
from tests.translations.conftest import BODY, person
from tests.translations.exchange import bring_back, chosen, counts, po, xliff
from tests.translations.hands import (
    FRENCH,
    change_source,
    statuses,
    text_of,
    write,
    write_all,
)
from tests.translations.test_exports import staff
from translations.actors import Actor
from translations.choices import EditReason, Role
from translations.exceptions import UndoneError
from translations.files.base import NEEDS_EDITING, Unit
from translations.models import (
    ImportBatch,
    MemoryEntry,
    SegmentEvent,
    SegmentState,
    TranslationProgress,
)
from translations.selectors.exchange import document_of
from translations.services.begin import source_read
from translations.services.import_undo import events_left, import_undo
from translations.services.segments import segment_ask, segment_write
from translations.services.uploads import FOLDER, uploads_forget

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
ADDRESS = "/admin/translations/files/import/fr/"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def browser(client, translator_fr):
    return staff(client, translator_fr)


def targets(translation):
    return {
        text: text_of(translation, text).target
        for text in statuses(translation)
        if text_of(translation, text).target
    }


def test_a_file_is_shown_before_it_changes_anything_and_then_imported(
    begin, browser, translator_fr
):
    translation = begin("fr")
    data = po(translation, FRENCH)
    before = counts()
    preview = browser.post(ADDRESS, chosen("page.fr.po", data), follow=True)
    assert preview.status_code == 200
    assert "4 texts would change" in preview.text
    assert "<ins>Le sport sûr</ins>" in preview.text
    assert counts() == before
    address = preview.redirect_chain[-1][0]
    result = browser.post(address, follow=True)
    assert "Texts changed: 4" in result.text
    assert "will change" not in result.text
    assert set(statuses(translation).values()) == {"waiting"}
    assert targets(translation) == FRENCH
    state = text_of(translation, "Safe sport").state
    assert (state.author, state.origin) == (translator_fr, "file")
    assert TranslationProgress.objects.get(translation=translation).waiting == 4
    # It was used, and is not kept.
    assert PrivateStorage().listdir(FOLDER)[1] == []


def test_nothing_comes_of_a_file_that_comes_back_as_it_went_out(
    begin, page, source, writes, reviews, translator_fr
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    change_source(page, source, title="Safe sports")
    before = statuses(translation)
    for data, name in (
        (po(translation, {}), "x.po"),
        (xliff(translation, {}), "x.xlf"),
    ):
        batch = bring_back(translator_fr, data, name=name)
        assert set(batch.counts) == {"same"}
    assert statuses(translation) == before
    assert not SegmentEvent.objects.filter(kind="imported").exists()


def test_fuzzy_texts_stay_unfinished_and_an_error_makes_one_unfinished(
    begin, translator_fr
):
    translation = begin("fr")
    bring_back(
        translator_fr,
        po(translation, {"Safe sport": "Sport"}, state=NEEDS_EDITING),
    )
    wrong = "Les entraîneurs connaissent 4 règles."
    bring_back(translator_fr, po(translation, {"Trainers know 3 rules.": wrong}))
    for source_text, target in (
        ("Safe sport", "Sport"),
        ("Trainers know 3 rules.", wrong),
    ):
        text = text_of(translation, source_text)
        assert (text.status, text.target) == ("needs_editing", target)
        assert text.state.reason == EditReason.IMPORTED


def test_broken_markup_and_links_are_refused_text_by_text(begin, translator_fr):
    translation = begin("fr")
    data = po(
        translation,
        FRENCH
        | {"Safe sport": "Le <b>sport sûr", "Clubs protect children.": "<a>x</a>"},
    )
    batch = bring_back(translator_fr, data)
    assert batch.counts == {"change": 2, "refused": 2}
    assert set(targets(translation)) == {
        "Every club has a contact.",
        "Trainers know 3 rules.",
    }


def test_unknown_texts_and_those_of_another_page_are_listed_with_their_line(
    begin, browser, page
):
    translation = begin("fr")
    other = ContentPage(
        title="Dry summers", slug="dry-summers", body=page.body, locale=page.locale
    )
    page.get_parent().add_child(instance=other)
    other.save_revision().publish()
    source_read(ContentPage.objects.get(pk=other.pk))
    strange = (
        Unit("title", "Never heard of", "Inconnu", "waiting"),
        Unit("lead", "Safe sport", "Le sport sûr", "waiting"),
        Unit("title", "Dry summers", "Étés secs", "waiting"),
    )
    data = po(translation, {}, units=strange)
    preview = browser.post(ADDRESS, chosen("page.po", data), follow=True)
    assert "The portal has never had this text." in preview.text
    assert "The page has this text, but in another place." in preview.text
    assert "This text belongs to another page: Dry summers." in preview.text
    line = data.decode().split("\n").index('msgid "Never heard of"')
    assert f"page.po, line {line}" in preview.text
    browser.post(preview.redirect_chain[-1][0])
    assert targets(translation) == {}


def test_a_text_that_left_the_source_is_said(begin, browser, page, source):
    translation = begin("fr")
    data = po(translation, FRENCH)
    change_source(page, source, title="Safe sports")
    change_source(page, source, lead="")
    preview = browser.post(ADDRESS, chosen("page.po", data), follow=True)
    assert "The source has changed, and this text is no longer part" in preview.text
    assert "2 texts would change" in preview.text


def outdated_file(begin, page, source):
    """A file that was made before the title and a paragraph got new wordings."""
    translation = begin("fr")
    data = po(translation, FRENCH)
    body = BODY % ("Every sports club has one contact.", "Trainers know 3 rules.")
    change_source(page, source, title="Safer sport", body=body)
    return translation, data


def test_translations_of_a_former_wording_are_shown_in_a_group_of_their_own(
    begin, browser, page, source
):
    translation, data = outdated_file(begin, page, source)
    preview = browser.post(ADDRESS, chosen("page.po", data), follow=True)
    assert "the original has changed since the file was made (2)" in preview.text
    assert "<del>Safe</del><ins>Safer</ins> sport" in preview.text
    assert 'name="outdated"' in preview.text
    assert "checked" not in preview.text.partition('name="outdated"')[2][:40]
    assert "2 texts would change" in preview.text
    # Nobody ticked it.
    browser.post(preview.redirect_chain[-1][0])
    assert set(targets(translation)) == {
        "Clubs protect children.",
        "Trainers know 3 rules.",
    }


def test_translations_of_a_former_wording_are_taken_over_to_be_edited(
    begin, client, page, source, reviewer_fr, writes
):
    translation, data = outdated_file(begin, page, source)
    browser = staff(client, reviewer_fr)
    preview = browser.post(ADDRESS, chosen("page.po", data), follow=True)
    answer = browser.post(
        preview.redirect_chain[-1][0],
        {"outdated": "on", "approve": "on"},
        follow=True,
    )
    assert "Texts changed: 4" in answer.text
    for now, before in (
        ("Safer sport", "Safe sport"),
        ("Every sports club has one contact.", "Every club has a contact."),
    ):
        text = text_of(translation, now)
        assert (text.target, text.status) == (FRENCH[before], "needs_editing")
        assert text.state.reason == EditReason.SOURCE_CHANGED
        event = SegmentEvent.objects.get(string__data=now, kind="imported")
        assert before in event.note
    import_undo(batch=ImportBatch.objects.get(), actor=writes)
    assert targets(translation) == {}


def test_a_new_translation_is_not_replaced_by_one_of_a_former_wording(
    begin, page, source, writes
):
    translation, data = outdated_file(begin, page, source)
    write(translation, "Safer sport", "Un sport plus sûr", writes)
    batch = bring_back(writes.user, data, outdated=True)
    assert text_of(translation, "Safer sport").target == "Un sport plus sûr"
    assert batch.counts == {"change": 3, "unknown": 1}


def test_a_text_that_a_program_altered_is_no_former_wording(
    begin, page, source, translator_fr
):
    translation = begin("fr")
    data = po(translation, {"Safe sport": "Le sport sûr"})
    change_source(page, source, title="Safer sport")
    batch = bring_back(
        translator_fr, data.replace(b"Safe sport", b"Sound sport"), outdated=True
    )
    assert batch.counts["unknown"] == 1
    assert targets(translation) == {}


def test_what_changed_in_the_portal_meanwhile_is_a_conflict_and_left_alone(
    begin, browser, writes, reviews, translator_fr
):
    translation = begin("fr")
    data = po(translation, FRENCH)
    write(translation, "Safe sport", "Sport en sécurité", reviews)
    preview = browser.post(ADDRESS, chosen("page.po", data), follow=True)
    assert "3 texts would change" in preview.text
    assert "changed in the portal meanwhile (1)" in preview.text
    browser.post(preview.redirect_chain[-1][0])
    assert text_of(translation, "Safe sport").target == "Sport en sécurité"
    preview = browser.post(ADDRESS, chosen("page.po", data), follow=True)
    browser.post(preview.redirect_chain[-1][0], {"replace": "on"})
    assert text_of(translation, "Safe sport").target == FRENCH["Safe sport"]


def test_an_old_file_without_its_date_does_not_bring_old_texts_back(
    begin, writes, translator_fr
):
    translation = begin("fr")
    write(translation, "Safe sport", "Sport sûr", writes)
    data = po(translation, {}, exported_at=None)
    write(translation, "Safe sport", "Le sport sûr", writes)
    batch = bring_back(translator_fr, data)
    assert batch.counts["conflict"] == 1
    assert text_of(translation, "Safe sport").target == "Le sport sûr"


def test_what_changes_between_look_and_import_is_not_overwritten(
    begin, browser, reviews
):
    translation = begin("fr")
    data = po(translation, FRENCH, exported_at=None)
    preview = browser.post(ADDRESS, chosen("page.po", data), follow=True)
    write(translation, "Safe sport", "Sport en sécurité", reviews)
    browser.post(preview.redirect_chain[-1][0])
    assert text_of(translation, "Safe sport").target == "Sport en sécurité"


def test_a_translator_goes_on_with_the_same_file(begin, translator_fr):
    translation = begin("fr")
    first = document_of(translation).exported_at
    bring_back(
        translator_fr, po(translation, {"Safe sport": "Sport"}, exported_at=first)
    )
    bring_back(
        translator_fr,
        po(translation, {"Safe sport": "Le sport sûr"}, exported_at=first),
    )
    assert text_of(translation, "Safe sport").target == "Le sport sûr"


def test_a_request_for_changes_is_not_answered_by_the_same_old_text(
    begin, writes, reviews, translator_fr
):
    translation = begin("fr")
    write_all(translation, writes)
    data = po(translation, FRENCH)
    place = text_of(translation, "Safe sport").place
    segment_ask(translation=translation, place=place, actor=reviews, note="?")
    bring_back(translator_fr, data)
    assert text_of(translation, "Safe sport").status == "needs_editing"


def test_a_file_never_lowers_an_approved_text_but_a_new_one_is_reviewed_again(
    begin, writes, reviews, translator_fr
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    bring_back(translator_fr, po(translation, FRENCH))
    assert set(statuses(translation).values()) == {"approved"}
    bring_back(translator_fr, po(translation, {"Safe sport": "Un sport sûr"}))
    assert statuses(translation)["Safe sport"] == "waiting"


def test_a_reviewer_may_approve_what_a_file_calls_final_but_nothing_own(
    begin, client, reviews, reviewer_fr
):
    translation = begin("fr")
    place = text_of(translation, "Safe sport").place
    segment_write(translation=translation, place=place, text="Sport", actor=reviews)
    data = xliff(translation, FRENCH)
    browser = staff(client, reviewer_fr)
    preview = browser.post(ADDRESS, chosen("page.xlf", data), follow=True)
    assert "Approve what the file calls final" in preview.text
    browser.post(preview.redirect_chain[-1][0], {"approve": "on"})
    found = statuses(translation)
    assert found.pop("Safe sport") == "waiting"
    assert set(found.values()) == {"approved"}
    state = text_of(translation, "Trainers know 3 rules.").state
    assert (state.reviewed_by, state.author) == (reviewer_fr, None)
    assert state.author_name == "page.xlf"
    assert MemoryEntry.objects.filter(target=FRENCH["Trainers know 3 rules."]).exists()


def test_a_translator_cannot_approve_by_a_file(begin, browser):
    translation = begin("fr")
    data = xliff(translation, FRENCH)
    preview = browser.post(ADDRESS, chosen("page.xlf", data), follow=True)
    assert "Approve what the file calls final" not in preview.text
    browser.post(preview.redirect_chain[-1][0], {"approve": "on"})
    assert set(statuses(translation).values()) == {"waiting"}


XXE = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"'
    b' srcLang="en" trgLang="fr"><file id="f">&e;</file></xliff>'
)


def bad_files(translation):
    good = po(translation, FRENCH)
    cut = xliff(translation, FRENCH)
    return {
        "large.po": good + b"#" * 10_000_000,
        "large.xlf": cut + b" " * 10_000_000,
        "cut.xlf": cut[: len(cut) // 2],
        "cut.po": good[: len(good) // 2],
        "other-language.po": po(translation, FRENCH, language="de"),
        "xxe.xlf": XXE,
        "script.po": good.replace(
            b'msgstr "Le sport s\xc3\xbbr"', b'msgstr "<script>alert(1)</script>"'
        ),
        "other-page.po": good.replace(
            str(translation.source.object_id).encode(),
            b"00000000-0000-4000-8000-000000000000",
        ),
        "letter.docx": b"Dear colleague",
        "empty.po": b"",
    }


def test_a_dangerous_or_wrong_file_is_refused_with_line_and_reason(begin, browser):
    translation = begin("fr")
    # What a first look leaves.
    browser.get(ADDRESS)
    before = counts()
    for name, data in bad_files(translation).items():
        answer = browser.post(ADDRESS, chosen(name, data))
        assert answer.status_code == 422, name
        assert data == b"" or "nothing was stored" in answer.text, name
        if name in ("xxe.xlf", "script.po"):
            assert "Line" in answer.text, name
    assert counts() == before
    assert not PrivateStorage().exists(FOLDER)


def test_of_an_archive_the_readable_files_are_taken(begin, browser):
    translation = begin("fr")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("good.po", po(translation, FRENCH))
        archive.writestr("bad.po", "no PO at all")
    preview = browser.post(ADDRESS, chosen("all.zip", packed.getvalue()), follow=True)
    assert "The file bad.po is left out." in preview.text
    browser.post(preview.redirect_chain[-1][0])
    assert targets(translation) == FRENCH


def test_an_upload_serves_one_person_for_an_hour(
    begin, browser, client, reviewer_fr, monkeypatch
):
    translation = begin("fr")
    data = po(translation, FRENCH)
    preview = browser.post(ADDRESS, chosen("page.po", data), follow=True)
    address = preview.redirect_chain[-1][0]
    assert browser.get(address).status_code == 200
    staff(client, reviewer_fr)
    assert client.post(address).headers["Location"] == ADDRESS
    later = timezone.now() + timedelta(minutes=61)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    uploads_forget()
    assert PrivateStorage().listdir(FOLDER)[1] == []
    assert targets(translation) == {}


def test_one_click_brings_everything_back(
    begin, browser, page, source, writes, reviews, reviewer_fr
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    change_source(page, source, lead="Clubs protect the children.")
    fields = ("state", "reason", "author_id", "reviewed_by_id", "previous_id")
    before = list(SegmentState.objects.order_by("pk").values("pk", *fields))
    stored = targets(translation)
    translated = {
        "Safe sport": "Un sport sûr",
        "Clubs protect the children.": "Les clubs protègent les enfants.",
    }
    batch = bring_back(writes.user, po(translation, translated))
    assert targets(translation) == stored | translated
    answer = browser.post(
        f"/admin/translations/files/imports/{batch.pk}/undo/", follow=True
    )
    assert "The import was undone" in answer.text
    assert targets(translation) == stored
    assert list(SegmentState.objects.order_by("pk").values("pk", *fields)) == before
    progress = TranslationProgress.objects.get(translation=translation)
    assert (progress.approved, progress.needs_editing) == (3, 1)
    batch.refresh_from_db()
    assert batch.counts["undone"] == 2
    with pytest.raises(UndoneError):
        import_undo(batch=batch, actor=reviews)


def test_undoing_leaves_alone_what_somebody_changed_since(begin, writes, reviews):
    translation = begin("fr")
    batch = bring_back(writes.user, po(translation, FRENCH))
    write(translation, "Safe sport", "Sport en sécurité", reviews)
    batch = import_undo(batch=batch, actor=writes)
    assert (batch.counts["undone"], batch.counts["left"]) == (3, 1)
    assert targets(translation) == {"Safe sport": "Sport en sécurité"}
    assert [event.string.data for event in events_left(batch)] == ["Safe sport"]


def test_two_imports_are_undone_one_after_the_other(begin, writes):
    translation = begin("fr")
    first = bring_back(writes.user, po(translation, {"Safe sport": "Sport"}))
    second = bring_back(writes.user, po(translation, {"Safe sport": "Le sport sûr"}))
    import_undo(batch=second, actor=writes)
    assert targets(translation) == {"Safe sport": "Sport"}
    import_undo(batch=first, actor=writes)
    assert targets(translation) == {}


def test_undoing_an_approval_takes_it_out_of_the_memory(begin, reviewer_fr):
    translation = begin("fr")
    target = FRENCH["Trainers know 3 rules."]
    batch = bring_back(
        reviewer_fr, xliff(translation, FRENCH), name="page.xlf", approve=True
    )
    assert MemoryEntry.objects.filter(target=target).count() == 1
    import_undo(batch=batch, actor=Actor(reviewer_fr))
    assert not MemoryEntry.objects.filter(target=target).exists()


def test_a_translation_shown_beside_a_changed_source_is_not_undone(
    begin, page, source, writes
):
    translation = begin("fr")
    batch = bring_back(writes.user, po(translation, FRENCH))
    change_source(page, source, title="Safe sports")
    batch = import_undo(batch=batch, actor=writes)
    assert batch.counts["left"] == 1
    assert text_of(translation, "Safe sports").previous_target == "Le sport sûr"


def test_only_the_importer_or_a_reviewer_undoes(begin, client, writes):
    translation = begin("fr")
    batch = bring_back(writes.user, po(translation, FRENCH))
    colleague = staff(client, person("two@demo.example", "fr", Role.TRANSLATOR))
    address = f"/admin/translations/files/imports/{batch.pk}/"
    assert colleague.get(address).status_code == 200
    assert colleague.post(f"{address}undo/").headers["Location"] == "/admin/"
    assert not ImportBatch.objects.get(pk=batch.pk).undone_at
    listed = colleague.get("/admin/translations/files/imports/")
    assert f"{address}undo/" not in listed.text


def test_an_import_of_sixty_texts_asks_less_than_forty_times(
    begin, page, source, translator_fr, django_assert_max_num_queries
):
    paragraphs = "</p><p>".join(f"Club {n} has a contact." for n in range(60))
    change_source(page, source, body=BODY % (paragraphs, "Trainers know 3 rules."))
    translation = begin("fr")
    french = {
        f"Club {n} has a contact.": f"Le club {n} a un contact." for n in range(60)
    }
    data = po(translation, french)
    with django_assert_max_num_queries(40):
        batch = bring_back(translator_fr, data)
    assert batch.counts["change"] == 60
    changed = {text: target.replace("a un", "a son") for text, target in french.items()}
    data = po(translation, changed)
    with django_assert_max_num_queries(40):
        batch = bring_back(translator_fr, data)
    assert batch.counts["change"] == 60
    with django_assert_max_num_queries(40):
        import_undo(batch=batch, actor=Actor(translator_fr))
    assert text_of(translation, "Club 7 has a contact.").target == (
        "Le club 7 a un contact."
    )
