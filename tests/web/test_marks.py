from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.web.marks import KINDS, Layer, Piece, Stretch, paragraphs

TEXT = "Raiders killed 7.\n\nPolice confirmed it."
SIGNS = st.text(alphabet="ab \n<&م🙂", max_size=60)


@st.composite
def marked(draw):
    text = draw(SIGNS)
    edges = st.integers(0, len(text))
    layers = [
        Layer(min(a, b), max(a, b), draw(st.sampled_from(KINDS)), draw(st.sampled_from((None, "/x", "/y"))))
        for a, b in draw(st.lists(st.tuples(edges, edges), max_size=8))
        if a != b
    ]
    return text, layers, draw(st.dictionaries(edges, st.just(("anchor",)), max_size=3))


def test_pieces_are_cut_where_marks_begin_and_end():
    found = paragraphs(
        TEXT, [Layer(0, 16, "claim", "/e/1"), Layer(8, 14, "trigger", "/e/1"), Layer(15, 16, "harm", "/e/1")], {0: ["c1"]}
    )
    stretch = Stretch(
        "/e/1",
        ("c1",),
        (
            Piece("Raiders ", ("claim",)),
            Piece("killed", ("claim", "trigger")),
            Piece(" ", ("claim",)),
            Piece("7", ("claim", "harm")),
        ),
    )
    assert found[0] == (stretch, Stretch(None, (), (Piece(".", ()),)))
    assert found[1] == (Stretch(None, (), (Piece("Police confirmed it.", ()),)),)


def test_words_of_two_claims_lead_to_the_shorter():
    found = paragraphs(TEXT, [Layer(0, 16, "claim", "/long"), Layer(8, 14, "claim", "/short"), Layer(8, 10, "actor", "/actor")])
    assert [stretch.link for stretch in found[0]] == ["/long", "/short", "/long", None]


@given(marked())
@settings(max_examples=40)
def test_no_word_is_lost_or_told_twice(given_):
    text, layers, anchors = given_
    told = [
        "".join(piece.text for stretch in paragraph for piece in stretch.pieces)
        for paragraph in paragraphs(text, layers, anchors)
    ]
    assert told == [line for line in text.split("\n") if line.strip()]


@given(marked())
@settings(max_examples=40)
def test_every_sign_has_exactly_its_marks(given_):
    text, layers, anchors = given_
    at = 0
    for paragraph in paragraphs(text, layers, anchors):
        at = next(
            n for n in range(at, len(text) + 1) if text[n:].startswith(paragraph[0].pieces[0].text) and text[n : n + 1] != "\n"
        )
        for piece in (piece for stretch in paragraph for piece in stretch.pieces):
            for n in range(at, at + len(piece.text)):
                assert piece.kinds == tuple(
                    k for k in KINDS if any(layer.kind == k and layer.start <= n < layer.end for layer in layers)
                )
            at += len(piece.text)
