"""The public API: what it answers, what it refuses, what it never says."""

import io
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openapi_spec_validator import validate
from PIL import Image

from accounts.models import User
from core import withdrawal
from core.addresses import address_assign, address_resolve
from core.languages import CODES
from core.models import Helpline, PortalImage
from initiatives.models import Initiative, InitiativePage
from portal.api import api
from search.projection import project
from signatories.models import Signatory
from signatories.services import signatory_register, signatory_transition

pytestmark = pytest.mark.django_db

ROOT = "/api/v1/"
INITIATIVE = "mektebde-sozunu-de-dersleri"
SIGNATORY = "goyseher-belediyyesi"
LISTS = (
    "initiatives/",
    "initiatives/suggest/?q=school",
    "signatories/",
    "pages/",
    "pages/?path=pact",
    "pages/?path=convention",
    "pages/?path=/",
    "pages/?path=privacy",
    "pages/?path=initiatives",
    "languages/",
    "states/",
    "helplines/",
    "vocabulary/",
    "navigation/",
    "statistics/",
)
DETAILS = (f"initiatives/{INITIATIVE}/", f"signatories/{SIGNATORY}/")
OTHERS = ("openapi.json", "docs")
SNAPSHOT = Path(__file__).parent / "contracts" / "openapi.json"


@pytest.fixture
def get(client):
    """Read an address below the API and return the answer's JSON."""

    def read(address, status=200):
        response = client.get(ROOT + address)
        assert response.status_code == status, response.content[:500]
        return response.json()

    return read


def with_parameter(address, parameter):
    return f"{address}{'&' if '?' in address else '?'}{parameter}"


def named(problem):
    """The parameters that a problem document names."""
    return {error["loc"][-1] for error in problem["errors"]}


# What is answered


@pytest.mark.parametrize("address", [*LISTS, *DETAILS])
@pytest.mark.parametrize("language", ["en", "az", "ka", "cnr"])
def test_each_address_answers_in_each_language(client, address, language):
    response = client.get(ROOT + with_parameter(address, f"language={language}"))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert response["Content-Language"] == language


@pytest.mark.parametrize("address", LISTS)
def test_each_list_has_items_and_their_total(get, address):
    answer = get(with_parameter(address, ""))
    assert answer["items"] or "suggest" in address
    assert answer["total"] >= len(answer["items"])


def test_the_list_of_initiatives_has_the_shape_that_is_promised(get):
    answer = get("initiatives/?q=school&page_size=3")
    assert set(answer) >= {
        "items",
        "total",
        "page",
        "page_size",
        "next_cursor",
        "facets",
        "suggestion",
        "engine",
        "took_ms",
        "other_languages",
    }
    assert set(answer["facets"]) == {
        "country",
        "principle",
        "action",
        "group",
        "profile",
        "year",
        "written_in",
    }
    item = answer["items"][0]
    assert set(item) >= {
        "id",
        "key",
        "title",
        "summary",
        "url",
        "language",
        "languages",
        "country",
        "signatory",
        "principles",
        "actions",
        "groups",
        "starts_on",
        "ends_on",
        "image",
        "highlights",
        "matched_by",
    }
    assert set(item["highlights"]) == {"title", "summary", "body"}
    assert set(item["matched_by"][0]) == {"kind", "code", "label"}
    assert (answer["page"], answer["page_size"], len(answer["items"])) == (1, 3, 3)


def test_highlights_are_html_with_marks_only(get):
    answer = get("initiatives/?q=school&page_size=100")
    texts = [text for item in answer["items"] for text in item["highlights"].values()]
    tags = {tag for text in texts for tag in re.findall(r"<[^>]*>", text)}
    assert tags == {"<mark>", "</mark>"}


def test_repeated_parameters_are_alternatives_and_different_ones_add_up(get):
    def total(query):
        return get(f"initiatives/?{query}")["total"]

    azerbaijan, turkey = total("country=AZ"), total("country=TR")
    assert azerbaijan
    assert turkey
    assert total("country=AZ&country=TR") == azerbaijan + turkey
    assert 0 < total("country=AZ&action=training") < azerbaijan


