"""What goes into a store and comes out of it beside the nouns: frozen rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from dateline.model import Claim, ClaimRef, Document, Event, EventState, Incident, IncidentRef

__all__ = [
    "ActorCount",
    "Arrival",
    "Basis",
    "Card",
    "Cards",
    "Change",
    "Changes",
    "Cluster",
    "Counted",
    "Counts",
    "Crossed",
    "Day",
    "Filed",
    "Kept",
    "Known",
    "Member",
    "MemberIncident",
    "Named",
    "Naming",
    "Original",
    "Page",
    "Receipt",
    "Refiling",
    "Run",
    "StoredClaim",
    "Succession",
    "Sums",
    "TurnedAway",
    "Witnesses",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The bytes that a document was read from.

    Args:
        name: where they came from: a path or an address.
    """

    data: bytes
    media_type: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is known of the bytes that a document was read from, without the bytes.

    Args:
        sha256: of the bytes, in hexadecimal digits; None where none were kept.
        name: where they came from: a path or an address.
        added_at: when the document was stored.
    """

    sha256: str | None
    media_type: str | None
    size_bytes: int | None
    name: str | None
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document to be stored, and the bytes that it was read from, where there are any."""

    document: Document
    original: Original | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """A document as it is stored, and whether it was new.

    Its id and `version_of` may differ from those that it came with: see `Documents.add`.
    """

    document: Document
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredClaim:
    """A claim, its speakable id (`C-4TP9MXQ2`) and where it stands."""

    id: str
    ref: ClaimRef
    claim: Claim
    incident: Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run: what went in, with what it was coded, what came out.

    Args:
        digest: of the manifest; the same input, model and rules give the same.
        manifest: the manifest as JSON text.
        ended_at: None while it goes on, and for ever where it was cut short.
        counts: the report as JSON text, once it has ended.
    """

    number: int
    started_at: datetime
    digest: str
    manifest: str
    ended_at: datetime | None = None
    counts: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """An incident that a stored event was merged from.

    Args:
        row: the incident's row.
        is_current: whether its document has not been coded again since.
    """

    row: int
    ref: IncidentRef
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A stored event as far as its name goes.

    Args:
        seed: what its id was made from.
        born: number of the run that gave the id.
        run: number of the run that last changed it.
        members: none where it was joined into another.
    """

    id: str
    seed: str
    born: int
    run: int
    state: EventState
    joined_into: str | None
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """An incident in the blocks.

    Args:
        row: the incident's row.
        part: the lowest row among the incidents that are one event with it.
        decided: whether a decision is about it.
        witness: id of the document that its own document copies; None where it copies none that tells the same.
    """

    row: int
    part: int
    decided: bool = False
    witness: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refiling:
    """What changes in the blocks.

    Args:
        rules: digest of the rules that they are made by.
        whole: whether all that stands there is made anew.
        filed: incidents that are new there, or whose part, decision or witness changed.
        come, gone: members of blocks, each as key, place and row.
        left: rows of incidents that are not there any more.
    """

    rules: str
    whole: bool
    filed: tuple[Filed, ...]
    come: tuple[tuple[int, bytes, int], ...]
    gone: tuple[tuple[int, bytes, int], ...] = ()
    left: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Witnesses:
    """How many documents tell of an incident: independent ones, copies, and independent ones that have copies."""

    independent: int
    copies: int
    copied: int


@dataclass(frozen=True, slots=True)
class Succession:
    """`joined`: the old event lives on in the new one; `split`: the new one was a part of the old one."""

    old: str
    new: str
    kind: Literal["joined", "split"]


