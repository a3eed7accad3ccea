import pytest

from dateline.find.figures import counts_of, number_before, persons
from dateline.model import Actor, ActorKind, Claim, Count, Document, Harm, HarmKind, Quote, Source, Stance

NOBODY = ((HarmKind.KILLED, Count(0, 0, 0)), (HarmKind.WOUNDED, Count(0, 0, 0)))
FIGURES = [
    ("five farmers", "killed", "en", ((HarmKind.KILLED, Count(5, 5, 5)),)),
    ("killed five farmers and wounded two", "killed", None, ((HarmKind.KILLED, Count(5, 5, 5)),)),
    ("killed five farmers and wounded two", "wounded", None, ((HarmKind.WOUNDED, Count(2, 2, 2)),)),
    ("at least 12 soldiers", "killed", "en", ((HarmKind.KILLED, Count(12, 12, None)),)),
    ("dozens", "wounded", "en", ((HarmKind.WOUNDED, Count(24, None, None)),)),
    ("пятеро солдат", "killed", "ru", ((HarmKind.KILLED, Count(5, 5, 5)),)),
    ("the deaths", "killed", "en", ()),
    ("killed or wounded dozens", "killed", "en", ()),
    ("no casualties", "killed", "en", NOBODY),
    ("No casualties", "wounded", None, NOBODY),
    ("without losses", "killed", "en", NOBODY),
    ("no civilian casualties", "killed", "en", NOBODY),
    ("sin víctimas", "killed", "es", NOBODY),
    ("sem vítimas", "killed", "pt", NOBODY),
    ("sans victimes", "killed", "fr", NOBODY),
    ("aucune victime", "killed", "fr", NOBODY),
    ("без жертв", "killed", "ru", NOBODY),
    ("жертв немає", "killed", "uk", NOBODY),
    ("دون ضحايا", "killed", "ar", NOBODY),
    ("no one was hurt", "wounded", "en", ((HarmKind.WOUNDED, Count(0, 0, 0)),)),
]


@pytest.mark.parametrize(("phrase", "kind", "language", "expected"), FIGURES)
def test_figures_of_a_phrase(phrase, kind, language, expected):
    assert counts_of(phrase, HarmKind(kind), language) == expected


@pytest.mark.parametrize(
    ("phrase", "number"),
    [
        ("five farmers", 5),
        ("a farmer", 1),
        ("the two brothers", 2),
        ("gunmen", None),
        ("Boko Haram", None),
        ("at least five soldiers", None),
        ("dozens of men", None),
        ("no soldiers", None),
        ("the 2nd Brigade", None),
    ],
)
def test_persons_of_an_actor(phrase, number):
    assert persons(phrase, None) == number
    assert persons(phrase, "en") == number


class TestNumberBefore:
    def of(self, text, trigger, *, harm=None, target=None, quote=None):
        def words(part):
            at = text.index(part)
            return Quote("d", at, at + len(part), part)

        claim = Claim(
            quote=words(quote or text),
            source=Source(),
            stance=Stance.REPORTS,
            trigger=words(trigger) if trigger else None,
            harm=(Harm(kind=HarmKind.KILLED, count=Count(3, 3, 3), quote=words(harm)),) if harm else (),
            targets=(Actor(name=target, kind=ActorKind.CIVILIANS, quote=words(target)),) if target else (),
        )
        return number_before(claim, Document(id="d", text=text))

    @pytest.mark.parametrize(
        ("text", "trigger", "number"),
        [
            ("There were six attacks since March", "attacks", 6),
            ("There were six attacks since March", "six attacks", 6),
            ("The army counted 14 separate bomb attacks", "attacks", 14),
            ("a total of (14) raids", "raids", 14),
            ("Attacks have gone on", "Attacks", None),
            ("six of the many villages saw attacks", "attacks", None),
            ("Since 2023 attacks have gone on", "attacks", None),
            ("Attacks have gone on", None, None),
        ],
    )
    def test_words_before_the_trigger(self, text, trigger, number):
        assert self.of(text, trigger) == number

    def test_numbers_outside_the_quote_do_not_count(self):
        assert self.of("At six attacks began", "attacks", quote="attacks began") is None

    def test_numbers_of_persons_do_not_count(self):
        assert self.of("killed 12 people in attacks", "attacks", harm="12 people") is None
        assert self.of("12 traders died in attacks", "attacks", target="12 traders") is None
        assert self.of("killed 12 in two attacks", "attacks", harm="12") == 2
