"""The admin page: what runs here, what it holds, what it did, and how to keep it safe."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fastapi import APIRouter
from sqlalchemy import make_url
from starlette.requests import Request
from starlette.responses import Response

from dateline.merge import load
from dateline.model import CODEBOOK_VERSION
from dateline.store.schema import REVISION
from dateline.web.answers import html, unless_known
from dateline.web.asked import refuse_unknown
from dateline.web.desk import Desk, desk_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_RUNS, _DECISIONS = 20, 50
_PACKAGES = ("onnxruntime", "sqlalchemy", "fastapi", "uvicorn", "numpy")


@router.get("/admin")
def admin(request: Request) -> Response:
    """Versions, counts, problems, runs, the last decisions of all, and the state of the database."""
    refuse_unknown(request.query_params.multi_items(), ())
    return unless_known(request, lambda: _page(request, desk_of(request)))


def _page(request: Request, desk: Desk) -> Response:
    store = desk.project.store
    made = store.decisions.all()
    rules = load(desk.project.rules)
    return html(
        request,
        "admin.html",
        title="Admin",
        counts=store.counts(),
        progress=desk.project.review.progress(),
        where=store.where,
        size_bytes=_size_bytes(desk),
        problems=store.overview.problems_by_code(),
        runs=store.runs.all()[:_RUNS],
        decisions=list(reversed(made))[:_DECISIONS],
        n_decisions=len(made),
        versions=_versions() | {"rules": f"{rules.name} {rules.version}"},
    )


def _size_bytes(desk: Desk) -> int | None:
    """The size of the database with its log, where it is a file; None where it is not."""
    url = make_url(desk.project.store.where)
    if not url.database or url.get_backend_name() != "sqlite":
        return None
    files = (Path(url.database), Path(f"{url.database}-wal"))
    return sum(file.stat().st_size for file in files if file.is_file())


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version(), "codebook": CODEBOOK_VERSION, "database schema": REVISION}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not there"
    return found
