"""Start-up checks."""

import pytest

from search.checks import (
    check_elasticsearch_url,
    check_search_timeout,
    check_search_worker,
)


@pytest.mark.parametrize(
    "url",
    ["", "http://127.0.0.1:9200", "https://u:p@es.example", "http://[::1]:9200/es"],
)
def test_an_address_is_accepted(settings, url):
    settings.ELASTICSEARCH_URL = url
    assert check_elasticsearch_url() == []


@pytest.mark.parametrize(
    "url",
    ["es.example:9200", "redis://h:1", "http://", "http:/x", "ftp://u:secret@h:1"],
)
def test_a_bad_address_is_an_error_that_does_not_repeat_it(settings, url):
    settings.ELASTICSEARCH_URL = url
    (error,) = check_elasticsearch_url()
    assert error.id == "search.E001"
    assert "secret" not in str(error)


def test_a_search_has_a_time_limit(settings):
    assert check_search_timeout() == []
    settings.SEARCH_TIMEOUT_SECONDS = 0
    assert [error.id for error in check_search_timeout()] == ["search.E002"]


def test_an_index_needs_a_worker(settings):
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9200"
    settings.CELERY_TASK_ALWAYS_EAGER = True
    assert [warning.id for warning in check_search_worker()] == ["search.W001"]
    settings.CELERY_TASK_ALWAYS_EAGER = False
    assert check_search_worker() == []
