"""The project file: what it may say, and what is wrong with one that says something else."""

from pathlib import Path

import pytest

from dateline.config import Config, load, write
from dateline.errors import ConfigError


@pytest.mark.parametrize(
    "config",
    [
        Config(name="karsa"),
        Config(name='a "quoted" name é 😀\t\x7f'),
        Config(name="karsa", database="postgresql://host/karsa", rules="mine.toml", relevance="off"),
        Config(name="karsa", coarsen="admin1", excerpts=0, licence="https://creativecommons.org/licenses/by/4.0/"),
    ],
)
def test_what_is_written_is_read(tmp_path, config):
    file = tmp_path / "project.toml"
    write(file, config)
    assert load(file) == config


@pytest.mark.parametrize(
    ("text", "code", "names"),
    [
        ("", "project-value", "name"),
        ("name = 3", "project-value", "name"),
        ("name = ' '", "project-value", "name"),
        ("name = 'a/b'", "project-value", "slashes"),
        ("name = 'x'\ndatabse = 'y'", "project-key", "Did you mean database?"),
        ("name = 'x'\n[colours]\na = 1", "project-key", "Known keys: name, database, rules, relevance"),
        ("name = 'x'\nrelevance = 'no'", "project-value", 'Write relevance = "on" or "off"'),
        ("name = [", "project-toml", "not TOML"),
        (b"name = '\xff'", "project-toml", "byte 8"),
        (None, "project-missing", "dateline new"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, text, code, names):
    file = tmp_path / "project.toml"
    if text is not None:
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigError) as caught:
        load(file)
    assert caught.value.code == code
    assert names in str(caught.value)
    assert str(file) in str(caught.value)


@pytest.mark.parametrize(
    ("database", "url"),
    [
        (None, "/data/karsa/karsa.db"),
        ("sqlite:///other.db", "sqlite:////data/karsa/other.db"),
        ("sqlite:////srv/x.db", "sqlite:////srv/x.db"),
        ("postgresql://host/karsa", "postgresql://host/karsa"),
    ],
)
def test_the_database_lies_beside_the_file(database, url):
    assert Config(name="karsa", database=database).location(Path("/data/karsa")) == url


def test_a_rule_set_of_ones_own_lies_beside_the_file():
    assert Config(name="karsa").rule_set(Path("/data")) == "default"
    assert Config(name="karsa", rules="mine.toml").rule_set(Path("/data")) == "/data/mine.toml"
