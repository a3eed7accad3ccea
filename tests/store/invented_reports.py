"""Invented reports (real places, no real event) and a coder that reads them, for tests of storing and running.

Each sentence `ACTOR killed N TARGET in PLACE on DATE` is one incident; everything else is passed over. It stands in for the finder and
the linker, so that these tests say what happens to a coding and not how good it is.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable
from datetime import date

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
    Stance,
    TimePrecision,
    When,
)
from dateline.read.reading import Reading
from dateline.run.coding import Coding

PLACES = {
    "Gao": ("MLI", "Mali", 16.27, -0.05),
    "Mopti": ("MLI", "Mali", 14.49, -4.18),
    "Kidal": ("MLI", "Mali", 18.44, 1.41),
    "Goma": ("COD", "Democratic Republic of the Congo", -1.68, 29.22),
    "Bunia": ("COD", "Democratic Republic of the Congo", 1.56, 30.25),
    "Maiduguri": ("NGA", "Nigeria", 11.85, 13.16),
}
SENTENCE = re.compile(r"(?P<who>\w+) killed (?P<n>\d+) (?P<whom>\w+) in (?P<where>\w+) on (?P<when>\d{4}-\d\d-\d\d)")


def report(name: str, *sentences: str, published: str | None = "2026-03-05", **fields: object) -> Document:
    text = f"Invented report {name}. " + " ".join(f"{sentence}." for sentence in sentences)
    return Document(id=name, text=text, published=date.fromisoformat(published) if published else None, **fields)


def incident(doc: Document, match: re.Match[str], key: str) -> Incident:
    def quote(group: str | int) -> Quote:
        return doc.quote(*match.span(group))

    country, english, latitude, longitude = PLACES[match["where"]]
    day = date.fromisoformat(match["when"])
    number = int(match["n"])
    return Incident(
        document=doc.id,
        key=key,
        action=Action.SHOOTING,
        time=When(quote=quote("when"), start=day, end=day, precision=TimePrecision.DAY, confidence=0.9, reason="a date"),
        place=Place(
            quote=quote("where"),
            name=match["where"],
            chain=(match["where"], english),
            country=country,
            precision=PlacePrecision.EXACT,
            latitude=latitude,
            longitude=longitude,
            radius_km=5.0,
        ),
        claims=(
            Claim(
                quote=quote(0),
                source=Source(),
                stance=Stance.REPORTS,
                perpetrators=(Actor(name=match["who"], kind=ActorKind.ARMED_GROUP, quote=quote("who")),),
                targets=(Actor(name=match["whom"], kind=ActorKind.CIVILIANS, quote=quote("whom"), count=number),),
                harm=(
                    Harm(kind=HarmKind.KILLED, count=Count(number, number, number), who=ActorKind.CIVILIANS, quote=quote("n")),
                ),
                confidence=0.8,
            ),
        ),
        confidence=0.7,
    )


def incidents(doc: Document, prefix: str = "i") -> tuple[Incident, ...]:
    return tuple(incident(doc, match, f"{prefix}{n}") for n, match in enumerate(SENTENCE.finditer(doc.text), start=1))


def readings(docs: Iterable[Document]) -> list[Reading]:
    """The documents as if each were a line of one file."""
    return [Reading(document=doc, original=b"{}", media_type="application/json", name=f"all.jsonl:{doc.id}") for doc in docs]


def code(doc: Document) -> Coding:
    """What stands in for the pipeline; words of the text make it fail in the ways that a real one may."""
    if "DEADLY" in doc.text:
        os._exit(9)
    return Coding(doc, incidents(doc))


def code_slowly(doc: Document) -> Coding:
    """As `code`, slow enough to be stopped halfway."""
    time.sleep(0.1)
    return code(doc)


def code_with_other_keys(doc: Document) -> Coding:
    """The same incidents in another order and under other keys, as a better model may give them."""
    return Coding(doc, tuple(reversed(incidents(doc, "other"))))
