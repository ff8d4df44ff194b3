"""Addresses in a language in which the interface cannot speak yet."""

import pytest
from django.utils import translation
from django.utils.translation import trans_real

from core import current
from tests.core.markup import Markup

pytestmark = pytest.mark.django_db


def forget_catalogues():
    """Forget what was read from catalogues."""
    current.interface_languages.cache_clear()
    trans_real._translations = {}
    trans_real._default = None
    translation.deactivate()


@pytest.fixture
def catalogues(settings, tmp_path):
    """A folder for catalogues that is empty at first."""
    settings.LOCALE_PATHS = [tmp_path]
    forget_catalogues()
    yield tmp_path
    forget_catalogues()


def compile_catalogue(folder, code, texts):
    import polib

    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    catalogue += [polib.POEntry(msgid=key, msgstr=text) for key, text in texts.items()]
    path = folder / code / "LC_MESSAGES"
    path.mkdir(parents=True)
    catalogue.save_as_mofile(str(path / "django.mo"))
    forget_catalogues()


def test_a_reader_of_german_gets_the_interface_in_english_and_is_told(
    client, catalogues
):
    markup = Markup(client.get("/de/"))
    assert markup.one("html").attrs["lang"] == "de"
    assert markup.one("body").attrs["lang"] == "en"
    skip = markup.one("a", class_="skip-link")
    assert (skip.text, skip.lang) == ("Skip to the content", "en")


def test_links_stay_in_the_readers_language_though_the_interface_does_not(
    client, catalogues
):
    markup = Markup(client.get("/de/pact/"))
    links = [link.attrs["href"] for link in markup.all("a")]
    own = [href for href in links if href.startswith("/") and href.count("/") > 2]
    assert "/de/help/" in own
    pickers = {f"/{code}/pact/" for code in current.CODES}
    assert all(href.startswith("/de/") for href in own if href not in pickers)


def test_a_language_with_a_filled_catalogue_speaks_for_itself(client, catalogues):
    compile_catalogue(catalogues, "de", {"Skip to the content": "Zum Inhalt"})
    markup = Markup(client.get("/de/"))
    assert "lang" not in markup.one("body").attrs
    skip = markup.one("a", class_="skip-link")
    assert (skip.text, skip.lang) == ("Zum Inhalt", "de")


def test_a_catalogue_without_texts_does_not_count(client, catalogues):
    compile_catalogue(catalogues, "de", {})
    assert Markup(client.get("/de/")).one("body").attrs["lang"] == "en"


def test_english_always_speaks(client, catalogues):
    assert "lang" not in Markup(client.get("/en/")).one("body").attrs
    assert current.interface_languages() == {"en"}


def test_names_of_countries_follow_the_language_of_the_interface(client, catalogues):
    main = Markup(client.get("/de/help/az/")).main
    assert "Azerbaijan" in main.text


def test_a_page_nobody_translated_stands_in_english_with_its_label(client, catalogues):
    markup = Markup(client.get("/de/pact/"))
    heading = next(item for item in markup.all("h1"))
    assert heading.lang == "en"
    assert markup.canonical.endswith("/en/pact/")
    assert markup.alternates == {}
    assert "You are reading the original in English." in markup.text
