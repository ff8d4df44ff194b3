"""How long the portal takes to answer a search, against the bare client.

The portal runs as `make serve` starts it, with one worker. A keep-alive connection asks
it; in turns with it the plain Elasticsearch client sends the same body to the same
index and reads the answer. The difference is all that Gunicorn, Django and the portal
do: reading the query, understanding it, marking words, labels, JSON. The portal lets
Elasticsearch keep lists without words until the index changes; the plain client asks as it
does by itself.
"""

import http.client
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from bench import child
from bench.child import Measured
from bench.corpus import SEED, text_words, vocabulary
from bench.place import ROOT
from bench.report import Figure, Target, at_most

if TYPE_CHECKING:
    from bench.bare import Bare

_SEARCH: Final = "/api/v1/initiatives/"
_SUGGEST: Final = "/api/v1/initiatives/suggest/"
_WARM_UP: Final = 60
_REQUESTS: Final = 300
_START_SECONDS: Final = 30
# The most frequent words of a language, and what comes after the frequent ones.
_COMMON: Final = slice(0, 12)
_RARE: Final = slice(300, None)
_LANGUAGES: Final = ("en", "fr", "de", "el", "uk", "ka", "az", "fi")
# Words that mean a term of the vocabulary find texts in every language.
_BROAD_WORDS: Final = ("training", "campaign", "school", "prevention", "debate")


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to both: parameters of the API."""

    q: str
    language: str
    filters: tuple[tuple[str, str], ...] = ()

    def path(self, place: str) -> str:
        """Return the address at the portal."""
        given = [("language", self.language), *self.filters]
        return f"{place}?{urlencode([('q', self.q), *given] if self.q else given)}"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of question, and by how much the portal may be slower.

    Attributes:
        median_target, p95_target: ratio of the portal to the bare client.
    """

    name: str
    median_target: Target
    p95_target: Target
    is_suggestion: bool = False


KINDS: Final = {
    "narrow": Kind("filters, no words", at_most(1.5), at_most(3)),
    "broad": Kind("everything, no words", at_most(1.25), at_most(3)),
    "narrow-marked": Kind("two rare words, highlights", at_most(2), at_most(3)),
    "broad-marked": Kind("a frequent word, highlights", at_most(1.75), at_most(3)),
    "suggest": Kind("suggestions", at_most(2), at_most(3), is_suggestion=True),
}


def figures(documents: int, texts: int) -> tuple[list[Figure], Measured]:
    """Measure every kind of question over so many documents; judge the ratios.

    `texts` is how many of them differ; questions come from those.
    """
    found = child.run("web", str(texts))
    topic = f"HTTP search with seven facets, {documents} documents"
    judged = []
    for key, kind in KINDS.items():
        own, bare = found[key]["portal_ms"], found[key]["bare_ms"]
        for name, of, target in (
            ("p50", median, kind.median_target),
            ("p95", p95, kind.p95_target),
        ):
            note = f"{of(own):.1f} against {of(bare):.1f} ms"
            judged.append(
                Figure(
                    topic, f"{kind.name}, {name}", of(own) / of(bare), "x", target, note
                )
            )
    return judged, found


def p95(values: list[float]) -> float:
    """Return what 95 of 100 values do not exceed."""
    return quantiles(values, n=20)[-1]


def asks(key: str, documents: int) -> Iterator[Ask]:
    """Yield questions of a kind for ever; always the same ones."""
    chance = random.Random(f"{SEED}:{key}")
    while True:
        yield _ask(key, chance, documents)


def _ask(key: str, chance: random.Random, documents: int) -> Ask:
    if key == "narrow-marked":
        return _two_rare_words(chance, documents)
    language = chance.choice(_LANGUAGES)
    words = vocabulary(language).content
    if key == "narrow":
        country = chance.choice(("AZ", "FR", "DE", "GE", "IT", "PL", "UA", "FI"))
        action = chance.choice(("training", "debate", "awareness", "cooperation"))
        return Ask("", language, (("country", country), ("action", action)))
    if key == "broad":
        return Ask("", language)
    if key == "broad-marked":
        if chance.random() < 0.5:
            return Ask(chance.choice(_BROAD_WORDS), "en")
        return Ask(chance.choice(words[_COMMON]), language)
    word = chance.choice(words[:2_000])
    return Ask(word[: chance.randint(3, 5)], language)


