"""A project over invented reports, and what stands in for the finder and the linker."""

import contextlib
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "store"))

import invented_reports

from dateline.run import open_project


@pytest.fixture(autouse=True)
def model(monkeypatch):
    """The digest of a model, since none is loaded, and of the data; a test may set another model."""
    monkeypatch.setattr("dateline.run.manifest._data_digest", lambda name: name)

    def set_digest(digest):
        monkeypatch.setattr("dateline.find.model_digest", lambda: digest)

    set_digest("sha256:model")
    return set_digest


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory):
    """An empty store; copying it is faster than running the migrations for each test."""
    file = tmp_path_factory.mktemp("empty") / "karsa.db"
    open_project(file, create=True).close()
    return file


@pytest.fixture
def project(tmp_path, empty_file):
    with open_project(shutil.copy(empty_file, tmp_path / "karsa.db")) as opened:
        yield opened


@pytest.fixture(scope="session")
def _merged(tmp_path_factory):
    """Files of projects that have been run, by their reports, and the folder that they lie in."""
    return {}, tmp_path_factory.mktemp("merged")


@pytest.fixture
def project_over(tmp_path, empty_file, run_over, _merged):
    """Opens a project that was run over reports: a copy of one that is made once for all tests."""
    files, folder = _merged
    with contextlib.ExitStack() as opened:

        def over(docs):
            if docs not in files:
                files[docs] = shutil.copy(empty_file, folder / f"{len(files)}.db")
                with open_project(files[docs]) as made:
                    run_over(made, *docs)
            return opened.enter_context(open_project(shutil.copy(files[docs], tmp_path / "karsa.db")))

        yield over


@pytest.fixture
def run_over():
    """Adds documents to a project and runs it with the coder for invented reports."""

    def run(project, *docs, coder=invented_reports.code, workers=1, **options):
        project.add_readings(invented_reports.readings(docs))
        return project.run(workers=workers, coder=coder, **options)

    return run
