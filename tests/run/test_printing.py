"""Briefs and dossiers of a project over invented reports."""

import re
from dataclasses import replace
from datetime import date

import invented_reports
import pytest

from dateline.model import SourceKind
from dateline.run.printing import Period, brief_of, dossier_of
from dateline.write.printout_html import html
from dateline.write.printout_markdown import markdown
from dateline.write.withhold import Withholding


def report(name, text, **more):
    return invented_reports.report(name, text, **({"outlet": f"Outlet {name}"} | more))


@pytest.fixture
def told(project_over):
    return project_over(
        (
            report("one", "Raiders killed 7 villagers in Gao on 2026-03-01"),
            report("two", "Raiders killed 9 villagers in Gao on 2026-03-01"),
            report("three", "Soldiers killed 2 herders in Goma on 2026-02-20"),
        )
    )


def print_brief(project, since, until, **more):
    period = Period(date.fromisoformat(since), date.fromisoformat(until))
    return markdown(brief_of(project, project.events, period, conditions=None, withholding=Withholding(**more)))


def test_a_brief_has_its_days_and_the_days_before(told):
    text = print_brief(told, "2026-03-01", "2026-03-10")
    assert "| Events | 1 | 1 | same |" in text
    assert "2026-02-19 – 2026-02-28" in text
    assert "9 killed: Outlet two" in text
    assert "Made by dateline" in text


def test_two_briefs_in_a_row_count_every_event_once(told):
    counts = [
        print_brief(told, *days).count("| 1 | 2026") for days in (("2026-02-15", "2026-02-28"), ("2026-03-01", "2026-03-14"))
    ]
    assert counts == [1, 1]


def test_a_dossier_has_every_claim_with_its_words_and_documents(told):
    view = next(iter(told.events.where(date="2026-03")))
    text = markdown(dossier_of(told, view, withholding=Withholding()))
    for claim in view.claims:
        assert claim.id in text
        assert claim.document.digest in text
    assert "Invented report one. **Raiders killed 7 villagers in Gao on 2026-03-01**" in text
    assert "Why these reports are one event" in text
    assert "Which account of deaths holds?" in text


def test_a_dossier_tells_what_people_decided(told):
    view = next(iter(told.events.where(date="2026-03")))
    told.choose(view.id, "killed", "8", by="ana", why="the morgue's list")
    text = markdown(dossier_of(told, told.event(view.id), withholding=Withholding()))
    assert "ana: choose: the morgue's list" in text
    assert "added — run 1" in text
    assert re.search("changed: .*deaths — ana", text)
    assert "| killed | **8** | decision |" in text


def with_source(doc):
    """The coder for invented reports, who hears everything from one private person."""
    coding = invented_reports.code(doc)
    where = doc.text.index("Musa Bello")
    quote = doc.quote(where, where + len("Musa Bello"))
    incidents = [
        replace(
            incident,
            claims=tuple(
                replace(claim, source=replace(claim.source, kind=SourceKind.WITNESS, name="Musa Bello", quote=quote))
                for claim in incident.claims
            ),
        )
        for incident in coding.incidents
    ]
    return replace(coding, incidents=tuple(incidents))


def test_names_are_withheld_from_words_around_a_claim_too(project, run_over):
    doc = invented_reports.report(
        "one", "Raiders killed 7 villagers in Gao on 2026-03-01", outlet="Bend Courier", title="What Musa Bello saw"
    )
    doc = replace(doc, text=doc.text + " So said Musa Bello, who is a trader. Bello's shop burned.")
    run_over(project, doc, coder=with_source)
    view = next(iter(project.events))
    project.choose(view.id, "killed", "8", by="ana", why="Musa Bello called back")
    view = project.event(view.id)
    period = Period(date(2026, 3, 1), date(2026, 3, 7))
    for printout in (
        dossier_of(project, view, withholding=Withholding()),
        brief_of(project, project.events, period, conditions=None, withholding=Withholding()),
    ):
        for text in (markdown(printout), html(printout)):
            assert "Musa" not in text
            assert "Bello" not in text
            assert "private-person" in text
    assert "Musa Bello" in markdown(dossier_of(project, view, withholding=Withholding(with_names=True)))


def test_excerpts_cut_the_words_around_too(told):
    view = next(iter(told.events.where(date="2026-03")))
    text = markdown(dossier_of(told, view, withholding=Withholding(excerpts=0)))
    assert "villagers in Gao on" not in text
    assert "Invented report" not in text
