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


@pytest.mark.parametrize("path", FILES, ids=name_of)
class TestFile:
    def test_has_a_name_that_says_something(self, path):
        assert path.stem not in BANNED

    def test_is_short(self, path):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES

    def test_says_what_it_is_and_what_its_parts_give(self, path):
        tree = parsed(path)
        assert ast.get_docstring(tree)
        assert not [name for name, part in public_parts(tree) if not ast.get_docstring(part)]

    def test_has_short_functions(self, path):
        if "migrations/versions/" in name_of(path):
            return  # a migration is one list of tables, and never changes once it is released
        functions = (n for n in ast.walk(parsed(path)) if isinstance(n, (ast.FunctionDef)))
        assert not [f.name for f in functions if f.end_lineno - f.lineno >= LONGEST_FUNCTION]

    def test_neither_prints_nor_exits_nor_reads_the_environment_below_the_command_line(self, path):
        if name_of(path).startswith(("cli/", "web/")):
            return
        nodes = list(ast.walk(parsed(path)))
        calls = [ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)]
        assert not {"print", "exit", "quit", "sys.exit", "os.getenv", "input"} & set(calls)
        assert not [node for node in nodes if isinstance(node, ast.Attribute) and ast.unparse(node) == "os.environ"]

    def test_catches_nothing_without_naming_it(self, path):
        handlers = [n for n in ast.walk(parsed(path)) if isinstance(n, ast.ExceptHandler)]
        assert all(handler.type is not None for handler in handlers)


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
