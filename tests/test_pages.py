"""Every public address in every language, and what it costs."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import locales
from core.languages import CODES

pytestmark = pytest.mark.django_db

PLACES = (
    "",
    "pact/",
    "convention/",
    "initiatives/",
    "initiatives/?q=school&country=AZ",
    "initiatives/mektebde-sozunu-de-dersleri/",
    "initiatives/mektebde-sozunu-de-dersleri/report/",
    "signatories/",
    "signatories/glaropetra/",
    "sign/",
    "account/",
    "account/login/",
    "help/",
    "help/az/",
    "help/ad/",
    "accessibility/",
    "privacy/",
    "contact/",
    "languages/",
    "figures/",
    "open-data/",
    "verify/2026-1/",
)


@pytest.mark.parametrize("place", PLACES)
def test_each_address_answers_in_all_39_languages(client, place):
    statuses = {code: client.get(f"/{code}/{place}").status_code for code in CODES}
    assert statuses == dict.fromkeys(CODES, 200)


@pytest.mark.parametrize("place", PLACES)
def test_no_page_needs_more_than_8_queries_warm_and_20_cold(client, place):
    cache.clear()
    locales.forget()
    with CaptureQueriesContext(
        connection,
    ) as cold:
        client.get(f"/az/{place}")
    with CaptureQueriesContext(connection) as warm:
        client.get(f"/az/{place}")
    assert len(cold) <= 20
    assert len(warm) <= 8
