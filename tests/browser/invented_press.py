"""Invented reports by the dozen (real places, no real event): several papers on one event, disputed figures, copies, other scripts."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import invented_reports
from invented_reports import report

from dateline.model import Action
from dateline.run.coding import Coding

_ACTIONS = (Action.SHOOTING, Action.BOMBING, Action.SHELLING, Action.ARMED_CLASH, Action.PROTEST, Action.ABDUCTION)
_PEOPLE = (("Raiders", "villagers"), ("Gunmen", "traders"), ("Soldiers", "herders"), ("Rebels", "guards"))
_FIRST = date(2026, 1, 5)
# An outside list (its events are invented too): some rows are ours, told otherwise, some are nobody's, one cannot be read.
LIST = """date,place,country,killed,perpetrator,source
2026-03-04,Gao,MLI,9,Raiders,Monitor of the River 1
2026-01-08,Mopti,MLI,2,Gunmen,Monitor of the River 2
2026-01-11,Sikasso,MLI,3,Katiba Macina,"Monitor of the River 3, a name that is long enough to need two lines on a phone"
soon,Gao,MLI,1,Raiders,Monitor of the River 4
"""


def _sentence(who, n, whom, where, day):
    return f"{who} killed {n} {whom} in {where} on {day}"


def reports():
    """60 events, the first told by five papers that disagree, every fourth by two."""
    places = itertools.cycle(invented_reports.PLACES)
    digest = []
    yield from _disputed()
    for n in range(59):
        who, whom = _PEOPLE[n % len(_PEOPLE)]
        day = _FIRST + timedelta(days=(n * 3) % 59 + n // 20)
        told = _sentence(who, n % 9 + 1, whom, next(places), day)
        yield report(f"wire-{n:02}", told, outlet="Bend Courier", title=f"Report {n} from the north", published=f"{day}")
        if n in (1, 7, 13):
            digest.append(told)
        if n % 4 == 0:
            yield report(f"radio-{n:02}", told, "The mayor spoke", outlet="Radio Meru", published=f"{day + timedelta(days=1)}")
    yield report("digest-1", *digest, outlet="Lake Times", title="What happened in the north", published="2026-03-06")


def _disputed():
    day = "2026-03-04"
    padding = "The market had opened at seven, and the stalls stood in two rows along the road to the river"
    for n, (outlet, count) in enumerate(
        (("Karsa Post", 3), ("Radio Meru", 5), ("Front Bulletin", 7), ("Lake Times", 5)), start=1
    ):
        yield report(f"karsa-{n}", _sentence("Raiders", count, "traders", "Gao", day), padding, outlet=outlet,
                     title=f"Market of Gao struck, {count} dead", published=day, url=f"https://paper{n}.example/gao")  # fmt: skip
    arabic = replace(
        report("karsa-ar", _sentence("Raiders", 5, "traders", "Gao", day), outlet="صحيفة النهر", language="ar", published=day),
        title="مقتل خمسة تجار في سوق غاو",
    )
    yield replace(arabic, text=f"{arabic.text}\nقال شهود إن المهاجمين وصلوا عند الظهر 🚚 وغادروا نحو النهر.\n")
    yield report(
        "long", *["Nothing that is told here but words upon words of the weather"] * 800, outlet="Lake Times", title="Long"
    )


def code(doc):
    """As `invented_reports.code`, with several actions."""
    found = invented_reports.incidents(doc)
    if not doc.id.startswith("karsa"):
        number = int(doc.id.rpartition("-")[2]) if doc.id[-1].isdigit() else 0
        found = tuple(replace(one, action=_ACTIONS[number % len(_ACTIONS)]) for one in found)
    return Coding(doc, found)
