"""Slices on invented texts."""

from benchmarks.slices import by_slice, lines

TEXT = (
    "Gunmen shot two people in Zinder on Monday and burned a shop in Maradi. The army put the dead at four.\n"
    "A rally is planned in Niamey. It denied the shooting."
)


def span(words):
    start = TEXT.index(words)
    return {"quote": words, "at": [start, start + len(words)]}


def claim(words, **fields):
    return span(words) | {"source": {"kind": "outlet"}, "stance": "reports"} | fields


def killed(words, number):
    return span(words) | {"kind": "killed", "low": number, "best": number, "high": number, "who": "unknown"}


SHOOTING = {
    "key": "s",
    "action": "shooting",
    "status": "occurred",
    "claims": [
        claim("Gunmen shot two people", harm=[killed("two people", 2)]),
        claim("put the dead at four", harm=[killed("four", 4)], source={"kind": "military"}, stance="disputes"),
        claim("It denied", stance="denies", perpetrators=[span("It") | {"kind": "armed_group", "name": "the group"}]),
    ],
}
ARSON = {"key": "a", "action": "arson_looting", "status": "occurred", "claims": [claim("burned a shop")]}
RALLY = {"key": "r", "action": "protest", "status": "threatened", "claims": [claim("A rally is planned")]}
GOLD = [{"id": "d", "text": TEXT, "language": "en", "incidents": [SHOOTING, ARSON, RALLY]}]


def test_each_slice_holds_the_incidents_that_belong_to_it():
    table = by_slice(GOLD, [])
    counts = {name: row["incidents"] for name, row in table.items()}
    assert counts["several incidents in one sentence"] == 2
    assert counts["contested toll"] == counts["disputes"] == counts["denies"] == counts["number in words"] == 1
    assert counts["threatened or hypothetical"] == 1
    assert counts["actor as a pronoun or the group"] == 1
    assert counts["no perpetrator with a kind"] == 2
    assert counts["brief"] == 3
    assert "not English" not in counts


def test_what_is_told_outside_a_slice_does_not_count_in_it():
    found = [{"id": "d", "incidents": [RALLY]}]
    table = by_slice(GOLD, found)
    assert table["threatened or hypothetical"]["incident"] == 100
    assert table["contested toll"]["incident"] == 0


def test_a_perfect_coding_finds_every_slice():
    table = by_slice(GOLD, [{"id": "d", "incidents": [SHOOTING, ARSON, RALLY]}])
    assert all(row["incident"] == row["action"] == row["claim"] == 100 for row in table.values())
    assert len(list(lines(table))) == len(table) + 1
