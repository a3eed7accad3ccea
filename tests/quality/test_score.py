"""The codebook's measures: the same figures as the data kit's program, and stored figures where that program is absent."""

import copy
import functools
import importlib.util
import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.quality import FLOORS, score

SHARED = Path(__file__).parents[3] / "shared"
OFFICIAL = SHARED / "tools" / "score.py"
GOLD = [json.loads(line) for line in (FLOORS.parent / "small.jsonl").read_text(encoding="utf-8").splitlines()]
STORED = json.loads(Path(__file__).with_name("figures.json").read_text(encoding="utf-8"))


@functools.cache
def official():
    if not OFFICIAL.is_file():
        pytest.skip(f"{OFFICIAL} is not there: figures are compared with stored ones only")
    spec = importlib.util.spec_from_file_location("official_score", OFFICIAL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- what a coder may do wrong -----------------------------------------------------------------------------------------


def drop_incident(rng, doc):
    if doc["incidents"]:
        doc["incidents"].pop(rng.randrange(len(doc["incidents"])))


def repeat_incident(rng, doc):
    if doc["incidents"]:
        doc["incidents"].append(copy.deepcopy(rng.choice(doc["incidents"])))


def shuffle(rng, doc):
    rng.shuffle(doc["incidents"])


def each_incident(change):
    def changed(rng, doc):
        for incident in doc["incidents"]:
            change(rng, incident)

    changed.__name__ = change.__name__
    return changed


@each_incident
def change_action(rng, incident):
    incident["action"] = rng.choice(["attack", "shooting", incident["action"], None])


@each_incident
def move_dates(rng, incident):
    day = rng.choice(["2026-04-07", "2026-04-08", "2026-03-11", "not a day", None])
    incident["time"] |= {"start": day, "end": rng.choice([day, incident["time"].get("end")])}
    incident["time"]["precision"] = rng.choice(["day", "unknown", None])


@each_incident
def move_place(rng, incident):
    incident["place"] |= rng.choice(
        [
            {"name": "Tacharan", "quote": None},
            {"chain": ["Kano", "Kano State", "Nigeria"]},
            {"country": None},
            {"precision": "province"},
            {"latitude": 12.0, "longitude": 8.5},
            {"name": "KANO city", "at": [0, 4]},
        ]
    )


@each_incident
def rename_actors(rng, incident):
    for claim in incident["claims"]:
        for actor in claim["perpetrators"] + claim["targets"]:
            actor["name"] = rng.choice(["unidentified gunmen", "FLD", actor["name"].lower(), "Northern " + actor["name"], None])
            actor["kind"] = rng.choice([actor["kind"], "armed_group"])


@each_incident
def drop_offsets(rng, incident):
    for claim in incident["claims"]:
        for node in [claim, claim["source"], *claim["harm"], *claim["perpetrators"], *claim["targets"]]:
            if rng.random() < 0.7:
                node.pop("at", None)


@each_incident
def shift_offsets(rng, incident):
    for claim in incident["claims"]:
        if rng.random() < 0.5:
            claim["at"] = [claim["at"][0] + 1, claim["at"][1] + 1] if claim.get("at") else [0, 1]


@each_incident
def change_figures(rng, incident):
    for claim in incident["claims"]:
        for harm in claim["harm"]:
            harm[rng.choice(["low", "best", "high"])] = rng.choice([None, 3, 9])
            harm["who"] = rng.choice([harm["who"], "unknown"])


@each_incident
def change_sources(rng, incident):
    for claim in incident["claims"]:
        claim["source"] = rng.choice([claim["source"], {"kind": "outlet", "quote": None, "name": None}, None])
        claim["stance"] = rng.choice([claim["stance"], "reports", "denies"])
        claim["weapon"] = rng.choice([claim["weapon"], {"kind": "ied", "quote": None}, None])


@each_incident
def name_events(rng, incident):
    incident["event_id"] = rng.choice(["e1", "e2", incident.get("key"), None])
    incident["aggregate"] = rng.choice([True, False, None])


@each_incident
def break_nodes(rng, incident):
    field = rng.choice(["claims", "time", "place", "status"])
    incident[field] = rng.choice([None, [], {}, [None, "claim", 3] if field in ("claims", "status") else None])
    for claim in incident["claims"] if isinstance(incident.get("claims"), list) else []:
        if isinstance(claim, dict):
            claim[rng.choice(["harm", "targets", "perpetrators"])] = rng.choice(
                [None, [7, "x", None], [{}], [{"kind": "killed"}]]
            )


CHANGES = [
    drop_incident,
    repeat_incident,
    shuffle,
    change_action,
    move_dates,
    move_place,
    rename_actors,
    drop_offsets,
    shift_offsets,
    change_figures,
    change_sources,
    name_events,
]


def worsened(documents, changes, seed):
    rng = random.Random(seed)
    out = copy.deepcopy(documents)
    for doc in out:
        for change in changes:
            change(rng, doc)
    return out


# --- tests -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", [*CHANGES, None], ids=lambda change: change.__name__ if change else "all")
def test_figures_are_the_stored_ones(change):
    predicted = worsened(GOLD, CHANGES if change is None else [change], seed=11)
    assert score(GOLD, predicted, interval=True).to_json() == STORED[change.__name__ if change else "all"]


@pytest.mark.parametrize("change", [*CHANGES, break_nodes, None], ids=lambda change: change.__name__ if change else "all")
@pytest.mark.parametrize("seed", range(2))
def test_figures_are_those_of_the_data_kits_program(change, seed):
    program = official()
    predicted = worsened(GOLD, [*CHANGES, break_nodes] if change is None else [change], seed)
    expected = program.score(GOLD, {doc["id"]: doc for doc in predicted}, interval=seed == 0)
    measured = score(GOLD, predicted, interval=seed == 0).to_json()
    assert measured == expected
    assert list(measured) == list(expected)


@pytest.mark.parametrize("name", ["train-a", "merge-dense-1", "multi-dev"])
def test_figures_on_the_data_kit_are_those_of_its_program(name):
    program = official()
    file = SHARED / "data" / "authored" / f"{name}.jsonl"
    if not file.is_file():
        pytest.skip(f"{file} is not there")
    gold = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    predicted = worsened(gold, [shuffle, change_action, drop_offsets, rename_actors, name_events, drop_incident], seed=3)
    expected = program.score(gold, {doc["id"]: doc for doc in predicted})
    assert score(gold, predicted).to_json() == expected


ODD = st.sampled_from([None, 0, 5, 2.5, True, "", "x", [], ["x"], [1, 2], {}, {"kind": "x"}])


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32), st.lists(st.tuples(st.integers(0, 10**6), ODD), min_size=1, max_size=6))
def test_no_prediction_stops_the_measure(seed, faults):
    predicted = worsened(GOLD[:6], [name_events], seed)
    for n, value in faults:
        nodes = [node for doc in predicted for node in every_object(doc["incidents"])]
        if nodes:
            node = nodes[n % len(nodes)]
            node[sorted(node)[n % len(node)] if node else "quote"] = copy.deepcopy(value)
    measured = score(GOLD[:6], predicted).to_json()
    if OFFICIAL.is_file():
        try:
            expected = official().score(GOLD[:6], {doc["id"]: doc for doc in predicted})
        except (TypeError, AttributeError, ValueError):
            return  # that program stops here; no figure to compare with
        assert measured == expected


