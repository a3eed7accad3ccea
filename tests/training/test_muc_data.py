"""Targets of the MUC-4 head: every place where a gold mention stands; the text is invented."""

import numpy as np
import pytest
from benchmarks.muc4_head import KINDS
from benchmarks.muc4_metrics import SLOTS, Template, entity
from training.muc_data import Read, example, places

from dateline.find.labels import BEGIN, INSIDE, OUTSIDE

TEXT = "Red Front guerrillas bombed the U.S. embassy. The Red Front (RF) said its guerrillas had left."


@pytest.fixture(scope="module")
def ranges(tokenizer):
    coded = tokenizer.encode(TEXT, add_special_tokens=False)
    trimmed = [(a + len(TEXT[a:b]) - len(TEXT[a:b].lstrip()), b) for a, b in coded.offsets]
    return np.asarray(trimmed, np.int64)


@pytest.mark.parametrize(
    ("mention", "wanted"),
    [
        ("red front", ["Red Front", "Red Front"]),
        ("us embassy", ["U.S. embassy"]),
        ("guerrillas", ["guerrillas", "guerrillas"]),
        ("rf", ["RF"]),
        ("embass", []),
        ("mortar", []),
    ],
)
def test_places_of_a_mention(ranges, mention, wanted):
    found = [TEXT[ranges[a, 0] : ranges[b - 1, 1]] for a, b in places(TEXT, ranges, {mention})]
    assert [words.strip("().") for words in found] == [words.strip("().") for words in wanted]


def test_targets(ranges):
    gold = Template(
        "bombing / attack", {"PerpInd": (entity(["red front guerrillas"]),), "PerpOrg": (entity(["red front", "rf"]),)}
    )
    made = example(TEXT, [gold], np.zeros((len(ranges), 2), np.float16), ranges)
    assert made.told[[KINDS.index("bombing"), KINDS.index("attack")]].tolist() == [1, 1]
    assert made.told.sum() == 2
    people, body = (made.tags[:, SLOTS.index(slot)] for slot in ("PerpInd", "PerpOrg"))
    assert (people == BEGIN).sum() == 1
    assert (body == BEGIN).sum() == 3
    assert ((body != OUTSIDE) <= (made.belongs[:, KINDS.index("attack")] > 0)).all()
    assert (people[: np.flatnonzero(people == INSIDE)[-1] + 1] != OUTSIDE).all()


def test_what_was_read_is_kept(tmp_path):
    read = Read(np.arange(10, dtype=np.float16).reshape(5, 2), np.zeros((5, 2), np.int64), np.asarray([2, 3]))
    read.save(tmp_path / "kept" / "x.npz")
    parts = Read.load(tmp_path / "kept" / "x.npz").parts()
    assert [rows.tolist() for rows, _ in parts] == [[[0, 1], [2, 3]], [[4, 5], [6, 7], [8, 9]]]
