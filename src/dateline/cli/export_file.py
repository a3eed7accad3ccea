"""The file of an export and its receipt."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import DatelineError, InputError
from dateline.run.receipts import receipt_path

if TYPE_CHECKING:
    from dateline.write.receipt import Receipt

__all__ = ["keep_receipt", "target"]


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


def keep_receipt(receipt: Receipt, out: Path) -> None:
    """The receipt written beside its file."""
    from dateline.write.receipt import write_receipt

    with target(receipt_path(out), dry_run=False) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n")
        write_receipt(receipt, text)
        text.detach()
