import json
import sys
from dataclasses import replace

import numpy as np
import pytest

from dateline.errors import FindError
from dateline.find.decode import decode
from dateline.find.labels import LAYERS, MENTION_HEADS, ROLES
from dateline.find.network import FILES, Network, _digest, labels_digest, shipped_folder
from dateline.find.windows import WINDOW_TOKENS, tokenise, windows
from dateline.model import Document

RAID = "Gunmen killed five farmers in a village near Maiduguri on Tuesday, police said."
QUIET = "The council of Lokoja opened a new library by the river on Monday."
FILLER = (
    "Traders in Lokoja said the price of maize had risen again.",
    "The bridge over the Niger was closed for two days of repair.",
    "A team from Kogi won the school games for the third time.",
    "Farmers near Ajaokuta expect the rains to end in October.",
)


def doc_of(text, **fields):
    return Document(id="d1", text=text, **fields)


def long_text(words):
    """An invented report of so many words: a raid at the start, in the middle and at the end of quiet news."""
    filler = [FILLER[n % len(FILLER)] for n in range(words // 10)]
    middle = len(filler) // 2
    return "\n".join([RAID, *filler[:middle], RAID, *filler[middle:], RAID])


def equal(a, b):
    scores = [*((a.scores.classes[h], b.scores.classes[h]) for h in a.scores.classes)]
    scores += [
        (getattr(a.scores, n), getattr(b.scores, n)) for n in ("roles", "none_of_them", "same", "quote_start", "quote_end")
    ]
    return a.spans == b.spans and all(np.array_equal(x, y) for x, y in scores)


class EchoEncoder:
    """An encoder whose states and tag scores are the ids that it reads."""

    def run(self, _, given):
        ids = given["input_ids"][:, :, None].astype(np.float32)
        assert ids.shape[1] <= WINDOW_TOKENS
        return ids.repeat(4, axis=2), ids.repeat(3 * len(LAYERS), axis=2)


@pytest.fixture
def tagging(network, monkeypatch):
    """Sets the tag thresholds, so that a test decides which layers have spans."""

    def use(*, anchors, others):
        thresholds = (anchors, *[others] * (len(LAYERS) - 1))
        monkeypatch.setattr(network, "settings", replace(network.settings, tag_thresholds=thresholds))
        return network

    return use


ALL, NOTHING = -1.0, 2.0


class TestRead:
    @pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b", "😀", "\ufeff"])
    def test_a_text_of_nothing(self, network, text):
        found = network.read(doc_of(text))
        assert found is None or decode(doc_of(text), found, network.settings) == ()

    def test_a_text_without_anchors(self, tagging):
        assert tagging(anchors=NOTHING, others=ALL).read(doc_of(QUIET)) is None

    def test_anchors_without_a_mention(self, tagging):
        found = tagging(anchors=ALL, others=NOTHING).read(doc_of(RAID))
        assert found.spans.anchors
        assert found.spans.mentions == ()
        assert found.scores.roles.shape == (len(found.spans.anchors), 0, len(ROLES))
        assert all(len(found.scores.classes[h.name]) == 0 for h in MENTION_HEADS)
        assert np.allclose(found.scores.none_of_them, 1)

    def test_shapes_fit_the_spans(self, tagging):
        found = tagging(anchors=ALL, others=ALL).read(doc_of(RAID, title="Raid near Maiduguri"))
        n, m, size = len(found.spans.anchors), len(found.spans.mentions), len(found.tokens)
        scores = found.scores
        assert scores.roles.shape == (n, m, len(ROLES))
        assert scores.same.shape == (n, n)
        assert np.allclose(scores.same, scores.same.T, atol=1e-5)
        assert scores.quote_start.shape == scores.quote_end.shape == (n, size)
        assert found.tag_confidence.shape == (n,)
        assert ((found.tag_confidence >= 0) & (found.tag_confidence <= 1)).all()
        assert set(found.spans.layers) == set(range(1, len(LAYERS)))

    def test_the_same_document_twice_gives_the_same(self, tagging):
        network, doc = tagging(anchors=0.2, others=0.2), doc_of(long_text(300))
        first = network.read(doc)
        network.read(doc_of(QUIET))
        assert equal(first, network.read(doc))

    def test_a_document_of_several_windows(self, tagging):
        network = tagging(anchors=0.01, others=0.2)
        doc = doc_of(long_text(1500), title="Raids near Maiduguri")
        tokens = tokenise(network.tokenizer, doc)
        assert len(windows(tokens, begin=network.begin, end=network.end)) > 3
        found = network.read(doc)
        assert len(found.tokens) == found.scores.quote_start.shape[1] == len(tokens)
        assert all(c.quote.holds(doc.text) for i in decode(doc, found, network.settings) for c in i.claims)

    def test_windows_are_stitched_without_gap_or_overlap(self, network, monkeypatch):
        monkeypatch.setattr(network, "encoder", EchoEncoder())
        encoded = network.encode(doc_of(long_text(1500), title="Raids near Maiduguri"))
        assert encoded.states[:, 0].tolist() == encoded.tokens.ids.tolist()
        assert encoded.tags.shape == (len(encoded.tokens), len(LAYERS), 3)
        assert np.allclose(encoded.tags.sum(-1), 1)

    def test_many_spans_are_scored_in_squares(self, network, tagging, monkeypatch):
        whole = tagging(anchors=0.2, others=0.1).read(doc_of(RAID))
        assert len(whole.spans.mentions) > 2
        monkeypatch.setattr("dateline.find.network.SQUARE_OF_SPANS", 1)
        parts = network.read(doc_of(RAID))
        assert parts.spans == whole.spans
        assert np.allclose(parts.scores.same, whole.scores.same, atol=1e-4)
        assert np.allclose(parts.scores.roles, whole.scores.roles, atol=1e-5)
        assert all(np.allclose(parts.scores.classes[h], whole.scores.classes[h], atol=1e-5) for h in whole.scores.classes)


class TestFolder:
    @pytest.fixture
    def folder(self, tmp_path):
        """The shipped model's folder with its large files linked, so that one may be broken."""
        for name in FILES:
            (tmp_path / name).symlink_to(shipped_folder() / name)
        return tmp_path

    def put(self, folder, name, content):
        (folder / name).unlink()
        (folder / name).write_bytes(content)

    @pytest.mark.parametrize("name", FILES)
    def test_without_a_file(self, folder, name):
        (folder / name).unlink()
        with pytest.raises(FindError, match=f"model-missing: no {name}"):
            Network(folder)

    def test_without_anything(self, tmp_path):
        with pytest.raises(FindError, match=r"encoder\.onnx, heads\.onnx, tokenizer\.json, settings\.json") as caught:
            Network(tmp_path / "nowhere")
        assert caught.value.where == str(tmp_path / "nowhere")

    @pytest.mark.parametrize("name", FILES)
    def test_with_a_damaged_file(self, folder, name):
        self.put(folder, name, b"\x08\xff" * 40)
        with pytest.raises(FindError, match=f"model-damaged: {name}"):
            Network(folder)

    @pytest.mark.parametrize(("library", "name"), [("onnxruntime", "encoder.onnx"), ("tokenizers", "tokenizer.json")])
    def test_without_a_library(self, folder, monkeypatch, library, name):
        monkeypatch.setitem(sys.modules, library, None)
        with pytest.raises(FindError, match=f"model-library: {name} needs a library that cannot be imported") as caught:
            Network(folder)
        assert library in str(caught.value)
        assert "damaged" not in str(caught.value)

    def test_with_a_tokenizer_of_another_model(self, folder):
        node = json.loads((shipped_folder() / "tokenizer.json").read_text(encoding="utf-8"))
        node["added_tokens"] = [t for t in node["added_tokens"] if t["content"] != "</s>"]
        node["model"] = {"type": "WordLevel", "vocab": {"<s>": 0, "<unk>": 1}, "unk_token": "<unk>"}
        node["post_processor"] = None
        self.put(folder, "tokenizer.json", json.dumps(node).encode())
        with pytest.raises(FindError, match="model-damaged: tokenizer"):
            Network(folder)

    def test_with_other_labels(self, folder):
        node = json.loads((shipped_folder() / "settings.json").read_text(encoding="utf-8"))
        self.put(folder, "settings.json", json.dumps(node | {"labels": "0" * 64}).encode())
        with pytest.raises(FindError, match="model-labels"):
            Network(folder)

    def test_with_settings_that_do_not_fit(self, folder):
        self.put(folder, "settings.json", b'{"labels": "abc"}')
        with pytest.raises(FindError, match="model-settings"):
            Network(folder)


class TestDigest:
    def test_is_the_same_for_the_same_files(self, network):
        assert network.digest() == network.digest()
        assert network.digest().startswith("sha256:")
        assert len(network.digest()) == 71

    def test_changes_with_a_file(self, network, tmp_path):
        whole, other = tmp_path / "whole", tmp_path / "other"
        for folder in (whole, other):
            folder.mkdir()
            for name in FILES:
                (folder / name).symlink_to(shipped_folder() / name)
        self.spoil(other / "settings.json")
        assert _digest(whole) == network.digest()
        assert _digest(other) != network.digest()

    def spoil(self, path):
        text = path.read_text(encoding="utf-8") + "\n"
        path.unlink()
        path.write_text(text, encoding="utf-8")

    def test_of_the_labels_fits_the_shipped_model(self, network):
        assert network.settings.labels == labels_digest()
        assert len(labels_digest()) == 64
