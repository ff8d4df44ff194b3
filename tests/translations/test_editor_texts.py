"""Texts as they are typed, the characters of a language, and links of a language."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail_localize.models import SegmentOverride
from wagtail_localize.strings import StringValue

from core.languages import CODES
from tests.translations.test_editor import admitted
from translations.services.begin import source_read, translation_begin
from translations.special_characters import KEYS, capital, keys_of
from translations.typed import from_typed, shown_length, to_typed


@given(st.text(alphabet="ab<>&;# \n'\"é", max_size=30))
def test_a_stored_text_survives_being_shown_and_saved(text):
    fragment = StringValue.from_plaintext(text.strip()).data
    assert from_typed(to_typed(fragment)) == fragment


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("R&D", "R&amp;D"),
        ("a < b", "a &lt; b"),
        ("<b>strong</b>", "<b>strong</b>"),
        ("one\r\ntwo", "one<br/>two"),
        ("  around  ", "around"),
        ("&nbsp;", "&nbsp;"),
    ],
)
def test_what_is_typed_is_stored_as_a_fragment(typed, stored):
    assert from_typed(typed) == stored


def test_readers_do_not_count_mark_up():
    assert shown_length('<b>R&amp;D</b><br/><a id="a1">x</a>') == 5


def test_every_language_has_keys_of_its_own():
    assert set(KEYS) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_letters_of_a_language_stand_once_and_are_small(code):
    letters = keys_of(code).letters
    assert len(set(letters)) == len(letters)
    assert letters == letters.lower()


def test_capitals_are_those_of_the_language():
    assert [capital(letter, "tr") for letter in "iıß"] == ["İ", "I", "ß"]
    assert capital("i", "fr") == "I"


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_a_link_leads_elsewhere_in_one_language(
    client, page, translator_fr, writes, reviews
):
    html = '<p>Every club has <a href="https://clubs.example/en/">a contact</a>.</p>'
    page.body = [{"type": "paragraph", "value": html}]
    page.save_revision().publish()
    source = source_read(page)
    translation = translation_begin(source=source, languages=["fr"])[0]
    client.force_login(admitted(translator_fr))
    url = reverse("translations:links", args=[translation.pk])
    answer = client.get(url)
    assert "https://clubs.example/en/" in answer.text
    field = answer.context["rows"][0][1]["value"].html_name
    refused = client.post(url, {field: "clubs.example"})
    assert refused.status_code == 422
    assert 'value="clubs.example"' in refused.text
    client.post(url, {field: "https://clubs.example/fr/"})
    assert SegmentOverride.objects.get().data == "https://clubs.example/fr/"
    preview = client.get(reverse("translations:preview", args=[translation.pk]))
    assert 'href="https://clubs.example/fr/"' in preview.text
    client.post(url, {field: ""})
    assert not SegmentOverride.objects.exists()
