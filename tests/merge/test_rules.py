import shutil

import pytest

from dateline.errors import ConfigError
from dateline.merge import rules
from dateline.model import Action


@pytest.fixture
def copied(tmp_path):
    for name in ("default.toml", "weights.toml"):
        shutil.copy(rules._shipped(name), tmp_path / name)
    return tmp_path / "default.toml"


def test_the_shipped_rule_set_has_a_name_and_a_version():
    shipped = rules.load()
    assert (shipped.name, bool(shipped.version), shipped.weights.name) == ("default", True, "authored")
    assert shipped.is_kindred(Action.BOMBING, Action.SUICIDE_BOMBING)
    assert {shipped.family(a) for a in (Action.PROTEST, Action.RIOT, Action.CRACKDOWN)} == {"contention"}


def test_a_copy_can_be_changed(copied):
    copied.write_text(copied.read_text().replace('name = "default"', 'name = "strict"').replace("above = 0.0", "above = 2.5"))
    assert (rules.load(copied).name, rules.load(copied).join_above) == ("strict", 2.5)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("veto_days = 3", "", "rules-field: 'veto_days'"),
        ("police = 4", 'police = "much"', "rules-field"),
        ('"threat", "agreement", "attack"', '"threat", "agreement"', "rules-field: actions.gravity must hold every action once"),
        ("[join]", "[join", "rules-toml"),
    ],
)
def test_a_faulty_copy_says_what_is_wrong(copied, old, new, message):
    copied.write_text(copied.read_text().replace(old, new))
    with pytest.raises(ConfigError, match=message):
        rules.load(copied)


def test_a_rule_set_that_is_not_there():
    with pytest.raises(ConfigError, match="rules-missing: no rule set ucpd"):
        rules.load("ucpd")
