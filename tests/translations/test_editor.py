"""The editor: what translators and reviewers see and do, text by text."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from core import memory
from core.locales import locale_id
from pact.models import Action as ActionModel
from tests.translations.conftest import person
from tests.translations.hands import FRENCH, change_source, text_of, write, write_all
from translations.choices import EditReason, Origin, Role, SegmentStatus
from translations.models import SegmentEvent, TextProvenance
from translations.selectors.places import texts
from translations.selectors.text_rows import text_name
from translations.services.aliases import page_alias_everywhere
from translations.services.begin import source_read, translation_begin
from translations.services.drafts import texts_fill
from translations.services.segments import segment_ask

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def admitted(user):
    """Let somebody into the admin."""
    user.user_permissions.add(
        Permission.objects.get(
            content_type__app_label="wagtailadmin", codename="access_admin"
        )
    )
    return user


@pytest.fixture
def as_translator(client, translator_fr):
    client.force_login(admitted(translator_fr))
    return client


@pytest.fixture
def as_reviewer(client, reviewer_fr):
    client.force_login(admitted(reviewer_fr))
    return client


def edit_url(translation, **query):
    return reverse("translations:edit", args=[translation.pk], query=query)


def post(client, translation, source_text, act, target="", **more):
    """Press a button of the editor."""
    text = text_of(translation, source_text)
    url = reverse("translations:text", args=[translation.pk, text_name(text)])
    data = {"act": act, "text": target, "seen": text.version} | more
    return client.post(url, data)


def shown(response):
    """What a page says, as text."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text)))


def test_a_translator_sees_every_text_with_its_state(as_translator, begin):
    translation = begin("fr")
    answer = as_translator.get(edit_url(translation))
    assert answer.status_code == 200
    for source in FRENCH:
        assert source in answer.text
    assert "4 untranslated" in shown(answer)
    assert re.search(r'<textarea id="target"[^>]* lang="fr" dir="ltr"', answer.text)


def test_somebody_without_a_right_in_the_language_is_not_let_in(client, begin):
    translation = begin("fr")
    client.force_login(admitted(person("de@demo.example", "de", Role.REVIEWER)))
    answer = client.get(edit_url(translation))
    assert (answer.status_code, answer.url) == (302, "/admin/")


def test_a_text_is_sent_and_the_next_unfinished_one_is_shown(as_translator, begin):
    translation = begin("fr")
    answer = post(
        as_translator, translation, "Safe sport", "send", "Le sport sûr", next="1"
    )
    assert text_of(translation, "Safe sport").status == "waiting"
    following = text_of(translation, "Clubs protect children.")
    assert f"text={text_name(following)}" in answer.url
    assert "Sent for review." in as_translator.get(answer.url).text


def test_a_text_is_kept_as_unfinished(as_translator, begin):
    translation = begin("fr")
    post(as_translator, translation, "Safe sport", "keep", "Le sport")
    text = text_of(translation, "Safe sport")
    assert (text.target, text.state.reason) == ("Le sport", EditReason.UNFINISHED)


def test_an_error_of_the_checks_keeps_what_was_typed(as_translator, begin):
    translation = begin("fr")
    wrong = "Les entraîneurs connaissent 4 règles."
    answer = post(as_translator, translation, "Trainers know 3 rules.", "send", wrong)
    assert answer.status_code == 422
    assert wrong in unescape(answer.text)
    assert "Error:" in shown(answer)
    assert text_of(translation, "Trainers know 3 rules.").status == "untranslated"


def test_a_warning_is_accepted_with_a_reason_in_the_form(as_translator, begin):
    translation = begin("fr")
    doubled = "Le sport sport sûr"
    answer = post(as_translator, translation, "Safe sport", "send", doubled)
    assert answer.status_code == 422
    assert 'name="accept-doubled_words"' in answer.text
    post(
        as_translator,
        translation,
        "Safe sport",
        "send",
        doubled,
        **{"accept-doubled_words": "A play on words."},
    )
    text = text_of(translation, "Safe sport")
    assert text.status == "waiting"
    assert text.state.accepted == {"doubled_words": "A play on words."}


