import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.find.trim import trimmed

CASES = {
    " five farmers, ": "five farmers",
    "five farmers.": "five farmers",
    "— the army —": "the army",
    "the group (JNIM)": "the group (JNIM)",
    "the group (JNIM": "the group (JNIM",
    "JNIM)": "JNIM",
    "(five soldiers": "five soldiers",
    "(JNIM)": "JNIM",
    "(two) and (three)": "(two) and (three)",
    "[sic] raid": "[sic] raid",
    "raid]": "raid",
    '"We did it," he said': '"We did it," he said',
    'we did it," ': "we did it",
    '"Lions of the North"': "Lions of the North",
    'the "Lions of the North"': 'the "Lions of the North"',
    "«Северные львы»": "Северные львы",
    "„Northern Lions“": "Northern Lions",
    "قتل خمسة،": "قتل خمسة",
    "\u200fقتل خمسة\u200f؟": "قتل خمسة",
    "killed .\u00a0": "killed",
    "in the U.S.": "in the U.S.",
    "at 5 p.m.": "at 5 p.m.",
    "killed…": "killed",
    "civilians’": "civilians",
    "...": "",
    "(\u00a0)": "",
    "": "",
}


@pytest.mark.parametrize(("text", "left"), CASES.items())
def test_what_stays(text, left):
    start, end = trimmed(text, 0, len(text))
    assert text[start:end] == left


@given(data=st.data(), text=st.text('ab.U()[]"“”«» \u00a0,', max_size=24))
def test_a_range_inside_another_stays_inside_it(data, text):
    outer = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    inner = sorted(data.draw(st.tuples(*[st.integers(*outer)] * 2)))
    (a, b), (c, d) = trimmed(text, *outer), trimmed(text, *inner)
    assert outer[0] <= a <= b <= outer[1]
    assert c >= d or a <= c < d <= b