def _two_rare_words(chance: random.Random, documents: int) -> Ask:
    """Return two words that stand together at least once."""
    while True:
        language, words = text_words(chance.randrange(documents))
        rare = sorted(set(words) & set(vocabulary(language).content[_RARE]))
        if len(rare) > 1:
            # A space behind them: nobody is still typing.
            return Ask(" ".join(chance.sample(rare, 2)) + " ", language)


def main(documents: int) -> None:
    """Start the server, ask in turns, stop it."""
    import django

    django.setup()
    from bench.bare import Bare

    with served() as (port, worker), Bare() as bare:
        portal = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        measured: Measured = {
            key: _compare(kind, asks(key, documents), portal, bare)
            for key, kind in KINDS.items()
        }
        portal.close()
        measured["worker_mib"] = _resident_mib(worker)
    child.tell(measured)


def _compare(
    kind: Kind,
    every: Iterator[Ask],
    portal: http.client.HTTPConnection,
    bare: "Bare",
) -> Measured:
    """Ask both in turns; return milliseconds of each, and how much was found."""
    measured: Measured = {"portal_ms": [], "bare_ms": [], "total": []}
    for number in range(_WARM_UP + _REQUESTS):
        ask = next(every)
        path = ask.path(_SUGGEST if kind.is_suggestion else _SEARCH)
        body = bare.body(ask, is_suggestion=kind.is_suggestion)
        # Who comes second finds what the first has warmed.
        if number % 2:
            bare_ms, _ = _timed(bare.search, body)
        own_ms, answer = _asked(portal, path)
        if not number % 2:
            bare_ms, _ = _timed(bare.search, body)
        if number >= _WARM_UP:
            measured["portal_ms"].append(own_ms)
            measured["bare_ms"].append(bare_ms)
            measured["total"].append(json.loads(answer)["total"])
    return measured


def _timed[**P, T](
    run: Callable[P, T], *args: P.args, **kw: P.kwargs
) -> tuple[float, T]:
    started = time.perf_counter()
    found = run(*args, **kw)
    return (time.perf_counter() - started) * 1000, found


def _asked(portal: http.client.HTTPConnection, path: str) -> tuple[float, bytes]:
    """Ask the portal; what is timed has a connection, as the bare client has."""
    try:
        return _timed(_get, portal, path)
    except http.client.RemoteDisconnected:
        # The server closes what was idle for some seconds.
        portal.close()
        portal.connect()
        return _timed(_get, portal, path)


def _get(portal: http.client.HTTPConnection, path: str) -> bytes:
    portal.request("GET", path)
    response = portal.getresponse()
    content = response.read()
    if response.status != http.HTTPStatus.OK:
        raise RuntimeError(f"{path} was answered with {response.status}.")
    if b'"engine": "database"' in content or b'"engine":"database"' in content:
        raise RuntimeError("The database has answered for the index.")
    return content


@contextmanager
def served() -> Iterator[tuple[int, int]]:
    """Run the portal in its production shape; give port and process id of its worker."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from serve import processes

    port = _free_port()
    command = [*processes(port)["web"], "--workers", "1", "--log-level", "warning"]
    with subprocess.Popen(command, cwd=ROOT, stdout=sys.stderr) as server:
        try:
            _wait(port, server)
            yield port, _child_of(server.pid)
        finally:
            server.terminate()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            _get(connection, "/api/v1/initiatives/?page_size=1")
            connection.close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not start.")


def _child_of(pid: int) -> int:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(children[0])


def _resident_mib(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main(int(sys.argv[1]))