def test_the_counts_of_a_facet_ignore_its_own_selection(get):
    free = get("initiatives/")["facets"]["country"]
    chosen = get("initiatives/?country=AZ")["facets"]
    assert chosen["country"] == free
    assert sum(entry["count"] for entry in chosen["profile"]) < sum(
        entry["count"] for entry in free
    )


def test_facets_are_labelled_in_the_readers_language(get):
    facets = get("initiatives/?language=fr")["facets"]
    labels = {entry["value"]: entry["label"] for entry in facets["country"]}
    assert labels["GR"] == "Grèce"
    assert {"value": "prevention", "label": "Prévention"}.items() <= next(
        entry for entry in facets["principle"] if entry["value"] == "prevention"
    ).items()


def test_an_empty_parameter_counts_as_none(get):
    everything = get("initiatives/")["total"]
    empty = "q=&language=&country=&principle=&year=&sort=&page=&page_size=&cursor="
    assert get(f"initiatives/?{empty}")["total"] == everything


def test_a_cursor_walks_through_the_whole_list_once(get):
    answer = get("initiatives/?page_size=7")
    keys = [item["key"] for item in answer["items"]]
    while answer["next_cursor"]:
        answer = get(f"initiatives/?page_size=7&cursor={answer['next_cursor']}")
        assert answer["page"] is None
        keys += [item["key"] for item in answer["items"]]
    assert len(keys) == len(set(keys)) == answer["total"]


def test_a_page_beyond_the_last_one_is_an_empty_list(get):
    answer = get("initiatives/?page=90&page_size=100")
    assert answer["items"] == []
    assert answer["total"] > 0


def test_an_original_is_served_where_there_is_no_translation(get):
    items = get("initiatives/?page_size=100")["items"]
    key = next(item["key"] for item in items if item["languages"] == ["az"])
    answer = get(f"initiatives/{key}/?language=en")
    assert answer["language"] == "az"
    assert answer["text"] == {
        "language_asked": "en",
        "language_served": "az",
        "is_fallback": True,
        "is_behind": False,
        "state": "original",
        "provenance": "This text has not been translated into English yet. "
        "Original text.",
    }


def test_a_machine_draft_is_called_one(get):
    text = get(f"initiatives/{INITIATIVE}/?language=en")["text"]
    assert text["state"] == "machine_draft"
    assert not text["is_fallback"]
    assert text["provenance"] == "Machine translation, not yet reviewed."


def test_an_initiative_has_its_whole_text(get):
    answer = get(f"initiatives/{INITIATIVE}/?language=az")
    assert {block["type"] for block in answer["body"]} >= {"heading", "paragraph"}
    assert all("<" not in block["text"] for block in answer["body"])
    assert answer["body_text"]
    assert answer["results"]["html"].startswith("<p>")
    assert answer["signatory"]["key"]
    assert {version["language"] for version in answer["versions"]} == {"az", "en"}
    assert answer["versions"][0]["is_original"]
    kinds = {label["kind"] for label in answer["labels"]}
    assert kinds >= {"country", "principle", "action", "group", "level"}


@pytest.mark.parametrize("language", ["no", "nn"])
def test_norwegian_codes_lead_to_bokmal(client, language):
    answer = client.get(f"{ROOT}vocabulary/?language={language}")
    assert answer["Content-Language"] == "nb"


def test_the_accept_language_header_plays_no_part(client):
    plain = client.get(f"{ROOT}vocabulary/")
    asked = client.get(f"{ROOT}vocabulary/", headers={"accept-language": "fr"})
    assert plain.content == asked.content


