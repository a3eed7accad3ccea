"""One document through the stages: what fails becomes a Problem, what has no words is left out."""

from dataclasses import replace

import pytest
from invented_reports import incidents, report

from dateline import find, link
from dateline.errors import FindError, LinkError
from dateline.model import Quote
from dateline.run import code

DOC = report("d1", "Raiders killed 3 traders in Gao on 2026-03-04", "Militia killed 2 nurses in Goma on 2026-04-20")


@pytest.fixture
def stages(monkeypatch):
    """Sets what finding and linking give; an exception is raised."""

    def stage(result):
        def work(*_):
            if isinstance(result, Exception):
                raise result
            return result

        return work

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


@pytest.mark.parametrize("quote", [Quote("d1", 0, 3, "not"), Quote("d2", 0, 8, "Invented")])
def test_an_incident_whose_words_do_not_stand_in_the_text_is_left_out(stages, quote):
    first, second = incidents(DOC)
    odd = replace(first, claims=(replace(first.claims[0], trigger=quote),))
    stages((), (odd, second))
    coding = code(DOC)
    assert coding.incidents == (second,)
    assert [problem.code for problem in coding.problems] == ["quote-lost"]
