"""The admin page: what runs here, what it holds, what it did, and how to keep it safe."""

from __future__ import annotations

import json
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy import make_url
from starlette.requests import Request
from starlette.responses import Response

from dateline.merge import load
from dateline.merge.rules import SHIPPED
from dateline.model import CODEBOOK_VERSION
from dateline.run.exporting import withholding_of
from dateline.store.backup_log import backups_of
from dateline.store.chain import Audit
from dateline.store.schema import REVISION
from dateline.web.answers import html
from dateline.web.asked import refuse_unknown
from dateline.web.desk import Desk, desk_of
from dateline.web.forms import Form, form_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_RUNS, _DECISIONS = 20, 50
_PACKAGES = ("onnxruntime", "sqlalchemy", "fastapi", "uvicorn", "numpy")


@router.get("/admin")
def admin(request: Request) -> Response:
    """What it holds, how it is kept safe, runs, rules, what is withheld, the last decisions of all, and versions."""
    refuse_unknown(request.query_params.multi_items(), ())
    # Files beside the database, and when a backup was taken away, are in no tag.
    return _page(request)


@router.post("/admin/verify")
def verify(request: Request, _form: Annotated[Form, Depends(form_of)]) -> Response:
    """The same page, with what the log of decisions shows when it is read from its beginning."""
    return _page(request, audit=desk_of(request).project.store.decisions.audit())


def _page(request: Request, audit: Audit | None = None) -> Response:
    desk = desk_of(request)
    store = desk.project.store
    made = store.decisions.all()
    page = html(
        request,
        "admin.html",
        title="Admin",
        counts=store.counts(),
        progress=desk.project.review.progress(),
        where=store.where,
        size_bytes=_size_bytes(desk),
        is_file=store.file is not None,
        backups=backups_of(store.file) if store.file else None,
        audit=audit,
        problems=store.overview.problems_by_code(),
        runs=[(run, json.loads(run.manifest)) for run in store.runs.all()[:_RUNS]],
        rules=load(desk.project.rules),
        shipped=[load(name) for name in SHIPPED],
        withholding=withholding_of(desk.project.withheld),
        licence=desk.project.licence,
        decisions=list(reversed(made))[:_DECISIONS],
        n_decisions=len(made),
        n_users=store.accounts.count(),
        versions=_versions(),
    )
    page.headers["Cache-Control"] = "no-store"
    return page


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
