"""Decisions by program: POST makes one, with a check that the event is as it was seen; GET tells them all."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from difflib import get_close_matches
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import ConflictError, InputError
from dateline.run import Outcome, Proposal
from dateline.run.nodes import change_to_node, decision_to_node, standing_to_node
from dateline.web.access import require_judgement
from dateline.web.addresses import event_path
from dateline.web.answers import JSON, json_reply, unless_known
from dateline.web.asked import refuse_unknown
from dateline.web.desk import Desk, desk_of
from dateline.web.faults import fault_to_json
from dateline.web.forms import coder_of
from dateline.web.posted import posted_json

__all__ = ["decide", "decisions_json", "router"]

router = APIRouter(tags=["decisions"])
_CREATED, _CONFLICT = 201, 409
_LISTS = ("events", "incidents", "names")
_TEXTS = ("why", "event", "field", "value", "claim", "words", "source", "state", "kind", "undo_of", "key")
_OWN = ("dry_run",)
_MARK = re.compile(r'\s*(?:W/)?"?(?:r)?(\d{1,9})(?:-[\w-]*)?"?\s*$')
_TEXT: dict[str, object] = {"type": "string"}
_BODY: dict[str, object] = {
    "type": "object",
    "required": ["judgement"],
    "additionalProperties": False,
    "properties": {
        "judgement": _TEXT
        | {"description": "join, split, choose, edit, code, accept, reject, withdraw, state, same, comment or undo."},
        **dict.fromkeys(_TEXTS, _TEXT),
        **{name: {"type": "array", "items": _TEXT} for name in _LISTS},
        "values": {"type": "object", "additionalProperties": _TEXT},
        "revision": {"type": "integer", "minimum": 1, "description": "Of the event, as it was seen; or in If-Match."},
        "blind": {"type": "boolean"},
        "key": _TEXT | {"description": "Names the attempt, so that it can be sent again safely; or in Idempotency-Key."},
        "by": _TEXT | {"description": "Who decides; on a desk without accounts only."},
        "dry_run": {"type": "boolean"},
    },
}
OPENAPI: dict[str, Any] = {
    "requestBody": {"required": True, "content": {JSON: {"schema": _BODY}}},
    "parameters": [
        {"name": name, "in": "header", "required": False, "schema": _TEXT} for name in ("If-Match", "Idempotency-Key")
    ],
}


@router.post("/decisions", summary="Decide", openapi_extra=OPENAPI)
def decide(request: Request, node: Annotated[dict[str, object], Depends(posted_json)]) -> Response:
    """A decision, stored and in force; 409 where the event is not as it was seen any more, with what it is now and who made it so."""
    desk = desk_of(request)
    proposal = proposal_of(_keyed(node, request), by=_coder(request, node), match=request.headers.get("if-match"))
    require_judgement(request, proposal.judgement, undo_of=proposal.undo_of)
    dry_run = _flag(node, "dry_run")
    try:
        outcome = desk.project.decide(proposal, dry_run=dry_run)
    except ConflictError as fault:
        return _conflict(desk, proposal, fault)
    return _made(request, desk, outcome)


@router.get("/decisions.json", summary="All decisions, the earliest first")
def decisions_json(request: Request) -> Response:
    """What people decided, and what has become of it; `event` asks for one event alone."""
    given = dict(refuse_unknown(request.query_params.multi_items(), ("event",)))
    project = desk_of(request).project

    def rows() -> Response:
        found = project.decisions(given.get("event"))
        return json_reply(request, {"rows": [standing_to_node(one) for one in found]})

    return unless_known(request, rows)


def proposal_of(node: dict[str, object], *, by: str, match: str | None = None) -> Proposal:
    """The proposal that a JSON object describes.

    Args:
        node: with the fields of `Proposal`; `values` as an object of field and value.
        by: who decides.
        match: the If-Match header, where there is one.
    Raises:
        InputError: a field is unknown or of the wrong type.
    """
    known = {*(one.name for one in fields(Proposal)), *_OWN}
    odd = next((name for name in node if name not in known), None)
    if odd is not None:
        near = get_close_matches(odd, known, n=1)
        fix = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(sorted(known))}."
        raise InputError("unknown-field", f"there is no field {odd!r}", where=odd, fix=fix)
    texts: dict[str, Any] = {name: _text(node, name) for name in _TEXTS}
    lists: dict[str, Any] = {name: _list(node, name) for name in _LISTS}
    return Proposal(
        judgement=_text(node, "judgement") or "",
        by=by,
        revision=_revision(node.get("revision"), match),
        values=_values(node.get("values")),
        blind=_flag(node, "blind"),
        **texts,
        **lists,
    )


def _keyed(node: dict[str, object], request: Request) -> dict[str, object]:
    """The object with the key that its header names.

    Source: IETF draft-ietf-httpapi-idempotency-key-header, "The Idempotency-Key HTTP Request Header Field".
    """
    header = request.headers.get("idempotency-key", "").strip().strip('"')
    return {**node, "key": header} if header else node


def _coder(request: Request, node: dict[str, object]) -> str:
    """Who decides: the account that asks; on a desk without accounts whoever the body names, or else the person at this machine."""
    named = _text(node, "by")
    own = coder_of(request)
    if named is None or named == own:
        return own
    if getattr(request.state, "user", None) is not None:
        raise InputError("decision-by", f"{own} cannot decide for {named}", where="by", fix="Leave it out.")
    return named


def _wrong(name: str, wanted: str) -> InputError:
    return InputError("field-type", f"{name} is no {wanted}", where=name, fix=f"Send a {wanted}.")


def _text(node: dict[str, object], name: str) -> str | None:
    value = node.get(name)
    if value is not None and not isinstance(value, str):
        raise _wrong(name, "text")
    return value


def _list(node: dict[str, object], name: str) -> tuple[str, ...]:
    value = node.get(name) or ()
    if not isinstance(value, (list, tuple)) or not all(isinstance(one, str) for one in value):
        raise _wrong(name, "list of texts")
    return tuple(value)


def _flag(node: dict[str, object], name: str) -> bool:
    value = node.get(name, False)
    if not isinstance(value, bool):
        raise _wrong(name, "true or false")
    return value


def _values(value: object) -> tuple[tuple[str, str], ...]:
    given = {} if value is None else value
    if not isinstance(given, dict) or not all(isinstance(one, str) for one in given.values()):
        raise _wrong("values", "object of texts")
    return tuple(given.items())


def _revision(value: object, match: str | None) -> int | None:
    """The revision that was seen: from the body, or from the tag that the event came with."""
    if value is not None:
        if not isinstance(value, int) or isinstance(value, bool):
            raise _wrong("revision", "whole number")
        return value
    if match is None or match.strip() == "*":
        return None
    found = _MARK.match(match)
    if found is None:
        raise InputError(
            "if-match", f"{match!r} is no tag of an event", where="If-Match", fix="Send the ETag that the event came with."
        )
    return int(found[1])


def _made(request: Request, desk: Desk, outcome: Outcome) -> Response:
    decision, report = outcome.decision, outcome.report
    revisions = {name: desk.project.store.events.version(name) for name in outcome.events}
    node: dict[str, object] = {
        **decision_to_node(decision),
        "dry_run": report is None,
        "events": [{"event": name, "revision": revision} for name, revision in revisions.items()],
        "copies": list(outcome.copies),
        "unfit": report.unfit if report else None,
        "undo": None if report is None else {"judgement": "undo", "undo_of": decision.id},
    }
    reply = json_reply(request, node, status=200 if report is None else _CREATED)
    if len(revisions) == 1:
        ((name, revision),) = revisions.items()
        reply.headers["Location"] = event_path(name)
        reply.headers["Dateline-Revision"] = f"{revision}"
    return reply


def _conflict(desk: Desk, proposal: Proposal, fault: ConflictError) -> Response:
    """The one shape of errors, and beside it the newer revision with who made it and why."""
    node = fault_to_json(fault, _CONFLICT)
    name = fault.where or proposal.event
    changes = desk.project.history.of(name) if name else ()
    node["newer"] = change_to_node(changes[-1]) if changes else None
    reply = Response(json.dumps(node, ensure_ascii=False) + "\n", status_code=_CONFLICT, media_type=JSON)
    if changes:
        reply.headers["Dateline-Revision"] = f"{changes[-1].revision}"
    return reply
