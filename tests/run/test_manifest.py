"""The manifest: the same for the same input, model and rules; another for anything else."""

import json

import pytest

from dateline.errors import ConfigError
from dateline.run import coder_digest, manifest_of
from dateline.run.manifest import Manifest

PAIRS = [("d1", "sha256:1"), ("d2", "sha256:2")]


def test_the_same_input_gives_the_same_digest():
    assert manifest_of(PAIRS).digest == manifest_of(iter(PAIRS)).digest


@pytest.mark.parametrize("pairs", [PAIRS[:1], [], [("d1", "sha256:1"), ("d2", "sha256:3")], [("d1 sha256:1\nd2", "sha256:2")]])
def test_other_input_gives_another_digest(pairs):
    assert manifest_of(pairs).digest != manifest_of(PAIRS).digest
    assert manifest_of(pairs).n_documents == len(pairs)


def test_another_model_is_another_coder(model):
    before, digest = coder_digest(), manifest_of(PAIRS).digest
    model("sha256:other")
    assert coder_digest() != before
    assert manifest_of(PAIRS).digest != digest


def test_coding_without_the_relevance_test_is_another_coder():
    assert coder_digest(relevance=False) != coder_digest()
    assert manifest_of(PAIRS, relevance=False).digest != manifest_of(PAIRS).digest


def test_it_names_what_was_used():
    node = json.loads(manifest_of(PAIRS).to_json())
    assert sorted(node) == sorted(Manifest.__dataclass_fields__)
    assert node["model"] == "sha256:model"
    assert node["rules"].startswith("default 1 sha256:")
    assert {"dateline", "codebook", "python", "onnxruntime"} <= node["versions"].keys()


def test_an_unknown_rule_set_is_refused():
    with pytest.raises(ConfigError):
        manifest_of(PAIRS, rules="nosuch")