def test_each_address_in_an_answer_leads_somewhere(client, get):
    item = get("initiatives/?country=AZ&page_size=1&language=az")["items"][0]
    page = get("pages/?path=pact&language=az")["items"][0]
    signatory = get(f"signatories/{SIGNATORY}/?language=az")
    urls = (
        item["url"],
        item["signatory"]["url"],
        page["url"],
        signatory["url"],
        signatory["initiatives_url"],
        *(entry["url"] for entry in get("navigation/?language=az")["items"]),
    )
    for url in urls:
        assert urlsplit(url).scheme
        assert client.get(url).status_code == 200, url


def test_everything_invented_says_so(get):
    for address in ("initiatives/?page_size=100", "signatories/?page_size=100"):
        assert all(item["is_demo"] for item in get(address)["items"])
    assert all(get(address)["is_demo"] for address in DETAILS)


def test_paragraphs_of_the_pact_have_the_same_numbers_in_every_language(get):
    def numbers(language):
        content = get(f"pages/?path=pact&language={language}")["items"][0]["content"]
        paragraphs = [*content["preamble"], *content["actions"]]
        for section in content["sections"]:
            paragraphs += section["paragraphs"]
        return sorted((item["number"], item["anchor"]) for item in paragraphs)

    assert numbers("en") == numbers("az")
    assert [number for number, _anchor in numbers("en")] == list(
        range(1, len(numbers("en")) + 1)
    )


def test_the_convention_has_its_eight_aspects(get):
    content = get("pages/?path=convention")["items"][0]["content"]
    assert len(content["aspects"]) == 8


@pytest.mark.parametrize("path", ["pact", "/pact/", "/az/pact/", "az/pact"])
def test_a_page_is_found_however_its_path_is_written(get, path):
    answer = get(f"pages/?path={path}&language=az")
    assert answer["total"] == 1
    assert answer["items"][0]["path"] == "pact"
    assert answer["items"][0]["language"] == "az"


def test_pages_of_one_type_only(get):
    answer = get("pages/?type=content")
    assert {item["type"] for item in answer["items"]} == {"content"}
    assert all(item["content"] is None for item in answer["items"])


def test_all_46_states_have_their_dates_and_sources(get):
    answer = get("states/?language=az")
    assert answer["total"] == len(answer["items"]) == 46
    assert answer["other_parties"]
    azerbaijan = next(item for item in answer["items"] if item["code"] == "AZ")
    assert azerbaijan["name"] == "Azərbaycan"
    assert azerbaijan["languages"] == ["az"]
    for item in answer["items"]:
        status = item["convention"]
        for name in ("signed", "deposited", "in_force"):
            assert not status[f"{name}_on"] or status[f"{name}_source"]


def test_only_numbers_read_in_their_source_are_told(get):
    shown = {item["number"] for item in get("helplines/")["items"]}
    assert shown == {row.number for row in Helpline.objects.shown()}
    assert shown


def test_a_number_that_nobody_checked_says_so(get):
    answer = get("helplines/?country=AL")
    item = answer["items"][0]
    assert item["is_checked"] is False
    assert item["checked_on"] is None
    assert item["sentence"] == (
        f"From a source of {item['source_year']}. Nobody has checked this number yet."
    )
    assert answer["without_number"] == []


def test_a_country_without_a_sure_number_is_told(get):
    Helpline.objects.filter(country_id="AD").delete()
    answer = get("helplines/?country=ad")
    assert answer["items"] == []
    assert [entry["country"] for entry in answer["without_number"]] == ["AD"]
    assert "Andorra" in answer["without_number"][0]["sentence"]


def test_the_vocabulary_says_in_which_language_a_label_is(get):
    terms = get("vocabulary/?language=ka")["items"]
    assert len([term for term in terms if term["kind"] == "principle"]) == 4
    assert len([term for term in terms if term["kind"] == "action"]) == 8
    assert {term["language"] for term in terms} <= {"ka", "en"}
    assert all(term["is_fallback"] == (term["language"] != "ka") for term in terms)


def test_all_languages_are_listed(get):
    items = get("languages/?language=az")["items"]
    assert {item["code"] for item in items} == set(CODES)
    assert next(item["name"] for item in items if item["code"] == "fr") == "fransız"


