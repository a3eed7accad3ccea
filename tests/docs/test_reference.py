import re
import runpy
from pathlib import Path

import pytest
import typer

from dateline.cli.app import app

ROOT = Path(__file__).parents[2]
GROUP = typer.main.get_command(app)
COMMANDS = sorted(GROUP.commands)
CLI_PAGE = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")


def section(name):
    return CLI_PAGE.partition(f"## dateline {name}\n")[2].partition("\n## ")[0]


def test_pages_are_as_the_code_has_them():
    reference = runpy.run_path(str(ROOT / "docs" / "build_reference.py"))
    assert reference["differing"]() == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_in_the_reference(name):
    words = section(name)
    for parameter in GROUP.commands[name].params:
        for option in (*parameter.opts, *parameter.secondary_opts):
            if option.startswith("-"):
                assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", words), option


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_guides(name):
    guides = [path for folder in ("start", "how-to") for path in (ROOT / "docs" / folder).glob("*.md")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *guides))
    assert f"dateline {name}" in text


def test_every_option_in_the_guides_is_one():
    commands = [c for command in GROUP.commands.values() for c in (command, *getattr(command, "commands", {}).values())]
    known = {option for command in commands for parameter in command.params for option in parameter.opts}
    for path in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if "dateline " in line and not any(other in line for other in ("pip", "train", "createdb")):
                assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", line)) <= known | {"--help", "--version"}, f"{path}: {line}"


def test_every_make_target_is_in_the_reference():
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    page = (ROOT / "docs" / "reference" / "make.md").read_text(encoding="utf-8")
    assert [name for name in targets if f"`make {name}`" not in page] == []


def test_every_make_target_that_is_named_is_one():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for path in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        assert set(re.findall(r"`make ([a-z]+)", path.read_text(encoding="utf-8"))) <= targets, path
