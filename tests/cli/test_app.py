import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dateline as package
from dateline.cli import app, events
from dateline.cli.exit_code import ExitCode, exit_code_of
from dateline.errors import (
    ConfigError,
    ConflictError,
    FindError,
    InputError,
    LinkError,
    QualityError,
    ReadError,
    StoreError,
)

PROGRAM = Path(sys.executable).with_name("dateline")
COMMANDS = [
    "new",
    "add",
    "watch",
    "run",
    "events",
    "search",
    "show",
    "why",
    "why-not",
    "join",
    "split",
    "choose",
    "edit",
    "accept",
    "reject",
    "withdraw",
    "state",
    "same",
    "comment",
    "review",
    "undo",
    "log",
    "diff",
    "problems",
    "export",
    "release",
    "verify",
    "compare",
    "brief",
    "dossier",
    "serve",
    "backup",
    "restore",
    "code",
    "gate",
]
MOST_HELP_S = 0.3


def test_help_names_every_command(dateline):
    result = dateline("--help")
    assert result.code == 0
    listed = result.out.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == [*COMMANDS, "actor", "audit", "gazetteer", "user", "token"]
    assert not result.err


@pytest.mark.parametrize(
    "name",
    [
        *COMMANDS,
        "actor find",
        "actor add",
        "actor alias",
        "actor join",
        "audit verify",
        "audit head",
        "gazetteer find",
        "gazetteer build",
    ],
)
def test_every_command_has_help_and_json(dateline, name):
    result = dateline(*name.split(), "--help")
    assert result.code == 0
    assert "--json" in result.out


@pytest.mark.parametrize(
    "name", ["new", "add", "run", "export", "gate", "edit", "accept", "withdraw", "state", "same", "backup", "restore"]
)
def test_everything_that_writes_can_be_tried(dateline, name):
    assert "--dry-run" in dateline(name, "--help").out


def test_version(dateline):
    assert dateline("--version").out == f"dateline {package.__version__}\n"


def test_nothing_typed_gives_help(dateline):
    result = dateline()
    assert "Commands:" in result.out + result.err
    assert result.code in (ExitCode.DONE, ExitCode.USAGE)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("shwo", "E-1"), "Did you mean 'show'?"),
        (("show",), "Missing argument 'EVENT|DOCUMENT'"),
        (("events", "--colour"), "No such option"),
        (("run", "--workers", "0"), "--workers"),
        (("run", "--workers", "many"), "--workers"),
        (("export", "xml"), "csv"),
    ],
)
def test_wrong_use_is_told_with_the_usage(dateline, arguments, words):
    result = dateline(*arguments)
    assert (result.code, result.out) == (ExitCode.USAGE, "")
    assert words in result.err
    assert "Traceback" not in result.err


def test_wrong_use_as_json(dateline):
    result = dateline("events", "--json", "--colour")
    node = json.loads(result.err)
    assert (result.code, node["ok"], node["errors"][0]["code"]) == (ExitCode.USAGE, False, "usage")


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (InputError, 2),
        (ConfigError, 2),
        (StoreError, 3),
        (ConflictError, 3),
        (QualityError, 5),
        (ReadError, 1),
        (FindError, 1),
        (LinkError, 1),
    ],
)
def test_every_error_has_its_exit_code(kind, code):
    assert exit_code_of(kind("some-code", "something")) == code


def test_every_exit_code_has_a_note():
    assert [code.value for code in ExitCode] == [0, 1, 2, 3, 4, 5, 130]
    assert all(code.note for code in ExitCode)


def fault(error):
    def raised(*_args, **_options):
        raise error

    return raised


def test_a_stop_is_told_and_has_its_code(dateline, known, monkeypatch):
    monkeypatch.setattr(events, "open_nearest", fault(KeyboardInterrupt()))
    result = dateline("events")
    assert (result.code, result.out) == (ExitCode.STOPPED, "")
    assert "Stopped." in result.err


def test_an_unforeseen_fault_is_words_and_no_traceback(dateline, known, monkeypatch):
    monkeypatch.setattr(events, "open_nearest", fault(ZeroDivisionError("by\x1b[2Jzero")))
    result = dateline("events")
    assert result.code == ExitCode.FAILED
    assert "unforeseen: ZeroDivisionError: by�[2Jzero" in result.err
    assert "Traceback" not in result.err
    monkeypatch.setenv("DATELINE_TRACEBACK", "1")
    assert "Traceback" in dateline("events").err


