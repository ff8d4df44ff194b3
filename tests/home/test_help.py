"""Help numbers: only what was read in a source, and never more certain than it is."""

from datetime import date

import pytest

from core.models import Helpline, MemberState
from tests.core.markup import Markup

pytestmark = pytest.mark.django_db

COUNTRIES = (
    "AL",
    "AD",
    "AM",
    "AT",
    "AZ",
    "BE",
    "BA",
    "BG",
    "HR",
    "CY",
    "CZ",
    "DK",
    "EE",
    "FI",
    "FR",
    "GE",
    "DE",
    "GR",
    "HU",
    "IS",
    "IE",
    "IT",
    "LV",
    "LI",
    "LT",
    "LU",
    "MT",
    "MD",
    "MC",
    "ME",
    "NL",
    "MK",
    "NO",
    "PL",
    "PT",
    "RO",
    "SM",
    "RS",
    "SK",
    "SI",
    "ES",
    "SE",
    "CH",
    "TR",
    "UA",
    "GB",
)


def dialled(number):
    return "".join(char for char in number if char in "+0123456789")


def numbers(markup):
    """Numbers that a page offers to call."""
    return sorted(
        link.attrs["href"].removeprefix("tel:")
        for link in markup.all("a")
        if link.attrs.get("href", "").startswith("tel:")
    )


@pytest.fixture
def nothing_known():
    """San Marino as if nothing were known of it."""
    Helpline.objects.filter(country_id="SM").delete()


def helpline(country, **values):
    return Helpline.objects.create(
        country_id=country,
        **{
            "kind": "national",
            "number": "0800 12 34",
            "confidence": "verified",
            "source": "somewhere",
            "source_year": 2020,
        }
        | values,
    )


def test_there_is_a_page_for_each_member_state():
    assert set(MemberState.objects.values_list("code", flat=True)) == set(COUNTRIES)


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_country_shows_exactly_its_verified_numbers(client, country):
    markup = Markup(client.get(f"/en/help/{country.lower()}/"))
    verified = Helpline.objects.filter(country_id=country, confidence="verified")
    assert numbers(markup) == sorted(dialled(row.number) for row in verified)


def test_there_are_numbers_from_memory_that_could_be_shown_by_mistake():
    assert Helpline.objects.filter(confidence="recalled").count() > 10


def test_a_number_from_memory_is_on_no_page_and_in_no_answer(client):
    memory = "0800 555 666 777"
    for doubt in ("recalled", "conflicting", "unknown"):
        helpline("AZ", number=memory, confidence=doubt, language="az")
        for address in ("/en/help/az/", "/az/help/az/", "/en/help/"):
            assert memory not in client.get(address).content.decode()
        answer = client.get("/api/v1/helplines/").content.decode()
        assert memory not in answer
        Helpline.objects.filter(number=memory).delete()


def test_programs_get_the_verified_numbers_only(client):
    items = client.get("/api/v1/helplines/").json()["items"]
    assert len(items) == Helpline.objects.filter(confidence="verified").count()


def test_andorra_without_a_verified_number_says_so(client):
    markup = Markup(client.get("/en/help/ad/"))
    sentence = "We have no number for Andorra that we are sure of, so we show none."
    assert sentence in markup.text
    assert numbers(markup) == []


def test_every_country_without_a_verified_number_says_so(client):
    shown = Helpline.objects.shown().values_list("country_id", flat=True)
    without = set(COUNTRIES) - set(shown)
    assert without
    for country in without:
        text = Markup(client.get(f"/en/help/{country.lower()}/")).text
        assert "so we show none" in text


def test_no_number_that_was_loaded_claims_to_have_been_checked():
    assert not Helpline.objects.exclude(checked_on=None, checked_by=None).exists()


def test_a_number_nobody_checked_says_how_old_its_source_is(client, nothing_known):
    helpline("SM", source_year=2024)
    text = Markup(client.get("/en/help/sm/")).text
    assert "From a source of 2024. Nobody has checked this number yet." in text


def test_a_source_without_a_year_is_not_given_one(client, nothing_known):
    helpline("SM", source_year=0)
    text = Markup(client.get("/en/help/sm/")).text
    assert "From a source without a year. Nobody has checked this number yet." in text


def test_a_number_somebody_checked_says_when(client, nothing_known):
    helpline("SM", checked_on=date(2026, 3, 9))
    text = Markup(client.get("/en/help/sm/")).text
    assert "A person checked this number on" in text
    assert "2026" in text
    assert "Nobody has checked" not in text


def test_every_number_on_a_page_says_where_it_stands(client):
    for country in ("AL", "AZ", "FR", "UA"):
        markup = Markup(client.get(f"/en/help/{country.lower()}/"))
        lines = markup.all("p", class_="helpline__source")
        assert len(lines) == len(numbers(markup)) > 0
        assert all("Nobody has checked this number yet." in item.text for item in lines)


def test_a_number_without_digits_is_never_shown(client, nothing_known):
    helpline("SM", number="")
    assert "so we show none" in Markup(client.get("/en/help/sm/")).text


def test_children_are_offered_their_own_number_first(client, nothing_known):
    helpline("SM", kind="112", number="112")
    helpline("SM", kind="116000", number="116 000")
    helpline("SM", kind="116111", number="116 111")
    markup = Markup(client.get("/en/help/sm/"))
    links = [link.attrs["href"] for link in markup.all("a")]
    tel = [href for href in links if href.startswith("tel:")]
    assert tel == ["tel:116111", "tel:116000", "tel:112"]


def test_where_the_reader_is_is_never_guessed(client):
    plain = client.get("/en/help/").content
    elsewhere = client.get(
        "/en/help/",
        headers={"Accept-Language": "fr-FR", "X-Forwarded-For": "5.197.0.1"},
        REMOTE_ADDR="5.197.0.1",
    )
    assert elsewhere.content == plain


def test_all_countries_can_be_chosen(client):
    markup = Markup(client.get("/az/help/"))
    links = {link.attrs["href"] for link in markup.all("a")}
    assert {f"/az/help/{code.lower()}/" for code in COUNTRIES} <= links


@pytest.mark.parametrize("country", ["xx", "ru", "usa", "a-z"])
def test_a_country_that_is_no_member_has_no_page(client, country):
    assert client.get(f"/en/help/{country}/").status_code == 404


def test_a_country_in_capitals_leads_to_its_page(client):
    response = client.get("/en/help/AZ/")
    assert (response.status_code, response["Location"]) == (301, "/en/help/az/")
