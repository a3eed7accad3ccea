"""Small invented incidents and documents: real geography, invented occurrences."""

from datetime import date, timedelta

import pytest

from dateline.model import (
    Action,
    Actor,
    ActorKind,
    Claim,
    Count,
    Document,
    Harm,
    HarmKind,
    Incident,
    Place,
    PlacePrecision,
    Quote,
    Source,
    SourceKind,
    Stance,
    TimePrecision,
    Weapon,
    WeaponKind,
    When,
)

DAY = date(2026, 3, 10)


def count_of(number):
    return number if isinstance(number, Count) else Count(number, number, number)


def claim(
    doc, *, killed=None, who="civilians", by=None, on=(), source="outlet", name=None, stance="reports", weapon=None, words=None
):
    """A claim; `killed` is a number, a Count, or a list of (number, who)."""
    text = words or f"{source} {name or ''} {killed} in {doc}"
    parts = killed if isinstance(killed, list) else [(killed, who)] if killed is not None else []
    return Claim(
        quote=Quote(doc, 0, len(text), text),
        source=Source(kind=SourceKind(source), name=name),
        stance=Stance(stance),
        perpetrators=tuple(Actor(name=n, kind=ActorKind(k)) for n, k in ([by] if by else [])),
        targets=tuple(Actor(name=n, kind=ActorKind(k)) for n, k in on),
        weapon=Weapon(kind=WeaponKind(weapon)) if weapon else None,
        harm=tuple(Harm(kind=HarmKind.KILLED, count=count_of(n), who=ActorKind(w)) for n, w in parts),
    )


def when(day=0, days=1, precision="day"):
    start = DAY + timedelta(days=day)
    return When(start=start, end=start + timedelta(days=days - 1), precision=TimePrecision(precision))


def place(*chain, country="MLI", precision="exact", at=None):
    lat, lon = at or (None, None)
    name = chain[0] if precision != "country" else None
    return Place(name=name, chain=chain, country=country, precision=PlacePrecision(precision), latitude=lat, longitude=lon)


def incident(doc, key="i1", *, action="shooting", time=None, where=None, claims=None, **fields):
    return Incident(
        document=doc,
        key=key,
        action=Action(action),
        time=time or when(),
        place=where or place("Douentza", "Mopti", "Mali"),
        claims=tuple(claims or [claim(doc)]),
        **fields,
    )


def document(name, text=None, day=1, **fields):
    return Document(id=name, text=text or f"Invented text of {name}.", published=DAY + timedelta(days=day), **fields)


class Make:
    claim = staticmethod(claim)
    when = staticmethod(when)
    place = staticmethod(place)
    incident = staticmethod(incident)
    document = staticmethod(document)


@pytest.fixture(scope="session")
def make():
    return Make
