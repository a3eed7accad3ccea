import re
from dataclasses import replace
from datetime import date

import pytest

from dateline.model import Action, ActorKind, Count, Status
from dateline.write.brief import About, brief
from dateline.write.brief_figures import is_counted, totals, totals_words
from dateline.write.printout_html import html
from dateline.write.printout_markdown import markdown

RAIDERS = ("Raiders of the Bend", ActorKind.ARMED_GROUP)


def about(**more):
    given = {"since": date(2026, 4, 1), "until": date(2026, 4, 7), "before": date(2026, 3, 25), "conditions": None, "loose": 0}
    return About(**({"project": "karsa", "colophon": ("Made from nothing.",)} | given | more))


def test_the_whole(scene, hard):
    now = [
        scene(name="E-1", perpetrators=[RAIDERS], killed=Count(3, 3, 3)),
        scene(Action.SHELLING, name="E-2", killed=Count(5, 5, None), wounded=Count(2, 2, 2)),
        hard,
        scene(name="E-3", killed=Count(60, 60, 60), aggregate=True),
        scene(Action.THREAT, name="E-4", status=Status.THREATENED),
    ]
    text = markdown(brief(now, [scene(Action.PROTEST, name="E-0")], about(loose=2, conditions="country=NGA")))
    assert "2026-04-01 to 2026-04-07 (7 days), country=NGA" in text
    assert (
        "**3 events**, 13 – 15 – 15 or more people killed (lowest, best and highest estimate). 2 of them rest on a single independent document"
        in text
    )
    assert "with 8 of the 15 deaths" in text
    assert "Totals that sources give (not summed here)" in text
    assert "Threats and plans" in text
    assert "2 more events may have happened" in text
    assert "no longer:** protest (1 before)" in text
    notes = [line for line in text.splitlines() if line.startswith("[^")]
    assert len(notes) == len({line.partition(":")[0] for line in notes}) >= 4
    cited = {int(n) for n in re.findall(r"\[\^(\d+)\](?!:)", text)}
    assert cited == set(range(1, len(notes) + 1))
    assert "https://example.org/kano" in text


def test_disagreement_names_each_source_with_its_figure(hard):
    record = replace(hard, event=replace(hard.event, conflicts=("harm.killed",)))
    text = markdown(brief([record], [], about()))
    part = text.partition("## Where sources disagree")[2].partition("##")[0]
    assert "5 killed: " in part
    assert "7 killed: " in part


def test_nothing_known():
    text = markdown(brief([], [], about()))
    assert "No event of these days is known." in text
    assert "Key figures" not in text


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((), "no number"),
        ((None,), "no number"),
        ((Count(0, 0, 0),), "0"),
        ((Count(5, 5, None), Count(2, 3, 4)), "7 – 8 – 9 or more"),
        ((Count(None, None, 5),), "0 – 0 – 5"),
        ((Count(3, 3, 3), None), "3"),
    ],
)
def test_sums(scene, counts, words):
    assert totals_words(totals(scene(name=f"E-{n}", killed=count) for n, count in enumerate(counts))) == words


def test_what_is_counted(scene):
    assert is_counted(scene().event)
    assert not is_counted(scene(aggregate=True).event)
    assert not is_counted(scene(status=Status.HYPOTHETICAL).event)


def test_the_map_is_in_the_page_and_its_numbers_in_the_list(scene):
    page = html(brief([scene(name="E-1", killed=Count(3, 3, 3)), scene(name="E-2", place=None)], [], about()))
    assert page.count("<svg") == 1
    assert "1 without coordinates are not on it" in page
