# ruff: noqa: INP001 - a script, in no package
"""Pages of docs/reference that are made from the code: `python docs/build_reference.py` writes them, `--check` compares.

A page that differs from what the code says fails the tests.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import typer

from dateline import errors
from dateline.cli.app import app
from dateline.cli.exit_code import ExitCode
from dateline.model import codes
from dateline.write.columns import COLUMNS
from dateline.write.formats import SCHEMES
from dateline.write.scheme import Scheme

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
COMMAND = "python docs/build_reference.py"
_HEAD = f"<!-- Made by `{COMMAND}` from the code; change the code, not this page. -->\n\n"
_ERRORS = frozenset(errors.__all__)


def codebook() -> str:
    """The closed lists of the codebook, each value with its meaning."""
    lists = [
        kind
        for kind in vars(codes).values()
        if isinstance(kind, type) and issubclass(kind, codes.Code) and kind is not codes.Code
    ]
    parts = [
        f"# Codebook: the closed lists (version {codes.CODEBOOK_VERSION})\n",
        "The words that dateline records with. In JSON and in exports a value is written as in the first column.\n",
    ]
    for kind in lists:
        parts.append(f"## {kind.__name__}\n\n{(kind.__doc__ or '').strip()}\n\n| value | meaning |\n|---|---|")
        parts.append("\n".join(f"| `{member.value}` | {member.meaning} |" for member in kind) + "\n")
    return "\n".join(parts)


def export_csv() -> str:
    """The columns of the CSV export."""
    rows = [f"| `{c.name}` | {c.type} | {c.meaning} |" for c in COLUMNS]
    return "\n".join(
        (
            "# CSV export: columns\n",
            "One row for each event, RFC 4180: UTF-8, a header row, CR LF. GeoJSON properties are the same columns, latitude and",
            "longitude left to the geometry.\n",
            "* An empty cell is a value that is not known; 0 is the number.",
            '* A list is joined with "; "; a semicolon inside an item becomes a comma, a line break a space.',
            "* A text that a spreadsheet would run as a formula (it begins with =, +, - or @) has an apostrophe in front.",
            "* `truth` is true or false; `day` is written as 2026-02-21; the dot is the decimal sign.",
            "* Names of private persons are withheld: see [withholding](withholding.md).\n",
            "| column | type | meaning |",
            "|---|---|---|",
            *rows,
            "",
        )
    )


def export_scheme(format_: str, scheme: Scheme[Any]) -> str:
    """The columns of a scheme, and what it cannot hold."""
    rows = [f"| {n} | `{column.name}` | {column.meaning} |" for n, column in enumerate(scheme.columns, start=1)]
    return "\n".join(
        (
            f"# {scheme.name} export: columns\n",
            f"`dateline export {format_}`. One row for {scheme.unit}, {_DIALECTS[scheme.separator]}. Our own shape after the {scheme.source}:",
            "the columns and codes are the scheme's, the data are not.\n",
            "Names of private persons are withheld: see [withholding](withholding.md).\n",
            "## What it does not hold\n",
            *(f"* {loss}" for loss in scheme.losses),
            "\n## Columns\n",
            f"{len(rows)}, in this order. {_UNKNOWN.format(scheme.unknown) if scheme.unknown else 'An empty cell is a value that is not known.'}\n",
            "|  | column | meaning |",
            "|---|---|---|",
            *rows,
            "",
        )
    )


_DIALECTS = {
    ",": "CSV (RFC 4180), UTF-8, a header row, CR LF; lists joined with `; `, text that a spreadsheet would run as a formula behind an apostrophe",
    "\t": "separated by tabs, UTF-8, lines that end in LF; tabs and line breaks inside a cell become spaces",
}
_UNKNOWN = "`{}` stands for a value that is not known."


@dataclass(frozen=True, order=True)
class Raised:
    """One place in the code that makes an error or a problem."""

    code: str
    kind: str
    what: str
    fix: str
    module: str


def error_page() -> str:
    """Every error code of the code, with what it says and what to do."""
    by_code: dict[str, list[Raised]] = defaultdict(list)
    for one in sorted(raised()):
        by_code[one.code].append(one)
    rows = [_error_row(code, found) for code, found in sorted(by_code.items())]
    return "\n".join(
        (
            "# Errors and problems\n",
            "Every error that dateline raises on purpose reads `code: what is wrong. In where. What to do.` A document that cannot be",
            "used becomes a problem with the same fields, and the run goes on. `…` stands for the value at hand.\n",
            "| code | error | what is wrong | what to do | raised in |",
            "|---|---|---|---|---|",
            *rows,
            "",
        )
    )


def _error_row(code: str, found: list[Raised]) -> str:
    def joined(values: Iterator[str]) -> str:
        return "<br>".join(value.replace("|", "\\|").replace("\n", " ") for value in dict.fromkeys(values) if value)

    kinds, modules = (joined(getattr(one, name) for one in found) for name in ("kind", "module"))
    return f"| `{code}` | {kinds} | {joined(one.what for one in found)} | {joined(one.fix for one in found)} | {modules} |"


def raised(source: Path = ROOT / "src") -> list[Raised]:
    """Every place under `source` that makes an error of the tree or a Problem."""
    found: list[Raised] = []
    for path in sorted(source.rglob("*.py")):
        module = ".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__")
        for node, scope in _calls(ast.parse(path.read_text(encoding="utf-8"))):
            if _callee(node) in _ERRORS | {"Problem"}:
                found += _of_call(node, module, _assigned_texts(scope))
    return found


def _calls(scope: ast.AST) -> Iterator[tuple[ast.Call, ast.AST]]:
    """Every call with the innermost function that it stands in; the module, where it stands in none."""
    waiting = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from _calls(node)
            continue
        if isinstance(node, ast.Call):
            yield node, scope
        waiting.extend(ast.iter_child_nodes(node))


def _of_call(node: ast.Call, module: str, names: Mapping[str, set[str]]) -> list[Raised]:
    given = dict(zip(("code", "what"), node.args, strict=False)) | {k.arg: k.value for k in node.keywords if k.arg}
    codes_given = sorted(_texts(given.get("code"), names))
    what, fix = (" / ".join(sorted(_texts(given.get(name), names))) for name in ("what", "fix"))
    return [Raised(code, _callee(node), what, fix, module) for code in codes_given if code != "…"]


def _callee(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _assigned_texts(scope: ast.AST) -> dict[str, set[str]]:
    """The texts that each simple name is given anywhere in a function."""
    names: dict[str, set[str]] = defaultdict(set)
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                for name, value in _pairs(target, node.value):
                    names[name] |= _texts(value, {})
    return names


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, part in zip(target.elts, value.elts, strict=False):
            yield from _pairs(one, part)


def _texts(node: ast.expr | None, names: Mapping[str, set[str]]) -> set[str]:
    """The texts that an expression may be, `…` for what is known only when the program runs."""
    match node:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.JoinedStr(values=parts):
            return {"".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in parts)}
        case ast.IfExp(body=body, orelse=orelse):
            return _texts(body, names) | _texts(orelse, names)
        case ast.Name(id=name) if names.get(name):
            return set(names[name])
        case None:
            return set()
    return {"…"}


_WIDTH = 100  # columns of the help in the docs


def commands() -> str:
    """What every command says of itself."""
    group = typer.main.get_command(app)
    context = group.make_context("dateline", [], resilient_parsing=True, terminal_width=_WIDTH)
    parts = [
        "# Commands\n",
        "What `dateline --help` and `dateline COMMAND --help` say. Data goes to stdout, speech to stderr; see also the",
        "[exit codes](exit-codes.md).\n",
        _help("dateline", group.get_help(context)),
    ]
    return "\n".join((*parts, *_subcommands("dateline", group, context)))


def _subcommands(path: str, group: typer.core.TyperGroup, context: typer.Context) -> Iterator[str]:
    """What the commands of a group say of themselves, and those of the groups in it."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        own = command.make_context(name, [], parent=context, resilient_parsing=True, terminal_width=_WIDTH)
        yield _help(f"{path} {name}", command.get_help(own))
        if isinstance(command, typer.core.TyperGroup):
            yield from _subcommands(f"{path} {name}", command, own)


