"""Masks: a claim that is passed over would have come out the same, whatever its words and the secrets are."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Actor, Claim, Source
from dateline.model.codec import encode
from dateline.model.light import light_json
from dateline.model.span import Quote
from dateline.write.mask import Mask

WORDS = st.sampled_from(
    [
        "Amina",
        "Yusuf",
        "O'Brien",
        'the "Lion"',
        "back\\slash",
        "Müller",
        "Йосиф",
        "أمينة",
        "two\nlines",
        "half \ud800",
        "a/b",
        "&<>",
        "gunmen",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
QUOTES = TEXTS.map(lambda text: Quote("d1", 3, 3 + len(text), text))
ACTORS = st.builds(Actor, name=TEXTS, kind=st.just("civilians"), quote=st.none() | QUOTES, reason=st.none() | TEXTS)
CLAIMS = st.builds(
    Claim,
    quote=QUOTES,
    source=st.builds(Source, name=st.none() | TEXTS, quote=st.none() | QUOTES),
    stance=st.just("reports"),
    perpetrators=st.lists(ACTORS, max_size=2).map(tuple),
    targets=st.lists(ACTORS, max_size=2).map(tuple),
)


class Thorough(Mask):
    """A mask that passes over nothing."""

    def concerns(self, claim):
        """Always."""
        return True


@given(CLAIMS, st.lists(TEXTS, max_size=3))
def test_nothing_is_passed_over_that_holds_a_secret(claim, secrets):
    quick, thorough = Mask("rule", secrets), Thorough("rule", secrets)
    assert quick.claim(claim) == thorough.claim(claim)
    assert quick.withheld() == thorough.withheld()


@given(CLAIMS, st.lists(TEXTS, max_size=3))
def test_light_claims_are_masked_as_claims_are(claim, secrets):
    if "\ud800" in json.dumps(encode(claim), ensure_ascii=False):
        return  # no store holds it
    lean = light_json(Claim, json.dumps(encode(claim)))
    whole, light = Mask("rule", secrets), Mask("rule", secrets)
    assert encode(whole.claim(claim)) == json.loads(json.dumps(encode_light(light.claim(lean))))
    assert whole.withheld() == light.withheld()


def encode_light(value):
    """A light noun as JSON, what is None or empty left out."""
    if isinstance(value, tuple):
        return [encode_light(item) for item in value]
    if not hasattr(value, "__struct_fields__"):
        return value if not hasattr(value, "__dataclass_fields__") else encode(value)
    pairs = ((name, getattr(value, name)) for name in value.__struct_fields__)
    return {name: encode_light(item) for name, item in pairs if item is not None and item != ()}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Amina fled", "█████ fled"),
        ("Aminata fled", "Aminata fled"),
        ("with Amina.", "with █████."),
        ("KAmina and Amina", "KAmina and █████"),
        ("Amina", "█████"),
        ("كتبت أمينة", "كتبت █████"),
        ("وأمينة كتبت", "و█████ كتبت"),
    ],
)
def test_words_stand_alone_unless_their_script_has_no_case(text, shown):
    assert Mask("rule", ["Amina", "أمينة"]).words(text, "quotes") == shown
