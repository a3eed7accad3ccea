"""Spans and quotes count code points, whatever the script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.model import Document, Quote, Span

TEXTS = ["قُتل 7 أشخاص في 💥 كانو", "👩🏽‍⚕️👨‍👩‍👧 medics", "e\u0301té à Nagré", "𝔊𝔬𝔱𝔥𝔦𝔠 𐍈", "plain"]
spans = st.lists(st.integers(0, 60), min_size=2, max_size=2, unique=True).map(lambda pair: Span(*sorted(pair)))


@pytest.mark.parametrize("text", TEXTS)
def test_every_range_of_a_text_can_be_quoted(text):
    doc = Document(id="d", text=text)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            quote = doc.quote(start, end)
            assert quote.text == text[start:end] == quote.span.text(text)
            assert quote.holds(text)
            assert len(quote.span) == end - start


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 99), (5, 6)])
def test_range_past_the_text_is_refused_and_named(start, end):
    with pytest.raises(InputError) as fault:
        Document(id="d", text="plain").quote(start, end)
    assert fault.value.code == "quote-length"
    assert fault.value.where == "document d"


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2)])
def test_empty_or_negative_span_is_refused(start, end):
    with pytest.raises(InputError, match="span-empty"):
        Span(start, end)


def test_quote_of_units_instead_of_code_points_is_refused():
    text = "💥 Kano"
    utf16 = len("💥".encode("utf-16-le")) // 2 + 1
    with pytest.raises(InputError, match="quote-length"):
        Quote("d", utf16, utf16 + len("Kano".encode("utf-16-le")), "Kano")
    assert not Quote("d", utf16, utf16 + 4, "Kano").holds(text)


def test_quote_is_lost_when_the_text_changes():
    quote = Document(id="d", text="five people died").quote(0, 4)
    assert not quote.holds("nine people died")
    assert not quote.holds("")


@given(spans, spans)
def test_overlap_and_containment_agree(a, b):
    shared = set(range(a.start, a.end)) & set(range(b.start, b.end))
    assert a.overlaps(b) == b.overlaps(a) == bool(shared)
    assert a.contains(b) == (len(shared) == len(b))


@given(spans)
def test_spans_sort_by_where_they_begin(span):
    assert Span(span.start, span.end + 1) > span
    assert hash(Span(span.start, span.end)) == hash(span)
