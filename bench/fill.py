"""How fast an index is filled from existing rows, against the bare bulk helper."""

import sys
import time
from collections.abc import Callable, Iterator
from itertools import batched
from statistics import median
from typing import Any

from bench import child
from bench.child import Measured
from bench.report import Figure, at_least

_ROUNDS = 3


def figures(*, compared: bool) -> tuple[list[Figure], Measured]:
    """Fill the index that serves; `compared` with the bare helper, or just once."""
    found = child.run("fill", str(int(compared)))
    objects, seconds = found["objects"], found["portal_seconds"]
    name = f"index filled from {objects} rows"
    topic = "Filling the index"
    if not compared:
        return [Figure(topic, name, objects / seconds[0], "documents/s")], found
    bare = median(found["bare_seconds"])
    ready = median(found["bare_orjson_seconds"])
    own = median(seconds)
    note = f"{objects / own:.0f} against {objects / bare:.0f} documents/s"
    return [
        Figure(
            topic,
            f"{name}, speed of the bulk helper",
            bare / own,
            "x",
            at_least(0.8),
            note,
        ),
        Figure(topic, f"{name}, of the helper with orjson", ready / own, "x"),
    ], found


def main(*, compared: bool) -> None:
    """Fill in turns: the portal's rebuild, then ready documents by the bare helper."""
    import django

    django.setup()
    from search.services import index_rebuild

    turns: dict[str, Callable[[], object]] = {"portal_seconds": index_rebuild}
    if compared:
        documents = list(_ready())
        turns["bare_seconds"] = lambda: _bare(documents)
        turns["bare_orjson_seconds"] = lambda: _bare(documents, orjson=True)
    measured: Measured = {name: [] for name in turns}
    for _round in range(_ROUNDS if compared else 1):
        for name, fill in turns.items():
            started = time.perf_counter()
            fill()
            measured[name].append(time.perf_counter() - started)
    from search.models import SearchObject

    child.tell(measured | {"objects": SearchObject.objects.public().count()})


def _ready() -> Iterator[dict[str, Any]]:
    from search.engines.elasticsearch.documents import document_id, sources
    from search.models import SearchObject

    rows = SearchObject.objects.public().order_by("pk")
    for chunk in batched(rows.iterator(500), 500, strict=False):
        documents = sources(chunk)
        for row in chunk:
            yield {"_id": document_id(row), "_source": documents[row.pk]}


def _bare(documents: list[dict[str, Any]], *, orjson: bool = False) -> None:
    """Do what nobody could leave out: make an index, send, let it be searched."""
    from django.conf import settings
    from elasticsearch import Elasticsearch, OrjsonSerializer, helpers

    from search.engines.elasticsearch.mapping import MAPPINGS, SETTINGS

    name = f"{settings.SEARCH_INDEX_ALIAS}-bare"
    options: dict[str, Any] = {"serializer": OrjsonSerializer()} if orjson else {}
    with Elasticsearch(settings.ELASTICSEARCH_URL, **options) as client:
        client.indices.create(index=name, mappings=MAPPINGS, settings=SETTINGS)
        helpers.bulk(client.options(request_timeout=60), documents, index=name)
        client.indices.refresh(index=name)
        client.indices.delete(index=name)


if __name__ == "__main__":
    main(compared=sys.argv[1] == "1")
