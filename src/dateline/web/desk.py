"""The desk: a project that is open, and how its pages are made."""

from __future__ import annotations

import hashlib
import json
import secrets
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request

import dateline
from dateline.run import Project
from dateline.text import words
from dateline.web.addresses import document_path, event_path, outside, review_path
from dateline.web.rights import ALL

__all__ = ["PAGES", "STATIC", "Desk", "desk_of"]

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
_TEMPLATES = _HERE / "templates"


# The pages that every page leads to, with their names.
PAGES = (
    ("/events", "Events"),
    ("/review", "Review"),
    ("/search", "Search"),
    ("/documents", "Documents"),
    ("/actors", "Actors"),
    ("/changes", "Changes"),
    ("/quality", "Quality"),
    ("/method", "Method"),
    ("/admin", "Admin"),
)


class Desk:
    """An open project with what its pages need.

    Attributes:
        project: the project; one for all requests.
        secret: of this start of the desk, for the tokens of its forms.
        has_accounts: whether every request must be a user's; where not, it is whoever sits at this machine.
        look: digest of the version, the templates and the style, so that a new look has new addresses and tags.
    """

    def __init__(self, project: Project, *, has_accounts: bool = False, secret: bytes | None = None) -> None:
        self.project = project
        self.has_accounts = has_accounts
        self.secret = secret or secrets.token_bytes()
        self.look = _look()
        self._pages = _environment()
        self._pages.globals |= {"project": project.name, "version": dateline.__version__, "look": self.look, "pages": PAGES}
        self._pages.globals |= {"has_accounts": has_accounts, "user": None, "rights": ALL}

    def page(self, name: str, **context: Any) -> str:
        """The page that a template makes."""
        return self._pages.get_template(name).render(**context)

    def tag(self, request: Request) -> str:
        """The weak entity tag of whatever a request asks for: it changes when the store or the look does."""
        known = f"{self.project.store.listing.state()}\n{self.look}\n{request.url.path}?{request.url.query}\n{self.secret.hex()}"
        known += f"\n{getattr(request.state, 'csrf', '')} {getattr(request.state, 'role', '')}"
        return f'W/"{hashlib.sha256(known.encode()).hexdigest()[:24]}"'

    def snapshot(self) -> str | None:
        """The name of the data as they are: the latest run that came to its end; None before the first."""
        number = self.project.store.runs.last_ended()
        return None if number is None else f"run-{number}"


def desk_of(request: Request) -> Desk:
    """The desk that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


def _environment() -> Environment:
    pages = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    pages.filters |= {
        "actor": words.actor_words,
        "code": words.code_words,
        "conflicts": words.conflict_words,
        "count": words.count_words,
        "place": words.place_words,
        "when": words.when_words,
        "outside": outside,
        "flat": _flat,
        "counted": _counted,
    }
    pages.globals |= {"event_path": event_path, "document_path": document_path, "review_path": review_path}
    return pages


def _flat(text: str | None, most: int | None = None) -> str:
    """The text on one line, cut where it is longer."""
    line = " ".join((text or "").split())
    return line if most is None or len(line) <= most else line[: most - 1] + "…"


def _counted(count: int, noun: str) -> str:
    """A number with its noun: "1 event", "2,000 events"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _look() -> str:
    whole = hashlib.sha256(json.dumps(dateline.__version__).encode())
    for file in sorted((*_TEMPLATES.rglob("*"), *STATIC.rglob("*"))):
        whole.update(file.read_bytes() if file.is_file() else b"")
    return whole.hexdigest()[:12]
