"""What search engines are told: each real text once, and nothing else."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from core.models import PublicAddress
from initiatives.models import InitiativePage
from search.models import SearchDocument
from tests.core.markup import Markup

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


@pytest.fixture
def entries(client):
    """Path -> language -> path of its alternates."""
    response = client.get("/sitemap.xml")
    assert response["Content-Type"].startswith("application/xml")
    tree = ElementTree.fromstring(response.content)  # noqa: S314 - our own answer
    urls = tree.findall(f"{SITEMAP}url")
    found = {
        urlsplit(url.findtext(f"{SITEMAP}loc")).path: {
            link.attrib["hreflang"]: urlsplit(link.attrib["href"]).path
            for link in url.findall(LINK)
        }
        for url in urls
    }
    assert len(found) == len(urls)
    return found


def test_each_real_text_stands_there_once(entries):
    texts = SearchDocument.objects.filter(object__is_gone=False)
    assert len(entries) == texts.count() > 80
    assert {f"/{code}/pact/" for code in ("en", "fr", "az")} <= set(entries)


def test_a_page_nobody_translated_does_not_stand_there(entries):
    for path in ("/mt/pact/", "/mt/", "/ka/convention/", "/az/privacy/"):
        assert path not in entries
    assert "/en/privacy/" in entries


def test_an_initiative_stands_there_in_its_real_languages_only(entries):
    slug = "glaropetra-safe-summer"
    real = {
        page.language
        for page in InitiativePage.objects.filter(slug=slug, live=True, alias_of=None)
    }
    listed = {path.split("/")[1] for path in entries if f"/{slug}/" in path}
    assert listed == real
    assert 1 < len(real) < 39


def test_translations_point_at_each_other(entries):
    for path, alternates in entries.items():
        if alternates:
            language = path.split("/")[1]
            assert alternates[language] == path
            assert len(alternates) > 1
            assert all(entries[other] == alternates for other in alternates.values())


def test_every_address_answers_and_is_its_own_canonical_one(client, entries):
    for path in entries:
        response = client.get(path)
        assert response.status_code == 200
        markup = Markup(response)
        assert urlsplit(markup.canonical).path == path
        assert markup.all("meta", name="robots") == []


def test_the_page_and_the_site_map_name_the_same_translations(client, entries):
    for path in ("/en/pact/", "/az/", "/el/signatories/glaropetra/", "/en/privacy/"):
        page = {
            code: urlsplit(url).path
            for code, url in Markup(client.get(path)).alternates.items()
        }
        assert page == entries[path]


def test_an_old_address_does_not_stand_there(client):
    page = next(
        page
        for page in InitiativePage.objects.filter(slug="glaropetra-safe-summer")
        if page.language == "el"
    )
    page.slug = "asfales-kalokairi"
    page.save_revision().publish()
    assert PublicAddress.objects.filter(slug="glaropetra-safe-summer").exists()
    content = client.get("/sitemap.xml").content.decode()
    assert "/glaropetra-safe-summer/" not in content
    assert "/el/initiatives/asfales-kalokairi/" in content


def test_links_bear_the_address_readers_know(client, settings):
    settings.PUBLIC_URL = "https://pact.example/"
    content = client.get("/sitemap.xml").content.decode()
    assert "<loc>https://pact.example/en/pact/</loc>" in content
    assert "testserver" not in content


def test_robots_keep_out_of_the_admin_and_find_the_site_map(client):
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert "Disallow: /" not in lines