def test_each_figure_has_its_date_and_source(get):
    for item in get("statistics/")["items"]:
        assert item["date"]
        assert item["source"]
        assert item["value"] > 0


def test_suggestions_have_the_words_in_their_title(get):
    answer = get("initiatives/suggest/?q=schoo")
    assert 0 < answer["total"] <= 5
    assert all("schoo" in item["text"].lower() for item in answer["items"])
    assert get("initiatives/suggest/")["items"] == []


def test_suggestions_may_be_of_one_kind(client, get):
    def kinds(**asked):
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        return {i["kind"] for i in get(f"initiatives/suggest/?{query}")["items"]}

    for kind in ("initiative", "signatory", "page"):
        assert kinds(q="ch", kind=kind) <= {kind, "place"}
    assert kinds(q="gl", kind="signatory") == {"signatory"}
    assert kinds(q="schoo", kind="") == kinds(q="schoo") > {"initiative"}
    refused = client.get(f"{ROOT}initiatives/suggest/?q=scho&kind=place")
    assert refused.status_code == 422
    assert "kind" in refused.json()["detail"]


def test_a_former_key_leads_to_the_current_one(client):
    key, _slug = address_resolve(kind="initiative", slug=INITIATIVE)
    address_assign(kind="initiative", key=key, slug="renamed")
    response = client.get(f"{ROOT}initiatives/{INITIATIVE}/?language=az")
    assert response.status_code == 301
    assert response["Location"] == f"{ROOT}initiatives/renamed/?language=az"


def test_a_former_key_of_a_signatory_still_filters(client, get):
    key, slug = address_resolve(kind="signatory", slug=SIGNATORY)
    before = get(f"initiatives/?signatory={slug}")["total"]
    address_assign(kind="signatory", key=key, slug="renamed")
    project(Signatory.objects.get(key=key))
    for page in InitiativePage.objects.filter(signatory__key=key):
        project(page)
    assert get(f"initiatives/?signatory={slug}")["total"] == before > 0
    response = client.get(f"{ROOT}signatories/{slug}/")
    assert response["Location"] == f"{ROOT}signatories/renamed/"


def test_an_address_without_its_slash_leads_to_the_one_with_it(client):
    response = client.get("/api/v1/initiatives?q=a")
    assert response.status_code == 301
    assert response["Location"] == "/api/v1/initiatives/?q=a"


# What is not told


def test_what_is_withdrawn_is_gone_at_once(get, editor):
    key, _slug = address_resolve(kind="initiative", slug=INITIATIVE)
    before = get("initiatives/")["total"]
    withdrawal.withdraw(kind="initiative", key=key, reason="test", actor=editor)
    assert get("initiatives/")["total"] == before - 1
    get(f"initiatives/{INITIATIVE}/", status=404)


def test_a_signatory_that_nobody_confirmed_is_unknown(get, editor):
    signatory = signatory_register(
        actor=editor,
        slug="not-yet",
        profile="authority",
        official_name="Not yet",
        country_id="FR",
    )
    get("signatories/not-yet/", status=404)
    assert named(get("initiatives/?signatory=not-yet", status=422)) == {"signatory"}
    signatory_transition(signatory=signatory, verb="confirmed", actor=editor)
    assert get("signatories/not-yet/")["text"] is None
    assert get("initiatives/?signatory=not-yet")["total"] == 0


