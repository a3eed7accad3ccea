"""Merging portion by portion: what comes out is what merging everything at once gives, and nothing is touched without need."""

import shutil
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_reports import code, incidents, readings, report

from dateline import merge
from dateline.run import Coding, open_project
from dateline.run.touching import touched

PLACES = ("Gao", "Mopti", "Kidal")
# Blocks of more than four are long here, so that a dozen reports fill some.
RULES = 'base = "default"\nname = "short blocks"\n\n[blocking]\nfull_block = 4\nwindow = 2\n'


def told(n, day, toll, place):
    who = ("Raiders", "Militia")[n % 2]
    return f"{who} killed {toll} traders in {PLACES[place]} on 2026-03-{day:02}"


sentence = st.builds(told, st.integers(0, 1), st.integers(1, 6), st.integers(1, 4), st.integers(0, 2))
texts = st.lists(st.lists(sentence, min_size=1, max_size=2, unique=True), min_size=3, max_size=14)


@pytest.fixture(scope="module")
def rule_file(tmp_path_factory):
    file = tmp_path_factory.mktemp("rules") / "short.toml"
    file.write_text(RULES)
    return str(file)


def plain(events):
    return sorted((replace(event, id=None, version=1) for event in events), key=lambda event: event.incidents)


def stored(project):
    return plain(view.event for view in project.events)


def half(doc):
    """A coding that misses the last incident of a document."""
    return Coding(doc, incidents(doc)[:-1])


@given(texts, st.randoms(use_true_random=False), st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_portions_orders_and_codings_come_to_what_one_run_gives(empty_file, tmp_path, rule_file, texts, rng, data):
    docs = [report(f"d{n:02}", *sentences, outlet=f"Outlet {n % 3}") for n, sentences in enumerate(texts)]
    whole = plain(merge.events([i for doc in docs for i in incidents(doc)], docs, merge.load(rule_file)))
    order = rng.sample(docs, len(docs))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(docs) - 1), max_size=3)))
    with open_project(shutil.copy(empty_file, tmp_path / "karsa.db")) as project:
        project.rules = rule_file
        for first, last in zip([0, *cuts], [*cuts, len(docs)], strict=True):
            project.add_readings(readings(order[first:last]))
            project.run(workers=1, coder=half if last < len(docs) else code)
        again = order[: cuts[-1]] if cuts else []
        for doc in again:  # what was missed is found when the document is coded again
            project.store.codings.record(doc.id, incidents(doc), run=1, coder=project._plan().coder)
        project.run(workers=1, coder=code)
        assert stored(project) == whole


def test_a_run_with_nothing_new_merges_nothing_and_writes_nothing(project, run_over):
    docs = [report(f"d{n}", told(n, n % 4 + 1, 2, n % 3)) for n in range(12)]
    run_over(project, *docs)
    before, blocks = project.store.events.named(), contents(project)
    progress = []
    again = project.run(workers=1, coder=code, progress=progress.append)
    assert (again.new, again.changed, again.joined, again.withdrawn, again.events) == (0, 0, 0, 0, len(before))
    assert [(one.done, one.total) for one in progress] == [(0, 0), (0, 0)]
    assert project.store.events.named() == before
    assert contents(project) == blocks


def test_what_is_added_touches_only_what_it_may_be_one_event_with(project, run_over):
    run_over(project, *(report(f"d{n}", told(0, n % 3 * 9 + 1, 2, n % 3)) for n in range(9)))
    project.add_readings(readings([report("e", told(0, 1, 2, 0))]))
    merged = []
    project.run(workers=1, coder=code, progress=lambda one: merged.append(one.total) if one.stage == "merge" else None)
    assert set(merged) == {4}


def test_other_rules_merge_everything_anew(project, run_over, rule_file):
    docs = [report(f"d{n}", told(n, 1, 2, n % 3)) for n in range(9)]
    run_over(project, *docs)
    project.rules = rule_file
    assert touched(project.store, merge.load(rule_file), "other", ()).is_all
    project.run(workers=1, coder=code)
    assert stored(project) == plain(merge.events([i for doc in docs for i in incidents(doc)], docs, merge.load(rule_file)))


def test_withdrawn_incidents_leave_the_blocks(project, run_over):
    docs = [report(f"d{n}", told(0, 1, 2, 0)) for n in range(3)]
    run_over(project, *docs)
    assert len(project.events) == 1
    for doc in docs[:2]:
        project.store.codings.record(doc.id, (), run=1, coder=project._plan().coder)
    done = project.run(workers=1, coder=code)
    assert (done.incidents, done.events, done.changed, done.independent) == (1, 1, 1, 1)
    assert {row for _, row in contents(project)} == set(project.store.blocks.current())


def contents(project):
    from sqlalchemy import select

    from dateline.store.schema import block_members

    with project.store._database.read() as connection:
        return sorted((row.key, row.incident) for row in connection.execute(select(block_members)))
