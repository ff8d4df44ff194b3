"""The search page: filters, their labels and counts, order."""

import re
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from initiatives.models import InitiativePage
from tests.publication.world import INITIATIVE, initiative_in

pytestmark = pytest.mark.django_db

NEW_YEAR = datetime(2099, 1, 1, tzinfo=UTC)


def found(client, query):
    """Slugs of everything the list shows, on all its pages."""
    slugs, page, pages = set(), 1, 1
    while page <= pages:
        answer = client.get(f"/en/initiatives/?{query}&page={page}")
        assert answer.status_code == 200
        slugs |= set(re.findall(r'href="/en/initiatives/([a-z0-9-]+)/"', answer.text))
        page, pages = page + 1, answer.context["result"]["pages"]
    return slugs


def countries_of(slugs):
    pages = InitiativePage.objects.filter(slug__in=slugs)
    return set(pages.values_list("country_id", flat=True))


def context(client, query, language="en"):
    return client.get(f"/{language}/initiatives/?{query}").context


def test_values_of_one_filter_are_alternatives(client):
    ireland = found(client, "country=IE")
    france = found(client, "country=FR")
    both = found(client, "country=IE&country=FR")
    assert both == ireland | france
    assert countries_of(both) == {"IE", "FR"}


def test_different_filters_have_to_hold_together(client):
    both = found(client, "country=IE&principle=prevention")
    assert both == found(client, "country=IE") & found(client, "principle=prevention")
    assert both
    for page in InitiativePage.objects.filter(slug__in=both):
        assert (page.country_id, "prevention" in page.principles) == ("IE", True)


def test_the_counts_of_a_facet_ignore_its_own_selection(client):
    facets = {item["name"]: item for item in context(client, "country=IE")["facets"]}
    counts = {item["value"]: item["count"] for item in facets["country"]["values"]}
    assert counts["FR"] == len(found(client, "country=FR"))
    principles = {i["value"]: i["count"] for i in facets["principle"]["values"]}
    assert principles["prevention"] == len(
        found(client, "country=IE&principle=prevention")
    )


def test_facets_are_labelled_in_the_language_of_the_interface(client):
    facets = {item["name"]: item for item in context(client, "", "fr")["facets"]}
    labels = {i["value"]: i["label"] for i in facets["country"]["values"]}
    assert labels["IE"] == "Irlande"
    assert labels["TR"] == "Türkiye"
    written = {i["value"]: i["label"] for i in facets["written_in"]["values"]}
    assert written["az"] == "Azərbaycan"
    principles = {i["value"]: i["label"] for i in facets["principle"]["values"]}
    assert principles["prevention"] == "Prévention"


def test_the_newest_come_first_when_nothing_is_looked_for(client):
    page = initiative_in("en")
    InitiativePage.objects.filter(pk=page.pk).update(first_published_at=NEW_YEAR)
    page.refresh_from_db()
    page.save_revision().publish()
    for query in ("", "sort=newest"):
        hits = context(client, query)["result"]["hits"]
        assert hits[0]["url"] == f"/en/initiatives/{INITIATIVE}/"


def test_sorted_by_country_initiatives_of_a_country_stand_together(client):
    hits = context(client, "sort=country")["result"]["hits"]
    codes = [hit["country"] for hit in hits]
    assert codes == sorted(codes)
    assert len(set(codes)) > 1


def test_an_ongoing_initiative_is_found_in_every_year_since_its_start(client):
    page = initiative_in("en")
    page.starts_on, page.ends_on = date(2019, 5, 1), None
    page.save_revision().publish()
    this_year = timezone.localdate().year
    for year in (2019, 2022, this_year):
        assert INITIATIVE in found(client, f"year={year}&country=IE")
    assert INITIATIVE not in found(client, "year=2018&country=IE")


def test_an_ended_initiative_is_found_only_in_the_years_in_which_it_ran(client):
    page = initiative_in("en")
    page.starts_on, page.ends_on = date(2019, 5, 1), date(2020, 2, 1)
    page.save_revision().publish()
    found_in = [
        year
        for year in range(2017, 2024)
        if INITIATIVE in found(client, f"year={year}&country=IE")
    ]
    assert found_in == [2019, 2020]


def test_a_filter_that_means_nothing_is_named_and_ignored(client):
    answer = client.get("/en/initiatives/?country=XX&country=IE&principle=peace")
    assert answer.status_code == 200
    assert {item["value"] for item in answer.context["ignored"]} == {"XX", "peace"}
    assert "XX" in answer.text
    assert '<meta name="robots" content="noindex">' in answer.text
    assert countries_of(found(client, "country=XX&country=IE")) == {"IE"}
