"""The demonstration's translations, glossary, and who may do what with them."""

import pytest
from django.core.management import call_command

from accounts.models import User
from core.locales import locale_id
from home.demo.glossary import glossary_load
from home.demo.translations import translations_load
from pact.models import PactPage
from translations.choices import Role, SegmentStatus
from translations.models import (
    GlossaryConcept,
    GlossaryTerm,
    LanguageRight,
    SegmentState,
    TranslationProgress,
)
from translations.rights import Action, is_central, may
from translations.selectors.glossary import concepts_in

pytestmark = pytest.mark.django_db

DRAFTED = ("fr", "de", "az", "el", "ka", "pl", "uk", "es", "it", "tr")


@pytest.fixture
def reviewer():
    return User.objects.get(email="reviewer@demo.example")


def test_the_translator_has_rights_in_languages_and_none_on_pages(translator):
    rights = LanguageRight.objects.filter(user=translator)
    assert set(rights.values_list("language", "role")) == {
        ("az", Role.TRANSLATOR),
        ("fr", Role.TRANSLATOR),
    }
    assert translator.has_perm("wagtailadmin.access_admin")
    assert not is_central(translator)
    page = PactPage.objects.get(locale_id=locale_id("fr"))
    assert not page.permissions_for_user(translator).can_edit()
    assert may(translator, Action.TRANSLATE, "az")
    assert not may(translator, Action.REVIEW, "az")
    assert not may(translator, Action.TRANSLATE, "de")


def test_the_reviewer_reviews_and_publishes_in_both_languages(reviewer):
    assert reviewer.language == "fr"
    for language in ("az", "fr"):
        assert may(reviewer, Action.REVIEW, language)
        assert may(reviewer, Action.PUBLISH, language)
    assert not may(reviewer, Action.REVIEW, "de")


def test_pages_and_vocabulary_are_begun_in_every_language():
    page = PactPage.objects.get(locale_id=locale_id("en"))
    rows = TranslationProgress.objects.filter(
        translation__source__object_id=page.translation_key
    )
    assert rows.count() == 38
    by_language = {row.language: row for row in rows}
    assert by_language["az"].machine_draft == by_language["az"].total > 0
    assert by_language["de"].untranslated == by_language["de"].total
    models = TranslationProgress.objects.values_list(
        "translation__source__specific_content_type__model", flat=True
    )
    assert {"principle", "action", "targetgroup", "homepage"} <= set(models)


def test_nothing_that_was_taken_over_counts_as_reviewed():
    assert SegmentState.objects.exists()
    states = set(SegmentState.objects.values_list("state", flat=True))
    assert states == {SegmentStatus.MACHINE_DRAFT}


def test_beginning_again_changes_nothing_and_restarts_nothing_stopped():
    assert translations_load() == 0
    row = TranslationProgress.objects.select_related("translation").first()
    row.translation.enabled = False
    row.translation.save()
    assert translations_load() == 0
    row.translation.refresh_from_db()
    assert not row.translation.enabled


def test_the_glossary_names_each_concept_in_eleven_languages():
    assert GlossaryConcept.objects.count() >= 40
    preferred = GlossaryTerm.objects.filter(status="preferred")
    for concept in GlossaryConcept.objects.filter(do_not_translate=False):
        terms = preferred.filter(concept=concept)
        assert set(terms.values_list("language", flat=True)) == {"en", *DRAFTED}


def test_all_terms_but_english_ones_are_marked_as_machine_drafts():
    drafts = set(
        GlossaryTerm.objects.filter(is_machine_draft=True).values_list(
            "language", flat=True
        )
    )
    assert drafts == set(DRAFTED)
    finished = GlossaryTerm.objects.filter(is_machine_draft=False)
    assert set(finished.values_list("language", flat=True)) == {"en"}


def test_the_glossary_warns_of_words_that_hurt():
    forbidden = GlossaryTerm.objects.filter(status="forbidden", language="en")
    assert {"child pornography", "child prostitute"} <= set(
        forbidden.values_list("text", flat=True)
    )
    found = concepts_in("They removed child sexual abuse material.", "en", "fr")
    material = next(i for i in found if i.code == "child-sexual-abuse-material")
    assert "pédopornographie" in material.forbidden
    assert material.is_draft


def test_the_campaigns_name_is_never_translated():
    assert GlossaryConcept.objects.get(code="one-in-five").do_not_translate


def test_an_editors_change_of_the_glossary_survives_another_load():
    concept = GlossaryConcept.objects.get(code="grooming")
    concept.terms.filter(language="fr").delete()
    concept.terms.create(language="fr", text="pédopiégeage", status="preferred")
    assert glossary_load() == 0
    assert list(concept.terms.filter(language="fr").values_list("text", flat=True)) == [
        "pédopiégeage"
    ]


def test_the_command_may_be_repeated():
    before = TranslationProgress.objects.count(), GlossaryTerm.objects.count()
    call_command("load_demo", verbosity=0)
    after = TranslationProgress.objects.count(), GlossaryTerm.objects.count()
    assert after == before
