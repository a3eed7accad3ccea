"""One document through the stages: what fails becomes a Problem, what has no words is left out."""

from dataclasses import replace

import pytest
from invented_reports import incidents, report

from dateline import find, link
from dateline.errors import FindError, LinkError
from dateline.find import Relevance
from dateline.model import Quote
from dateline.run import code, code_every

DOC = report("d1", "Raiders killed 3 traders in Gao on 2026-03-04", "Militia killed 2 nurses in Goma on 2026-04-20")


@pytest.fixture
def stages(monkeypatch):
    """Sets what finding and linking give; an exception is raised."""

    def stage(result):
        def work(*_, **__):
            if isinstance(result, Exception):
                raise result
            return result

        return work

    monkeypatch.setattr(find, "relevant", lambda _: Relevance(probability=0.9, passed=True))

    def set_stages(found, linked):
        monkeypatch.setattr(find, "incidents", stage(found), raising=False)
        monkeypatch.setattr(link, "incidents", stage(linked), raising=False)

    return set_stages


def test_what_is_found_and_linked(stages):
    found = incidents(DOC)
    linked = tuple(replace(i, confidence=0.5) for i in found)
    stages(found, linked)
    coding = code(DOC)
    assert (coding.document, coding.incidents, coding.problems) == (DOC, linked, ())


@pytest.mark.parametrize("fault", [LinkError("gazetteer-entry", "no entry 7", fix="None."), IndexError("7"), RecursionError()])
def test_a_stage_that_fails_keeps_what_there_was(stages, fault):
    stages(incidents(DOC), fault)
    coding = code(DOC)
    assert coding.incidents == incidents(DOC)
    (problem,) = coding.problems
    assert (problem.stage, problem.document) == ("link", "d1")
    assert problem.code == (fault.code if isinstance(fault, LinkError) else "link-failed")


def test_a_fault_of_the_finder_says_what_and_where(stages):
    stages(ZeroDivisionError("by nought"), ())
    coding = code(DOC)
    assert coding.incidents == ()
    (problem,) = coding.problems
    assert problem.code == "find-failed"
    assert "ZeroDivisionError: by nought" in problem.what
    assert "test_coding.py:" in problem.what


def test_a_missing_model_stops_everything(stages):
    stages(FindError("model-missing", "no model.onnx"), ())
    with pytest.raises(FindError):
        code(DOC)


def test_a_document_that_is_turned_away_is_not_read(stages, monkeypatch):
    stages(AssertionError(), AssertionError())
    monkeypatch.setattr(find, "relevant", lambda _: Relevance(probability=0.02, passed=False, known=0.9))
    coding = code(DOC)
    assert (coding.incidents, coding.problems, coding.turned_away) == ((), (), 0.02)
    stages(incidents(DOC), incidents(DOC))
    coding = code_every(DOC)
    assert (coding.incidents, coding.turned_away) == (incidents(DOC), None)


def test_a_fault_of_the_relevance_test_is_a_problem_too(stages, monkeypatch):
    monkeypatch.setattr(find, "relevant", lambda _: 1 / 0)
    (problem,) = code(DOC).problems
    assert (problem.code, problem.stage) == ("find-failed", "find")


@pytest.mark.parametrize("quote", [Quote("d1", 0, 3, "not"), Quote("d2", 0, 8, "Invented")])
def test_an_incident_whose_words_do_not_stand_in_the_text_is_left_out(stages, quote):
    first, second = incidents(DOC)
    odd = replace(first, claims=(replace(first.claims[0], trigger=quote),))
    stages((), (odd, second))
    coding = code(DOC)
    assert coding.incidents == (second,)
    assert [problem.code for problem in coding.problems] == ["quote-lost"]
