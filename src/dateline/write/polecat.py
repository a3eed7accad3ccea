"""Events in a table like POLECAT's weekly files: PLOVER types, modes and contexts, 40 columns, separated by tabs.

Source: PLOVER (openeventdata/PLOVER, 2021) for types, modes and contexts; POLECAT (Halterman et al. 2023) for columns; the shape is our own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from dateline.model import Action, Actor, ActorKind, Place, PlacePrecision, Status, WeaponKind, When
from dateline.write.cameo import ACTOR_TYPES, actor_country, is_told
from dateline.write.columns import Cell
from dateline.write.countries import country_codes
from dateline.write.record import EventRecord, Written
from dateline.write.scheme import Scheme, SchemeColumn, Unfit, write_scheme
from dateline.write.sides import Divisions, Sides, divisions, sides
from dateline.write.withhold import Withholding

__all__ = ["SCHEME", "write"]

_PLOVER: dict[Action, tuple[str, str | None]] = {
    Action.ARMED_CLASH: ("ASSAULT", "firearms"),
    Action.SHOOTING: ("ASSAULT", "firearms"),
    Action.MELEE_ATTACK: ("ASSAULT", "beat"),
    Action.BOMBING: ("ASSAULT", "explosives"),
    Action.SUICIDE_BOMBING: ("ASSAULT", "suicide-attack"),
    Action.GRENADE_ATTACK: ("ASSAULT", "explosives"),
    Action.AIR_STRIKE: ("ASSAULT", "aerial"),
    Action.DRONE_STRIKE: ("ASSAULT", "drone"),
    Action.SHELLING: ("ASSAULT", "heavy-weapons"),
    Action.CHEMICAL_ATTACK: ("ASSAULT", "unconventional"),
    Action.EXECUTION: ("ASSAULT", "targeted"),
    Action.SEXUAL_VIOLENCE: ("ASSAULT", "sexual"),
    Action.TORTURE: ("ASSAULT", "torture"),
    Action.ABDUCTION: ("ASSAULT", "abduct"),
    Action.ARSON_LOOTING: ("ASSAULT", "destroy"),
    Action.ATTACK: ("ASSAULT", None),
    Action.INTERCEPTION: ("ASSAULT", "destroy"),
    Action.CRACKDOWN: ("ASSAULT", "crowd-control"),
    Action.RAID: ("COERCE", None),
    Action.ARREST: ("COERCE", "arrest"),
    Action.SIEGE: ("COERCE", "restrict"),
    Action.TERRITORY_CHANGE: ("COERCE", "seize"),
    Action.COUP: ("COERCE", "seize"),
    Action.DISPLACEMENT: ("COERCE", "deport"),
    Action.PROTEST: ("PROTEST", "demo"),
    Action.RIOT: ("PROTEST", "riot"),
    Action.THREAT: ("THREATEN", "violence"),
    Action.AGREEMENT: ("AGREE", None),
}
_THREAT_MODES = {"ASSAULT": "violence", "COERCE": None, "PROTEST": None, "AGREE": None, "THREATEN": "violence"}
_QUADS = {"AGREE": "VERBAL COOPERATION", "THREATEN": "VERBAL CONFLICT"}
_CONTEXTS = {
    Action.CHEMICAL_ATTACK: "cbrn",
    Action.SEXUAL_VIOLENCE: "human_rights",
    Action.TORTURE: "human_rights",
    Action.ARREST: "legal",
    Action.DISPLACEMENT: "migration",
    Action.CRACKDOWN: "repression",
    Action.TERRITORY_CHANGE: "territory",
    Action.COUP: "executive",
}
_MILITARY = frozenset({ActorKind.MILITARY, ActorKind.FOREIGN_FORCES, ActorKind.ARMED_GROUP})
_PLACED = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR})


@dataclass(frozen=True, slots=True)
class Row:
    """One event as PLOVER would code it."""

    record: EventRecord
    type: str
    mode: str | None
    day: date
    who: Sides
    place: Place
    divisions: Divisions

    @property
    def actor(self) -> Actor | None:
        """The first perpetrator."""
        return next(iter(self.who.perpetrators), None)

    @property
    def recipient(self) -> Actor | None:
        """The first target, or the second party of an agreement."""
        others = self.who.targets or (self.who.perpetrators[1:] if self.type == "AGREE" else ())
        return next(iter(others), None)


def code(record: EventRecord) -> Sequence[Row] | Unfit:
    """The row of an event, or why the scheme has no place for it."""
    if unfit := is_told(record):
        return unfit
    when = record.event.time.value or When()
    if when.start is None:
        return Unfit("no day is known")
    who = sides(record)
    if not who.perpetrators:
        return Unfit("no actor is named; PLOVER needs one")
    place = record.event.place.value or Place()
    return (Row(record, *_type(record), when.start, who, place, divisions(place)),)


def _type(record: EventRecord) -> tuple[str, str | None]:
    """PLOVER's type and mode; what is only threatened is a THREATEN."""
    action = record.event.action.value
    assert action is not None
    kind, mode = _PLOVER[action]
    if record.event.status.value is Status.THREATENED:
        return "THREATEN", "arrest" if action is Action.ARREST else _THREAT_MODES[kind]
    if action is Action.MELEE_ATTACK and record.event.weapon.value is WeaponKind.BLADE:
        return kind, "primitive"
    return kind, mode