def _help(title: str, words: str) -> str:
    return f"## {title}\n\n```\n{words.strip()}\n```\n"


def exit_codes() -> str:
    """What the numbers mean that commands end with."""
    rows = [f"| {code.value} | {code.note} |" for code in ExitCode]
    return "\n".join(("# Exit codes\n", "The same for every command.\n", "| code | meaning |", "|---|---|", *rows, ""))


def make_targets() -> str:
    """What `make help` lists."""
    targets = re.findall(r"^([a-z]+):.*## +(.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    rows = [f"| `make {name}` | {meaning} |" for name, meaning in targets]
    return "\n".join(
        (
            "# Make targets\n",
            "For work on dateline itself. `PYTHON=python3.12` chooses the interpreter for `make setup`; `DATA=FOLDER` says where gold sets",
            "and benchmark data lie that are no part of the project; `TESTS=tests/cli` runs a part of the tests.\n",
            "| command | what it does |",
            "|---|---|",
            *rows,
            "",
        )
    )


PAGES: Mapping[str, Callable[[], str]] = {
    "cli.md": commands,
    "codebook.md": codebook,
    "errors.md": error_page,
    "exit-codes.md": exit_codes,
    "export-csv.md": export_csv,
    "make.md": make_targets,
    **{f"export-{name}.md": partial(export_scheme, name, scheme) for name, scheme in SCHEMES.items()},
}


def page(name: str) -> str:
    """A page as the code has it now."""
    return _HEAD + PAGES[name]()


def differing() -> list[str]:
    """The pages that differ from what the code says, by name."""
    paths = {name: REFERENCE / name for name in PAGES}
    return [name for name, path in paths.items() if not path.is_file() or path.read_text(encoding="utf-8") != page(name)]


def main(arguments: list[str]) -> int:
    """Writes the pages, or compares them; 1 where a compared page differs."""
    if "--check" in arguments:
        wrong = differing()
        sys.stderr.writelines(f"docs/reference/{name} differs from the code: run {COMMAND}\n" for name in wrong)
        return 1 if wrong else 0
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name in PAGES:
        (REFERENCE / name).write_text(page(name), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
