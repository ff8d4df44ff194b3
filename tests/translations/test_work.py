"""My work: what waits for a translator or a reviewer, oldest first."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.translations.hands import write
from tests.translations.rows import many
from translations.models import TranslationProgress
from translations.views.work import work_for

pytestmark = [
    pytest.mark.usefixtures("nothing_begun"),
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
]


def enters(user):
    """Let a person into the admin."""
    from django.contrib.auth.models import Permission

    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


@pytest.fixture
def look(client):
    def ask(user, **query):
        client.force_login(enters(user))
        return client.get(reverse("translations:work"), query)

    return ask


def test_a_translator_sees_what_waits_in_the_own_languages_alone(
    look, begin, translator_fr
):
    french = begin("fr")
    begin("de")
    work = look(translator_fr).context["work"]
    (task,) = work.to_translate
    assert (task.translation_id, task.title) == (french.pk, "Safe sport")
    assert (task.texts, task.words, work.words_left) == (4, 14, 14)
    assert work.to_review == []


def test_a_reviewer_sees_what_waits_for_review_with_its_words(
    look, begin, writes, reviewer_fr
):
    french = begin("fr")
    write(french, "Clubs protect children.", "Les clubs protègent les enfants.", writes)
    work = look(reviewer_fr).context["work"]
    (task,) = work.to_review
    assert (task.translation_id, task.texts, task.words) == (french.pk, 1, 3)
    assert [task.texts for task in work.to_translate] == [3]


def test_the_oldest_comes_first(begin, translator_fr):
    many(3)
    rows = TranslationProgress.objects.filter(language="fr").order_by("pk")
    newest = rows.last()
    rows.exclude(pk=newest.pk).update(waiting_since="2026-02-01T10:00Z")
    TranslationProgress.objects.filter(pk=newest.pk).update(
        waiting_since="2026-01-01T10:00Z"
    )
    work = work_for(translator_fr)
    assert work.to_translate[0].translation_id == newest.pk


def test_it_is_narrowed_to_one_language(look, begin, editor):
    begin("fr")
    german = begin("de")
    work = look(editor, language="de").context["work"]
    assert [task.translation_id for task in work.to_translate] == [german.pk]


def test_it_waits_on_the_first_page_of_the_admin_too(client, begin, translator_fr):
    french = begin("fr")
    client.force_login(enters(translator_fr))
    text = client.get(reverse("wagtailadmin_home")).text
    assert reverse("translations:edit", args=[french.pk]) in text
    assert "14 words" in text


def test_who_has_no_language_has_no_work(look, db, django_user_model):
    stranger = django_user_model.objects.create_user("x@demo.example", "a-long-one-1")
    response = look(stranger)
    assert response.status_code == 302
    assert response.url == reverse("wagtailadmin_home")


def test_it_asks_the_same_for_few_and_for_many(look, translator_fr):
    asked = []
    for more in (2, 20):
        many(more)
        look(translator_fr)
        with CaptureQueriesContext(connection) as queries:
            look(translator_fr)
        asked.append(len(queries))
    assert asked[0] == asked[1]
