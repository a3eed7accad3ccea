"""A store of invented events of any size, filled table by table, so that what reads events can be measured.

Events, their number of reports, days, actions and tolls follow `benchmarks.invented_stream`; towns lie in real countries, so that
schemes of others can code them. A report has some 900 characters of text, most of it words that follow Zipf's law, so that a search meets frequent and
rare ones; its claims quote it: the outlet's own, and in three of five reports that of a second source, which makes three claims an event. In one event
of seven a private person is named.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.engine import Connection

from benchmarks.invented_stream import Happening, happenings, report, spelt
from dateline import merge
from dateline import store as stores
from dateline.merge.copies import witnesses
from dateline.merge.resolve import event
from dateline.merge.testimony import testimony
from dateline.model import Actor, ActorKind, Claim, Document, Event, Incident, Place, Source, SourceKind, Stance, ids
from dateline.store import Naming
from dateline.store.codings import _claim_row, _incident_row
from dateline.store.documents import _LINKS, _PLAIN
from dateline.store.event_writer import write_events
from dateline.store.schema import claims, codings, documents, incidents, runs
from dateline.store.words import index_claims, index_documents

__all__ = ["COUNTRIES", "VOCABULARY", "fill"]

RULES = merge.load()
_BATCH = 1_000
COUNTRIES = (("NGA", "Nigeria"), ("MLI", "Mali"), ("SDN", "Sudan"), ("SYR", "Syria"), ("UKR", "Ukraine"), ("SOM", "Somalia"),
              ("YEM", "Yemen"), ("MMR", "Myanmar"), ("COL", "Colombia"), ("AFG", "Afghanistan"))  # fmt: skip
_OUTLETS = ("Savannah Ledger", "Coast Mercury", "Harbour Post", "Delta Courier", "Highland Times", "Oasis Radio")
_SPEAKERS = (
    Source(kind=SourceKind.POLICE, name="police spokesman"),
    Source(kind=SourceKind.WITNESS, name="residents"),
    Source(kind=SourceKind.WITNESS, name="Musa Bello"),
    Source(kind=SourceKind.WITNESS, name="villagers"),
    Source(kind=SourceKind.MONITOR, name="a rights group"),
    Source(kind=SourceKind.GOVERNMENT, name="provincial governor"),
    Source(kind=SourceKind.ARMED_GROUP, name="a rival group"),
    Source(kind=SourceKind.MILITARY, name="army statement"),
    Source(kind=SourceKind.MEDICAL, name="hospital sources"),
    Source(kind=SourceKind.PERPETRATOR, name="the group"),
)
_PRIVATE = Actor(name="Amina Yusuf", kind=ActorKind.CIVILIANS, count=1)
# The rest of a report: invented words, the word of rank r as often as 1 / (r + 5).
VOCABULARY = tuple(spelt(n * 7 + 3).lower() for n in range(30_000))
_HOW_OFTEN = tuple(accumulate(1 / (rank + 5) for rank in range(len(VOCABULARY))))
_N_WORDS = 80
_SECOND = 0.63  # of the reports quote a second source


def fill(where: Path | str, n_events: int, *, per_day: float = 274.0) -> None:
    """A new store with so many events.

    Args:
        where: the database file, or the address of a database.
        n_events: how many.
        per_day: reports a day.
    """
    stream = (one for one in happenings(n_events * 4, per_day=per_day))
    wanted = islice(stream, n_events)
    with stores.open(where) as store:
        rows = _Rows()
        with store._database.write() as connection:  # noqa: SLF001 - filled table by table
            connection.execute(
                insert(runs).values(pk=1, started_at=datetime(2026, 1, 1, tzinfo=UTC), digest="invented", manifest={})
            )
        while batch := list(islice(wanted, _BATCH)):
            with store._database.write(to_disk=False) as connection:  # noqa: SLF001
                rows = _store(connection, batch, rows)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The last rows that were filled."""

    document: int = 0
    claim: int = 0


