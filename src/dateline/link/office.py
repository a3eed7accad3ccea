"""Offices of a state by rule: ministries, ministers, governments, from the words of the text and a country."""

from __future__ import annotations

import re

from dateline.link.registry import Country
from dateline.link.state_body import StateBody, state_body
from dateline.model import ActorKind

__all__ = ["MINISTRY", "office"]

_FIELDS = {
    "defence": "Defence",
    "defense": "Defence",
    "national defence": "National Defence",
    "interior": "Interior",
    "home": "Home Affairs",
    "home affairs": "Home Affairs",
    "health": "Health",
    "foreign": "Foreign Affairs",
    "foreign affairs": "Foreign Affairs",
    "external affairs": "External Affairs",
    "justice": "Justice",
    "information": "Information",
    "security": "Security",
    "finance": "Finance",
    "education": "Education",
    "energy": "Energy",
    "agriculture": "Agriculture",
    "emergencies": "Emergency Situations",
    "intelligence": "Intelligence",
    "war": "War",
}
_FIELD = "|".join(sorted(_FIELDS, key=len, reverse=True))
MINISTRY = re.compile(rf"\b(?:ministry (?:of|for) (?:the )?({_FIELD})|({_FIELD}) ministry)\b", re.IGNORECASE)
# Other languages' ministries by their usual stems.
_FOREIGN_MINISTRIES = tuple(
    (re.compile(stem, re.IGNORECASE), field)
    for stem, field in (
        (
            r"минобороны|міноборони|министерств\w+ обороны|міністерств\w+ оборони|وزارة الدفاع|ministère de la défense|ministerio de defensa|ministério da defesa",
            "Defence",
        ),
        (r"\bмвд\b|\bмвс\b|وزارة الداخلية|ministère de l'intérieur|ministerio del interior|ministério do interior", "Interior"),
        (r"минздрав|міноз|وزارة الصحة|ministère de la santé|ministerio de salud|ministério da saúde", "Health"),
        (
            r"\bмид\b|\bмзс\b|وزارة الخارجية|ministère des affaires étrangères|ministerio de relaciones exteriores",
            "Foreign Affairs",
        ),
        (r"минюст|мін'юст|وزارة العدل|ministère de la justice|ministerio de justicia", "Justice"),
    )
)
_MINISTER = re.compile(
    rf"^(?:the |its )?(?:[\w.]+['’]s )?(?:country['’]s )?((?:(?:{_FIELD}|prime) )minister|president|vice president|attorney general|prosecutor general)(?:['’]s office)?$",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"\b(local|regional|provincial|state|district|municipal|city|town|area|republic|departmental|county|region)(['’]s)?\b",
    re.IGNORECASE,
)
_GOVERNMENT = re.compile(
    r"^(?:[Tt]he |[Ii]ts |[Aa]n? )?(?:[A-Z][\w-]+(?:['’]s)? )?(?:internationally recognised |country['’]s |national |central )?([Gg]overnment|government side|[Aa]uthorities|government(?:['’]s)? (?:spokesman|spokeswoman|spokesperson)(?: in [A-Z][\w-]+)?|regime|cabinet|leadership)$",
)


def office(country: Country, text: str) -> StateBody | None:
    """The office of a country that a phrase means, "Ministry of Defence of Syria"; None where it means none of these.

    Source: the forms follow the codebook's examples; a ministry bears the country's name after it.
    """
    words = text.strip()
    if _LOCAL.search(words):
        return None
    name = f"the {country.name}" if _is_articled(country) else country.name
    if match := MINISTRY.search(words):
        field = _FIELDS[(match[1] or match[2]).lower()]
        return StateBody(f"Ministry of {field} of {name}", f"gov-{country.iso3.lower()}")
    for stem, field in _FOREIGN_MINISTRIES:
        if stem.search(words):
            return StateBody(f"Ministry of {field} of {name}", f"gov-{country.iso3.lower()}")
    if match := _MINISTER.match(words):
        return StateBody(f"{match[1].lower()} of {name}", f"gov-{country.iso3.lower()}")
    return state_body(country, ActorKind.GOVERNMENT, "") if _GOVERNMENT.match(words) else None


def _is_articled(country: Country) -> bool:
    body = state_body(country, ActorKind.GOVERNMENT, "")
    return body is not None and body.name.startswith("Government of the ")
