"""Names compared as the codebook's measures compare them."""

import pytest

from dateline.quality.names import fold, is_unnamed, same_name


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The City of Gao", "gao"),
        ("Deir ez-Zor’s Governorate", "deir ez zor"),
        ("Nagré", "nagre"),
        ("أُمّ درمان", "ام درمان"),
        ("", ""),
    ],
)
def test_fold(name, folded):
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Al-Shabaab", "al Shabab", True),
        ("FLD", "Front Liberation Dunes", True),
        ("Malian army", "army", False),
        ("Banner Militia", "Banner Militia fighters", True),
        ("Companions", "Companions Northern", False),
        ("", "", False),
    ],
)
def test_same_name(a, b, same):
    assert same_name(a, b) is same


@pytest.mark.parametrize(
    ("name", "kind", "unnamed"),
    [
        ("unidentified gunmen", "unknown", True),
        ("hommes armés non identifiés", "armed_group", True),
        ("Banner Militia militants", "militia", False),
        ("Ministry", "government", False),
        ("Ahmed", "civilians", True),
    ],
)
def test_is_unnamed(name, kind, unnamed):
    assert is_unnamed(name, kind) is unnamed
