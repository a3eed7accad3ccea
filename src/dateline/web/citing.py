"""How a reply says what it is to be cited as, under which licence it is given, and when it last changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime

from starlette.responses import Response

from dateline.run import Project
from dateline.web.addresses import outside
from dateline.web.asked import Asked

__all__ = ["cite", "cite_selection"]


def cite_selection(reply: Response, project: Project, chosen: Asked) -> Response:
    """The reply with the address at which the selection stays as it is now: its own, as of the last change.

    Args:
        reply: to a request for events.
        project: whose events.
        chosen: what was asked for.
    """
    changed_at = project.store.history.latest_at()
    if chosen.as_of is not None or changed_at is None:
        return cite(reply, project, chosen.address())
    as_of = changed_at.astimezone(UTC).replace(tzinfo=None).isoformat()
    return cite(reply, project, replace(chosen, as_of=as_of).address(), changed_at=changed_at)


def cite(reply: Response, project: Project, address: str, *, changed_at: datetime | None = None) -> Response:
    """The reply with `Link` and `Last-Modified`.

    Args:
        reply: the reply.
        project: whose data it has.
        address: what it is to be cited as; what is there does not change.
        changed_at: when the data last changed, if that is known.

    Source: RFC 8574 for cite-as, RFC 4946 for license, RFC 9110, 8.8.2, for Last-Modified.
    """
    links = [reply.headers.get("Link"), f'<{address}>; rel="cite-as"']
    if licence := outside(project.licence):
        links.append(f'<{licence.replace(">", "%3E")}>; rel="license"')
    reply.headers["Link"] = ", ".join(filter(None, links))
    if changed_at is not None:
        reply.headers["Last-Modified"] = format_datetime(changed_at.astimezone(UTC), usegmt=True)
    return reply
