"""Receipts of files that were exported: where they lie, and what they say."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.run.exporting import withholding_of

if TYPE_CHECKING:
    from dateline.run.project import Project
    from dateline.write import Written
    from dateline.write.receipt import Receipt

__all__ = ["Digested", "digest_of", "receipt_of", "receipt_path"]


def receipt_path(out: Path) -> Path:
    """Where the receipt of a file lies."""
    return out.with_name(f"{out.name}.receipt.json")


def digest_of(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as stream:
        return f"sha256:{hashlib.file_digest(stream, 'sha256').hexdigest()}"


@dataclass(frozen=True, slots=True)
class Digested:
    """What was written, as far as a receipt says it: SHA-256 and size."""

    digest: str
    size_bytes: int

    @classmethod
    def of(cls, file: Path) -> Digested:
        """That of a file."""
        return cls(digest_of(file), file.stat().st_size)


def receipt_of(  # what a receipt says
    opened: Project, written: Written, file: Path | Digested, *, format_: str, query: Mapping[str, str], options: Sequence[str]
) -> Receipt:
    """The receipt of a file that was written just now.

    Args:
        opened: the project.
        written: the account of its events.
        file: what was written.
        format_: name of the format.
        query: the conditions on events.
        options: see `dateline.run.exporting.options_of`.
    """
    import dateline
    from dateline.model import CODEBOOK_VERSION
    from dateline.write.receipt import Receipt

    made = file if isinstance(file, Digested) else Digested.of(file)
    run = next(iter(opened.store.runs.all()), None)
    manifest = json.loads(run.manifest) if run else {}
    versions = dict(manifest.get("versions", {})) | {"dateline": dateline.__version__, "codebook": CODEBOOK_VERSION}
    return Receipt(
        format=str(format_),
        query=query,
        options=tuple(options),
        digest=made.digest,
        size_bytes=made.size_bytes,
        n_events=written.n_events,
        left_out=written.left_out,
        withheld=written.withheld,
        withholding=withholding_of(options).rules,
        run=run.digest if run else None,
        rules=manifest.get("rules"),
        versions=versions,
    )
