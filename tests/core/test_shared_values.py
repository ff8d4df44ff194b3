"""Shared values: one number in every text and language, and one place to change it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.languages import CODES
from core.models import SharedValue
from core.shared_values.pages import texts_of, with_values
from core.shared_values.references import SharedValues
from core.text import strip_markup
from home.models import ContentPage, HomePage
from initiatives.models import InitiativePage
from pact.models import ConventionPage, PactPage
from search.choices import Kind
from search.models import SearchDocument, SearchObject
from search.query import parse
from search.selectors import search
from signatories.models import SignatoryIndexPage
from tests.core.markup import Markup

pytestmark = pytest.mark.django_db


def number(code, value):
    return SharedValue.objects.create(
        code=code, kind="number", number=Decimal(value), source="A law"
    )


def changed(code, **fields):
    """Change a value as an editor does."""
    value = SharedValue.objects.get(code=code)
    for name, content in fields.items():
        setattr(value, name, content)
    value.save()


def page_in(model, language, **fields):
    """A page of the demonstration in a language, published with other texts."""
    page = model.objects.get(locale__language_code=language)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def test_each_text_shows_a_date_as_its_own_language_writes_it(client):
    shown = {
        language: client.get(f"/{language}/convention/").content.decode()
        for language in ("en", "fr", "az")
    }
    assert "in force since 1 July 2010" in shown["en"]
    assert "en vigueur depuis le 1er juillet 2010" in shown["fr"]
    assert "1 iyul 2010 tarixindən qüvvədədir" in shown["az"]
    assert not any("{{" in text for text in shown.values())


def test_a_number_has_the_digits_and_marks_of_each_language():
    value = number("budget", "1234567.5")
    shown = {language: value.text(language) for language in ("en", "de", "fr", "pl")}
    assert shown == {
        "en": "1,234,567.5",
        "de": "1.234.567,5",
        "fr": "1\u202f234\u202f567,5",
        "pl": "1\u00a0234\u00a0567,5",
    }
    # Without a figure that nobody wrote.
    assert number("states", "46").text("en") == "46"
    assert {SharedValue.objects.get(code="states").text(code) for code in CODES} == {
        "46"
    }


def test_a_telephone_number_can_be_called_from_a_text_and_stays_as_it_is_dialled(
    client,
):
    links = [
        link
        for link in Markup(client.get("/en/contact/")).all("a")
        if link.attrs.get("href") == "tel:116111" and link.text == "116 111"
    ]
    assert links


def test_no_link_is_put_into_a_link_and_none_into_plain_text():
    values = SharedValues()
    linked = '<p><a href="https://example.org/">Call {{ child-helpline }}</a></p>'
    assert values.in_html(linked, "en") == (
        '<p><a href="https://example.org/">Call 116 111</a></p>'
    )
    assert values.in_text("Call {{ child-helpline }}.", "en") == "Call 116 111."
    abbreviation = "<p><abbr>EU</abbr> {{ child-helpline }}</p>"
    assert '<a href="tel:116111">' in values.in_html(abbreviation, "en")


def test_what_is_no_reference_stays_as_it_was_written():
    values = SharedValues()
    for text in ("{{ nothing-of-this-name }}", "{ member-states }", "{{}}", "{{ <b>"):
        assert values.in_text(text, "en") == text
        assert values.in_html(text, "en") == text
    assert values.in_html('<a title="{{ member-states }}">', "en") == (
        '<a title="{{ member-states }}">'
    )


def test_spaces_of_any_kind_do_not_matter():
    values = SharedValues()
    for text in ("{{member-states}}", "{{ member-states }}", "{{  member-states }}"):
        assert values.in_text(text, "en") == "46"
    assert values.in_html("<p>{{&nbsp;member-states&nbsp;}}</p>", "en") == "<p>46</p>"


def test_markup_that_got_into_a_value_is_shown_and_not_run(client):
    SharedValue.objects.filter(code="child-helpline").update(
        telephone="<b>1</b>&\"'", source="A law"
    )
    answer = client.get("/en/contact/").content.decode()
    assert "<b>1</b>" not in answer
    assert "&lt;b&gt;1&lt;/b&gt;&amp;&quot;&#x27;" in answer


@pytest.fixture
def contact():
    """A content page with a reference in each kind of text."""
    page = ContentPage.objects.get(slug="contact", locale__language_code="en")
    page.title = "Contact in {{ member-states }} states"
    page.lead = "We speak for {{ member-states }} states."
    page.search_description = "In {{ member-states }} states"
    page.body = [
        ("heading", "The {{ member-states }}"),
        ("paragraph", "<p>Since {{ lanzarote-opened }} & <b>on</b></p>"),
        (
            "quote",
            {"text": "All {{ member-states }}!", "attribution": "{{ member-states }}"},
        ),
        (
            "link",
            {
                "url": "https://example.org/",
                "title": "The {{ member-states }} states",
                "description": "{{ member-states }}",
            },
        ),
    ]
    page.save_revision().publish()
    return page


def test_a_reference_is_shown_in_every_kind_of_text_of_a_page(client, contact):
    answer = client.get("/en/contact/")
    markup = Markup(answer)
    assert "{{" not in answer.content.decode()
    assert "In 46 states" in {item.attrs.get("content") for item in markup.all("meta")}
    assert markup.one("h1").text == "Contact in 46 states"
    assert markup.one("p", class_="lead").text == "We speak for 46 states."
    text = answer.content.decode()
    for part in ("The 46", "25 October 2007", "All 46!", "The 46 states"):
        assert part in text


def test_programs_get_the_values_too(client, contact):
    item = client.get("/api/v1/pages/?path=contact").json()["items"][0]
    assert item["title"] == "Contact in 46 states"
    assert item["lead"] == "We speak for 46 states."
    assert item["content"]["body_text"].startswith("The 46\n\nSince 25 October 2007")
    assert "{{" not in str(item)
    in_list = {
        page["path"]: page for page in client.get("/api/v1/pages/").json()["items"]
    }
    assert in_list["contact"]["lead"] == "We speak for 46 states."
    for path in ("pact", "convention", ""):
        for language in ("en", "fr", "az"):
            answer = client.get(f"/api/v1/pages/?path={path}/&language={language}")
            assert answer.status_code == 200
            assert "{{" not in answer.content.decode()


def test_a_change_is_seen_at_once_everywhere_without_publishing(client, contact):
    before = client.get("/api/v1/pages/?path=contact")
    changed("member-states", number=Decimal("47"))
    assert "We speak for 47 states." in client.get("/en/contact/").content.decode()
    for language, words in (
        ("en", "in 47 member states"),
        ("fr", "dans 47 États membres"),
        ("az", "47 üzv dövlətdə"),
    ):
        assert words in client.get(f"/{language}/pact/").content.decode()
    after = client.get(
        "/api/v1/pages/?path=contact", headers={"If-None-Match": before["ETag"]}
    )
    assert after.status_code == 200
    assert after.json()["items"][0]["lead"] == "We speak for 47 states."
    rows = SearchDocument.objects.filter(object__kind="page", object__slug="pact")
    texts = {row.language: row.body for row in rows}
    assert "in 47 member states" in texts["en"]
    assert "dans 47 États membres" in texts["fr"]
    found = search(parse('"47 member states"', language="en"), kind=Kind.PAGE)
    assert [hit.version.url for hit in found.hits] == ["/en/pact/"]
    assert "47" in str(found.hits[0].highlights)


def test_a_changed_date_changes_the_day_in_all_languages(client):
    changed("lanzarote-in-force", day=date(2010, 8, 2))
    for language, words in (
        ("en", "2 August 2010"),
        ("fr", "2 août 2010"),
        ("az", "2 avqust 2010"),
    ):
        assert words in client.get(f"/{language}/convention/").content.decode()


def test_the_search_is_written_in_the_transaction_of_the_change():
    rows = SearchDocument.objects.filter(
        object__kind="page", object__slug="pact", language="en"
    )
    with transaction.atomic():
        changed("member-states", number=Decimal("48"))
        assert "in 48 member states" in rows.get().body
        transaction.set_rollback(True)
    assert "in 46 member states" in rows.get().body


def test_only_pages_with_the_code_are_written_anew():
    def versions():
        return dict(SearchObject.objects.values_list("slug", "version"))

    before = versions()
    changed("member-states", number=Decimal("47"))
    after = versions()
    assert {slug for slug in after if after[slug] != before[slug]} == {"pact"}


def test_values_cost_one_query_and_pages_without_them_none(client):
    def queries(path):
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return [item["sql"] for item in captured if "core_sharedvalue" in item["sql"]]

    assert len(queries("/en/convention/")) == 1
    assert len(queries("/en/pact/")) == 1
    assert len(queries("/api/v1/pages/?path=pact")) == 1
    assert queries("/en/privacy/") == []
    assert queries("/en/initiatives/") == []
    assert queries("/en/") == []


def test_a_page_that_is_shown_is_a_copy_and_the_reference_stays(contact):
    page = ContentPage.objects.get(pk=contact.pk)
    shown = with_values(page, "en")
    assert shown.lead == "We speak for 46 states."
    assert page.lead == "We speak for {{ member-states }} states."
    assert "{{ member-states }}" in str(page.body.get_prep_value())
    assert with_values(shown, "en") is shown


def test_the_words_of_signatories_are_shown_as_they_wrote_them(client):
    page = InitiativePage.objects.filter(live=True, alias_of=None).first()
    page.summary = "We reached {{ member-states }} schools."
    page.save_revision().publish()
    answer = client.get(page.public_path())
    assert "We reached {{ member-states }} schools." in answer.content.decode()


def test_a_list_of_signatories_says_the_value_in_its_lead(client):
    page_in(SignatoryIndexPage, "en", lead="They come from {{ member-states }} states.")
    answer = client.get("/en/signatories/").content.decode()
    assert "They come from 46 states." in answer
    item = client.get("/api/v1/pages/?path=signatories").json()["items"][0]
    assert item["lead"] == "They come from 46 states."


@pytest.mark.parametrize("model", [HomePage, PactPage, ConventionPage])
def test_every_text_of_the_pages_of_the_congress_shows_values(client, model):
    """Each field and block that is offered for translation is one that shows values."""
    page = model.objects.get(locale__language_code="en")
    ours = strip_markup(" ".join(texts_of(page)))
    offered = [
        segment.string.render_text()
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue)
    ]
    assert offered
    assert [text for text in offered if text not in ours] == []
