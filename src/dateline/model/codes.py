"""The closed lists of the codebook (version 1.2), each value with its meaning.

Values are plain strings in JSON; here they are enum members, so that a misspelt code fails where it is made.
"""

from __future__ import annotations

from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Self

__all__ = [
    "CODEBOOK_VERSION",
    "Action",
    "ActorKind",
    "Code",
    "EventState",
    "HarmKind",
    "PlacePrecision",
    "SourceKind",
    "Stance",
    "Status",
    "TimePrecision",
    "WeaponKind",
]

CODEBOOK_VERSION = "1.2"


class Code(StrEnum):
    """A member of a closed list; `meaning` is the codebook's gloss."""

    meaning: str
    # Both as Enum has them, but quicker; the hash is that of the value, to which a member is equal.
    __hash__ = str.__hash__
    if not TYPE_CHECKING:
        value = property(attrgetter("_value_"))

    def __new__(cls, value: str, meaning: str = "") -> Self:
        """The member for a value and its meaning."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member


class Action(Code):
    """What happened."""

    ARMED_CLASH = "armed_clash", "two sides fight"
    SHOOTING = "shooting", "gunfire at people or things"
    MELEE_ATTACK = "melee_attack", "knife, machete, beating"
    BOMBING = "bombing", "planted device, car bomb, mine, roadside bomb"
    SUICIDE_BOMBING = "suicide_bombing", "a bomber who dies with the bomb"
    GRENADE_ATTACK = "grenade_attack", "a thrown or launched grenade"
    AIR_STRIKE = "air_strike", "crewed aircraft, or an unspecified strike from the air"
    DRONE_STRIKE = "drone_strike", "an uncrewed aircraft or a munition dropped by one"
    SHELLING = "shelling", "artillery, mortar, rocket, missile"
    CHEMICAL_ATTACK = "chemical_attack", "a toxic agent used as a weapon"
    EXECUTION = "execution", "killing of people already held"
    SEXUAL_VIOLENCE = "sexual_violence", "rape and other sexual violence"
    TORTURE = "torture", "torture of people held"
    ABDUCTION = "abduction", "kidnapping, hostage taking, forced disappearance"
    ARSON_LOOTING = "arson_looting", "property destroyed, burned, looted"
    ATTACK = "attack", "violence of unstated manner"
    RAID = "raid", "search or security operation without a stated clash"
    ARREST = "arrest", "people taken into custody by an authority"
    INTERCEPTION = "interception", "drone or missile shot down, device defused, weapons seized"
    SIEGE = "siege", "blockade, encirclement"
    TERRITORY_CHANGE = "territory_change", "captured, retaken, withdrawn from"
    COUP = "coup", "power seized or the attempt"
    DISPLACEMENT = "displacement", "people driven from their homes"
    PROTEST = "protest", "peaceful demonstration, strike or shutdown"
    RIOT = "riot", "violent demonstration, mob violence"
    CRACKDOWN = "crackdown", "force used on protesters"
    THREAT = "threat", "statement that threatens or calls for violence"
    AGREEMENT = "agreement", "ceasefire, deal, prisoner exchange, surrender"


class Status(Code):
    """How real the occurrence is in the document's telling."""

    OCCURRED = "occurred", "it happened"
    ONGOING = "ongoing", "it is still going on"
    ATTEMPTED = "attempted", "tried and failed by itself"
    FOILED = "foiled", "stopped by guards, police or army before it took effect"
    THREATENED = "threatened", "threat, plan, warning, call for violence"
    HYPOTHETICAL = "hypothetical", "spoken of as a possibility"


class TimePrecision(Code):
    """How closely an interval is known."""

    DAY = "day", "the day is known"
    FEW_DAYS = "few_days", "within a few days"
    WEEK = "week", "within a week"
    MONTH = "month", "within a month"
    YEAR = "year", "within a year"
    UNKNOWN = "unknown", "the text gives no time"


class PlacePrecision(Code):
    """How closely a place is known."""

    EXACT = "exact", "named settlement or site"
    NEAR = "near", "near, outside or between named places"
    DISTRICT = "district", "second-order division"
    PROVINCE = "province", "first-order division"
    COUNTRY = "country", "only the country is known"
    UNKNOWN = "unknown", "the text gives no place"


