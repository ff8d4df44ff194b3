"""No sequence of what editors and translators do loses a translation or harms the tree."""

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from core.locales import locale_id
from home.models import ContentPage, HomePage
from tests.translations.conftest import BODY
from translations.actors import Actor
from translations.exceptions import NotPublicError, NotReadyError
from translations.models import SegmentEvent, SegmentState
from translations.selectors.places import texts
from translations.services import page_alias_everywhere
from translations.services.begin import source_read, translation_begin
from translations.services.follow import source_follow
from translations.services.publishing import version_publish
from translations.services.segments import segment_write

LANGUAGES = ("az", "de", "ka")
WORDS = ("Every club has a contact.", "Trainers know the rules.", "Children speak.")
numbers = st.integers(min_value=0, max_value=2)
languages = st.sampled_from(LANGUAGES)
steps = st.one_of(
    st.tuples(st.just("edit"), numbers, numbers),
    st.tuples(st.just("publish_source"), numbers, numbers),
    st.tuples(st.just("sync"), numbers, numbers),
    st.tuples(st.just("write"), languages, numbers),
    st.tuples(st.just("hand_edit"), languages, numbers),
    st.tuples(st.just("publish"), languages, numbers),
    st.tuples(st.just("move"), numbers, numbers),
    st.tuples(st.just("unpublish"), numbers, numbers),
    st.tuples(st.just("delete"), numbers, numbers),
    st.tuples(st.just("recreate"), numbers, numbers),
)


class World:
    """One page with its translations, and all that was ever written for it."""

    def __init__(self):
        self.written = {}
        self.count = 0
        self.homes = {
            code: HomePage.objects.get(locale_id=locale_id(code))
            for code in ("en", *LANGUAGES)
        }
        self.create()

    def create(self):
        self.count += 1
        page = ContentPage(
            title="Safe sport",
            slug=f"safe-sport-{self.count}",
            lead="Clubs protect children.",
            body=BODY % WORDS[:2],
            locale=Locale.objects.get(language_code="en"),
        )
        HomePage.objects.get(pk=self.homes["en"].pk).add_child(instance=page)
        page.save_revision().publish()
        page_alias_everywhere(page=page, languages=LANGUAGES)
        self.key = page.translation_key
        self.source = source_read(page)
        translation_begin(source=self.source, languages=LANGUAGES)

    @property
    def page(self):
        return ContentPage.objects.filter(
            translation_key=self.key, locale_id=locale_id("en")
        ).first()

    def translation(self, language):
        return Translation.objects.get(
            source=self.source, target_locale_id=locale_id(language)
        )

    def do(self, step, first, second):
        if self.page is None and step not in ("recreate", "write", "publish"):
            return
        getattr(self, step)(first, second)

    def edit(self, first, second):
        page = self.page
        page.body = BODY % (WORDS[first], WORDS[second])
        page.title = f"Safe sport {first}"
        page.save_revision()

    def publish_source(self, first, second):
        self.page.get_latest_revision().publish()
        self.sync(first, second)

    def sync(self, first, second):
        source_follow(source_id=self.source.pk)

    def write(self, language, number):
        """Write one text; what was there before stays in the history."""
        translation = self.translation(language)
        found = texts(translation)
        text = found[number % len(found)]
        words = f"{language} {number} {text.place.source}"
        segment_write(
            translation=translation, place=text.place, text=words, actor=Actor()
        )
        self.written[
            text.place.context_id, text.place.string_id, locale_id(language)
        ] = words

    def hand_edit(self, language, number):
        """Somebody changes the published version with Wagtail's own editor."""
        page = ContentPage.objects.filter(
            translation_key=self.key, locale_id=locale_id(language), alias_of=None
        ).first()
        if page:
            page.lead = f"By hand {number}"
            page.save_revision().publish()

    def publish(self, language, number):
        """Publish a translation; one of an original that is offline is refused."""
        if self.page is None:
            return
        refused = (
            contextlib.suppress(NotReadyError)
            if self.page.live
            else pytest.raises(NotPublicError)
        )
        with refused:
            version_publish(translation=self.translation(language), user=None)

    def move(self, first, second):
        """Move the page below another page, and back, in every language."""
        other = ContentPage.objects.get(slug="contact", locale_id=locale_id("en"))
        target = other if first else self.homes["en"]
        self.page.move(Page.objects.get(pk=target.pk), pos="last-child")

    def unpublish(self, first, second):
        self.page.unpublish()

    def delete(self, first, second):
        for version in Page.objects.filter(translation_key=self.key):
            fresh = Page.objects.filter(pk=version.pk).first()
            if fresh:
                fresh.specific.delete()

    def recreate(self, first, second):
        if self.page is None:
            self.create()

    def check(self):
        """All that was written is stored, or is the history of what replaced it."""
        for (context, string, locale), words in self.written.items():
            assert StringTranslation.objects.filter(
                context_id=context,
                translation_of_id=string,
                locale_id=locale,
                data=words,
            ).exists()
            assert SegmentState.objects.filter(
                context_id=context, string_id=string, locale_id=locale
            ).exists()
            assert SegmentEvent.objects.filter(
                context_id=context, string_id=string, locale_id=locale, after=words
            ).exists()
        assert Page.find_problems() == ([], [], [], [], [])
        for language in LANGUAGES:
            versions = ContentPage.objects.filter(
                translation_key=self.key, locale_id=locale_id(language)
            )
            assert versions.count() <= 1


class NothingIsLost(TestCase):
    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        derandomize=True,
    )
    @given(st.lists(steps, min_size=3, max_size=10))
    def test_no_sequence_of_edits_loses_a_translation_or_breaks_the_tree(self, todo):
        world = World()
        for step, first, second in todo:
            world.do(step, first, second)
        world.check()
