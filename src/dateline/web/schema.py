"""The description of the API: OpenAPI with the one shape of errors."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from dateline.web import document_annotations
from dateline.web.endings import ENDINGS

__all__ = ["described"]

_TEXT: dict[str, object] = {"type": ["string", "null"]}
_FAULT: dict[str, object] = {
    "type": "object",
    "required": ["ok", "status", "errors"],
    "properties": {
        "ok": {"const": False},
        "status": {"type": "integer"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "message", "field", "fix", "docs"],
                "properties": {
                    "code": {"type": "string"},
                    "message": {"type": "string"},
                    "field": _TEXT,
                    "fix": _TEXT,
                    "docs": _TEXT,
                },
            },
        },
    },
}
# The described addresses that give a page, too or alone, where no ending asks for data.
_PAGES = {"/d/{name}": ("text/html",), "/e/{name}/dossier.{kind}": ("text/html", "text/markdown")}
_MEDIA = {
    ".feed.json": "application/feed+json",
    ".atom": "application/atom+xml",
    **{f"/events.{one.name}": one.media_type.partition(";")[0] for one in ENDINGS},
    ".ndjson": "application/x-ndjson",
    document_annotations.ENDING: document_annotations.MEDIA_TYPE,
}


def described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of the application, made once."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        made["components"] = {"schemas": {"Fault": _FAULT}}
        for path, methods in made["paths"].items():
            for method, operation in methods.items():
                operation["responses"] = _responses(path) | (_written() if method == "post" else {})
        app.openapi_schema = made
    return app.openapi_schema


def _written() -> dict[str, object]:
    """The replies to what is sent."""
    fault = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Fault"}}}}
    done = {"content": {"application/json": {"schema": {"type": "object"}}}}
    return {
        "201": {"description": "It is stored and in force."} | done,
        "404": {"description": "What it is about is not there."} | fault,
        "409": {"description": "What it is about is not as it was seen any more; nothing was stored."} | fault,
    }


def _responses(path: str) -> dict[str, object]:
    media = next((media for ending, media in _MEDIA.items() if path.endswith(ending)), "application/json")
    schema = {"type": "object"} if media.endswith("json") and "x-nd" not in media else {"type": "string"}
    page = {kind: {"schema": {"type": "string"}} for kind in _PAGES.get(path, ())}
    fault = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Fault"}}} | page}
    found: dict[str, object] = {"200": {"description": "What was asked for.", "content": {media: {"schema": schema}} | page}}
    found["304"] = {"description": "What the asker has is still as it is."}
    found["400"] = {"description": "A parameter is unknown, or its value cannot be read."} | fault
    if "{" in path:
        found["404"] = {"description": "There is no such thing."} | fault
    if path.startswith("/e/"):
        found["410"] = {"description": "The event was withdrawn; its claims are told.", "content": {media: {"schema": schema}}}
    return found