class SourceKind(Code):
    """Who speaks."""

    OUTLET = "outlet", "the article's own voice"
    PERPETRATOR = "perpetrator", "a non-state group that speaks of acts it is named for"
    GOVERNMENT = "government", "ministries, prosecutors, courts, administrators, governors"
    MILITARY = "military", "army, general staff, named units"
    POLICE = "police", "police, gendarmerie, internal security"
    ANONYMOUS_OFFICIAL = "anonymous_official", "an unnamed official"
    MEDICAL = "medical", "hospitals, doctors' unions, civil defence, ambulance"
    WITNESS = "witness", "residents, relatives, local leaders, companies, lawyers"
    MONITOR = "monitor", "NGO, observatory, rights group, aid workers"
    IGO = "igo", "UN and other intergovernmental bodies, international courts"
    MEDIA = "media", "another outlet, where no inner source is given"
    ARMED_GROUP = "armed_group", "an armed group that is not the accused perpetrator"
    SOCIAL_MEDIA = "social_media", "posts, videos and channels"
    UNKNOWN = "unknown", "the text does not say"


class Stance(Code):
    """What the source does with the claim."""

    REPORTS = "reports", "tells it"
    CLAIMS_RESPONSIBILITY = "claims_responsibility", "says that it did it"
    CONFIRMS = "confirms", "says that an unconfirmed account is true"
    ACCUSES = "accuses", "names another as perpetrator"
    DENIES = "denies", "denies involvement or that it happened"
    DISPUTES = "disputes", "contradicts a figure or detail of another claim"


class WeaponKind(Code):
    """What it was done with."""

    SMALL_ARMS = "small_arms", "pistols, rifles, machine guns"
    BLADE = "blade", "knives, machetes"
    IED = "ied", "improvised or planted explosive"
    VEHICLE_BOMB = "vehicle_bomb", "car or truck bomb"
    SUICIDE_VEST = "suicide_vest", "explosive worn by the bomber"
    MINE = "mine", "land or sea mine"
    GRENADE = "grenade", "hand or rocket-propelled grenade"
    ARTILLERY = "artillery", "guns, mortars"
    ROCKET_MISSILE = "rocket_missile", "rockets, missiles"
    AIRCRAFT = "aircraft", "crewed aircraft and their bombs"
    DRONE = "drone", "uncrewed aircraft"
    CHEMICAL = "chemical", "toxic agents"
    FIRE = "fire", "arson, petrol bombs"
    VEHICLE = "vehicle", "driven into people"
    OTHER = "other", "anything else"


class HarmKind(Code):
    """What was done to people."""

    KILLED = "killed", "deaths; losses and the neutralised count here"
    WOUNDED = "wounded", "injuries"
    MISSING = "missing", "whereabouts unknown"
    ABDUCTED = "abducted", "taken by others than state forces"
    ARRESTED = "arrested", "taken by state forces"
    DISPLACED = "displaced", "driven from home"


class ActorKind(Code):
    """What sort of actor."""

    MILITARY = "military", "a state's own army"
    POLICE = "police", "police, gendarmerie, internal security, intelligence"
    GOVERNMENT = "government", "civil authorities and their officials"
    FOREIGN_FORCES = "foreign_forces", "a foreign state's army outside its country"
    PEACEKEEPERS = "peacekeepers", "UN and regional missions"
    ARMED_GROUP = "armed_group", "rebel, insurgent, jihadist"
    MILITIA = "militia", "communal, self-defence, pro-government irregulars"
    GANG = "gang", "cartel, bandits"
    PROTESTERS = "protesters", "demonstrators and mobs"
    CIVILIANS = "civilians", "people outside any force"
    JOURNALISTS = "journalists", "news workers"
    AID_WORKERS = "aid_workers", "humanitarian workers"
    HEALTH_WORKERS = "health_workers", "medical workers"
    PRISONERS = "prisoners", "people already held"
    PRIVATE_SECURITY = "private_security", "guards and contractors"
    PROPERTY = "property", "what was hit, where it is a thing"
    UNKNOWN = "unknown", "the text does not say"


class EventState(Code):
    """How far an event has come in review."""

    MACHINE = "machine", "proposed by the machine, seen by nobody"
    CODED = "coded", "a coder has worked on it"
    CHECKED = "checked", "a second person has checked it"
    FINAL = "final", "released"
    WITHDRAWN = "withdrawn", "taken back, with the reason"
