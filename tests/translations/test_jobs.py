"""Background work: what editors order, its page, and wagtail-localize's own."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.operations import translate_page_subtree
from wagtail_localize.synctree import PageIndex, synchronize_tree
from wagtail_localize.tasks import background

from core.locales import language_of
from home.models import ContentPage
from tests.translations.hands import write_all
from translations.choices import Effect, Gate
from translations.models import (
    TextProvenance,
    TranslationJob,
    TranslationJobItem,
    TranslationPolicy,
    TranslationProgress,
)
from translations.services.publishing import version_publish

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def press(editor_client, django_capture_on_commit_callbacks):
    """Send a form, and have what it enqueues done."""

    def send(name, *args, **data):
        with django_capture_on_commit_callbacks(execute=True):
            return editor_client.post(reverse(f"translations:{name}", args=args), data)

    return send


def begun(source):
    return {
        language_of(item.target_locale_id)
        for item in source.translations.filter(enabled=True)
    }


def test_all_languages_are_ticked_when_a_page_is_begun(editor_client, page):
    url = reverse("translations:begin", args=["home", "contentpage", page.pk])
    form = editor_client.get(url).context["form"]
    assert len(form.initial["languages"]) == 38
    assert "en" not in form.initial["languages"]


def test_a_page_is_begun_in_the_chosen_languages_by_a_job(press, page, editor):
    answer = press("begin", "home", "contentpage", page.pk, languages=["fr", "de"])
    job = TranslationJob.objects.get(kind="begin")
    assert answer.url == reverse("translations:job", args=[job.pk])
    assert job.started_by == editor
    assert {item.language: item.state for item in job.items.all()} == {
        "fr": "done",
        "de": "done",
    }
    assert set(
        TranslationProgress.objects.filter(
            translation__source__object_id=page.translation_key
        ).values_list("language", flat=True)
    ) == {"fr", "de"}


def test_who_comes_from_another_version_begins_the_original(editor_client, page):
    english = ContentPage.objects.get(slug="privacy", locale__language_code="en")
    alias = ContentPage.objects.get(slug="privacy", locale__language_code="de")
    url = reverse("translations:begin", args=["home", "contentpage", alias.pk])
    assert editor_client.get(url).url == reverse(
        "translations:begin", args=["home", "contentpage", english.pk]
    )


def test_nothing_is_begun_without_a_language(press, page):
    answer = press("begin", "home", "contentpage", page.pk)
    assert answer.status_code == 200
    assert "Choose at least one language." in answer.text
    assert not TranslationJob.objects.exists()


def test_more_languages_are_begun_from_the_page_of_an_object(press, source, begin):
    begin("fr")
    press("object-begin", source.pk, languages=["it", "pl"])
    assert begun(source) == {"fr", "it", "pl"}


def test_languages_are_published_together_and_one_that_is_not_ready_says_why(
    press, source, begin, writes, reviews, editor_client
):
    write_all(begin("fr"), writes, reviews)
    begin("de")
    answer = press("object-publish", source.pk, languages=["fr", "de"])
    page = editor_client.get(answer.url)
    states = {item.language: item for item in page.context["items"]}
    assert states["fr"].state == "done"
    assert states["de"].state == "failed"
    assert "4 texts are not ready yet" in page.text
    assert ContentPage.objects.filter(title="Le sport sûr", live=True).exists()


def test_what_failed_is_tried_again_by_one_button(
    press, source, begin, writes, reviews
):
    translation = begin("fr")
    press("object-publish", source.pk, languages=["fr"])
    job = TranslationJob.objects.get(kind="publish")
    write_all(translation, writes, reviews)
    press("job-retry", job.pk)
    assert job.items.get().state == "done"


def test_a_job_tells_how_far_it_is(editor_client, source, editor):
    job = TranslationJob.objects.create(kind="begin", label="x", started_by=editor)
    for language, state in (("fr", "done"), ("de", "failed"), ("it", "waiting")):
        TranslationJobItem.objects.create(
            job=job, source=source, language=language, state=state
        )
    told = editor_client.get(reverse("translations:job-progress", args=[job.pk])).json()
    assert told == {
        "ended": 2,
        "total": 3,
        "failed": 1,
        "is_finished": False,
        "text": "2 of 3",
    }
    text = editor_client.get(reverse("translations:job", args=[job.pk])).text
    assert "Look again" in text
    assert "1 part failed" in text
    assert "2 of 3" in editor_client.get(reverse("translations:jobs")).text


def test_a_language_is_withheld_and_readers_see_the_original(
    press, source, begin, writes, reviews, client
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    version_publish(translation=translation, user=None)
    press("object-withhold", source.pk, languages=["fr"])
    assert TextProvenance.objects.get(
        translation_key=source.object_id, language="fr"
    ).is_withheld


def test_the_gate_is_chosen_unless_the_text_is_delicate(
    press, source, page, editor_client
):
    press("object-gate", source.pk, gate=Gate.REVIEWED)
    assert TranslationPolicy.objects.get(key=source.object_id).gate == Gate.REVIEWED
    url = reverse("translations:object", args=[source.pk])
    assert not editor_client.get(url).context["gate"].is_locked
    ContentPage.objects.filter(pk=page.pk).update(readers="children")
    assert editor_client.get(url).context["gate"].is_locked


def test_an_editor_sees_what_publishing_the_draft_would_ask_for(
    editor_client, page, source, begin
):
    begin("fr")
    begin("de")
    page.lead = "Clubs and schools protect all children."
    page.save_revision()
    url = reverse("translations:object", args=[source.pk])
    change = editor_client.get(url).context["next_change"]
    assert (change.texts, change.words, change.languages, change.words_in_all) == (
        1,
        6,
        2,
        12,
    )


@pytest.mark.parametrize("effect", [Effect.MINOR, Effect.URGENT])
def test_a_change_is_published_as_minor_or_urgent(
    editor_client, page, source, begin, writes, reviews, effect
):
    from tests.publication.world import content_form, edit_url

    begin("fr")
    text = editor_client.get(edit_url(page)).text
    assert f'name="action-publish" value="{effect}"' in text
    data = content_form(page, title="Safer sport") | {"action-publish": effect}
    assert editor_client.post(edit_url(page), data).status_code == 302
    assert TranslationPolicy.objects.get(key=source.object_id).effect == effect


def test_a_plain_publication_is_neither(editor_client, page, source):
    from tests.publication.world import content_form, edit_url

    TranslationPolicy.objects.create(key=source.object_id, effect=Effect.URGENT)
    data = content_form(page, title="Safer sport") | {"action-publish": "1"}
    assert editor_client.post(edit_url(page), data).status_code == 302
    effect = TranslationPolicy.objects.get(key=source.object_id).effect
    assert effect == Effect.NORMAL


def test_a_page_without_translations_has_one_button_to_publish(editor_client, page):
    from tests.publication.world import edit_url

    assert 'value="minor"' not in editor_client.get(edit_url(page)).text


def locale(code):
    return Locale.objects.get(language_code=code)


def test_wagtail_localizes_work_below_a_page_is_written_as_ids(
    page, editor, django_capture_on_commit_callbacks
):
    home = page.get_parent()
    german = locale("de")
    with django_capture_on_commit_callbacks(execute=True):
        background.enqueue(
            translate_page_subtree, [home.pk, [german], None, editor], {}
        )
    job = TranslationJob.objects.get(kind="call")
    assert job.options == {
        "function": "wagtail_localize.operations.translate_page_subtree",
        "arguments": {
            "page": home.pk,
            "locales": [{"model": "wagtailcore.locale", "pk": german.pk}],
        },
    }
    assert job.started_by == editor
    assert TranslationProgress.objects.filter(
        translation__source__object_id=page.translation_key, language="de"
    ).exists()


def test_a_tree_is_synchronised_with_an_index_of_its_own(
    page, django_capture_on_commit_callbacks
):
    ContentPage.objects.filter(
        translation_key=page.translation_key, locale=locale("de")
    ).delete()
    with django_capture_on_commit_callbacks(execute=True):
        background.enqueue(
            synchronize_tree,
            [locale("en"), locale("de")],
            {"page_index": PageIndex([])},
        )
    assert TranslationJob.objects.get(kind="call").items.get().state == "done"
    assert ContentPage.objects.filter(
        translation_key=page.translation_key, locale=locale("de")
    ).exists()


def test_other_functions_are_refused():
    with pytest.raises(ValueError, match="builtins.print"):
        background.enqueue(print, ["x"], {})
    assert not TranslationJob.objects.exists()
