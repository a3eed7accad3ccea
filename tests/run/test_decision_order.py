"""Whatever is decided in whatever order: a whole run finds nothing left to do, undoing leaves no trace, and replay gives the same."""

import contextlib
import shutil
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_reports import code, code_with_other_keys, report

from dateline.errors import InputError
from dateline.run import open_project

DOCS = tuple(
    report(
        f"d{n}",
        *sentences,
        outlet=f"Outlet {n % 3}",
        published=f"2026-03-{n + 5:02}",
    )
    for n, sentences in enumerate(
        (
            ("Raiders killed 3 traders in Gao on 2026-03-04", "Militia killed 2 nurses in Goma on 2026-04-20"),
            ("Raiders killed 7 traders in Gao on 2026-03-04",),
            ("Militia killed 4 miners in Bunia on 2026-02-02",),
            ("Raiders killed 3 traders in Gao on 2026-03-05",),
            ("Militia killed 4 miners in Bunia on 2026-02-03", "Raiders killed 1 traders in Mopti on 2026-03-01"),
        )
    )
)
FIELDS = (("killed", "5"), ("killed", "6"), ("weapon", "blade"), ("date", "2026-03-04"), ("perpetrators", "Dune Front"))
STATES = ("coded", "checked", "final", "machine")
WHO = ("mira", "tomas", "ana")
PLANS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 6), st.integers(0, 14), st.integers(0, 2)), min_size=2, max_size=6)
SETTINGS = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def merged_file(tmp_path_factory, empty_file):
    """A store of the reports, merged."""
    from unittest import mock

    from invented_reports import readings

    file = tmp_path_factory.mktemp("merged") / "karsa.db"
    shutil.copy(empty_file, file)
    with (
        mock.patch("dateline.find.model_digest", return_value="sha256:model"),
        mock.patch("dateline.run.manifest._data_digest", str),
        open_project(file) as project,
    ):
        project.add_readings(readings(DOCS))
        project.run(workers=1, coder=code)
    return file


@contextlib.contextmanager
def opened(merged_file, tmp_path):
    with open_project(shutil.copy(merged_file, tmp_path / "karsa.db")) as project:
        yield project


def decide(project, kind, first, second, who):
    """A decision of some kind, where it is not refused; its id."""
    views = list(project.events)
    if not views:
        return None  # all are withdrawn
    one, other = views[first % len(views)].id, views[(first + second) % len(views)].id
    by = WHO[who]
    field, value = FIELDS[second % len(FIELDS)]
    acts = (
        lambda: project.join(one, other, by=by),
        lambda: project.split(
            one, [str(ref) for n, ref in enumerate(project.event(one).event.incidents) if (second + 1) >> n & 1], by=by
        ),
        lambda: project.choose(one, field, value, by=by),
        lambda: project.edit(one, field, value, by=by, words="as told"),
        lambda: project.code(one, {field: value, "action": "attack"}, by=by, blind=second % 2 == 0),
        lambda: project.accept(one, by=by),
        lambda: project.withdraw(one, by=by, why="a drill"),
        lambda: project.set_state(one, STATES[second % 4], by=by),
        lambda: project.comment(one, "look again", by=by),
        lambda: project.same("actor", "Dune Front (armed group)", ("Raiders", "Militia")[second % 2], by=by),
    )
    try:
        return acts[kind]().decision.id
    except InputError:
        return None  # the plan asks for what is refused


def state(project):
    """All that the events say, withdrawn ones too, but for the numbers that only grow."""
    names = [one.id for one in project.store.events.named() if one.joined_into is None]
    return {event.id: replace(event, version=1) for event in project.store.events.many(names)}


@SETTINGS
@given(plan=PLANS)
def test_a_whole_run_finds_that_each_decision_was_merged_as_it_would(merged_file, tmp_path, plan):
    with opened(merged_file, tmp_path) as project:
        for one in plan:
            decide(project, *one)
        before, standings = state(project), project.decisions()
        done = project.run(workers=1, coder=code)
        assert (done.new, done.changed, done.joined, done.withdrawn) == (0, 0, 0, 0)
        assert state(project) == before
        assert project.decisions() == standings
        for view in project.events:
            assert project.decisions(view.id) == tuple(one for one in standings if one in project.decisions(view.id)), (
                "what is told of one event is what is told of all"
            )


@SETTINGS
@given(plan=PLANS, random=st.randoms(use_true_random=False))
def test_whatever_is_decided_and_undone_in_any_order_leaves_no_trace(merged_file, tmp_path, plan, random):
    with opened(merged_file, tmp_path) as project:
        before = {event.incidents: replace(event, id=None) for event in state(project).values()}
        made = [name for one in plan if (name := decide(project, *one))]
        random.shuffle(made)
        for name in made:
            project.undo(name, by="ana")
        assert {event.incidents: replace(event, id=None) for event in state(project).values() if event.incidents} == before
        assert project.store.decisions.audit().is_whole


@SETTINGS
@given(plan=PLANS)
def test_decisions_replayed_over_other_codings_give_what_they_gave(merged_file, tmp_path, model, plan):
    with opened(merged_file, tmp_path) as project:
        for one in plan:
            decide(project, *one)

        def said():
            return sorted(
                (
                    sorted(ref.document for ref in view.event.incidents),
                    view.event.state,
                    repr(view.killed),
                    view.event.weapon.value,
                )
                for view in project.events
            )

        before = said()
        model("sha256:better")
        done = project.run(workers=1, coder=code_with_other_keys)
        assert done.documents == len(DOCS)
        assert [words[:2] for words in said()] == [words[:2] for words in before]
        assert [words[3] for words in said()] == [words[3] for words in before]
        model("sha256:model")
