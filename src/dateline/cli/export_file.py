"""The file of an export and its receipt."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import DatelineError, InputError
from dateline.run.exporting import withholding_of

if TYPE_CHECKING:
    from dateline.run import Project
    from dateline.write import Written
    from dateline.write.receipt import Receipt

__all__ = ["digest_of", "keep_receipt", "receipt_of", "receipt_path", "target"]


@contextmanager
def target(out: Path | None, *, dry_run: bool) -> Iterator[BinaryIO]:
    """Where the data goes: a file takes its name only when all of it is written."""
    if dry_run:
        with tempfile.TemporaryFile() as unread:
            yield unread
    elif out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        try:
            with _whole_file(out) as stream:
                yield stream
        except DatelineError:  # a store's fault is an OSError too
            raise
        except OSError as fault:
            raise InputError(
                "output-unwritable",
                f"cannot be written: {fault.strerror}",
                where=str(out),
                fix="Check the path, its permissions and the free space.",
            ) from fault


@contextmanager
def _whole_file(out: Path) -> Iterator[BinaryIO]:
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        # mkstemp gives its file to this user alone; an export is as readable as any file that the user makes.
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def receipt_path(out: Path) -> Path:
    """Where the receipt of a file lies."""
    return out.with_name(f"{out.name}.receipt.json")


def digest_of(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as stream:
        return f"sha256:{hashlib.file_digest(stream, 'sha256').hexdigest()}"


def receipt_of(  # what a receipt says
    opened: Project, written: Written, file: Path, *, format_: str, query: Mapping[str, str], options: Sequence[str]
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

    run = next(iter(opened.store.runs.all()), None)
    manifest = json.loads(run.manifest) if run else {}
    versions = dict(manifest.get("versions", {})) | {"dateline": dateline.__version__, "codebook": CODEBOOK_VERSION}
    return Receipt(
        format=str(format_),
        query=query,
        options=tuple(options),
        digest=digest_of(file),
        size_bytes=file.stat().st_size,
        n_events=written.n_events,
        left_out=written.left_out,
        withheld=written.withheld,
        withholding=withholding_of(options).rules,
        run=run.digest if run else None,
        rules=manifest.get("rules"),
        versions=versions,
    )


def keep_receipt(receipt: Receipt, out: Path) -> None:
    """The receipt written beside its file."""
    from dateline.write.receipt import write_receipt

    with target(receipt_path(out), dry_run=False) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n")
        write_receipt(receipt, text)
        text.detach()
