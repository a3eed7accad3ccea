"""A progress bar on stderr, where that is a terminal; nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.run import Progress, ProgressCallback

__all__ = ["progress_bar"]

_WORDS = {"read": "reading", "find": "coding", "merge": "merging"}


@contextmanager
def progress_bar(*, is_quiet: bool = False) -> Iterator[ProgressCallback | None]:
    """What is to be told of progress; None where nobody looks."""
    if is_quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks = {stage: bar.add_task(words, total=None, visible=False) for stage, words in _WORDS.items()}

        def told(progress: Progress) -> None:
            bar.update(tasks[progress.stage], completed=progress.done, total=progress.total, visible=True)

        yield told
