"""The error tree, and the page that lists every code."""

import builtins
import pickle
import runpy
from pathlib import Path

import pytest

from dateline import errors
from dateline.errors import DatelineError
from dateline.model import Problem

ROOT = Path(__file__).parents[1]
LEAVES = [getattr(errors, name) for name in errors.__all__ if name != "DatelineError"]


@pytest.fixture(scope="module")
def reference():
    return runpy.run_path(str(ROOT / "docs" / "build_reference.py"))


@pytest.fixture(scope="module")
def raised(reference):
    return reference["raised"]()


def test_every_code_raised_is_in_the_reference(reference, raised):
    page = (ROOT / "docs" / "reference" / "errors.md").read_text(encoding="utf-8")
    missing = sorted({one.code for one in raised if f"| `{one.code}` |" not in page})
    assert not missing, f"run {reference['COMMAND']}"


def test_codes_are_kebab_case(raised):
    assert not [one for one in raised if one.code != one.code.lower() or "_" in one.code or " " in one.code]


def test_every_error_says_what_is_wrong(raised):
    assert not [f"{one.module}: {one.code}" for one in raised if not one.what]


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.__name__)
class TestLeaf:
    def test_also_derives_from_a_builtin(self, leaf):
        assert issubclass(leaf, DatelineError)
        assert [base for base in leaf.__mro__ if base.__module__ == "builtins" and base not in (Exception, BaseException, object)]

    def test_reads_as_code_what_where_fix(self, leaf):
        error = leaf("place-ambiguous", '"Al Salam" fits 14 places in SDN.', where="4f2a:120-128", fix="Choose one in review.")
        assert str(error) == 'place-ambiguous: "Al Salam" fits 14 places in SDN. In 4f2a:120-128. Choose one in review.'
        assert (error.code, error.where, error.fix) == ("place-ambiguous", "4f2a:120-128", "Choose one in review.")

    def test_leaves_out_what_it_does_not_know(self, leaf):
        assert str(leaf("file-empty", "the file is empty")) == "file-empty: the file is empty."

    def test_is_drawn_in_the_tree(self, leaf):
        builtin = next(base.__name__ for base in leaf.__mro__[2:] if hasattr(builtins, base.__name__))
        assert f"{leaf.__name__} " in errors.__doc__
        assert f"({builtin})" in errors.__doc__

    def test_crosses_a_process_border(self, leaf):
        error = leaf("file-empty", "the file is empty", where="a.html", fix="Give a report.")
        assert str(pickle.loads(pickle.dumps(error))) == str(error)

    def test_becomes_a_problem(self, leaf):
        error = leaf("file-empty", "the file is empty", where="a.html", fix="Give a report.")
        problem = Problem.of(error, stage="read")
        assert (problem.code, problem.what, problem.where, problem.fix) == (
            "file-empty",
            "the file is empty",
            "a.html",
            "Give a report.",
        )
        assert str(problem) == str(error)
