"""Shared values in the admin: what editors may write, change and delete."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.models import Revision
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail_localize.models import StringTranslation

from core.exceptions import SharedValueUsedError
from core.models import SharedValue
from core.shared_values.uses import uses_of
from home.models import ContentPage
from initiatives.models import InitiativePage
from translations.services.begin import source_read, translation_begin

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

LIST = "wagtailsnippets_core_sharedvalue:list"


@pytest.fixture
def page():
    """A page of the Congress that refers to nothing yet."""
    return ContentPage.objects.get(slug="privacy", locale__language_code="en")


@pytest.fixture
def free():
    """A value that no text refers to."""
    return SharedValue.objects.create(
        code="committees", kind="number", number=3, source="A resolution"
    )


def page_data(page, *, lead="", paragraph="<p>Text</p>", act="action-submit"):
    """What the form of a content page sends."""
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "seo_title": "",
            "search_description": "",
            "lead": lead,
            "readers": page.readers,
            "body": streamfield([("paragraph", rich_text(paragraph))]),
            "comments": {
                "TOTAL_FORMS": 0,
                "INITIAL_FORMS": 0,
                "MIN_NUM_FORMS": 0,
                "MAX_NUM_FORMS": 0,
            },
            act: "1",
        }
    )


def save_page(client, page, **fields):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, page_data(page, **fields))


def value_data(value, **changes):
    return {
        "code": value.code,
        "kind": value.kind,
        "number": value.number or "",
        "day": value.day or "",
        "telephone": value.telephone,
        "source": value.source,
        "checked_on": "",
    } | changes


def save_value(client, value, **changes):
    url = reverse("wagtailsnippets_core_sharedvalue:edit", args=[value.pk])
    return client.post(url, value_data(value, **changes))


def test_an_editor_writes_a_reference_and_readers_see_the_value(editor_client, page):
    answer = save_page(
        editor_client,
        page,
        lead="In {{ member-states }} states.",
        paragraph="<p>Since {{ lanzarote-opened }}.</p>",
        act="action-publish",
    )
    assert answer.status_code == 302
    shown = editor_client.get("/en/privacy/").content.decode()
    assert "In 46 states." in shown
    assert "Since 25 October 2007." in shown
    page.refresh_from_db()
    assert page.lead == "In {{ member-states }} states."


@pytest.mark.parametrize(
    "fields",
    [
        {"lead": "In {{ memberstates }} states."},
        {"paragraph": "<p>In {{ memberstates }} states.</p>"},
    ],
)
def test_an_unknown_code_is_refused_where_it_stands_and_nothing_is_lost(
    editor_client, page, fields
):
    before = page.latest_revision_id
    answer = save_page(editor_client, page, **fields)
    text = answer.content.decode().replace("\\u201c", "“").replace("\\u201d", "”")
    assert answer.status_code == 200
    assert "There is no shared value with the code “memberstates”." in text
    assert "child-helpline, lanzarote-in-force, lanzarote-opened, member-states" in text
    assert "{{ memberstates }} states" in text
    page.refresh_from_db()
    assert page.latest_revision_id == before


def test_the_preview_shows_values(editor_client, page):
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    data = page_data(page, lead="In {{ member-states }} states.")
    assert editor_client.post(url, data).json()["is_valid"]
    assert "In 46 states." in editor_client.get(url).content.decode()


def test_the_list_shows_code_value_and_what_to_write(editor_client):
    text = editor_client.get(reverse(LIST)).content.decode()
    assert "{{ lanzarote-in-force }}" in text
    assert "1 July 2010" in text
    assert "116 111" in text


def test_each_field_of_a_page_says_how_values_are_written(editor_client, page):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    text = editor_client.get(url).content.decode()
    assert "{{ member-states }}" in text
    assert reverse(LIST) in text


def test_the_list_below_texts_has_every_value(editor_client, client):
    items = editor_client.get(reverse("shared-values")).json()["items"]
    states = {"code": "member-states", "reference": "{{ member-states }}", "text": "46"}
    assert states in items
    assert len(items) == SharedValue.objects.count()


def test_an_editor_changes_a_value_and_no_page_is_saved(editor_client):
    value = SharedValue.objects.get(code="member-states")
    revisions = Revision.objects.count()
    assert save_value(editor_client, value, number="47").status_code == 302
    assert "in 47 member states" in editor_client.get("/en/pact/").content.decode()
    # The value itself is logged, not revised.
    assert Revision.objects.count() == revisions


def test_a_code_that_texts_use_stays_and_the_form_says_where_they_are(editor_client):
    value = SharedValue.objects.get(code="member-states")
    answer = save_value(editor_client, value, code="members")
    assert "Texts use this code" in answer.content.decode()
    assert "The Pact" in answer.content.decode()
    value.refresh_from_db()
    assert value.code == "member-states"


def test_a_code_that_nothing_uses_may_be_changed(editor_client, free):
    assert save_value(editor_client, free, code="bodies").status_code == 302
    free.refresh_from_db()
    assert free.code == "bodies"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"code": "Member States"}, "Use lower-case letters"),
        ({"number": ""}, "Fill this in: it is the value."),
        ({"number": "many"}, "Enter a number"),
        ({"number": "1.23456"}, "no more than 3 decimal places"),
        ({"telephone": "112"}, "Leave this empty"),
        ({"kind": "date", "number": "", "day": "31/02/2020"}, "Enter a valid date"),
        ({"kind": "telephone", "number": "", "telephone": "call us"}, "with +"),
        ({"kind": "telephone", "number": "", "telephone": "12"}, "with +"),
        ({"source": ""}, "This field is required"),
    ],
)
def test_a_value_that_is_none_of_its_kind_is_refused(
    editor_client, free, changes, message
):
    answer = save_value(editor_client, free, **changes)
    assert answer.status_code == 200
    assert message in answer.content.decode()


@pytest.mark.parametrize(
    "telephone", ["112", "116 111", "116111", "+33 3 88 41 20 00", "+994125557788"]
)
def test_numbers_that_can_be_dialled_are_taken(editor_client, free, telephone):
    answer = save_value(
        editor_client, free, kind="telephone", number="", telephone=telephone
    )
    assert answer.status_code == 302
    free.refresh_from_db()
    assert free.text("az") == telephone
    assert free.dialled == telephone.replace(" ", "")


def test_the_database_keeps_a_value_of_its_kind(free):
    with pytest.raises(IntegrityError), transaction.atomic():
        SharedValue.objects.filter(pk=free.pk).update(kind="date")
    with pytest.raises(ValidationError):
        SharedValue(code="x", kind="number", number=Decimal(1), telephone="112").clean()


def delete(client, value):
    url = reverse("wagtailsnippets_core_sharedvalue:delete", args=[value.pk])
    return client.post(url)


def test_a_value_in_a_text_is_not_deleted_and_its_places_are_listed(editor_client):
    value = SharedValue.objects.get(code="member-states")
    text = delete(editor_client, value).content.decode()
    assert "Nothing was deleted" in text
    assert "French: the page" in text
    assert "Azerbaijani: the page" in text
    assert SharedValue.objects.filter(pk=value.pk).exists()
    with pytest.raises(SharedValueUsedError), transaction.atomic():
        value.delete()
    with pytest.raises(SharedValueUsedError), transaction.atomic():
        SharedValue.objects.filter(pk=value.pk).delete()


def test_many_values_are_not_deleted_together_either(editor_client, free):
    values = [SharedValue.objects.get(code="member-states"), free]
    url = reverse("wagtail_bulk_action", args=["core", "sharedvalue", "delete"])
    query = "&".join(f"id={value.pk}" for value in values)
    answer = editor_client.post(f"{url}?{query}")
    assert "Nothing was deleted" in answer.content.decode()
    assert SharedValue.objects.filter(pk=free.pk).exists()


def test_a_value_in_a_draft_alone_is_not_deleted(editor_client, page, free):
    page.lead = "{{ committees }} committees"
    page.save_revision()
    assert [(use.language, use.where) for use in uses_of(free.code)] == [
        ("en", "a draft")
    ]
    assert "Nothing was deleted" in delete(editor_client, free).content.decode()


def test_a_value_in_a_stored_translation_is_not_deleted(editor_client, page, free):
    page.lead = "{{ committees }} committees"
    page.save_revision().publish()
    source = source_read(ContentPage.objects.get(pk=page.pk))
    translation_begin(source=source, languages=["de"])
    row = source.stringsegment_set.get(context__path="lead")
    StringTranslation.objects.create(
        translation_of=row.string,
        context=row.context,
        locale_id=source.translations.get(
            target_locale__language_code="de"
        ).target_locale_id,
        data="{{ committees }} Ausschüsse",
    )
    places = {(use.language, use.where) for use in uses_of(free.code)}
    assert places == {("en", "the page"), ("de", "a translation")}


def test_a_value_that_nothing_uses_is_deleted(editor_client, free):
    assert delete(editor_client, free).status_code == 302
    assert not SharedValue.objects.filter(pk=free.pk).exists()


def test_the_words_of_signatories_are_no_use_of_a_value(free):
    page = InitiativePage.objects.filter(live=True, alias_of=None).first()
    page.summary = "{{ committees }}"
    page.save_revision().publish()
    assert uses_of(free.code) == []


def test_an_editor_sees_where_a_value_stands(editor_client, free):
    value = SharedValue.objects.get(code="lanzarote-in-force")
    url = reverse("wagtailsnippets_core_sharedvalue:usage", args=[value.pk])
    assert url in editor_client.get(reverse(LIST)).content.decode()
    text = editor_client.get(url).content.decode()
    assert "Lanzarote" in text
    assert "English: the page" in text
    url = reverse("wagtailsnippets_core_sharedvalue:usage", args=[free.pk])
    assert "No text uses it." in editor_client.get(url).content.decode()
