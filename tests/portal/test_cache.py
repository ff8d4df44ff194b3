"""The shared cache while Redis is away: nobody listens on the port used here."""

from portal.cache import ForgivingRedisCache

AWAY = "redis://127.0.0.1:9/0"


def test_without_redis_the_cache_is_empty_and_nothing_fails(caplog):
    cache = ForgivingRedisCache(AWAY, {})
    cache.set("labels", "kept nowhere", 60)
    assert cache.get("labels", "nothing") == "nothing"
    assert cache.delete("labels") is False
    cache.delete_many(["labels", "names"])
    assert "The cache does not answer" in caplog.text
