"""A desk over a project of invented reports, and Chromium to look at it."""

import shutil
import sys
import threading
from pathlib import Path
from unittest import mock

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "web"))
sys.path.insert(0, str(Path(__file__).parent.parent / "store"))

import invented_press
import invented_reports
import uvicorn
from watched import Watched

from dateline.run import create_project, open_project
from dateline.store.account_rows import Role
from dateline.web.app import create_app
from dateline.web.serving import listen

HERE = Path(__file__).parent
PASSWORD = "seven quiet rivers"
_FLAGS = ("--no-sandbox", "--disable-dev-shm-usage", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A folder with a project that nobody changes: 60 events in 9 countries."""
    folder = tmp_path_factory.mktemp("made") / "sahel"
    with mock.patch("dateline.find.model_digest", return_value="sha256:model"), create_project(folder) as opened:
        opened.add_readings(invented_reports.readings(invented_press.reports()))
        opened.run(workers=1, coder=invented_press.code)
    (folder / "lists").mkdir()
    (folder / "lists" / "monitor.csv").write_text(invented_press.LIST, encoding="utf-8")
    return folder


def _served(project, **options):
    """The address of a desk, and the server behind it; it ends when told to."""
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(project, **options), log_level="warning", access_log=False, lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    return f"http://127.0.0.1:{listening.getsockname()[1]}", server, thread


def _desk(folder, **options):
    with mock.patch("dateline.find.model_digest", return_value="sha256:model"), open_project(folder) as project:
        address, server, thread = _served(project, **options)
        yield address, project
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def read_desk(made):
    """A desk that is only looked at: its address and its project."""
    yield from _desk(made)


@pytest.fixture
def desk(made, tmp_path):
    """A desk of one's own, to decide on: its address and its project."""
    yield from _desk(shutil.copytree(made, tmp_path / "sahel"))


@pytest.fixture
def team_desk(made, tmp_path):
    """A desk with accounts: its address and its project; the users are named after their roles, and all have one password."""
    for address, project in _desk(shutil.copytree(made, tmp_path / "sahel"), has_accounts=True):
        for role in Role:
            project.store.accounts.add(role.value, PASSWORD, role=role)
        yield address, project


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium; none is downloaded."""
    found = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("there is no Chromium here: install Debian's package `chromium`")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def watch(chromium, read_desk):
    """Makes pages that are watched: what they ask other hosts for, and what goes wrong in them, fails the test."""
    opened = []

    def new(base=read_desk[0], **options):
        context = chromium.new_context(base_url=base, **options)
        opened.append(context)
        return Watched(context, base)

    yield new
    for context in opened:
        context.close()
