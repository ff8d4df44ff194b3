"""The shared cache while Redis is away: nobody listens on the port used here."""

import pytest
from django.core.cache import caches
from redis.exceptions import ConnectionError as RedisConnectionError

from portal.cache import ForgivingRedisCache

AWAY = "redis://127.0.0.1:9/0"


def test_without_redis_the_cache_is_empty_and_nothing_fails(caplog):
    cache = ForgivingRedisCache(AWAY, {})
    cache.set("labels", "kept nowhere", 60)
    assert cache.get("labels", "nothing") == "nothing"
    assert cache.delete("labels") is False
    cache.delete_many(["labels", "names"])
    assert "The cache does not answer" in caplog.text


@pytest.fixture
def away(monkeypatch):
    """Attempts to log in are counted in a cache that is away."""
    cache = ForgivingRedisCache(AWAY, {})
    cache._meanwhile.clear()
    monkeypatch.setattr("allauth.core.internal.ratelimit.cache", cache)
    return cache


@pytest.mark.django_db
def test_without_redis_people_still_log_in_and_attempts_are_still_counted(
    client, away, member
):
    assert caches["default"] is not away
    member.set_password("a-password-for-this-test")
    member.save()

    def log_in(password):
        data = {"login": member.email, "password": password}
        return client.post("/en/account/login/", data)

    assert log_in("a-password-for-this-test").status_code == 302
    client.logout()
    for _attempt in range(5):
        assert "do not match" in log_in("wrong").text
    assert "Too many attempts" in log_in("a-password-for-this-test").text


def test_after_a_failure_nobody_waits_for_redis_until_a_pause_is_over(monkeypatch):
    asked = []

    def gone(*_):
        asked.append(1)
        raise RedisConnectionError

    now = [100.0]
    monkeypatch.setattr("portal.cache.monotonic", lambda: now[0])
    monkeypatch.setattr("portal.cache._silent_until", {})
    monkeypatch.setattr("portal.cache._Client.get", gone)
    cache = ForgivingRedisCache(AWAY, {})
    assert [cache.get("labels", "none") for _ in range(3)] == ["none"] * 3
    assert len(asked) == 1
    now[0] += 5
    assert cache.get("labels", "none") == "none"
    assert len(asked) == 2
