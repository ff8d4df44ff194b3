"""Addresses keep their language, whatever the texts are written in."""

import pytest
from django.urls import get_urlconf, resolve, reverse
from django.utils import translation

from core.current import use_language
from core.languages import CODES


def test_reversed_addresses_stand_in_the_language_being_served():
    """Many languages share English texts; Django would give all of them one prefix."""
    for code in (*CODES, *reversed(CODES)):
        with use_language(code):
            assert reverse("accounts:login") == f"/{code}/account/login/"
            assert reverse("account_email") == f"/{code}/account/email/"
    assert get_urlconf() is None


def test_a_language_within_a_language_leaves_the_outer_one_as_it_was():
    with use_language("mt"):
        with use_language("de"):
            assert reverse("accounts:login") == "/de/account/login/"
        assert reverse("accounts:login") == "/mt/account/login/"


def test_addresses_outside_of_the_languages_are_the_same_in_all():
    for code in ("en", "mt", "az"):
        with use_language(code):
            assert reverse("health-live") == "/health/live"
            assert resolve("/health/live").url_name == "health-live"


@pytest.mark.django_db
def test_forms_and_links_of_a_page_stay_in_its_language(client):
    for code in ("mt", "de", "en", "hy"):
        text = client.get(f"/{code}/account/password/reset/done/").text
        assert f'href="/{code}/account/password/reset/"' in text


def test_staff_who_read_another_language_leave_nothing_in_anybodys_addresses():
    with use_language("az"), translation.override("en"):
        assert reverse("help") == "/az/help/"
    with use_language("en"):
        assert reverse("help") == "/en/help/"
