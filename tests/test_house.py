"""House rules that no linter knows."""

import ast
import functools
import inspect
from pathlib import Path

import pytest

import dateline
from dateline.model import codes

SOURCE = Path(dateline.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))
MOST_LINES = 500
LONGEST_FUNCTION = 80
BANNED = ("util", "utils", "misc", "common", "helper", "helpers", "tools", "stuff", "base")
LISTS = [
    kind for kind in vars(codes).values() if inspect.isclass(kind) and issubclass(kind, codes.Code) and kind is not codes.Code
]


@functools.cache
def parsed(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path):
    return path.relative_to(SOURCE).as_posix()


def public_parts(tree):
    """The public functions, classes and methods of a module, with their names."""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            yield node.name, node
            for part in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)) and not part.name.startswith("_"):
                    yield f"{node.name}.{part.name}", part


@functools.cache
def nodes_of(path):
    return tuple(ast.walk(parsed(path)))


def spelt(node):
    """A plain or dotted name as it is written; nothing for what is no name."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


class TestFiles:
    """Each test names the files that break its rule; one test a rule, since there are hundreds of files."""

    def test_have_names_that_say_something(self):
        assert not [name_of(path) for path in FILES if path.stem in BANNED]

    def test_are_short(self):
        assert not [name_of(path) for path in FILES if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES]

    def test_say_what_they_are_and_what_their_parts_give(self):
        assert not [name_of(path) for path in FILES if not ast.get_docstring(parsed(path))]
        parts = ((path, name, part) for path in FILES for name, part in public_parts(parsed(path)))
        assert not [f"{name_of(path)}: {name}" for path, name, part in parts if not ast.get_docstring(part)]

    def test_have_short_functions(self):
        functions = (
            (path, node)
            for path in FILES
            if "migrations/versions/" not in name_of(path)  # one list of tables, which never changes once it is released
            for node in nodes_of(path)
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        )
        assert not [f"{name_of(path)}: {f.name}" for path, f in functions if f.end_lineno - f.lineno >= LONGEST_FUNCTION]

    def test_neither_print_nor_exit_nor_read_the_environment_below_the_command_line(self):
        below = [(path, node) for path in FILES if not name_of(path).startswith(("cli/", "web/")) for node in nodes_of(path)]
        calls = [(path, spelt(node.func)) for path, node in below if isinstance(node, ast.Call)]
        forbidden = {"print", "exit", "quit", "sys.exit", "os.getenv", "input"}
        assert not [f"{name_of(path)}: {call}" for path, call in calls if call in forbidden]
        assert not [name_of(path) for path, node in below if spelt(node) == "os.environ"]

    def test_catch_nothing_without_naming_it(self):
        handlers = [(path, node) for path in FILES for node in nodes_of(path) if isinstance(node, ast.ExceptHandler)]
        assert not [name_of(path) for path, handler in handlers if handler.type is None]


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.__name__)
def test_every_code_has_a_meaning(kind):
    assert (kind.__doc__ or "").strip()
    assert all(member.meaning for member in kind)


def test_public_names_are_exactly_these():
    names = ["__version__", "find", "link", "merge", "model", "open", "quality", "read", "write"]
    assert sorted(dateline.__all__) == names
    assert dir(dateline) == names


@pytest.mark.parametrize("name", dateline.__all__)
def test_public_name_can_be_had(name):
    assert getattr(dateline, name)


def test_unknown_name_is_refused():
    with pytest.raises(AttributeError, match="module 'dateline' has no attribute 'finder'"):
        dateline.finder  # noqa: B018


@pytest.mark.parametrize("name", ["model", "quality", "write"])
def test_packages_export_what_they_have(name):
    package = getattr(dateline, name)
    assert all(hasattr(package, public) for public in package.__all__)