# Wagtail 8.0 leaves the temporary file of a new rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
def test_a_picture_that_nobody_confirmed_is_left_out(get, settings):
    file = io.BytesIO()
    Image.new("RGB", (1200, 800), "navy").save(file, "PNG")
    pictures = [
        PortalImage.objects.create(
            title=f"picture {is_safe}",
            file=ImageFile(io.BytesIO(file.getvalue()), name="picture.png"),
            shows_no_recognisable_child=is_safe,
        )
        for is_safe in (True, False)
    ]
    page = InitiativePage.objects.get(slug=INITIATIVE, locale__language_code="az")
    page.body = json.dumps(
        [
            {"type": "image", "value": {"image": picture.pk, "alt_text": "A hall"}}
            for picture in pictures
        ]
    )
    page.save_revision().publish()
    body = get(f"initiatives/{INITIATIVE}/?language=az")["body"]
    assert len(body) == 1
    assert body[0]["image"]["alt"] == body[0]["text"] == "A hall"
    assert body[0]["image"]["width"] == 1000
    listed = get("initiatives/?language=az&page_size=100")["items"]
    image = next(item["image"] for item in listed if item["key"] == INITIATIVE)
    assert urlsplit(image["url"]).scheme


def test_a_document_and_a_quotation_are_described(get):
    page = InitiativePage.objects.get(slug=INITIATIVE, locale__language_code="az")
    quote = {"text": "<b>Said</b>", "attribution": "The council"}
    link = {"url": "https://a.example/", "title": "Page", "description": "What it is"}
    page.body = json.dumps(
        [{"type": "quote", "value": quote}, {"type": "link", "value": link}]
    )
    page.links = json.dumps([{"type": "link", "value": link}])
    page.save_revision().publish()
    answer = get(f"initiatives/{INITIATIVE}/?language=az")
    assert "<b>" not in answer["body"][0]["html"]
    assert "&lt;b&gt;Said" in answer["body"][0]["html"]
    assert answer["body"][1]["link"] == answer["links"][0] == link


def test_no_personal_data_is_in_any_answer(client):
    people = list(User.objects.all())
    assert people
    for address in (*LISTS, *DETAILS):
        text = client.get(ROOT + address).content.decode()
        for person in people:
            assert person.email not in text
        assert "@demo.example" not in text


def test_no_schema_has_a_personal_field():
    schema = api.get_openapi_schema()
    names = {
        name
        for definition in schema["components"]["schemas"].values()
        for name in definition.get("properties", {})
    }
    personal = re.compile(
        "e_?mail|phone|member(?!_count)|user|owner|actor|checked_by|reviewed_by|status$"
    )
    assert {name for name in names if personal.search(name)} == {"status"}
    # The one of a problem document.
    assert "status" in schema["components"]["schemas"]["Problem"]["properties"]


@pytest.mark.parametrize("address", [*LISTS, *DETAILS, *OTHERS, "nothing/"])
def test_no_answer_sets_a_cookie_or_depends_on_one(editor_client, client, address):
    anonymous = Client().get(ROOT + address)
    known = editor_client.get(ROOT + address)
    for response in (anonymous, known):
        assert not response.cookies
        assert "Vary" not in response
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response
    strip = re.compile(rb'"took_ms": ?\d+')
    assert strip.sub(b"", anonymous.content) == strip.sub(b"", known.content)


# What is refused


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("initiatives/?foo=1", {"foo"}),
        ("initiatives/?foo=1&bar=2", {"foo", "bar"}),
        ("initiatives/?language=xx", {"language"}),
        ("initiatives/?language=ru", {"language"}),
        ("initiatives/?language=en&language=az", {"language"}),
        ("initiatives/?country=XX", {"country"}),
        ("initiatives/?country=AZ&country=US", {"country"}),
        ("initiatives/?principle=nothing", {"principle"}),
        ("initiatives/?action=nothing", {"action"}),
        ("initiatives/?group=nothing", {"group"}),
        ("initiatives/?profile=nothing", {"profile"}),
        ("initiatives/?year=soon", {"year"}),
        ("initiatives/?year=20261", {"year"}),
        ("initiatives/?written_in=ru", {"written_in"}),
        ("initiatives/?signatory=nobody", {"signatory"}),
        ("initiatives/?sort=best", {"sort"}),
        ("initiatives/?page=0", {"page"}),
        ("initiatives/?page=one", {"page"}),
        (f"initiatives/?page={'9' * 5000}", {"page"}),
        ("initiatives/?page_size=101", {"page_size"}),
        ("initiatives/?page_size=0", {"page_size"}),
        ("initiatives/?cursor=abc", {"cursor"}),
        ("initiatives/?cursor=%00", {"cursor"}),
        ("initiatives/?" + "&".join(["country=AZ"] * 51), {"country"}),
        ("signatories/?principle=prevention", {"principle"}),
        ("pages/?type=nothing", {"type"}),
        ("pages/?path=%00", {"path"}),
        ("states/?q=1", {"q"}),
        ("helplines/?country=US", {"country"}),
        (f"initiatives/{INITIATIVE}/?page=1", {"page"}),
    ],
)
def test_what_is_not_understood_is_named(client, address, names):
    response = client.get(ROOT + address)
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    assert "no-store" in response["Cache-Control"]
    problem = response.json()
    assert problem["status"] == 422
    assert named(problem) == names
    assert all(name in problem["detail"] for name in names)


