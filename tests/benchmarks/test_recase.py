"""Text in capitals made mixed case; all texts are invented."""

import pytest
from benchmarks.recase import Recaser
from hypothesis import given
from hypothesis import strategies as st

ORDINARY = (
    "Yesterday gunmen of the Red Column attacked a bank in Lima. The gunmen fled to Peru, the police said.",
    "In May the police of Peru may act. The bank in Lima was closed.",
)


@pytest.fixture(scope="module")
def recaser():
    return Recaser(ORDINARY)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("GUNMEN ATTACKED A BANK IN LIMA.", "Gunmen attacked a bank in Lima."),
        ("the police said. the gunmen fled", "The police said. The gunmen fled"),
        ("THE RED COLUMN (RCX) FLED TO HUANTA", "The Red Column (RCX) fled to Huanta"),
        ("THE GUNMEN FLED, RCX SAID", "The gunmen fled, RCX said"),
        ("THE GUNMEN WERE SURROUNDED", "The gunmen Were surrounded"),
    ],
)
def test_case(recaser, text, wanted):
    assert recaser.recased(text) == wanted


@given(st.text())
def test_every_character_stays_at_its_place(text):
    out = Recaser(ORDINARY).recased(text)
    assert len(out) == len(text)
    assert all(a.casefold() == b.casefold() for a, b in zip(text, out, strict=True))
