"""The layer rule, and what importing dateline costs."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
HEAVY = (
    "alembic",
    "dateparser",
    "fastapi",
    "jinja2",
    "numpy",
    "onnxruntime",
    "py3langid",
    "rapidfuzz",
    "rich",
    "sentencex",
    "sqlalchemy",
    "sqlite3",
    "tokenizers",
    "trafilatura",
    "typer",
    "uvicorn",
)
BUDGET_S = 0.1
MEASURE = """
import json, sys, time
before = time.perf_counter()
import dateline
spent = time.perf_counter() - before
print(json.dumps({"spent": spent, "modules": sorted(sys.modules)}))
"""


def test_layers_are_kept():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def imported():
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_"))}
    run = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True, env=plain)
    return json.loads(run.stdout)


def test_import_is_light_and_fast():
    runs = [imported() for _ in range(5)]
    loaded = {name.split(".")[0] for name in runs[0]["modules"]}
    assert not loaded & set(HEAVY)
    assert not [name for name in runs[0]["modules"] if name.startswith("dateline.")]
    assert min(run["spent"] for run in runs) < BUDGET_S


def test_nouns_and_errors_load_no_library():
    check = "import sys, dateline.model, dateline.model.shape, dateline.errors; print(*sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert not {name.split(".")[0] for name in run.stdout.split()} & set(HEAVY)


def test_names_are_loaded_on_first_use():
    check = "import sys, dateline; dateline.model; print('dateline.model' in sys.modules, 'dateline.find' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "False"]