def every_object(node):
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from every_object(value)
    elif isinstance(node, list):
        for value in node:
            yield from every_object(value)


def test_gold_against_itself_is_all_right():
    predicted = copy.deepcopy(GOLD)
    for doc in predicted:
        for incident in doc["incidents"]:
            incident["event_id"] = incident["key"]
    scores = score(GOLD, predicted)
    assert {figure.f1 for figure in scores.figures} == {100.0}
    assert scores.silence.share == 100.0
    assert scores.same_event.f1 == 100.0


def test_silent_coder_gets_nothing_but_silence():
    scores = score(GOLD, [])
    assert scores.figure("record").f1 == 0.0
    assert scores.silence == type(scores.silence)(share=100.0, per_100=0.0, documents=4)


def test_no_gold_gives_no_figures():
    scores = score([], [{"id": "a", "incidents": []}], interval=True)
    assert scores.to_json() == {}
    with pytest.raises(InputError, match=r"figure-unknown.*the gold set is empty"):
        scores.figure("record")


@pytest.mark.parametrize(
    ("gold", "predicted", "code"),
    [
        ([{"id": "a", "incidents": []}], [], "gold-incomplete"),
        ([{"text": "a", "incidents": []}], [], "gold-incomplete"),
        ([{"id": "a", "text": "b", "incidents": [{"claims": [{"quote": "b"}]}]}], [], "gold-offsets"),
        ([{"id": "a", "text": "b", "story": "s", "incidents": [{"claims": []}]}], [], "gold-key"),
        (GOLD, [{"id": "a"}, {"id": "a"}], "score-id"),
        (GOLD, [{"incidents": []}], "score-id"),
    ],
)
def test_faulty_gold_and_repeated_ids_are_refused(gold, predicted, code):
    with pytest.raises(InputError) as fault:
        score(gold, predicted)
    assert fault.value.code == code