@dataclass(frozen=True, slots=True)
class Basis:
    """The event that a decision is about, as whoever decides saw it: its id and its revision."""

    event: str
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A revision of an event, and what made it.

    Args:
        number: its place among all changes.
        kind: "added", "changed", "joined", "split" or "withdrawn".
        at, until: from when until when it held; until None it is the present one.
        run: number of the run that wrote it.
        decision: id of the decision that made it; None where the machine did.
        judgement, by, reason: of the decision.
        successors: ids of the events that it lives on in, where it was joined or split.
    """

    number: int
    event: str
    revision: int
    kind: Literal["added", "changed", "joined", "split", "withdrawn"]
    at: datetime
    until: datetime | None
    run: int
    state: EventState
    decision: str | None = None
    judgement: str | None = None
    by: str | None = None
    reason: str | None = None
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """Some changes in their order.

    Args:
        next: number behind which the next ones begin; None where there are none.
        last: number of the last one that is known now; ask for what came after it later.
    """

    rows: tuple[Change, ...]
    next: int | None
    last: int


@dataclass(frozen=True, slots=True)
class Known:
    """What the stored events know.

    Args:
        writes: how often events were written.
        decided: row of the last decision that they know.
        coded: row of the last coding that they know.
    """

    writes: int = 0
    decided: int = 0
    coded: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Events with their ids, and what became of the stored ones.

    Args:
        events: each with its id and the seed that the id was made from.
        withdrawn: stored events that no incident tells of any more.
        after: the latest run among those that last changed the stored events which this was made from; 0 where there were none.
        refiling: what changes in the blocks with it; None where they stay as they are.
        known: what the stored events knew that this was made from; where it is given, it is checked in place of `after`.
        knows: what they know with it.
        causes: for an event the decision because of which it changes.
    """

    events: tuple[tuple[Event, str], ...]
    successions: tuple[Succession, ...] = ()
    withdrawn: tuple[str, ...] = ()
    after: int = 0
    refiling: Refiling | None = None
    known: Known | None = None
    knows: Known | None = None
    causes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberIncident:
    """An incident of an event, with the speakable ids of its claims, in order."""

    event: str
    incident: Incident
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnedAway:
    """A document that the relevance test turned away, so that the model did not read it.

    Args:
        document: its id.
        probability: that it tells of an incident, by the test; below the test's threshold.
    """

    document: str
    title: str | None
    outlet: str | None
    published: date | None
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many there are of each: documents, those that are coded, current incidents and claims, living events, open problems."""

    documents: int
    coded: int
    incidents: int
    claims: int
    events: int
    problems: int


@dataclass(frozen=True, slots=True)
class Page:
    """The ids of some events of a list, and the cursor behind which the next page begins; None where there is none."""

    events: tuple[str, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A value, and how many events have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Crossed:
    """Two values that are met together, and how often; None for a value that is not known."""

    first: str | None
    second: str | None
    count: int


@dataclass(frozen=True, slots=True)
class ActorCount:
    """An actor, and how many events name it.

    Args:
        key: its id in the registry; None where it has no entry.
        kind: of actor, as in the codebook.
    """

    name: str
    key: str | None
    kind: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day, how many events begin on it, and how many of these are not known to the day."""

    day: date
    count: int
    uncertain: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Events that lie in one cell of a map.

    Args:
        latitude, longitude: the mean of theirs, in WGS 84 degrees.
        killed: sum of their best figures, in persons; None where no event has one.
        action, place: where all have the same; None where they differ or none is known.
        event: its id, where it is a single one.
        precision: how closely the place of a single one is known.
    """

    latitude: float
    longitude: float
    n_events: int
    killed: int | None
    action: str | None
    place: str | None
    event: str | None
    precision: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Events and deaths of a selection.

    Args:
        n_totals: of the events, those that are totals over several occurrences; their deaths are not added.
        low, best, high: sums of the estimates, in persons.
        best_on_one: of `best`, what rests on one independent document for each event.
    """

    n_events: int
    n_totals: int
    low: int
    best: int
    high: int
    best_on_one: int


@dataclass(frozen=True, slots=True)
class Card:
    """A document without its text.

    Args:
        n_incidents: that its current coding found.
    """

    id: str
    title: str | None
    outlet: str | None
    published: date | None
    language: str | None
    n_incidents: int


@dataclass(frozen=True, slots=True)
class Cards:
    """Some documents of a list, and the cursor behind which the next page begins; None where there is none."""

    documents: tuple[Card, ...]
    next: str | None
