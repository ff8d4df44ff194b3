"""References to shared values while somebody translates: seen, kept, never a number."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import OutgoingMail, SharedValue
from initiatives.models import InitiativePage
from tests.translations.hands import FRENCH as REST
from tests.translations.hands import change_source, text_of, write
from tests.translations.test_editor import admitted
from translations.checks import GlossaryRule, TextPair, check
from translations.machine.fragments import fault, kept_pattern, protect, restore
from translations.selectors.memory import memory_matches
from translations.selectors.places import texts
from translations.selectors.shown_values import shown_values
from translations.selectors.text_rows import text_name
from translations.services.begin import source_read, translation_begin
from translations.services.publishing import version_publish
from translations.services.review_links import review_link_create
from translations.services.segments import segment_approve

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.usefixtures("nothing_begun"),
]

LEAD = "Clubs in {{ member-states }} states, since {{ lanzarote-in-force }}."
FRENCH = "Clubs de {{ member-states }} États, depuis le {{ lanzarote-in-force }}."


@pytest.fixture
def translation(page, source, begin):
    """The small page in French, its lead with two references."""
    translation = begin("fr")
    change_source(page, source, lead=LEAD)
    return translation


def test_a_translator_sees_each_value_in_the_language_of_the_translation(
    client, translator_fr, translation
):
    client.force_login(admitted(translator_fr))
    name = text_name(text_of(translation, LEAD))
    url = reverse("translations:edit", args=[translation.pk], query={"text": name})
    text = " ".join(client.get(url).content.decode().split())
    assert '<code>{{ member-states }}</code> = <span lang="fr" dir="ltr">46' in text
    assert "1er juillet 2010" in text
    other = text_name(text_of(translation, "Safe sport"))
    url = reverse("translations:edit", args=[translation.pk], query={"text": other})
    assert "Readers see a value" not in client.get(url).content.decode()


def test_the_value_costs_one_query_and_a_text_without_one_none(translation):
    with CaptureQueriesContext(connection) as without:
        assert shown_values(translation, ["Safe sport"]) == []
    with CaptureQueriesContext(connection) as one:
        assert len(shown_values(translation, [LEAD, LEAD])) == 2
    assert (len(without), len(one)) == (0, 1)


def test_texts_of_signatories_show_no_value():
    page = InitiativePage.objects.filter(live=True, alias_of=None).first()
    source = source_read(page)
    target = "fr" if page.language != "fr" else "en"
    translation_begin(source=source, languages=[target])
    translation = source.translations.first()
    assert shown_values(translation, ["{{ member-states }}"]) == []


def test_the_preview_of_a_translation_shows_values(
    client, translator_fr, translation, writes
):
    write(translation, LEAD, FRENCH, writes)
    client.force_login(admitted(translator_fr))
    url = reverse("translations:preview", args=[translation.pk])
    text = client.get(url).content.decode()
    assert "Clubs de 46 États, depuis le 1er juillet 2010." in text


def test_a_reviewer_without_an_account_sees_values(client, translation, reviewer_fr):
    review_link_create(
        translation=translation,
        name="Jeanne Martin",
        email="jeanne@reviewers.example",
        language="en",
        days=7,
        user=reviewer_fr,
    )
    mail = OutgoingMail.objects.get(to="jeanne@reviewers.example")
    path = re.search(r"https?://[^/]+(/en/review-\S+)", mail.text)[1]
    text = client.get(path).content.decode()
    assert '<span lang="fr" dir="ltr">1er juillet 2010</span>' in text


@pytest.mark.parametrize(
    ("target", "missing"),
    [
        ("Clubs de 46 États, depuis le {{ lanzarote-in-force }}.", "member-states"),
        ("Clubs de {{ etats }} États, depuis le {{ lanzarote-in-force }}.", "etats"),
    ],
)
def test_a_translation_keeps_the_codes(target, missing):
    found = check(TextPair(LEAD, target, "en", "fr"))
    assert "placeholders" in {finding.check for finding in found}
    assert any(missing in finding.message for finding in found)


def test_digits_and_terms_in_a_code_are_no_numbers_and_no_terms():
    source = "Call {{ child-helpline-116 }} in {{ states-2 }} states, {{ day-2010 }}."
    target = (
        "Appelez le {{ child-helpline-116 }}\u00a0: {{ day-2010 }}, {{ states-2 }}."
    )
    rule = GlossaryRule("helpline", ("ligne d’écoute",))
    found = check(TextPair(source, target, "en", "fr", terms=[rule]))
    assert found == []
    moved = "{{ day-2010 }}: {{ states-2 }} {{ child-helpline-116 }}."
    assert check(TextPair(source, moved, "en", "fr")) == []


def test_an_engine_leaves_codes_alone():
    sent = protect(LEAD, kept_pattern([]), "span", {"translate": "no"})
    assert '<span id="k0" translate="no">{{ member-states }}</span>' in sent.sent
    spoilt = sent.sent.replace("member-states", "États membres")
    answer = spoilt.replace("Clubs in", "Clubs de").replace("since", "depuis")
    assert "{{ member-states }}" in restore(sent, answer, "span")
    lost = restore(sent, "Clubs de 46 États.", "span")
    assert fault(sent, lost, "fr") == "placeholder"


def test_the_memory_offers_texts_with_their_codes(translation, writes, reviews):
    write(translation, LEAD, FRENCH, writes)
    place = text_of(translation, LEAD).place
    segment_approve(translation=translation, place=place, actor=reviews)
    assert memory_matches(LEAD, "en", "fr")[0].target == FRENCH


def test_a_changed_value_changes_a_published_translation_and_makes_no_work(
    client, page, translation, writes, reviews
):
    for text in texts(translation):
        target = FRENCH if text.place.source == LEAD else REST[text.place.source]
        write(translation, text.place.source, target, writes)
        segment_approve(translation=translation, place=text.place, actor=reviews)
    version_publish(translation=translation, user=None)
    value = SharedValue.objects.get(code="member-states")
    value.number = 47
    value.save()
    assert "Clubs de 47 États" in client.get("/fr/safe-sport/").content.decode()
    assert {text.status for text in texts(translation)} == {"approved"}
