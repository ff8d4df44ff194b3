"""The Pact: numbered paragraphs whose anchors are the same in every language."""

import re

import pytest

from tests.core.markup import Markup

pytestmark = pytest.mark.django_db

OWN = ("en", "fr", "az")


def anchors(client, code):
    markup = Markup(client.get(f"/{code}/pact/"))
    main = markup.main
    return [
        item.attrs["id"]
        for item in markup.elements
        if item.is_inside(main) and "id" in item.attrs
    ]


def test_the_anchors_are_the_same_in_every_real_version(client):
    first, *others = [anchors(client, code) for code in OWN]
    assert all(other == first for other in others)
    assert len([name for name in first if re.fullmatch(r"p-\d+", name)]) > 12


def test_a_link_to_a_paragraph_works_where_the_text_is_english(client):
    assert anchors(client, "ka") == anchors(client, "en")


@pytest.mark.parametrize("code", OWN)
def test_the_paragraphs_are_numbered_without_a_gap(client, code):
    markup = Markup(client.get(f"/{code}/pact/"))
    links = markup.all("a", class_="numbered__link")
    numbers = [int(link.text.split()[-1]) for link in links]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [link.attrs["href"] for link in links] == [f"#p-{n}" for n in numbers]


@pytest.mark.parametrize("code", OWN)
def test_each_text_stands_in_its_own_language(client, code):
    markup = Markup(client.get(f"/{code}/pact/"))
    texts = markup.all("div", class_="numbered__text")
    assert texts
    assert markup.one("h1").lang == code
    assert len(markup.alternates) >= 3


def test_the_versions_are_not_the_same_text(client):
    texts = {code: Markup(client.get(f"/{code}/pact/")).main.text for code in OWN}
    assert len(set(texts.values())) == 3


def test_every_link_inside_the_page_leads_somewhere(client):
    for code in ("en", "az", "ka"):
        markup = Markup(client.get(f"/{code}/pact/"))
        ids = {item.attrs.get("id") for item in markup.elements}
        inside = [
            link.attrs["href"][1:]
            for link in markup.all("a")
            if link.attrs.get("href", "").startswith("#")
        ]
        assert set(inside) <= ids


def test_a_summary_says_so_and_links_the_official_text(client):
    markup = Markup(client.get("/en/pact/"))
    assert "This is a summary in plain words. Only the official text counts." in (
        markup.text
    )
    official = [link for link in markup.all("a") if "official text" in link.text]
    assert official[0].attrs["href"].startswith("https://")


def test_the_eight_kinds_of_action_lead_to_their_initiatives(client):
    response = client.get("/en/pact/")
    codes = [action["code"] for action in response.context["actions"]]
    assert sorted(codes) == sorted(
        [
            "local-campaign",
            "help-access",
            "multidisciplinary-centre",
            "awareness",
            "training",
            "debate",
            "cooperation",
            "materials",
        ]
    )
    for action in response.context["actions"]:
        found = client.get(action["url"])
        assert found.context["ignored"] == []
