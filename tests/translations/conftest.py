"""A small page of its own, a translator and a reviewer."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from accounts.models import User
from core.locales import locale_id
from home.models import ContentPage, HomePage
from tests.emptied import empty, without_glossary
from translations.actors import Actor
from translations.choices import Role
from translations.models import (
    LanguageRight,
    ReviewLink,
    SegmentEvent,
    SegmentState,
    TranslationProgress,
)
from translations.services.begin import source_read, translation_begin

BODY = (
    '[{"type": "paragraph", "id": "11111111-1111-4111-8111-111111111111",'
    ' "value": "<p>%s</p><p>%s</p>"}]'
)


@pytest.fixture
def page(db):
    """A published English page of four texts, about which no glossary says anything."""
    without_glossary()
    home = HomePage.objects.get(locale_id=locale_id("en"))
    made = ContentPage(
        title="Safe sport",
        slug="safe-sport",
        lead="Clubs protect children.",
        body=BODY % ("Every club has a contact.", "Trainers know 3 rules."),
        locale=Locale.objects.get(language_code="en"),
    )
    home.add_child(instance=made)
    made.save_revision().publish()
    return ContentPage.objects.get(pk=made.pk)


@pytest.fixture
def nothing_begun(db):
    """What the demonstration has begun is gone, and nobody of it has a language."""
    empty(LanguageRight, SegmentState, SegmentEvent, StringTranslation)
    empty(ReviewLink, TranslationProgress, Translation)


@pytest.fixture
def source(page):
    return source_read(page)


@pytest.fixture
def begin(source):
    """Begin the page's translation into a language."""

    def into(language):
        translation_begin(source=source, languages=[language])
        return source.translations.get(target_locale_id=locale_id(language))

    return into


def person(email, language, role):
    user = User.objects.create_user(email, "a-long-password-1")
    LanguageRight.objects.create(user=user, language=language, role=role)
    return user


@pytest.fixture
def translator_fr(db):
    return person("fr-translator@demo.example", "fr", Role.TRANSLATOR)


@pytest.fixture
def reviewer_fr(db):
    return person("fr-reviewer@demo.example", "fr", Role.REVIEWER)


@pytest.fixture
def writes(translator_fr):
    return Actor(translator_fr)


@pytest.fixture
def reviews(reviewer_fr):
    return Actor(reviewer_fr)
