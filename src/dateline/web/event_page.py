"""The event page: our values beside what each source says, why the reports are one event, and what came near."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import InputError
from dateline.merge import load
from dateline.merge.copies import witnesses
from dateline.model import EventState, ids
from dateline.review import Judgement, Standing
from dateline.run import EventView
from dateline.run.exporting import record_of, withholding_of
from dateline.run.nodes import change_to_node
from dateline.store import Store
from dateline.text.words import code_words, place_words, when_words
from dateline.web.addresses import document_path, event_path, review_path, with_query
from dateline.web.answers import html, json_reply, unless_known
from dateline.web.asked import refuse_unknown
from dateline.web.blind import is_hidden
from dateline.web.citing import cite
from dateline.web.desk import Desk, desk_of
from dateline.web.joins import joins, near_misses
from dateline.web.just_decided import done_of, splits_of
from dateline.web.open_questions import open_questions
from dateline.web.rights import rights_of
from dateline.web.sides import rows
from dateline.web.telling import longest_told
from dateline.web.voices import voices
from dateline.web.weak_link import weaker_part
from dateline.write.jsonl import event_to_json
from dateline.write.withhold import withhold

__all__ = ["router", "title_of"]

router = APIRouter(tags=["events"])
_GONE = 410
# A letter and a dash before it, or a figure in it.
_LIKE_ID = re.compile(r"[EC][-‐‑–].{0,12}|(?=\D{0,8}\d)[0-9A-Z]{5,9}", re.IGNORECASE)
_MOST_NEAR = 20


@router.get("/go", include_in_schema=False)
def go(request: Request) -> Response:
    """The way to what somebody typed: an event or a claim by its id, or what is found by words."""
    typed = request.query_params.get("id", "")
    if typed.strip() and not _is_id(desk_of(request).project.store, typed):
        return RedirectResponse(with_query("/search", [("q", typed.strip())]), status_code=303)
    if ids.is_valid(typed, ids.CLAIM) and not ids.is_valid(typed):
        return RedirectResponse(f"/c/{ids.normalise(typed, ids.CLAIM)}", status_code=303)
    return RedirectResponse(event_path(ids.normalise(typed)), status_code=303)


def _is_id(store: Store, typed: str) -> bool:
    """Whether somebody means an id, also where it is mistyped; a word without a figure is one only where there is such an event or claim."""
    word = typed.strip()
    if _LIKE_ID.fullmatch(word):
        return True
    if ids.is_valid(word):
        return store.events.version(ids.normalise(word)) is not None
    return ids.is_valid(word, ids.CLAIM) and store.codings.claim(word) is not None


@router.get("/c/{name}", include_in_schema=False)
def claim(name: str, request: Request) -> Response:
    """The way to a claim: in its event, or else in its document."""
    store = desk_of(request).project.store
    found = store.codings.claim(name)
    if found is None:
        raise InputError("claim-missing", f"there is no claim {name}", fix="Find it in the page of its document.")
    event = store.events.of_incidents((found.incident.ref,)).get(found.incident.ref)
    to = f"{event_path(event)}#{found.id}" if event else document_path(found.ref.document, found.claim.quote)
    return RedirectResponse(to, status_code=303)


@router.get("/e/{name}.json", summary="An event with its claims and documents")
def event_json(name: str, request: Request) -> Response:
    """An event as in the JSON Lines export; names of private persons are withheld. A joined one answers with its successor."""
    refuse_unknown(request.query_params.multi_items(), ())
    version = desk_of(request).project.store.events.version(ids.normalise(name))
    return unless_known(request, lambda: _json(request, name), revision=version)


@router.get("/e/{name}", include_in_schema=False)
def event(name: str, request: Request) -> Response:
    """The page of an event."""
    refuse_unknown(request.query_params.multi_items(), ("near", "done"))
    n_near = _near(request.query_params.get("near"))
    return unless_known(request, lambda: _page(request, name, n_near))


def _near(text: str | None) -> int:
    if text is None:
        return 0
    if text.isascii() and text.isdecimal() and len(text) < 4 and 0 < int(text) <= _MOST_NEAR:
        return int(text)
    raise InputError("near-range", f"near is {text!r}", where="near", fix=f"Give 1 to {_MOST_NEAR}.")


def _json(request: Request, name: str) -> Response:
    desk = desk_of(request)
    view = _view(desk, name)
    record, withheld = withhold(record_of(view), withholding_of(desk.project.withheld))
    total = desk.project.tally(view.id)
    node: dict[str, object] = {"asked": ids.normalise(name), "joined_into": _joined_into(view, name)}
    node["event"] = event_to_json(record, withheld)
    if view.event.state is EventState.WITHDRAWN:
        node["withdrawn"] = _withdrawal(desk, view)
    if total:
        node["tally"] = {
            "told": list(total.told),
            "certain": list(total.certain),
            "possible": list(total.possible),
            "verdict": total.verdict.value,
        }
    reply = json_reply(request, node, status=_status(view))
    return cite(reply, desk.project, f"{event_path(view.id)}/r{view.event.version}")


def _withdrawal(desk: Desk, view: EventView) -> dict[str, object] | None:
    """When, by whom and why the event was withdrawn."""
    made = [one for one in desk.project.history.of(view.id) if one.kind == "withdrawn"]
    return change_to_node(made[-1]) if made else None


def _page(request: Request, name: str, n_near: int) -> Response:
    desk = desk_of(request)
    view = _view(desk, name)
    if view.event.state is EventState.CODED and is_hidden(request, view.id):
        return RedirectResponse(review_path(view.id), status_code=303)
    originals = _originals(desk, view)
    # Those that only repeat another's text stand last.
    speaking = sorted(voices(view.claims), key=lambda voice: all(doc.id in originals for doc in voice.documents))
    return html(
        request,
        "event.html",
        status=_status(view),
        title=f"{view.id} {title_of(view)}",
        heading=title_of(view),
        view=view,
        event=view.event,
        joined_from=ids.normalise(name) if _joined_into(view, name) else None,
        voices=speaking,
        rows=rows(view, speaking),
        joins=joins(view),
        near=near_misses(desk.project, view, n_near) if n_near else None,
        part=weaker_part(view, originals),
        open_questions=open_questions(view, review_path(view.id) if rights_of(request).may(Judgement.CHOOSE) else "#sides"),
        most=longest_told(request),
        tally=desk.project.tally(view.id),
        originals=originals,
        log=_log(desk, view),
        splits=splits_of(view.claims),
        done=done_of(desk, request.query_params.get("done")),
        endings=[("json", f"{event_path(view.id)}.json")],
    )


def _view(desk: Desk, name: str) -> EventView:
    try:
        return desk.project.event(name)
    except InputError as fault:
        fix = "Compare the id with its source, or find the event in the list." if fault.code != "id-length" else fault.fix
        raise InputError(fault.code, fault.what, fix=fix) from fault


def title_of(view: EventView) -> str:
    """What happened, where and when, in words."""
    event = view.event
    what = code_words(event.action.value) + (", a total over several" if event.aggregate else "")
    if event.status.value not in (None, "occurred"):
        what += f" ({code_words(event.status.value)})"
    return f"{what}, {place_words(event.place.value)} · {when_words(event.time.value)}"


def _status(view: EventView) -> int:
    return _GONE if view.event.state is EventState.WITHDRAWN else 200


def _joined_into(view: EventView, name: str) -> str | None:
    return view.id if ids.normalise(name) != view.id else None


def _originals(desk: Desk, view: EventView) -> Mapping[str, str]:
    """For each document that is a copy, the id of the one that it counts with."""
    found = witnesses(view.documents, load(desk.project.rules).copies)
    return {name: witness for name, witness in found.items() if name != witness}


def _log(desk: Desk, view: EventView) -> tuple[Standing, ...]:
    """What people decided on the event; where nobody decided anything, nothing is looked up."""
    return desk.project.decisions(view.id) if desk.project.store.decisions.all() else ()
