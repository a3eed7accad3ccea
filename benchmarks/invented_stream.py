"""An invented stream of reports with the skew of real ones, event by event, so that merging can be measured at any size.

One capital with sixty quarters has a tenth of the events, the other places follow Zipf's law; most events are told once, some by dozens. Reports of one
event differ as reports do: in the day, in how closely the place is told, in the toll, in who is named, in the words. The day, place,
actors and tolls that events share are what makes them hard to tell apart. A report is made from its number alone, so that no list of
them need be held.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from dateline.model import (
    Action,
    Actor,
    ActorKind,
    Claim,
    Count,
    Harm,
    HarmKind,
    Incident,
    Place,
    PlacePrecision,
    Quote,
    Source,
    Stance,
    TimePrecision,
    Weapon,
    WeaponKind,
    When,
)

__all__ = ["Happening", "happenings", "report", "reports", "spelt"]

FIRST_DAY = date(2015, 1, 1)
N_TOWNS = 20_000
_ZIPF = list(accumulate(1 / (rank + 5) for rank in range(1, N_TOWNS)))
_ACTIONS = (Action.SHOOTING, Action.BOMBING, Action.ATTACK, Action.ARMED_CLASH, Action.PROTEST, Action.ABDUCTION, Action.SHELLING)
_WEAPONS = {Action.SHOOTING: WeaponKind.SMALL_ARMS, Action.BOMBING: WeaponKind.IED, Action.SHELLING: WeaponKind.ARTILLERY}
_TOLD = (1, 1, 1, 1, 1, 2, 2, 3, 4)
_WORDS = tuple(
    f"{a}{b}"
    for a in ("convoy", "market", "bridge", "school", "crowd", "patrol", "clinic", "depot")
    for b in ("side", "guard", "ing", "ward")
)


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened, and how many reports tell of it.

    Args:
        town: its number; 0 is the capital.
        first: number of the first of its reports.
        seed: of all that its reports choose.
    """

    number: int
    town: int
    day: date
    action: Action
    toll: int
    front: int
    first: int
    n_reports: int
    seed: int


def happenings(n_reports: int, *, per_day: float) -> Iterator[Happening]:
    """The events that so many reports tell of, in the order of their days.

    Args:
        n_reports: reports in all.
        per_day: reports a day; the stream grows longer, not denser.
    """
    rng = random.Random(11)  # noqa: S311 - data to measure with
    first = number = 0
    while first < n_reports:
        told = 40 if rng.random() < 0.002 else rng.choice(_TOLD)
        told = min(told, n_reports - first)
        town = 0 if rng.random() < 0.1 else 1 + bisect(_ZIPF, rng.random() * _ZIPF[-1])
        yield Happening(
            number=number,
            town=min(town, N_TOWNS - 1),
            day=FIRST_DAY + timedelta(days=int(first / per_day)),
            action=rng.choice(_ACTIONS),
            toll=min(200, int(rng.paretovariate(1.1))) - (rng.random() < 0.3),
            front=rng.randrange(4),
            first=first,
            n_reports=told,
            seed=rng.getrandbits(48),
        )
        first += told
        number += 1


def reports(n_reports: int, *, per_day: float) -> Iterator[tuple[int, Incident]]:
    """Each report with the number of its event."""
    for one in happenings(n_reports, per_day=per_day):
        for n in range(one.n_reports):
            yield one.number, report(one, n)


def report(one: Happening, n: int) -> Incident:
    """The report of an event with this number among its reports, from 0."""
    rng = random.Random(one.seed + n)  # noqa: S311 - data to measure with
    doc = f"s{one.first + n:08d}"
    action = one.action if rng.random() < 0.8 else Action.ATTACK
    return Incident(
        document=doc, key="i000", action=action, time=_time(one, rng), place=_place(one, rng), claims=(_claim(one, doc, rng),)
    )


def _time(one: Happening, rng: random.Random) -> When:
    draw = rng.random()
    day = one.day + timedelta(days=rng.choice((-1, 1)) if draw < 0.08 else 0)
    if draw > 0.95:
        return When(start=day - timedelta(days=3), end=day + timedelta(days=3), precision=TimePrecision.WEEK)
    return When(start=day, end=day, precision=TimePrecision.DAY)


def _place(one: Happening, rng: random.Random) -> Place:
    town, province = one.town, one.town % 400
    country = f"X{chr(65 + province % 26)}{chr(65 + province // 26 % 2)}"
    if rng.random() < 0.1:
        name = f"{spelt(province + 7)} Province"
        return Place(name=name, chain=(name, country), country=country, precision=PlacePrecision.PROVINCE)
    if town == 0 and rng.random() < 0.6:
        return _quarter(one.seed % 60, country)
    name = spelt(town * 13 + 1)
    # Provinces lie on a grid of 4 degrees, their towns within 2 degrees.
    latitude = province // 20 * 4 - 38 + (town // 400 * 37 % 200) / 100
    longitude = province % 20 * 4 - 38 + (town // 400 * 61 % 200) / 100
    return Place(
        name=name,
        chain=(name, f"{spelt(province + 7)} Province", country),
        country=country,
        precision=PlacePrecision.EXACT,
        latitude=latitude,
        longitude=longitude,
    )


def _quarter(number: int, country: str) -> Place:
    """A quarter of the capital."""
    name = spelt(number * 17 + 5)
    return Place(
        name=name,
        chain=(name, spelt(1), f"{spelt(7)} Province", country),
        country=country,
        precision=PlacePrecision.EXACT,
        latitude=-38 + (number % 8) * 0.03,
        longitude=-38 + (number // 8) * 0.03,
    )


def _claim(one: Happening, doc: str, rng: random.Random) -> Claim:
    shared = random.Random(one.seed).sample(_WORDS, 6)  # noqa: S311 - the words that the event's reports have in common
    words = " ".join([one.action.value, *rng.sample(shared, 4), *rng.sample(_WORDS, 3), spelt(rng.randrange(900))])
    toll = max(0, one.toll + rng.choice((0, 0, 0, 0, 1, -1, 2)))
    front = Actor(name=f"{spelt(one.town % 400 * 4 + one.front)} Front", kind=ActorKind.ARMED_GROUP)
    gunmen = Actor(name="gunmen", kind=ActorKind.ARMED_GROUP)
    weapon = _WEAPONS.get(one.action)
    return Claim(
        quote=Quote(doc, 0, len(words), words),
        source=Source(),
        stance=Stance.REPORTS,
        perpetrators=(front,) if rng.random() < 0.5 else (gunmen,) if rng.random() < 0.5 else (),
        targets=(Actor(name="civilians", kind=ActorKind.CIVILIANS),) if rng.random() < 0.7 else (),
        weapon=Weapon(kind=weapon) if weapon and rng.random() < 0.5 else None,
        harm=(Harm(kind=HarmKind.KILLED, count=Count(toll, toll, toll)),) if rng.random() < 0.8 else (),
    )


def spelt(n: int) -> str:
    """A pronounceable name for a number, so that names differ as names do."""
    out, n = "", (n * 2_654_435_761) % 2**32
    for _ in range(3):
        out += "bdfgklmnprstvz"[n % 14] + "aeiou"[n // 14 % 5]
        n //= 70
    return (out + "bdfgklmnprstvz"[n % 14]).capitalize()
