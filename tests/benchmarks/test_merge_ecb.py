"""An invented pair of news texts in ECB+'s shape."""

import json

import pytest
from benchmarks.merge import main
from benchmarks.merge_ecb import mentions, stem, within_reach


@pytest.mark.parametrize(
    ("trigger", "other"),
    [("shot", "shooting"), ("attacked", "attacks"), ("struck", "strike"), ("was killed", "killing"), ("died", "death")],
)
def test_one_stem(trigger, other):
    assert stem(trigger) == stem(other)


def text(name, sentence, words):
    """A document of one sentence; `words` are (kind, type, chain, words)."""
    found = []
    for n, (kind, type_, chain, mention) in enumerate(words):
        at = sentence.index(mention)
        node = {"id": str(n), "kind": kind, "type": type_, "chain": chain, "link": "cross", "sentence": 0, "text": mention}
        found.append(node | {"spans": [[at, at + len(mention)]]})
    whole = {"n": 0, "start": 0, "end": len(sentence), "validated": True}
    return {"id": name, "topic": "1", "subtopic": "1a", "text": sentence, "sentences": [whole], "mentions": found}


@pytest.fixture
def docs():
    place, person = ("entity", "LOC_GEO", "l", "Karsa"), ("entity", "HUMAN_PART_PER", "h", "Adan Yusuf")
    return [
        text(
            "a",
            "Adan Yusuf attacked the Karsa post on the old salt road",
            [("event", "ACTION_OCCURRENCE", "c1", "attacked"), place, person],
        ),
        text(
            "b",
            "The attack by Adan Yusuf on the Karsa post at the salt road",
            [("event", "ACTION_OCCURRENCE", "c1", "attack"), place, person],
        ),
        text("c", "Ten farmers protested in Karsa", [("event", "ACTION_OCCURRENCE", "c2", "protested"), place]),
    ]


def test_who_stands_before_the_trigger_does_it_and_who_behind_suffers_it(docs):
    first, second, _ = mentions(docs)
    assert [a.name for a in first.claim.perpetrators] == ["Adan Yusuf"]
    assert [a.name for a in second.claim.targets] == ["Adan Yusuf"]
    assert first.place.name == "Karsa"


def test_links_of_one_stem_are_within_reach(docs):
    assert within_reach(list(mentions(docs))) == 100


def test_figures(docs, tmp_path, capsys):
    path = tmp_path / "docs.jsonl"
    path.write_text("".join(json.dumps(doc) + "\n" for doc in docs), encoding="utf-8")
    assert main(["ecb", "--data", str(path)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["mentions"], found["chains"], found["stem"]["conll"], found["merged"]["conll"]) == (3, 2, 100.0, 100.0)
