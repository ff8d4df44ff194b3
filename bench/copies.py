"""A larger index: copies of the documents it has, under other keys.

A search never looks into the tables, so a million objects need no million rows, which
would take an hour and a half to build and write. The copies have the texts of their
originals: each word is in as large a share of the documents as before.
"""

import sys
import time
from typing import TYPE_CHECKING, Final

from bench import child
from bench.child import Measured

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

# One digit of the key differs.
_MOST: Final = 16
_MERGED_SECONDS: Final = 300


def made(times: int) -> Measured:
    """Let the index that serves hold each document so many times."""
    return child.run("copies", str(times))


def main(times: int) -> None:
    """Fill a new index from the one that serves, and put it in its place."""
    import django

    django.setup()
    from django.conf import settings
    from elasticsearch import Elasticsearch

    from search.engines.elasticsearch import index

    if times > _MOST:
        raise ValueError(f"At most {_MOST} copies.")
    started = time.perf_counter()
    source, name = index.serving(), index.create_next()
    with Elasticsearch(settings.ELASTICSEARCH_URL, request_timeout=600) as client:
        for number in range(times):
            client.reindex(
                source={"index": source, "size": 1_000},
                dest={"index": name},
                script={
                    "source": "ctx._source.key = params.digit"
                    " + ctx._source.key.substring(1);"
                    "ctx._id = ctx._source.kind + ':' + ctx._source.key",
                    "params": {"digit": f"{number:x}"},
                },
            )
        documents = index.count(name)
        _wait_for_merges(client, name)
    index.swap(name)
    seconds = time.perf_counter() - started
    child.tell({"documents": documents, "seconds": seconds})


def _wait_for_merges(client: "Elasticsearch", name: str) -> None:
    """Wait until what was written lies as it will lie for hours."""
    end = time.monotonic() + _MERGED_SECONDS
    while time.monotonic() < end:
        merges = client.indices.stats(index=name, metric="merge")["_all"]["total"]
        if not merges["merges"]["current"]:
            return
        time.sleep(1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
