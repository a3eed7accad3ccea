"""The method page: what was done with which model, rules and versions, what the words mean, and what is known to be weak."""

from __future__ import annotations

import json
from functools import cache

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

import dateline
from dateline.merge import Rules, load
from dateline.model import (
    CODEBOOK_VERSION,
    Action,
    Code,
    EventState,
    HarmKind,
    PlacePrecision,
    SourceKind,
    Stance,
    Status,
    TimePrecision,
)
from dateline.store import Run
from dateline.web.answers import html, json_reply, unless_known
from dateline.web.asked import PARAMETERS, refuse_unknown
from dateline.web.card import Block, model_card
from dateline.web.desk import Desk, desk_of

__all__ = ["router"]

router = APIRouter(tags=["method"])
_LISTS: tuple[type[Code], ...] = (Action, Status, Stance, SourceKind, HarmKind, TimePrecision, PlacePrecision, EventState)


@router.get("/method", include_in_schema=False)
def method(request: Request) -> Response:
    """How the data came about."""
    refuse_unknown(request.query_params.multi_items(), ())
    return unless_known(request, lambda: _page(request))


@router.get("/method.json", summary="The rule set, the latest run and the versions")
def method_json(request: Request) -> Response:
    """What decided the data as they are: rule set, manifest of the latest run, versions."""
    refuse_unknown(request.query_params.multi_items(), ())

    def make() -> Response:
        desk = desk_of(request)
        run, rules = _latest(desk), load(desk.project.rules)
        node: dict[str, object] = {"rules": {"name": rules.name, "version": rules.version, "harm": rules.harm.rule}}
        node["values"] = _value_rules(rules)
        node["run"] = {"number": run.number, "digest": run.digest, "manifest": json.loads(run.manifest)} if run else None
        return json_reply(request, node | {"dateline": dateline.__version__, "codebook": CODEBOOK_VERSION})

    return unless_known(request, make)


def _page(request: Request) -> Response:
    desk = desk_of(request)
    rules, run = load(desk.project.rules), _latest(desk)
    return html(
        request,
        "method.html",
        title="Method",
        counts=desk.project.store.counts(),
        run=run,
        manifest=json.loads(run.manifest) if run else None,
        rules=rules,
        values=_value_rules(rules),
        relevance=desk.project.relevance,
        card=_card(),
        lists=[(kind.__name__, " ".join((kind.__doc__ or "").split()), list(kind)) for kind in _LISTS],
        codebook=CODEBOOK_VERSION,
        parameters=PARAMETERS,
        endings=[("json", "/method.json")],
    )


def _latest(desk: Desk) -> Run | None:
    """The latest run that came to its end."""
    return next((run for run in desk.project.store.runs.all() if run.ended_at is not None), None)


def _value_rules(rules: Rules) -> dict[str, str]:
    names = ("action", "status", "time", "place", "actors", "weapon")
    return {name: getattr(rules.values, name) for name in names} | {"harm": rules.harm.rule}


@cache
def _card() -> tuple[Block, ...]:
    return model_card()