def test_a_page_too_deep_names_the_cursor(get):
    problem = get("initiatives/?page=101&page_size=100", status=422)
    assert named(problem) == {"page"}
    assert "cursor" in problem["detail"]
    assert get("initiatives/?page=100&page_size=100")["items"] == []


def test_a_cursor_of_another_order_is_refused(get):
    cursor = get("initiatives/?page_size=1&sort=country")["next_cursor"]
    problem = get(f"initiatives/?cursor={cursor}&sort=newest", status=422)
    assert named(problem) == {"cursor"}


@pytest.mark.parametrize(
    "words",
    [
        "\x00",
        "a\x00b",
        "x" * 10_000,
        "слово " * 2_000,
        "🧒🏽👩‍👧",
        '"half a phrase',
        '"" - -"" ""',
        "-",
        "%",
        "_",
        "\\",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "\u202eabc",
        "İstanbul ŞƏhƏRLƏR",
        "\ud7ff\ue000\uffff",
    ],
)
@pytest.mark.parametrize(
    "address", ["initiatives/", "initiatives/suggest/", "signatories/"]
)
def test_no_words_break_the_search(client, address, words):
    response = client.get(ROOT + address, {"q": words, "language": "tr"})
    assert response.status_code == 200


def test_an_address_that_no_unicode_can_be_is_read_all_the_same(client):
    assert client.get(f"{ROOT}initiatives/?q=%ff%fe").status_code == 200
    assert client.get(f"{ROOT}initiatives/?%ff=1").status_code == 422


@pytest.mark.parametrize("address", [*LISTS, *DETAILS, *OTHERS, "nothing/"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_nothing_can_be_written(address, method):
    client = Client(enforce_csrf_checks=True)
    response = client.generic(method, ROOT + address)
    assert response.status_code == 405
    assert response["Content-Type"] == "application/problem+json"
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nothing/",
        "nothing",
        "initiatives/no-such-initiative/",
        "initiatives/%D0%B6/",
        "initiatives/a%00b/",
        "initiatives/a/b/",
        "signatories/nobody/",
        "pages/?path=nowhere",
        "pages/?path=initiatives/" + INITIATIVE,
    ],
)
def test_what_does_not_exist_is_a_problem_document(client, address):
    response = client.get(ROOT + address)
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 404


