"""The matrix: every object in every language, filtered, sorted, and as CSV."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from initiatives.models import InitiativePage
from tests.publication.world import initiative_in
from tests.translations.hands import write_all
from tests.translations.rows import many
from translations.services.begin import source_read, translation_begin
from translations.services.publishing import version_publish
from translations.services.withdrawing import object_forget

pytestmark = [
    pytest.mark.usefixtures("nothing_begun"),
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
]


@pytest.fixture
def look(editor_client):
    """Ask for the matrix, and return its rows by title."""

    def ask(**query):
        response = editor_client.get(reverse("translations:matrix"), query)
        assert response.status_code == 200
        return {drawn.row.item.title: drawn for drawn in response.context["rows"]}

    return ask


def lines(client, **query):
    response = client.get(reverse("translations:matrix-csv"), query)
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_a_page_nobody_began_leads_to_where_it_is_begun(look, page):
    drawn = look(q="safe sport")["Safe sport"]
    assert drawn.url == reverse(
        "translations:begin", args=["home", "contentpage", page.pk]
    )
    assert drawn.cells.count("matrix-none") == 38
    assert drawn.cells.count("matrix-source") == 1


def test_a_begun_language_shows_how_far_it_is_and_leads_to_the_editor(
    look, begin, writes
):
    translation = begin("fr")
    write_all(translation, writes)
    drawn = look(q="Safe sport")["Safe sport"]
    address = reverse("translations:edit", args=[translation.pk])
    assert f'<a href="{address}">' in drawn.cells
    assert "0 % (0/4)" in drawn.cells
    assert "waiting for review" in drawn.cells


def test_a_published_language_says_so(look, begin, writes, reviews, reviewer_fr):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    version_publish(translation=translation, user=reviewer_fr)
    drawn = look(q="Safe sport")["Safe sport"]
    assert "100 % (4/4)" in drawn.cells
    assert "published" in drawn.cells


def test_a_version_made_before_the_workflow_is_named_as_such(look):
    page = initiative_in("en")
    others = (
        InitiativePage.objects.filter(
            translation_key=page.translation_key, alias_of=None, live=True
        ).count()
        - 1
    )
    assert others > 0
    drawn = {drawn.row.item.key: drawn for drawn in look(per_page="500").values()}[
        page.translation_key
    ]
    assert drawn.cells.count("not in the workflow: ") == others


def test_drafts_and_what_was_withdrawn_are_for_nobody_here(look, page, source, begin):
    begin("fr")
    page.unpublish()
    assert "Safe sport" in look(q="Safe sport")
    object_forget("page", page.translation_key)
    assert look(q="Safe sport") == {}


def test_it_is_filtered_by_type_language_and_state(look, begin, page):
    begin("fr")
    pact = set(look(kind="pact.pactpage"))
    assert pact
    assert "Safe sport" not in pact
    assert "Safe sport" in look(state="translating", language="fr")
    assert "Safe sport" not in look(state="translating", language="de")
    assert "Safe sport" in look(state="none", language="de", q="sport")
    cells = look(q="Safe sport", language="fr")["Safe sport"].cells
    assert cells.count("<td") == 1


def test_the_least_finished_and_the_longest_waiting_come_first(
    look, begin, writes, reviews
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    other = initiative_in("en")
    translation_begin(source=source_read(other), languages=["fr"])
    titles = list(look(sort="percent", language="fr", per_page="500"))
    assert titles.index(other.title) < titles.index("Safe sport")
    assert next(iter(look(sort="oldest", language="fr"))) == other.title


def test_a_bad_filter_counts_as_none(look):
    assert look(kind="x", state="x", language="xx", sort="x", per_page="x", page="x")


def test_the_csv_has_a_line_for_each_object_and_language(editor_client, begin, page):
    begin("fr")
    page.title = "=Safe sport"
    page.save_revision().publish()
    found = [row for row in lines(editor_client) if "Safe sport" in row["title"]]
    assert len(found) == 38
    assert {row["title"] for row in found} == {"'=Safe sport"}
    (french,) = [row for row in found if row["language"] == "fr"]
    assert (french["state"], french["texts"], french["approved"]) == (
        "translating",
        "4",
        "0",
    )


def test_it_asks_the_same_for_10_and_for_500_objects(editor_client):
    url = reverse("translations:matrix")
    query = {"per_page": 500, "q": "Row "}
    asked = {}
    for more in (10, 490):
        many(more)
        editor_client.get(url, query)
        with CaptureQueriesContext(connection) as queries:
            response = editor_client.get(url, query)
        asked[len(response.context["rows"])] = len(queries)
    assert set(asked) == {10, 500}
    assert asked[10] == asked[500]