def test_who_comes_second_is_shown_both_texts_and_may_replace(
    as_translator, begin, reviews
):
    translation = begin("fr")
    write(translation, "Safe sport", "Sport sans risque", reviews)
    answer = post(
        as_translator, translation, "Safe sport", "send", "Le sport sûr", seen=0
    )
    assert answer.status_code == 409
    assert "Le sport sûr" in answer.text
    assert "Sport sans risque" in shown(answer)
    seen = re.search(r'name="seen" value="(\d+)"', answer.text)[1]
    post(as_translator, translation, "Safe sport", "send", "Le sport sûr", seen=seen)
    assert text_of(translation, "Safe sport").target == "Le sport sûr"


def test_what_was_typed_for_a_text_that_left_the_source_is_kept_and_offered(
    as_translator, begin, page, source
):
    translation = begin("fr")
    old = text_of(translation, "Clubs protect children.")
    change_source(page, source, lead="Every club protects children.")
    url = reverse("translations:text", args=[translation.pk, text_name(old)])
    answer = as_translator.post(
        url, {"act": "send", "text": "Les clubs protègent les enfants.", "seen": 0}
    )
    new = text_of(translation, "Every club protects children.")
    assert f"text={text_name(new)}" in answer.url
    answer = as_translator.get(answer.url)
    assert "no longer part of it" in shown(answer)
    assert 'data-use="Les clubs protègent les enfants."' in answer.text


