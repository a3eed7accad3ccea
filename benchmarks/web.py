"""How fast the desk answers when several ask at once, and how much memory it takes.

usage: python -m benchmarks.web --store FILE|ADDRESS [--events 1000000] [--clients 8] [--workers 2] [--asks 200] [--only KIND ...] [--json]

The store is made by `benchmarks.invented_store` where it is not there. `dateline serve` answers from it; each kind of request is asked with `--asks` random
combinations of filters, or events, words or places in the feed, each once, so that nothing that was counted before can be answered again. Two
rounds: `rush`, in which each client asks again as soon as it has its answer, and `people`, in which it asks once a second. Times are in milliseconds,
from the first byte of the question to the last of the answer. `pss_mb` is the largest sum of PSS over the processes of the desk, a
database server's not among them. The clients are threads of this process and take their share of the same processors.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import json
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from urllib.parse import urlencode, urlsplit

from benchmarks.coding import _family, _pss_mb
from benchmarks.invented_store import COUNTRIES, VOCABULARY, fill
from benchmarks.invented_stream import FIRST_DAY, spelt
from dateline import store as stores
from dateline.store import EventQuery
from dateline.web.addresses import document_path, event_path, review_path

_ACTIONS = ("shooting", "bombing", "attack", "armed_clash", "protest", "abduction", "shelling")
_YEARS = range(FIRST_DAY.year, FIRST_DAY.year + 18)
_START_S = 300
_KINDS = ("home", "facets", "map", "events", "event", "document", "search", "changes", "queue", "review")


@dataclass(frozen=True, slots=True)
class Sample:
    """Things of the store that requests name."""

    events: tuple[str, ...]
    documents: tuple[str, ...]
    n_revisions: int


def sample(where: str, rng: random.Random, number: int) -> Sample:
    """Some events and documents of a store."""
    with stores.open(where) as store:
        names = store.listing.names(EventQuery())
        events = tuple(rng.choice(names) for _ in range(number))
        found = {ref.document for event in store.events.many(set(events)) for ref in event.incidents}
        return Sample(events, tuple(sorted(found)[:number]), len(names))


def filters(rng: random.Random) -> list[tuple[str, str]]:
    """A random combination of filters, none in one of twelve."""
    if rng.random() < 1 / 12:
        return []
    found: list[tuple[str, str]] = []
    if rng.random() < 0.4:
        found += [("country", code) for code, _ in rng.sample(COUNTRIES, rng.choice((1, 1, 2)))]
    if rng.random() < 0.4:
        found += [("action", action) for action in rng.sample(_ACTIONS, rng.choice((1, 1, 2)))]
    if rng.random() < 0.4:
        year, month = rng.choice(_YEARS), rng.randrange(1, 13)
        found += [("date", rng.choice((f"{year}", f"{year}-{month:02}", f"{year}-{month:02}..{year + 2}-01", f"{year}..")))]
    if rng.random() < 0.25:
        found += [
            ("actor", rng.choice(("gunmen", "front", "civilians", spelt(rng.randrange(1600)), spelt(rng.randrange(1600))[:3])))
        ]
    if rng.random() < 0.25:
        west, south, size = rng.uniform(-40, 30), rng.uniform(-40, 30), rng.choice((0.5, 4, 20))
        found += [("bbox", f"{west:.2f},{south:.2f},{west + size:.2f},{south + size:.2f}")]
    if rng.random() < 0.1:
        found += [("q", word(rng))]
    return found or [("country", rng.choice(COUNTRIES)[0])]


def word(rng: random.Random) -> str:
    """A word that between one in a hundred and one in ten thousand documents has."""
    return VOCABULARY[int(500 * (40 ** rng.random()))]


def addresses(kind: str, sampled: Sample, rng: random.Random, number: int) -> list[str]:
    """The requests of a kind."""
    made: dict[str, Callable[[int], str]] = {
        "home": lambda _: "/events?" + urlencode(filters(rng)),
        "facets": lambda _: "/events.json?" + urlencode([*filters(rng), ("include", "count,facets"), ("limit", "1")]),
        "map": lambda _: "/events/map.json?" + urlencode([*filters(rng), *_view(rng)]),
        "events": lambda _: "/events.json?" + urlencode(filters(rng)),
        "event": lambda n: event_path(sampled.events[n % len(sampled.events)]),
        "document": lambda n: document_path(sampled.documents[n % len(sampled.documents)]),
        "search": lambda _: "/search?" + urlencode({"q": " ".join(word(rng) for _ in range(rng.choice((1, 1, 2))))}),
        "changes": lambda _: f"/changes.json?since={rng.randrange(sampled.n_revisions)}",
        "queue": lambda _: "/queue.json",
        "review": lambda n: review_path(sampled.events[n % len(sampled.events)]),
    }
    return [made[kind](n) for n in range(number)]


def _view(rng: random.Random) -> list[tuple[str, str]]:
    """A part of the map as a browser asks for it: some 40 cells across."""
    size = rng.choice((80.0, 20.0, 4.0, 0.5))
    west, south = rng.uniform(-40, 40 - size / 2), rng.uniform(-40, 40 - size / 2)
    return [("view", f"{west:.3f},{south:.3f},{west + size:.3f},{south + size / 2:.3f}"), ("cell", f"{size / 40:.5f}")]


def ask(server: str, paths: Sequence[str], *, clients: int, pause_s: float) -> list[float]:
    """The milliseconds that each answer took."""
    waiting: Queue[str] = Queue()
    for path in paths:
        waiting.put(path)
    taken: list[float] = []
    refused: list[str] = []

    def client(first_s: float) -> None:
        time.sleep(first_s)
        connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=120)
        while True:
            try:
                path = waiting.get_nowait()
            except Empty:
                connection.close()
                return
            began = time.perf_counter()
            connection.request("GET", path)
            reply = connection.getresponse()
            body = reply.read()
            took = time.perf_counter() - began
            if reply.status != 200:
                refused.append(f"{path}: {reply.status} {body[:300]!r}")
            taken.append(took * 1000)
            time.sleep(max(0.0, pause_s - took))

    threads = [threading.Thread(target=client, args=(pause_s * n / clients,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if refused:
        sys.exit(refused[0])
    return taken


@contextmanager
def serving(where: str, workers: int) -> Iterator[tuple[str, int]]:
    """The desk's address and its process, once it answers."""
    command = [
        str(Path(sys.executable).parent / "dateline"),
        "serve",
        "--project",
        where,
        "--port",
        "0",
        "--workers",
        str(workers),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            server = process.stdout.readline().strip()
            for _ in range(4 * workers):  # every process has its events
                ask(server, ["/events?limit=1"] * workers * 2, clients=workers * 2, pause_s=0)
            yield server, process.pid
        finally:
            process.terminate()


def _watched(pid: int, peak: list[float], done: threading.Event) -> None:
    while not done.wait(0.5):
        peak.append(sum(map(_pss_mb, _family(pid))))


def row(kind: str, round_: str, taken: Sequence[float]) -> dict[str, object]:
    """The figures of a round."""
    cuts = statistics.quantiles(taken, n=100, method="inclusive")
    figures = {"p50": cuts[49], "p95": cuts[94], "most": max(taken)}
    return {"kind": kind, "round": round_, "asked": len(taken)} | {name: round(ms, 1) for name, ms in figures.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", required=True, help="file or address of the database; made where it is not there")
    parser.add_argument("--events", type=int, default=1_000_000, help="events in the store, where it is made")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--asks", type=int, default=200, help="requests of each kind in each round")
    parser.add_argument("--only", nargs="*", choices=_KINDS, default=list(_KINDS))
    parser.add_argument("--rounds", nargs="*", choices=("rush", "people"), default=["rush", "people"])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", action="store_true", help="only the last line")
    given = parser.parse_args(arguments)
    if "://" not in given.store and not Path(given.store).exists():
        fill(Path(given.store), given.events)
    rows, peak, done, asked = [], [0.0], threading.Event(), hashlib.sha256()
    sampled = sample(given.store, random.Random(given.seed), given.asks)  # noqa: S311 - data to measure with
    with serving(given.store, given.workers) as (server, pid):
        watching = threading.Thread(target=_watched, args=(pid, peak, done), daemon=True)
        watching.start()
        for kind in given.only:
            for round_ in given.rounds:
                rng = random.Random(f"{given.seed} {kind} {round_}")  # noqa: S311 - data to measure with
                paths = addresses(kind, sampled, rng, given.asks)
                asked.update("\n".join(paths).encode())
                taken = ask(server, paths, clients=given.clients, pause_s=0 if round_ == "rush" else 1)
                rows.append(row(kind, round_, taken))
                if not given.json:
                    print(json.dumps(rows[-1]), flush=True)
        done.set()
        watching.join()
    whole = {"events": sampled.n_revisions, "clients": given.clients, "workers": given.workers, "pss_mb": round(max(peak))}
    print(json.dumps(whole | {"rows": rows, "digest": asked.hexdigest()[:16]}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