@pytest.mark.parametrize("name", ["add x", "run", "events", "show E-7K3QWX4", "why E-7K3QWX4", "problems", "export csv"])
def test_without_a_project_the_next_command_is_named(dateline, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").write_text("text")
    result = dateline(*name.split())
    assert (result.code, result.out) == (ExitCode.USAGE, "")
    assert "dateline new NAME" in result.err


def test_a_damaged_database_is_the_stores_fault(dateline, known):
    (known / "sahel.db").write_bytes(b"no database" * 500)
    for name in ("sahel.db-wal", "sahel.db-shm"):
        (known / name).unlink(missing_ok=True)
    result = dateline("events")
    assert (result.code, result.out) == (ExitCode.STORE, "")
    assert "store-damaged" in result.err


def test_a_wrong_project_file_is_told_by_key(dateline, known):
    (known / "project.toml").write_text('name = "sahel"\nrule = "x"\n')
    result = dateline("events")
    assert result.code == ExitCode.USAGE
    assert "Did you mean rules?" in result.err


def test_project_is_found_from_a_folder_inside_it_and_by_option(dateline, known, tmp_path, monkeypatch):
    monkeypatch.chdir(known / "corpus")
    inside = dateline("events", "--json").json
    monkeypatch.chdir(tmp_path)
    assert dateline("events", "--json", "--project", known).json == inside
    assert dateline("events", "--json", "--project", known / "sahel.db").json == inside
    assert inside["count"] == 2


def test_app_starts_without_heavy_libraries():
    check = "import sys, dateline.cli.app; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    heavy = {"numpy", "onnxruntime", "sqlalchemy", "sqlite3", "rich", "trafilatura", "tokenizers", "dateparser"}
    assert not heavy & {name.split(".")[0] for name in run.stdout.split()}
    assert "dateline.model" not in run.stdout.split()


@pytest.mark.skipif(sys.platform == "win32", reason="times of children are counted on POSIX only")
def test_help_is_fast():
    def spent_s():
        """Processor time: what other programs take at the same moment does not count."""
        before = os.times()
        subprocess.run([PROGRAM, "--help"], capture_output=True, check=True)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    assert min(spent_s() for _ in range(3)) < MOST_HELP_S


def test_a_reader_that_has_enough_is_no_failure(known):
    line = f"{PROGRAM} events; echo $? >code"
    subprocess.run(["sh", "-c", f"({line}) | true"], cwd=known, check=True, stderr=subprocess.PIPE)
    big = f"{PROGRAM} export jsonl; echo $? >code"
    run = subprocess.run(["sh", "-c", f"({big}) | head -c 1"], cwd=known, check=True, capture_output=True, text=True)
    assert (known / "code").read_text().strip() == "0"
    assert "Traceback" not in run.stderr
    assert "Broken" not in run.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT reaches a group of processes on POSIX only")
@pytest.mark.parametrize("after_s", [0.0, 1.0])
def test_ctrl_c_ends_all_processes_cleanly(after_s):
    text = "Soldiers shot at a convoy near Gao on Tuesday, killing four drivers, the army said. " * 40
    docs = [json.dumps({"id": f"d{n}", "published": "2026-03-05", "text": text}).encode() + b"\n" for n in range(24)]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    # Where the tests run in the background of a shell, SIGINT is ignored, and would be in the child too.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    run = subprocess.Popen([PROGRAM, "code"], **pipes, start_new_session=True)
    signal.signal(signal.SIGINT, before)
    run.stdin.write(b"".join(docs))  # more than a pipe holds: who has written it knows that it is being read
    run.stdin.flush()
    time.sleep(after_s)
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=60)
    assert b"Traceback" not in err, err.decode()
    assert (run.returncode, out) == (130, b"")
    assert err.strip().startswith(b"Stopped.")


def test_streams_are_utf8_whatever_the_locale(known):
    env = os.environ | {"LC_ALL": "en_US.ISO-8859-1", "PYTHONIOENCODING": "latin-1"}
    run = subprocess.run([PROGRAM, "events"], cwd=known, env=env, capture_output=True, check=True)
    assert "7 – ".encode() in run.stdout or "–".encode() in run.stdout


def test_main_gives_the_exit_code(monkeypatch):
    from dateline import cli

    monkeypatch.setattr(sys, "argv", ["dateline", "shwo"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2


def test_app_is_what_is_run():
    assert app.run(["--version"]) == 0
