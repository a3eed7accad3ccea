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
    assert (shipped.name, bool(shipped.version), shipped.weights.name) == ("default", True, "stories")
    assert shipped.is_kindred(Action.BOMBING, Action.SUICIDE_BOMBING)
    assert {shipped.family(a) for a in (Action.PROTEST, Action.RIOT, Action.CRACKDOWN)} == {"contention"}


def test_a_copy_can_be_changed(copied):
    copied.write_text(
        copied.read_text().replace('name = "default"', 'name = "strict"').replace("\nabove = -0.5", "\nabove = 2.5")
    )
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


@pytest.mark.parametrize("name", ["ucdp", "acled", "latest-official"])
def test_rule_sets_that_ship_say_only_what_differs(name):
    found, default = rules.load(name), rules.load()
    assert (found.name, found.harm.rule) == (name, name)
    assert (found.gravity, found.blocking, found.values) == (default.gravity, default.blocking, default.values)


def test_a_file_can_say_only_what_differs(tmp_path):
    file = tmp_path / "own.toml"
    file.write_text('base = "acled"\nname = "own"\nversion = "7"\n[reliability]\nsocial_media = 4\n')
    found = rules.load(file)
    assert (found.name, found.version, found.harm.rule) == ("own", "7", "acled")
    assert (found.reliability["social_media"], found.reliability["police"]) == (4, 4)


def test_bases_in_a_circle_and_unknown_rules_are_told(tmp_path):
    (tmp_path / "a.toml").write_text('base = "b.toml"\n')
    (tmp_path / "b.toml").write_text('base = "a.toml"\n')
    with pytest.raises(ConfigError, match="rules-base"):
        rules.load(tmp_path / "a.toml")
    (tmp_path / "c.toml").write_text('base = "default"\n[harm]\nrule = "highest"\n')
    with pytest.raises(ConfigError, match=r"harm.rule is 'highest', not one of independent-range"):
        rules.load(tmp_path / "c.toml")
