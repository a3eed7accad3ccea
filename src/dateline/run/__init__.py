"""Running: the only place where the stages are joined; over single documents, many, or a project with its store.

Names are loaded on first use, so that a worker process loads neither the store nor the readers.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.run.coding import Coding, code, code_every
    from dateline.run.deciding import Outcome
    from dateline.run.explaining import Separation
    from dateline.run.joining import join
    from dateline.run.manifest import Manifest, coder_digest, manifest_of
    from dateline.run.pipeline import code_all
    from dateline.run.project import Project, create_project, open_project
    from dateline.run.proposal import Proposal
    from dateline.run.report import Added, Progress, ProgressCallback, RunReport
    from dateline.run.selection import Selection
    from dateline.run.view import ClaimView, End, EventView, HarmView

__all__ = [
    "Added",
    "ClaimView",
    "Coding",
    "End",
    "EventView",
    "HarmView",
    "Manifest",
    "Outcome",
    "Progress",
    "ProgressCallback",
    "Project",
    "Proposal",
    "RunReport",
    "Selection",
    "Separation",
    "code",
    "code_all",
    "code_every",
    "coder_digest",
    "create_project",
    "join",
    "manifest_of",
    "open_project",
]

_MODULES = {
    "coding": ("Coding", "code", "code_every"),
    "deciding": ("Outcome",),
    "explaining": ("Separation",),
    "joining": ("join",),
    "manifest": ("Manifest", "coder_digest", "manifest_of"),
    "pipeline": ("code_all",),
    "project": ("Project", "create_project", "open_project"),
    "proposal": ("Proposal",),
    "report": ("Added", "Progress", "ProgressCallback", "RunReport"),
    "selection": ("Selection",),
    "view": ("ClaimView", "End", "EventView", "HarmView"),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'dateline.run' has no attribute {name!r}")
    return getattr(importlib.import_module(f"dateline.run.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
