"""State bodies by rule: a country and a word for a branch give a name and an id, "Syrian army" and `gov-syr-military`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.link.registry import Country
from dateline.model import ActorKind

__all__ = ["REBELS", "StateBody", "branch", "rebels_of", "state_body"]

REBELS = "rebels-"


@dataclass(frozen=True, slots=True)
class StateBody:
    """A body of a state: its usual English name and its id in the registry."""

    name: str
    id: str


# Words of a phrase -> name, in order of precedence; "{adj}" is the adjective, "{name}" the country. One branch, one line.
_BRANCHES: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(words, re.IGNORECASE), name, body)
    for words, name, body in (
        (
            r"\bgeneral staff\b|\bétat-major\b|\bestado mayor\b|генштаб|генеральн\w+ штаб|هيئة الأركان",
            "General Staff of {name}",
            "military",
        ),
        (r"\bmilitary intelligence\b", "{adj} military intelligence", "military"),
        (r"\bair[- ]defen[cs]es?\b", "{adj} air defence", "military"),
        (
            r"\bair[- ]?force\b|\bwar[- ]?planes?\b|\baircraft\b|\b(?:F|Su|MiG)-\d+s?\b|\b(fighter )?jets?\b|\bair component\b|\bfuerza aérea\b|\barmée de l'air\b|ВВС|Повітряні сили",
            "{adj} air force",
            "military",
        ),
        (r"\bnavy\b|\bnaval\b|\bwarships?\b|\bdestroyer\b|\bmarina\b", "{adj} navy", "military"),
        (r"\bmarines\b", "{adj} marines", "military"),
        (r"\bpresidential guard\b", "{adj} presidential guard", "military"),
        (r"\bborder (guards?|keepers|police|troops)\b|пограни|прикордон", "{adj} border guards", "border-guards"),
        (r"\bnational guard\b|\bguardia nacional\b|\bguardsm[ae]n\b", "{adj} National Guard", "police"),
        (r"\bcoast ?guards?\b", "{adj} coast guard", "police"),
        (r"\bgendarme\w*", "{adj} gendarmerie", "police"),
        (r"\briot (police|unit|squad)\b", "{adj} riot police", "police"),
        (r"\bfederal police\b|\bpolicía federal\b", "{adj} Federal Police", "police"),
        (r"\bmilitary police\b", "{adj} military police", "police"),
        (
            r"\bsecurity (forces|personnel|agents|services?|officers?)\b|\bforces de l'ordre\b|\bforces de sécurité\b|\bfuerzas de seguridad\b|силовик|قوات الأمن",
            "{adj} security forces",
            "police",
        ),
        (
            r"\bpolice\w*|\bconstables?\b|\bpolici\w*|\bpolicía\w*|полици|поліц|شرطة|الشرطة",
            "{police}",
            "police",
        ),
        (
            r"\barmed forces\b|\bforces armées\b|\bfuerzas armadas\b|\bforças armadas\b|вооруж[её]нные силы|збройн",
            "{armed forces}",
            "military",
        ),
        (r"\barmy\b|\barmée\b|\bejército\b|\bexército\b|\bармия\b|الجيش|جيش", "{army}", "military"),
        (r"\bmilitary\b", "{the military}", "military"),
        (r"\bsecurity (forces|personnel|services?)\b", "{adj} security forces", "military"),
        (r"\b(government|federal|regime) (forces|troops|soldiers)\b", "{adj} government forces", "military"),
        (r"\bforces\b", "{forces}", "military"),
    )
)
_KIND_BODIES = {
    ActorKind.MILITARY: ("{military}", "military"),
    ActorKind.FOREIGN_FORCES: ("{military}", "military"),
    ActorKind.PEACEKEEPERS: ("{adj} peacekeepers", "military"),
    ActorKind.POLICE: ("{police}", "police"),
    ActorKind.GOVERNMENT: ("Government of {name}", ""),
}
_ARTICLED = frozenset(
    ("PHL", "USA", "GBR", "NLD", "BHS", "CAF", "COD", "COG", "DOM", "MDV", "ARE", "GMB", "SLB", "COM", "SYC", "MHL")
)


_REBELS = re.compile(
    r"\b(rebels?|insurgents?|insurgency|guerrillas?|opposition (?:fighters|forces|factions|groups)|armed opposition|rebel (?:fighters|forces|factions|groups))\b",
    re.IGNORECASE,
)


def rebels_of(country: Country, text: str) -> StateBody | None:
    """The rebels of a country where a phrase names them by it and by no name of their own; None where it does not."""
    if not _REBELS.search(text):
        return None
    return StateBody(f"{country.adjective} rebels", REBELS + country.iso3.lower())


# Forces that are soldiers whatever they were taken for.
_SOLDIERS = re.compile(r"\b(army|navy|naval|air force)\b(?! (?:and|or) police)", re.IGNORECASE)


def branch(text: str) -> ActorKind | None:
    """The kind of the branch of a state's forces that a phrase names ("the army", "navy helicopters"); None where it names none."""
    part = next((part for pattern, _, part in _BRANCHES if pattern.search(text)), None)
    return None if part is None else ActorKind.MILITARY if part == "military" else ActorKind.POLICE


def state_body(country: Country, kind: ActorKind, text: str) -> StateBody | None:
    """The body of a country that a phrase means; None where the kind is no state's.

    Args:
        country: whose body.
        kind: what sort of actor the text makes it.
        text: the phrase, from which the branch is read; where it names none, the kind decides.
    """
    if kind not in _KIND_BODIES:
        return None
    if kind is ActorKind.MILITARY and not country.has_army:
        return None
    name, body = _KIND_BODIES[kind]
    if kind is not ActorKind.GOVERNMENT:
        name, body = next(
            ((made, part) for words, made, part in _BRANCHES if _fits(kind, part, text) and words.search(text)), (name, body)
        )
    article = "the " if country.iso3 in _ARTICLED else ""
    return StateBody(
        _filled(name, country).replace("of " + country.name, f"of {article}{country.name}")
        if body == ""
        else _filled(name, country),
        f"gov-{country.iso3.lower()}" + (f"-{body}" if body else ""),
    )


def _fits(kind: ActorKind, body: str, text: str) -> bool:
    """Whether a branch goes with a kind: soldiers are no police, whatever word stands beside them."""
    if kind is ActorKind.POLICE and _SOLDIERS.search(text):
        return body == "military"
    return kind is ActorKind.FOREIGN_FORCES or body in ("border-guards", "police" if kind is ActorKind.POLICE else "military")


def _filled(name: str, country: Country) -> str:
    usual = country.military
    forms = {
        "{army}": f"{country.adjective} army" if usual.lower().endswith("military") else usual,
        "{the military}": f"{country.adjective} military",
        "{armed forces}": usual if "armed forces" in usual.lower() else f"{country.adjective} armed forces",
        "{forces}": usual if "armed forces" in usual.lower() else f"{country.adjective} forces",
        "{military}": usual,
        "{police}": country.police,
        "{adj}": country.adjective,
        "{name}": country.name,
    }
    for mark, form in forms.items():
        name = name.replace(mark, form)
    return name
