"""Staff's report on the search index."""

import pytest
from django.urls import reverse

from search.models import SearchObject
from search.projection import projection_bulk
from search.querysets import MAX_FAILURES
from tests.search.builders import described

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def address():
    return reverse("search-set-aside")


@pytest.fixture
def refused(db):
    projection_bulk([described("refused-one"), described("refused-two")])
    rows = SearchObject.objects.filter(slug__startswith="refused-")
    rows.update(
        indexed_version=0, failures=MAX_FAILURES, error="400 document_parsing_exception"
    )
    return rows


def test_the_report_names_what_was_refused_and_why(editor_client, address, refused):
    page = editor_client.get(address).content.decode()
    assert "refused-one" in page
    assert "400 document_parsing_exception" in page
    assert "The database answers searches." in page


def test_without_refusals_it_says_so(editor_client, address):
    assert "Nothing." in editor_client.get(address).content.decode()


def test_the_report_is_in_the_menu(editor_client, address):
    page = editor_client.get(reverse("wagtailadmin_home")).content.decode()
    assert address in page


def test_one_object_is_tried_again(editor_client, address, refused):
    one = refused.get(slug="refused-one")
    editor_client.post(address, {"object": one.pk})
    one.refresh_from_db()
    assert (one.failures, one.error) == (0, "")
    assert refused.get(slug="refused-two").failures == MAX_FAILURES


def test_all_are_tried_again(editor_client, address, refused):
    answer = editor_client.post(address, follow=True)
    assert "2 objects are sent again." in answer.content.decode()
    assert not SearchObject.objects.set_aside().exists()


def test_trying_again_wakes_the_push(
    editor_client, address, refused, settings, django_capture_on_commit_callbacks
):
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    with django_capture_on_commit_callbacks() as callbacks:
        editor_client.post(address)
    assert len(callbacks) == 1


def test_a_signatory_has_no_business_here(client, member, address):
    client.force_login(member)
    assert client.get(address).status_code in (302, 403)
