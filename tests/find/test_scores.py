import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dateline.find.labels import ANCHOR_HEADS, LAYERS, MENTION_HEADS, POINTERS, ROLES
from dateline.find.scores import Scores, Spans, sigmoid, softmax
from dateline.model import Span

SCORES = st.floats(-500, 500)


def raw_output(rng, spans, tokens=12):
    n, m = len(spans.anchors), len(spans.mentions)
    draw = lambda *shape: rng.normal(0, 4, shape)  # noqa: E731
    raw = {h.name: draw(n, len(h.labels)) for h in ANCHOR_HEADS} | {h.name: draw(m, len(h.labels)) for h in MENTION_HEADS}
    return raw | {
        "roles": draw(n, m, len(ROLES)),
        "none_of_them": draw(n, len(POINTERS)),
        "same": draw(n, n),
        "quote_start": draw(n, tokens),
        "quote_end": draw(n, tokens),
    }


@given(arrays(float, (3, 4), elements=SCORES))
def test_softmax_gives_probabilities_in_the_order_of_the_scores(scores):
    out = softmax(scores)
    assert np.allclose(out.sum(-1), 1)
    assert ((out >= 0) & (out <= 1)).all()
    assert (np.diff(np.take_along_axis(out, scores.argsort(-1), -1)) >= 0).all()
    assert np.allclose(softmax(scores + 100), out)


def test_softmax_of_no_rows_is_empty():
    assert softmax(np.zeros((0, 5))).shape == (0, 5)


@given(arrays(float, 6, elements=SCORES))
def test_sigmoid_is_a_probability_and_even(scores):
    out = sigmoid(scores)
    assert ((out > 0) & (out <= 1)).all()
    assert np.allclose(out + sigmoid(-scores), 1)


def test_sigmoid_of_known_scores():
    assert np.allclose(sigmoid(np.asarray([0.0, np.log(3), -np.log(3)])), [0.5, 0.75, 0.25])


class TestSpans:
    def test_the_first_layer_is_the_anchors(self):
        by_layer = [[Span(1, 2), Span(5, 6)], [Span(0, 1)], [], [Span(3, 5)], [], [], [Span(0, 1)]]
        spans = Spans.of(by_layer)
        assert spans.anchors == (Span(1, 2), Span(5, 6))
        assert spans.mentions == (Span(0, 1), Span(3, 5), Span(0, 1))
        assert spans.layers == (1, 3, 6)
        assert spans.anchor_array().tolist() == [[1, 2], [5, 6]]
        assert spans.mention_array().tolist() == [[0, 1], [3, 5], [0, 1]]

    def test_none_give_arrays_of_no_rows(self):
        assert Spans.of([[] for _ in LAYERS]).mention_array().shape == (0, 2)


class TestScores:
    @given(seed=st.integers(0, 10_000), layers=st.lists(st.integers(1, len(LAYERS) - 1), max_size=8), anchors=st.integers(1, 4))
    def test_shares_of_pointers_and_none_of_them_sum_to_one(self, seed, layers, anchors):
        spans = Spans(
            tuple(Span(k, k + 1) for k in range(anchors)), tuple(Span(k, k + 1) for k in range(len(layers))), tuple(layers)
        )
        scores = Scores.of(raw_output(np.random.default_rng(seed), spans), spans)
        for k, role in enumerate(ROLES):
            fits = np.asarray(layers, dtype=np.int64) == LAYERS.index(role.layer)
            assert (scores.roles[:, ~fits, k] == 0).all()
            assert ((scores.roles[:, fits, k] >= 0) & (scores.roles[:, fits, k] <= 1)).all()
            if role.name in POINTERS:
                assert np.allclose(scores.roles[:, :, k].sum(1) + scores.none_of_them[:, POINTERS.index(role.name)], 1)
        assert all(np.allclose(shares.sum(-1), 1) for shares in scores.classes.values())

    def test_actors_are_scored_one_by_one(self):
        spans = Spans((Span(0, 1),), (Span(1, 2), Span(2, 3)), (1, 1))
        raw = raw_output(np.random.default_rng(0), spans)
        raw["roles"][:] = np.log(4)
        assert np.allclose(Scores.of(raw, spans).roles[0, :, :2], 0.8)

    def test_what_is_no_class_is_passed_on(self):
        spans = Spans((Span(0, 1),), (), ())
        raw = raw_output(np.random.default_rng(0), spans)
        scores = Scores.of(raw, spans)
        assert scores.same is raw["same"]
        assert scores.quote_start is raw["quote_start"]
        assert set(scores.classes) == {h.name for h in (*ANCHOR_HEADS, *MENTION_HEADS)}
        assert np.allclose(scores.none_of_them, 1)
