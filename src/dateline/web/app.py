"""The application: all pages and the API over one project."""

from __future__ import annotations

from functools import partial

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

import dateline
from dateline.run import Project
from dateline.web import (
    accounts_page,
    actors_page,
    admin_page,
    agreement_page,
    api,
    changes,
    compare_page,
    decide_page,
    decisions,
    document_annotations,
    document_page,
    dossier_page,
    event_page,
    exports,
    history_page,
    home,
    lists,
    map_data,
    method,
    quality_page,
    queue,
    review_page,
    saved_page,
    search,
    users_page,
    words_page,
)
from dateline.web.access import Access
from dateline.web.desk import STATIC, Desk
from dateline.web.faults import answer_faults
from dateline.web.headers import Guard
from dateline.web.schema import described
from dateline.web.sharing import Sharing

__all__ = ["create_app"]


def create_app(project: Project, *, has_accounts: bool = False, secret: bytes | None = None) -> ASGIApp:
    """The application over an open project, which stays the caller's to close.

    Args:
        project: open.
        has_accounts: whether every request must be a user's; see `dateline.web.access`.
        secret: that all processes of one desk share, for the tokens of its forms; one of its own where None.
    """
    app = FastAPI(
        title="dateline",
        version=dateline.__version__,
        description="Events of political violence and protest, every value with the claims and the words behind it.",
        openapi_url=f"{api.PREFIX}/openapi.json",
        docs_url=None,  # its pages load scripts from another host
        redoc_url=None,
    )
    app.state.desk = desk = Desk(project, has_accounts=has_accounts, secret=secret)
    app.add_middleware(Access, desk=desk)
    app.openapi = partial(described, app)  # type: ignore[method-assign]
    answer_faults(app)
    for page in (
        accounts_page,
        home,
        map_data,
        exports,
        event_page,
        dossier_page,
        words_page,
        document_annotations,  # before the documents, whose addresses take any ending
        document_page,
        lists,
        search,
        saved_page,
        method,
        review_page,
        decide_page,
        history_page,
        agreement_page,
        actors_page,
        quality_page,
        admin_page,
        compare_page,
        users_page,
        decisions,
        changes,
        queue,
        api,
    ):
        app.include_router(page.router)
    app.mount("/basemap", StaticFiles(packages=[("dateline", "data/basemap")]), name="basemap")
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return Guard(Sharing(app) if has_accounts else app, any_name=has_accounts)
