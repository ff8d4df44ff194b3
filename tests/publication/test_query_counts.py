"""What a page costs does not depend on how much it shows."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.languages import CODES
from core.locales import locale_id
from initiatives.models import InitiativeIndexPage, InitiativePage
from search.models import SearchDocument
from signatories.models import Signatory
from tests.publication.world import INITIATIVE, SIGNATORY

pytestmark = pytest.mark.django_db


def queries(client, path):
    """Number of queries of the second call; the first one fills the caches."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    assert response.status_code == 200
    return len(asked), response


def new_initiative(number, signatory, language="en", **fields):
    page = InitiativePage(
        title=f"Counted {number}",
        slug=f"counted-{number}",
        summary="One of many.",
        locale_id=locale_id(language),
        country_id=signatory.country_id,
        signatory=signatory,
        starts_on=date(2024, 1, 1),
        live=False,
        **fields,
    )
    index = InitiativeIndexPage.objects.get(locale_id=locale_id(language))
    index.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_the_list_asks_the_same_for_2_and_for_20_rows(client):
    few, small = queries(client, "/en/initiatives/?country=RS")
    many, large = queries(
        client,
        "/en/initiatives/?country=RS&country=AZ&country=TR&country=IE&country=FR",
    )
    assert small.text.count('class="card"') == 2
    assert large.text.count('class="card"') == 20
    assert few == many


def test_a_signatory_page_asks_the_same_for_1_and_for_12_initiatives(client):
    signatory = Signatory.objects.get(official_name="Ardnamara Borough Council")
    for page in InitiativePage.objects.filter(signatory=signatory).exclude(
        slug=INITIATIVE
    ):
        page.unpublish()
    path = f"/en/signatories/{SIGNATORY}/"
    few, small = queries(client, path)
    for number in range(11):
        new_initiative(number, signatory)
    many, large = queries(client, path)
    assert small.text.count('class="card"') == 1
    assert large.text.count('class="card"') == 12
    assert few == many


def test_an_initiative_asks_the_same_with_1_and_with_39_languages(client):
    signatory = Signatory.objects.get(official_name="Ardnamara Borough Council")
    page = new_initiative(1, signatory)
    path = "/az/initiatives/counted-1/"
    few, _small = queries(client, path)
    listed_few, _ = queries(client, "/az/initiatives/?country=IE")
    for code in CODES:
        if code != "en":
            new_initiative(1, signatory, code, translation_key=page.translation_key)
    many, large = queries(client, path)
    listed_many, _ = queries(client, "/az/initiatives/?country=IE")
    assert SearchDocument.objects.filter(object__key=page.translation_key).count() == 39
    assert large.text.count('rel="alternate"') == 39
    assert (few, listed_few) == (many, listed_many)