def test_a_failure_of_ours_tells_nothing_and_is_noted(client, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise RuntimeError("inner detail")

    monkeypatch.setattr("home.api_reference.figures_context", fail)
    response = client.get(f"{ROOT}statistics/")
    assert response.status_code == 500
    assert response["Content-Type"] == "application/problem+json"
    assert "inner" not in response.content.decode()
    errors = [record for record in caplog.records if record.levelname == "ERROR"]
    assert len(errors) == 1
    assert "inner detail" in errors[0].exc_text or errors[0].exc_info


def test_more_parameters_than_can_be_read_are_a_bad_request(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 20
    response = client.get(ROOT + "initiatives/?" + "a=1&" * 30)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


# How it is answered


@pytest.mark.parametrize("address", [*LISTS, *DETAILS, "openapi.json"])
def test_an_answer_may_be_kept_for_a_minute_and_asked_for_again(client, address):
    first = client.get(ROOT + address)
    assert first["Cache-Control"] == "public, max-age=60"
    again = client.get(ROOT + address, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("address", ["initiatives/", "openapi.json"])
def test_the_head_of_an_answer_can_be_read_alone(client, address):
    response = client.head(ROOT + address)
    assert response.status_code == 200
    assert response.content == b""
    assert response["ETag"]


def test_a_browser_may_ask_what_is_allowed(client):
    response = client.options(f"{ROOT}initiatives/")
    assert response.status_code == 204
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("address", [*LISTS, *DETAILS])
def test_an_answer_costs_at_most_eight_queries(client, address):
    client.get(ROOT + address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(ROOT + address)
    assert len(queries) <= 8, [query["sql"][:120] for query in queries]


@pytest.mark.parametrize("address", ["initiatives/", "signatories/"])
@pytest.mark.parametrize("query", ["", "q=a"])
def test_twenty_rows_cost_no_more_than_two(client, address, query):
    counts = []
    for size in (2, 20):
        url = f"{ROOT}{address}?page_size={size}&{query}"
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_caches_filled_by_one_language_serve_another(client):
    cache.clear()
    labels = {
        language: client.get(f"{ROOT}vocabulary/?language={language}").json()["items"]
        for language in ("en", "fr", "en")
    }
    assert labels["en"] != labels["fr"]


# How it is described


def test_the_description_is_the_one_that_was_agreed(client):
    described = client.get(f"{ROOT}openapi.json").json()
    agreed = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    assert described == agreed, "make openapi, and look at what changes for programs"


def test_the_description_is_valid_openapi(client):
    described = client.get(f"{ROOT}openapi.json").json()
    assert described["openapi"].startswith("3.1")
    validate(described)


def test_each_operation_says_what_it_does_and_how_it_fails(client):
    described = client.get(f"{ROOT}openapi.json").json()
    for path, methods in described["paths"].items():
        assert set(methods) == {"get"}, path
        operation = methods["get"]
        assert operation["description"]
        for status in ("422", "default"):
            answer = operation["responses"][status]["content"]
            assert set(answer) == {"application/problem+json"}
        for parameter in operation["parameters"]:
            assert parameter["in"] == "path" or parameter["description"], path


def test_each_example_of_the_description_works(client):
    described = client.get(f"{ROOT}openapi.json").json()
    keys = {
        "/api/v1/initiatives/{key}/": INITIATIVE,
        "/api/v1/signatories/{key}/": SIGNATORY,
    }
    for path, methods in described["paths"].items():
        address = path.replace("{key}", keys.get(path, ""))
        response = client.get(address + methods["get"]["x-example"])
        assert response.status_code == 200, response.request


def test_the_page_for_people_needs_no_script_and_nobody_else(client):
    response = client.get(f"{ROOT}docs")
    text = response.content.decode()
    assert response.status_code == 200
    assert 'lang="en"' in text
    assert not re.search(r"<script(?![^>]*\bsrc=\"/static/)", text)
    assert not re.search(r"\sstyle=|\son\w+=", text)
    assert not re.search(r'(src|href)="(https?:)?//(?!testserver|www\.wikipedia)', text)
    for path in api.get_openapi_schema()["paths"]:
        assert f"GET {path}" in text


def test_the_language_menu_of_the_page_for_people_leads_to_real_pages(client):
    text = client.get(f"{ROOT}docs").content.decode()
    links = set(re.findall(r'href="(/[a-z]{2,3}/open-data/)"', text))
    assert len(links) >= len(CODES)
    assert client.get("/az/open-data/").status_code == 200


def test_an_initiative_in_two_languages_is_listed_once(get):
    total = get("initiatives/?page_size=100")
    assert total["total"] == Initiative.objects.count() == len(total["items"])
