import pytest

from dateline.merge.growth import counts_attacker, is_share, last_of, tells_growth
from dateline.model import ActorKind, Claim, Count, Harm, HarmKind, Quote, Source, SourceKind, Stance


def harm(words, number=1):
    quote = Quote("a", 0, len(words), words)
    return Harm(kind=HarmKind.KILLED, count=Count(number, number, number), who=ActorKind.CIVILIANS, quote=quote)


def claim(words, *harms):
    quote = Quote("a", 0, len(words), words)
    return Claim(quote=quote, source=Source(kind=SourceKind.OUTLET), stance=Stance.REPORTS, harm=harms)


@pytest.mark.parametrize(
    ("words", "number", "total"),
    [
        ("A third body", 1, 3),
        ("the tenth victim", 1, 10),
        ("A tenth victim", 10, None),  # coded with its total already
        ("his second wife", 1, None),
        ("A second wife", 1, None),
        ("one trader", 1, None),
    ],
)
def test_an_ordinal_is_a_total(words, number, total):
    assert last_of(harm(words, number)) == total


@pytest.mark.parametrize(
    ("words", "grown"),
    [
        ("a herder died of his wounds on Sunday", True),
        ("the toll has risen to seven", True),
        ("Un berger a succombé à ses blessures", True),
        ("ارتفع عدد القتلى إلى سبعة", True),
        ("число погибших возросло до семи", True),
        ("gunmen killed seven herders", False),
    ],
)
def test_words_of_growth(words, grown):
    assert tells_growth(claim(words)) is grown


@pytest.mark.parametrize(
    ("words", "share"),
    [("three of the dead", True), ("two of the five", True), ("the number of the dead at 21", False), ("six of its men", False)],
)
def test_a_share_of_those_told_elsewhere(words, share):
    assert is_share(harm(words)) is share


def test_a_figure_that_holds_the_attacker_too():
    assert counts_attacker(claim("Six people including the bomber were killed"))
    assert not counts_attacker(claim("Five people were killed by the bomber"))