def _contexts(row: Row) -> tuple[str, ...]:
    action = row.record.event.action.value
    named = (_CONTEXTS[action],) if action in _CONTEXTS else ()
    kinds = row.who.perpetrator_kinds | row.who.target_kinds
    peace = ("peacekeeping",) if ActorKind.PEACEKEEPERS in kinds else ()
    return (*(("military",) if kinds & _MILITARY else ()), *peace, *named)


def _sector(actor: Actor | None) -> str | None:
    return ACTOR_TYPES.get(actor.kind) if actor else None


def _sectors(actors: Sequence[Actor]) -> Cell:
    return tuple(dict.fromkeys(code for actor in actors if (code := ACTOR_TYPES.get(actor.kind))))


def _country(row: Row, actor: Actor | None) -> str | None:
    return actor_country(actor, row.who) if actor else None


def _cow(row: Row, actor: Actor | None) -> int | None:
    codes = country_codes(_country(row, actor))
    return codes.cow if codes else None


def _raw(actor: Actor | None) -> str | None:
    return actor.quote.text if actor and actor.quote else None


def _outlets(row: Row) -> Cell:
    return tuple(dict.fromkeys(doc.outlet for _, doc in sorted(row.record.documents.items()) if doc.outlet))


def _published(row: Row) -> date | None:
    return min((doc.published for doc in row.record.documents.values() if doc.published), default=None)


def _language(row: Row) -> Cell:
    return tuple(dict.fromkeys(doc.language for _, doc in sorted(row.record.documents.items()) if doc.language))


