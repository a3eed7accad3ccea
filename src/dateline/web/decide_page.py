"""Deciding by form: what a page sends becomes a decision, and the page comes back with its undo."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated
from urllib.parse import urlsplit, urlunsplit

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import ConflictError, InputError
from dateline.model import ids
from dateline.review import Difference, Judgement
from dateline.run import Proposal
from dateline.web.access import require_judgement
from dateline.web.addresses import event_path
from dateline.web.answers import html
from dateline.web.desk import Desk, desk_of
from dateline.web.forms import Form, coder_of, form_of, key_of, safe_path

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_CONFLICT = 409
_CLAIM = "claim:"


@router.post("/decide")
def decide(request: Request, form: Annotated[Form, Depends(form_of)]) -> Response:
    """The way back, with the decision that was made in the address."""
    desk = desk_of(request)
    proposal = _unless_again(desk, _proposal(form, coder_of(request)))
    require_judgement(request, proposal.judgement, undo_of=proposal.undo_of)
    try:
        outcome = desk.project.decide(proposal)
    except ConflictError as fault:
        if proposal.event is None or fault.code != "revision-newer":
            raise
        return _conflict(request, form, proposal, fault)
    event = outcome.events[0] if outcome.events else proposal.event
    otherwise = event_path(event) if event else "/review"
    return RedirectResponse(_with_done(safe_path(form.one("back"), otherwise), outcome.decision.id), status_code=303)


def _unless_again(desk: Desk, proposal: Proposal) -> Proposal:
    """The proposal; without its key where whoever decides has decided something else since they sent the same page the same way.

    They then have gone back to an old page and mean it anew, and are to be told what has changed; a second click alone is one with the first.
    """
    made = desk.project.store.decisions
    stored = made.keyed(proposal.by, proposal.key) if proposal.key else None
    if stored is None:
        return proposal
    last = next(one for one in reversed(made.all()) if one.by == stored.by)
    return proposal if last.id == stored.id else replace(proposal, key=None)


def _with_done(path: str, decision: str) -> str:
    parts = urlsplit(path)
    kept = [pair for pair in parts.query.split("&") if pair and not pair.startswith("done=")]
    return urlunsplit(("", "", parts.path, "&".join((*kept, f"done={decision}")), parts.fragment))


def _proposal(form: Form, by: str) -> Proposal:
    judgement = form.one("judgement")
    if judgement not in set(Judgement):
        raise InputError(
            "decide-judgement", f"there is no judgement {judgement!r}", where="judgement", fix="Use the page's form."
        )
    claim = form.one("claim")
    return Proposal(
        judgement=judgement,
        by=by,
        why=form.one("why"),
        revision=_revision(form.one("revision")),
        event=form.one("event"),
        events=form.all("events"),
        incidents=form.all("incidents"),
        field=form.one("field"),
        value=form.one("value") if claim is None else None,
        claim=claim,
        values=_values(form) if judgement == Judgement.CODE else (),
        words=form.one("words"),
        source=form.one("source"),
        state=form.one("state"),
        kind=form.one("kind"),
        names=form.all("names"),
        blind=form.one("blind") == "yes",
        undo_of=form.one("undo_of"),
        key=key_of(form),
    )


def _revision(text: str | None) -> int | None:
    if text is None:
        return None
    if text.isascii() and text.isdecimal() and len(text) < 10:
        return int(text)
    raise InputError("decide-revision", f"revision is {text!r}", where="revision", fix="Load the page again.")


def _values(form: Form) -> tuple[tuple[str, str], ...]:
    """The values of a coding: what was typed for a field, or else what was chosen for it."""
    return tuple({**form.named("choice:"), **form.named("typed:")}.items())


def _conflict(request: Request, form: Form, proposal: Proposal, fault: ConflictError) -> Response:
    """Somebody else was faster: what they changed, and the same decision once more on what there is now."""
    desk = desk_of(request)
    assert proposal.event is not None
    view = desk.project.event(proposal.event)
    fields = [pair for pair in form.pairs if pair[0] not in ("revision", "csrf", "key")]
    return html(
        request,
        "conflict.html",
        status=_CONFLICT,
        title="Somebody was faster",
        fault=fault,
        view=view,
        judgement=proposal.judgement,
        differences=_since(desk, proposal),
        fields=[*fields, ("revision", str(view.event.version))],
        back=safe_path(form.one("back"), event_path(view.id)),
    )


def _since(desk: Desk, proposal: Proposal) -> tuple[Difference, ...]:
    """What has changed since the revision that was decided on; nothing where it cannot be told."""
    assert proposal.event is not None
    try:
        return desk.project.history.differences(ids.normalise(proposal.event), proposal.revision)
    except InputError:
        return ()  # a revision from before histories were kept
