import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.find.windows import OVERLAP_TOKENS, TITLE_TOKENS, WINDOW_TOKENS, Tokens, tokenise, windows
from dateline.model import Document

BEGIN, END = -1, -2
SCRIPTS = st.text(
    st.sampled_from("ab Kz.\n\t5é\u0301\u0323ﬁ①㍿ﷺ½ａ\u00a0\u200b\u200d\u200f\u2028\ufeff\x00😀👩🏽🇫🇷ىاقتلسпри戦争\ud800\udfff"),
    max_size=80,
)


def numbered(n, title=0):
    ids = np.arange(n, dtype=np.int64)
    return Tokens(ids, ids, ids + 1, np.arange(10_000, 10_000 + title, dtype=np.int64))


@given(n=st.integers(0, 3000), title=st.integers(0, TITLE_TOKENS))
def test_each_token_is_kept_by_one_window_in_order(n, title):
    tokens = numbered(n, title)
    kept = []
    for w in windows(tokens, begin=BEGIN, end=END):
        at = slice(w.offset + w.keep[0] - w.first, w.offset + w.keep[1] - w.first)
        assert 0 <= at.start <= at.stop <= len(w.ids) - 1
        kept.extend(w.ids[at].tolist())
    assert kept == list(range(n))


@given(n=st.integers(0, 3000), title=st.integers(0, TITLE_TOKENS))
def test_a_window_fits_the_encoder_and_begins_with_the_title(n, title):
    tokens = numbered(n, title)
    head = [BEGIN, *tokens.title.tolist(), END] if title else [BEGIN]
    for w in windows(tokens, begin=BEGIN, end=END):
        assert len(w.ids) <= WINDOW_TOKENS
        assert w.ids.dtype == np.int64
        assert w.ids[: w.offset].tolist() == head
        assert w.ids[-1] == END


@given(n=st.integers(600, 3000), title=st.integers(0, TITLE_TOKENS))
def test_each_token_has_context_on_both_sides(n, title):
    margin = OVERLAP_TOKENS // 2
    for w in windows(numbered(n, title), begin=BEGIN, end=END):
        last = w.first + len(w.ids) - 1 - w.offset
        assert w.keep[0] == 0 or w.keep[0] - w.first >= margin
        assert w.keep[1] == n or last - w.keep[1] >= margin


@pytest.mark.parametrize(("n", "count"), [(0, 1), (1, 1), (510, 1), (511, 2), (892, 2), (893, 3)])
def test_there_are_as_many_windows_as_needed(n, count):
    assert len(windows(numbered(n), begin=BEGIN, end=END)) == count


def test_no_token_gives_one_window_of_marks():
    (w,) = windows(numbered(0), begin=BEGIN, end=END)
    assert w.ids.tolist() == [BEGIN, END]
    assert w.keep == (0, 0)


class TestTokenise:
    @settings(deadline=None, max_examples=300)
    @given(text=SCRIPTS)
    def test_offsets_are_code_points_of_the_text_in_order(self, tokenizer, text):
        tokens = tokenise(tokenizer, Document(id="d", text=text))
        assert len(tokens.ids) == len(tokens.starts) == len(tokens.ends)
        assert (tokens.starts >= 0).all()
        assert (tokens.starts <= tokens.ends).all()
        assert (tokens.ends <= len(text)).all()
        assert (np.diff(tokens.starts) >= 0).all()
        assert (np.diff(tokens.ends) >= 0).all()
        for start, end in zip(tokens.starts, tokens.ends, strict=True):
            assert text[start:end] == text[start:end].strip()

    @pytest.mark.parametrize(
        "word", ["😀", "👩‍👩‍👧", "قتل", "cafe\u0301", "e\u0323\u0301", "ﬁve", "①②", "戦争", "погибли", "Ｋano", "½", "Nʼdjamena"]
    )
    def test_words_of_any_script_lie_where_they_stand(self, tokenizer, word):
        text = f"{word} {word} Gunmen 😀 killed"
        tokens = tokenise(tokenizer, Document(id="d", text=text))
        pieces = [text[s:e] for s, e in zip(tokens.starts, tokens.ends, strict=True)]
        first_of_gunmen = next(n for n, s in enumerate(tokens.starts) if s == text.index("Gunmen"))
        assert "Gunmen".startswith(pieces[first_of_gunmen])
        assert tokens.ends[-1] == len(text)
        assert tokens.starts[0] == 0
        assert text.index("😀", len(word) * 2) in tokens.starts

    def test_a_text_of_nothing_has_no_token_with_a_character(self, tokenizer):
        for text in ("", " ", "\n\n \t", "\u00a0"):
            tokens = tokenise(tokenizer, Document(id="d", text=text))
            assert (tokens.ends == tokens.starts).all()

    def test_half_a_surrogate_pair_is_read_as_an_unknown_sign(self, tokenizer):
        text = "Gunmen \ud83d killed five"
        tokens = tokenise(tokenizer, Document(id="d", text=text, title="\ude00 Raid"))
        assert tokens.ends[-1] == len(text)
        assert len(tokens.title)

    def test_a_long_title_is_cut(self, tokenizer):
        doc = Document(id="d", text="Five killed.", title="Gunmen raid village " * 40)
        assert len(tokenise(tokenizer, doc).title) == TITLE_TOKENS
        assert not len(tokenise(tokenizer, Document(id="d", text="Five killed.")).title)

    def test_capitals_throughout_are_read_in_small_letters(self, tokenizer):
        text = "GUNMEN KILLED FIVE SOLDIERS NEAR SAN VICENTE"
        wire = tokenise(tokenizer, Document(id="d", text=text, title="FIVE KILLED"))
        small = tokenise(tokenizer, Document(id="d", text=text.lower(), title="five killed"))
        assert (wire.ids == small.ids).all()
        assert (wire.starts == small.starts).all()
        assert (wire.title == small.title).all()