def test_a_changed_source_is_shown_with_its_difference_and_the_old_translation(
    as_reviewer, begin, page, source, writes, reviews
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    change_source(page, source, title="Safe sports")
    text = text_of(translation, "Safe sports")
    answer = as_reviewer.get(edit_url(translation, text=text_name(text)))
    assert "<del>sport</del><ins>sports</ins>" in answer.text
    assert "Le sport sûr" in answer.text
    post(as_reviewer, translation, "Safe sports", "still_right")
    text = text_of(translation, "Safe sports")
    assert (text.status, text.target) == ("approved", "Le sport sûr")


def test_still_right_of_a_translator_waits_for_review(
    as_translator, begin, page, source, writes, reviews
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    change_source(page, source, title="Safe sports")
    post(as_translator, translation, "Safe sports", "still_right")
    assert text_of(translation, "Safe sports").status == "waiting"


def test_a_reviewer_approves_with_a_correction(as_reviewer, begin, writes):
    translation = begin("fr")
    write(translation, "Safe sport", "Le sport sur", writes)
    post(as_reviewer, translation, "Safe sport", "approve", "Le sport sûr")
    text = text_of(translation, "Safe sport")
    assert (text.status, text.target, text.state.author) == (
        "approved",
        "Le sport sûr",
        writes.user,
    )


def test_a_translator_cannot_approve(as_translator, begin, reviews):
    translation = begin("fr")
    write(translation, "Safe sport", "Le sport sûr", reviews)
    answer = post(as_translator, translation, "Safe sport", "approve", "Le sport sûr")
    assert (answer.status_code, answer.url) == (302, "/admin/")
    assert text_of(translation, "Safe sport").status == "waiting"


def test_changes_are_asked_for_with_a_note_only(as_reviewer, begin, writes):
    translation = begin("fr")
    write(translation, "Safe sport", "Le sport sûr", writes)
    answer = post(as_reviewer, translation, "Safe sport", "ask", "Le sport sûr")
    assert answer.status_code == 422
    assert "Write what should change." in answer.text
    post(as_reviewer, translation, "Safe sport", "ask", note="« sécurisé » ?")
    assert text_of(translation, "Safe sport").state.reason == EditReason.ASKED
    assert SegmentEvent.objects.first().note == "« sécurisé » ?"


def test_what_a_reviewer_asks_for_stands_above_the_text(
    as_translator, begin, writes, reviews
):
    translation = begin("fr")
    write(translation, "Safe sport", "Le sport sûr", writes)
    text = text_of(translation, "Safe sport")
    segment_ask(
        translation=translation, place=text.place, actor=reviews, note="« sécurisé » ?"
    )
    page = as_translator.get(edit_url(translation, text=text_name(text))).text
    history = page.index("pact-history")
    assert page.index("« sécurisé » ?") < history


def test_a_second_language_is_shown_and_remembered(as_translator, begin, reviews):
    translation, german = begin("fr"), begin("de")
    write(german, "Safe sport", "Sicherer Sport", reviews)
    answer = as_translator.get(edit_url(translation, reference="de"))
    assert "Sicherer Sport" in answer.text
    assert "Sicherer Sport" in as_translator.get(edit_url(translation)).text
    again = as_translator.get(edit_url(translation, reference=""))
    assert "Sicherer Sport" not in again.text


def test_the_list_shows_texts_of_one_state(as_translator, begin, writes):
    translation = begin("fr")
    write(translation, "Safe sport", "Le sport sûr", writes)
    answer = as_translator.get(edit_url(translation, state="waiting"))
    assert "Safe sport" in answer.text
    assert "Trainers know 3 rules." not in answer.text


def test_the_memory_offers_what_was_approved_before(
    as_translator, begin, writes, reviews, page, source
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    change_source(page, source, lead="Trainers know 4 rules.")
    text = text_of(translation, "Trainers know 4 rules.")
    answer = as_translator.get(edit_url(translation, text=text_name(text)))
    assert 'data-use="Les entraîneurs connaissent 3 règles."' in answer.text
    assert "<del>3</del><ins>4</ins>" in answer.text


def test_special_characters_are_those_of_the_language(client, begin):
    translation = begin("az")
    client.force_login(admitted(person("az@demo.example", "az", Role.TRANSLATOR)))
    answer = client.get(edit_url(translation))
    for sign in "əğıöşçü«»„“":
        assert f'data-insert="{sign}"' in answer.text
    # Capitals in the way of the language.
    assert 'data-insert="ı" data-shift="I"' in answer.text


def test_ampersands_and_lines_are_typed_as_they_are(as_translator, begin):
    translation = begin("fr")
    post(as_translator, translation, "Safe sport", "keep", "Sport & jeu\r\nsûr")
    text = text_of(translation, "Safe sport")
    assert text.target == "Sport &amp; jeu<br/>sûr"
    answer = as_translator.get(edit_url(translation, text=text_name(text)))
    assert "Sport & jeu\nsûr</textarea>" in unescape(answer.text)


def test_the_checks_answer_while_typing_and_store_nothing(as_translator, begin):
    translation = begin("fr")
    name = text_name(text_of(translation, "Trainers know 3 rules."))
    url = reverse("translations:check", args=[translation.pk, name])
    answer = as_translator.post(url, {"text": "Les entraîneurs ont 4 règles."})
    found = answer.json()["findings"]
    assert ("numbers", "error") in {(item["check"], item["severity"]) for item in found}
    assert text_of(translation, "Trainers know 3 rules.").target == ""


def test_publishing_says_in_words_what_is_not_ready(as_reviewer, begin):
    translation = begin("fr")
    url = reverse("translations:publish", args=[translation.pk])
    answer = as_reviewer.post(url, follow=True)
    assert "4 texts are not ready yet" in shown(answer)


def test_a_reviewer_publishes_a_finished_language(as_reviewer, begin, writes, reviews):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    as_reviewer.post(reverse("translations:publish", args=[translation.pk]))
    assert TextProvenance.objects.filter(
        translation_key=translation.source.object_id, language="fr", state="reviewed"
    ).exists()
    assert "Le sport sûr" in as_reviewer.get("/fr/safe-sport/").text


def test_a_translator_cannot_publish(as_translator, begin, writes, reviews):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    url = reverse("translations:publish", args=[translation.pk])
    assert as_translator.post(url).url == "/admin/"
    assert not TextProvenance.objects.filter(
        translation_key=translation.source.object_id, language="fr"
    ).exists()


def test_the_preview_shows_drafts_and_marks_what_is_not_translated(
    as_translator, begin, writes
):
    translation = begin("fr")
    write(
        translation,
        "Every club has a contact.",
        "Chaque club a une personne de contact.",
        writes,
    )
    url = reverse("translations:preview", args=[translation.pk])
    answer = as_translator.get(url)
    assert "Chaque club a une personne de contact." in answer.text
    assert '<span lang="en">⟦Trainers know 3 rules.⟧</span>' in answer.text
    assert "⟦Safe sport⟧" in answer.text


def test_the_preview_shows_what_is_being_typed_and_stores_nothing(as_translator, begin):
    translation = begin("fr")
    name = text_name(text_of(translation, "Every club has a contact."))
    url = reverse("translations:preview", args=[translation.pk])
    answer = as_translator.post(url, {"name": name, "text": "Chaque club"})
    assert "Chaque club" in answer.text
    assert text_of(translation, "Every club has a contact.").target == ""


def test_the_preview_of_a_live_alias_saves_nothing(
    as_translator, begin, page, source, writes
):
    page_alias_everywhere(page=page)
    translation = begin("fr")
    write(translation, "Safe sport", "Le sport sûr", writes)
    url = reverse("translations:preview", args=[translation.pk])
    assert "Le sport sûr" in as_translator.get(url).text
    alias = Page.objects.get(
        translation_key=page.translation_key, locale=translation.target_locale
    )
    assert (alias.title, alias.alias_of_id) == ("Safe sport", page.pk)


def test_what_has_no_page_of_its_own_says_so_instead_of_a_preview(as_translator):
    source = source_read(ActionModel.objects.filter(locale_id=locale_id("en")).first())
    translation_begin(source=source, languages=["fr"])
    translation = source.translations.get(target_locale_id=locale_id("fr"))
    assert as_translator.get(edit_url(translation)).status_code == 200
    answer = as_translator.get(reverse("translations:preview", args=[translation.pk]))
    assert "no page of its own" in answer.text


def test_nothing_is_neither_sent_nor_approved(as_reviewer, begin):
    translation = begin("fr")
    for act in ("send", "approve"):
        answer = post(as_reviewer, translation, "Safe sport", act, "  ")
        assert answer.status_code == 422
        assert "There is no translation yet." in answer.text


def test_nobody_approves_an_own_text_in_the_editor(as_reviewer, begin, reviews):
    translation = begin("fr")
    write(translation, "Safe sport", "Le sport sûr", reviews)
    answer = post(as_reviewer, translation, "Safe sport", "approve", "Le sport sûr")
    assert answer.status_code == 422
    assert "somebody else has to approve it" in answer.text


def test_a_draft_runs_no_script_in_the_preview(as_translator, begin):
    translation = begin("fr")
    url = reverse("translations:preview", args=[translation.pk])
    policy = as_translator.get(url).headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe-inline" not in policy


def test_a_page_of_many_texts_asks_no_more_than_one_of_few(
    as_translator, begin, page, source
):
    translation = begin("fr")
    asked = []
    for count in (10, 60):
        sentences = [f"Sentence number {number}." for number in range(count)]
        value = "".join(f"<p>{sentence}</p>" for sentence in sentences)
        change_source(page, source, body=[{"type": "paragraph", "value": value}])
        found = [(text, "Phrase.") for text in texts(translation) if not text.target]
        texts_fill(
            translation=translation,
            found=found,
            origin=Origin.ENGINE,
            state=SegmentStatus.MACHINE_DRAFT,
        )
        as_translator.get(edit_url(translation))
        # The glossary is read anew every few seconds.
        memory.forget_all()
        with CaptureQueriesContext(connection) as queries:
            answer = as_translator.get(edit_url(translation))
        assert sentences[-1] in answer.text
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_reviewer_goes_through_what_waits_but_not_through_own_texts(
    as_reviewer, begin, writes, reviews
):
    translation = begin("fr")
    for source in list(FRENCH)[:2]:
        write(translation, source, FRENCH[source], writes)
    for source in list(FRENCH)[2:]:
        write(translation, source, FRENCH[source], reviews)
    first, second = list(FRENCH)[:2]
    answer = post(as_reviewer, translation, first, "approve", FRENCH[first], next="1")
    assert f"text={text_name(text_of(translation, second))}" in answer.url
    answer = post(as_reviewer, translation, second, "approve", FRENCH[second], next="1")
    assert f"text={text_name(text_of(translation, second))}" in answer.url
    assert "Nothing here is left for you to do." in as_reviewer.get(answer.url).text