def _store(connection: Connection, batch: Sequence[Happening], last: _Rows) -> _Rows:
    tellings = [[_told(one, n) for n in range(one.n_reports)] for one in batch]
    pairs = [pair for telling in tellings for pair in telling]
    found = [(pk, incident) for pk, (_, incident) in enumerate(pairs, last.document + 1)]
    docs = [_document_row(doc, pk) for pk, (doc, _) in enumerate(pairs, last.document + 1)]
    connection.execute(insert(documents), docs)
    index_documents(connection, ((pk, doc.title, doc.text) for pk, (doc, _) in enumerate(pairs, last.document + 1)))
    coded = {"run": 1, "coder": "invented", "coded_at": datetime(2026, 1, 1, tzinfo=UTC), "current": True}
    connection.execute(insert(codings), [coded | {"pk": pk, "document": pk} for pk, _ in found])
    connection.execute(insert(incidents), [{"pk": pk} | _incident_row(pk, incident) for pk, incident in found])
    told = list(enumerate(_claims(found), last.claim + 1))
    connection.execute(insert(claims), [{"pk": pk} | row for pk, (row, _) in told])
    index_claims(connection, ((pk, claim) for pk, (_, claim) in told))
    write_events(connection, Naming(events=tuple(_events(tellings)), after=1 if last.document else 0), run=1)
    return _Rows(found[-1][0], told[-1][0])


def _events(tellings: Sequence[Sequence[tuple[Document, Incident]]]) -> Iterator[tuple[Event, str]]:
    for telling in tellings:
        told = [incident for _, incident in telling]
        made = event(testimony(told, {doc.id: doc for doc, _ in telling}, witnesses((), RULES.copies), RULES), (), RULES)
        name = ids.make(ids.EVENT, told[0].document, attempt=1)
        yield replace(made, id=name), told[0].document


def _document_row(doc: Document, pk: int) -> dict[str, object]:
    row = {name: getattr(doc, name) for name in ("id", "text", "digest", *_PLAIN, *_LINKS)}
    return row | {"pk": pk, "furniture": [], "extra": {}, "added_at": doc.retrieved_at}


def _claims(found: Sequence[tuple[int, Incident]]) -> Iterator[tuple[dict[str, object], Claim]]:
    for pk, incident in found:
        for n, claim in enumerate(incident.claims):
            yield _claim_row(pk, n, ids.make(ids.CLAIM, f"{incident.document}{n}"), claim), claim


def _told(one: Happening, n: int) -> tuple[Document, Incident]:
    """A report of an event, as a document and what is found in it."""
    rng = random.Random(one.seed * 31 + n)  # noqa: S311 - data to measure with
    bare = report(one, n)
    place = _placed(bare.place, one.town)
    said = bare.claims[0]
    who = said.perpetrators[0].name if said.perpetrators else "unidentified attackers"
    words = (
        f"{who} carried out an attack on {bare.time.start} in {place.name}, {place.chain[-1]}, the report said, {said.quote.text}"
    )
    victim = ", Amina Yusuf among the victims" if one.seed % 12 == 0 else ""
    text = f"{words}{victim}. {' '.join(rng.choices(VOCABULARY, cum_weights=_HOW_OFTEN, k=_N_WORDS)).capitalize()}."
    published = (bare.time.end or one.day) + timedelta(days=1)
    doc = Document(
        id=bare.document,
        text=text,
        title=f"{bare.action.value.replace('_', ' ').capitalize()} in {place.name}",
        published=published,
        outlet=rng.choice(_OUTLETS),
        language="en",
        url=f"https://example.org/{bare.document}",
        retrieved_at=datetime(published.year, published.month, published.day, 6, tzinfo=UTC),
    )
    own = _claim(doc, said, rng, Source(), private=bool(victim))
    second = (_claim(doc, said, rng, rng.choice(_SPEAKERS), private=False),) if rng.random() < _SECOND else ()
    return doc, replace(bare, place=place, claims=(own, *second))


def _claim(doc: Document, said: Claim, rng: random.Random, source: Source, *, private: bool) -> Claim:
    start = 0 if source.kind is SourceKind.OUTLET else rng.randrange(20)
    quote = doc.quote(start, doc.text.index(". "))
    perpetrators = tuple(replace(actor, quote=doc.quote(0, len(actor.name))) for actor in said.perpetrators)
    stance = Stance.CLAIMS_RESPONSIBILITY if source.kind is SourceKind.PERPETRATOR else Stance.REPORTS
    harm = tuple(replace(one, quote=doc.quote(start, start + 5), who=ActorKind.CIVILIANS, confidence=0.8) for one in said.harm)
    return replace(
        said,
        quote=quote,
        trigger=doc.quote(start + 2, start + 8),
        source=source if source.quote is None else replace(source, quote=doc.quote(0, 5)),
        stance=stance,
        perpetrators=perpetrators,
        targets=(*said.targets, _PRIVATE) if private else said.targets,
        harm=harm,
        confidence=0.8,
    )


def _placed(place: Place, town: int) -> Place:
    code, name = COUNTRIES[town % len(COUNTRIES)]
    return replace(place, country=code, chain=(*place.chain[:-1], name), geonames_id=town + 1, radius_km=5.0, confidence=0.9)
