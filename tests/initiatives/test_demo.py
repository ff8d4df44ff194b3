"""The demonstration can be loaded again, and grown for benchmarks."""

from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page

from accounts.models import User
from core.languages import CODES
from core.models import PublicAddress
from initiatives.models import Initiative, InitiativePage
from search.models import SearchDocument, SearchObject
from signatories.models import Signatory

pytestmark = pytest.mark.django_db

EVERYTHING = (Page, Initiative, Signatory, SearchObject, SearchDocument, User)


def load(**options):
    output = StringIO()
    call_command("load_demo", stdout=output, **options)
    return output.getvalue()


def test_loading_the_demonstration_twice_creates_nothing():
    before = [model.objects.count() for model in EVERYTHING]
    output = load()
    assert "0 pages, 0 signatories, 0 initiatives created" in output
    assert [model.objects.count() for model in EVERYTHING] == before


def test_loading_it_again_leaves_an_editors_change_alone():
    page = InitiativePage.objects.get(
        slug="ardnamara-where-to-turn-help-cards", alias_of=None
    )
    page.title = "Changed by an editor"
    page.save_revision().publish()
    load()
    page.refresh_from_db()
    assert page.title == "Changed by an editor"


def test_a_hundred_generated_initiatives_stand_in_a_sound_tree_in_all_languages(client):
    load(initiatives=100)
    pages = InitiativePage.objects.filter(slug__startswith="generated-")
    assert pages.count() == 100
    keys = list(pages.values_list("translation_key", flat=True))
    assert SearchObject.objects.public().filter(key__in=keys).count() == 100
    languages = SearchDocument.objects.filter(object__key__in=keys)
    assert set(languages.values_list("language", flat=True)) == set(CODES)
    assert PublicAddress.objects.filter(translation_key__in=keys).count() == 100
    assert Initiative.objects.filter(key__in=keys, is_demo=True).count() == 100

    output = StringIO()
    call_command("fixtree", stdout=output, interactive=False)
    assert output.getvalue().count("No problems found.") == 2
    assert client.get("/de/initiatives/generated-7/").status_code == 200


def test_generating_twice_goes_on_behind_the_first_ones():
    load(initiatives=5)
    load(initiatives=5)
    slugs = InitiativePage.objects.filter(slug__startswith="generated-")
    assert {page.slug for page in slugs} == {f"generated-{n}" for n in range(1, 11)}