C: type[SchemeColumn[Row]] = SchemeColumn
SCHEME: Scheme[Row] = Scheme(
    name="POLECAT-like",
    source="PLOVER manual (2021) and the columns of POLECAT's weekly files",
    unit="one event with a day and an actor",
    code=code,
    columns=(
        C("Event ID", "permanent name of the event", lambda r: r.record.event.id),
        C("Event Date", "first day", lambda r: r.day),
        C("Event Type", "PLOVER type, from action and status", lambda r: r.type),
        C("Event Mode", "PLOVER mode, where the action says one", lambda r: r.mode),
        C("Intensity", "always unknown: dateline does not rate intensity", lambda _: None),
        C("Quad Code", "verbal or material, cooperation or conflict; follows from the type", lambda r: _QUADS.get(r.type, "MATERIAL CONFLICT")),
        C("Contexts", "PLOVER contexts that action and kinds of actors imply, joined with `; `", _contexts),
        C("Actor Name", "first perpetrator", lambda r: r.actor.name if r.actor else None),
        C("Actor Country", "ISO 3166-1 alpha-3, of state bodies and of people at home", lambda r: _country(r, r.actor)),
        C("Actor COW", "number of the Correlates of War, likewise", lambda r: _cow(r, r.actor)),
        C("Primary Actor Sector", "CAMEO type of the first perpetrator", lambda r: _sector(r.actor)),
        C("Actor Sectors", "those of all perpetrators", lambda r: _sectors(r.who.perpetrators)),
        C("Actor Title", "always unknown", lambda _: None),
        C("Actor Name Raw", "the words of a document", lambda r: _raw(r.actor)),
        C("Wikipedia Actor ID", "always unknown", lambda _: None),
        C("Recipient Name", "first target; the second party of an agreement", lambda r: r.recipient.name if r.recipient else None),
        C("Recipient Country", "as Actor Country", lambda r: _country(r, r.recipient)),
        C("Recipient COW", "as Actor COW", lambda r: _cow(r, r.recipient)),
        C("Primary Recipient Sector", "as Primary Actor Sector", lambda r: _sector(r.recipient)),
        C("Recipient Sectors", "as Actor Sectors", lambda r: _sectors(r.who.targets)),
        C("Recipient Title", "always unknown", lambda _: None),
        C("Recipient Name Raw", "as Actor Name Raw", lambda r: _raw(r.recipient)),
        C("Wikipedia Recipient ID", "always unknown", lambda _: None),
        C("Placename", "most specific place", lambda r: r.place.name),
        C("City", "the same, where it is a settlement or near one", lambda r: r.place.name if r.place.precision in _PLACED else None),
        C("District", "second-order division, where the chain names it", lambda r: r.divisions.second),
        C("Province", "first-order division, likewise", lambda r: r.divisions.first),
        C("Country", "ISO 3166-1 alpha-3", lambda r: r.place.country),
        C("Latitude", "WGS 84 degrees", lambda r: r.place.latitude),
        C("Longitude", "WGS 84 degrees", lambda r: r.place.longitude),
        C("GeoNames ID", "GeoNames entry", lambda r: r.place.geonames_id),
        C("Raw Placename", "the words of a document", lambda r: r.place.quote.text if r.place.quote else None),
        C("Feature Type", "always unknown", lambda _: None),
        C("Source", "outlets", _outlets),
        C("Publication Date", "day of the earliest document", _published),
        C("Story People", "always unknown: names of people are not collected", lambda _: None),
        C("Story Organizations", "always unknown", lambda _: None),
        C("Story Locations", "always unknown", lambda _: None),
        C("Language", "languages of the documents, ISO 639-1", _language),
        C("Version", "version of the event", lambda r: r.record.event.version),
    ),
    separator="\t",
    unknown="None",
    losses=(
        "Harm, and all figures. Several actors of one side, except their sectors.",
        "Who says what, and claims that contradict one another. The whole is in jsonl.",
        "How closely day and place are known: both look exact. Take them from csv.",
        "Events without a day or a perpetrator, totals over several occurrences, foiled attacks and mere possibilities: left out, each with the reason.",
        "Threats of other acts than violence and arrest have no mode.",
        "Modes that the codebook of dateline does not tell apart (strike, boycott, assassination of leaders) and contexts that need the whole text.",
    ),
)  # fmt: skip


def write(records: Iterable[EventRecord], out: BinaryIO, *, withholding: Withholding | None = None) -> Written:
    """Events written as a table like POLECAT's: tabs, UTF-8, a row of names, `None` for what is not known, in the order given.

    Args:
        records: the events.
        out: where the bytes go.
        withholding: what is withheld; names of private persons where None.
    """
    return write_scheme(SCHEME, records, out, withholding=withholding)
