"""How every format is written: a head, a piece for each event, a tail; and how batches of pieces become a file.

Pieces are made a batch at a time, so that several processes may make them; the same events in the same order give the same bytes,
however they are divided.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from typing import BinaryIO

from dateline.write.account import Account
from dateline.write.record import EventRecord, LeftOut, Withheld, Written
from dateline.write.withhold import Withholding, withhold

__all__ = ["Batch", "Format", "Unfit", "batch_of", "join", "write_format"]

_BATCH = 500  # events whose pieces lie in memory at a time


class Unfit(str):
    """Why a format cannot hold an event, in words."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format.

    Args:
        piece: the bytes of one event, given what was withheld from it; or why the format cannot hold it.
        head: the bytes before the first, given what is withheld.
        between: the bytes between two.
        tail: the bytes after the last, given the account, and when the latest document was retrieved or published.
        known_at: when the latest document of an event was, for formats whose tail says it.
        sink: makes a file of the pieces where they are none by themselves; `head` and `tail` are not asked then.
        tells_lengths: whether it says how long the texts of documents are.
    """

    piece: Callable[[EventRecord, tuple[Withheld, ...]], bytes | Unfit]
    head: Callable[[Withholding], bytes] = lambda _: b""
    between: bytes = b""
    tail: Callable[[Written, datetime | None], Iterable[bytes]] = lambda _, __: ()
    known_at: Callable[[EventRecord], datetime | None] | None = None
    sink: Callable[[Iterable[bytes], BinaryIO], None] | None = None
    tells_lengths: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The pieces of some events, joined, and the account of them."""

    data: bytes
    n_events: int
    left_out: tuple[LeftOut, ...]
    withheld: tuple[Withheld, ...]
    latest: datetime | None


def batch_of(format_: Format, records: Callable[[], Iterable[EventRecord]], withholding: Withholding) -> Batch:
    """The pieces of some events.

    Args:
        format_: the format.
        records: gives the events.
        withholding: what is withheld.
    """
    account, pieces, latest = Account(), [], None
    with _no_collections():
        for record in records():
            shown, kept_back = withhold(record, withholding)
            piece = format_.piece(shown, kept_back)
            if isinstance(piece, Unfit):
                account.left(shown.event.id, str(piece))
                continue
            pieces.append(piece)
            account.wrote(kept_back)
            if format_.known_at:
                latest = max(filter(None, (latest, format_.known_at(shown))), default=None)
    written = account.written()
    return Batch(
        data=format_.between.join(pieces),
        n_events=written.n_events,
        left_out=tuple(written.left_out),
        withheld=written.withheld,
        latest=latest,
    )


def join(format_: Format, batches: Iterable[Batch], out: BinaryIO, *, withholding: Withholding) -> Written:
    """An account of the events in a file made of batches.

    Args:
        format_: the format.
        batches: in the order of the events.
        out: where the bytes go.
        withholding: what was withheld from the pieces.
    """
    account = _Joined()
    if format_.sink:
        format_.sink((batch.data for batch in account.counted(batches)), out)
        return account.written()
    out.write(format_.head(withholding))
    for batch in account.counted(batches):
        if batch.n_events:
            out.write(format_.between if account.n_events > batch.n_events else b"")
            out.write(batch.data)
    written = account.written()
    out.writelines(format_.tail(written, account.latest))
    return written


def write_format(
    format_: Format, records: Iterable[EventRecord], out: BinaryIO, *, withholding: Withholding | None = None
) -> Written:
    """An account of the events written in a format, in the order given.

    Args:
        format_: the format.
        records: the events.
        out: where the bytes go.
        withholding: what is withheld; names of private persons where None.
    """
    chosen = withholding or Withholding()
    source = iter(records)
    batches = (batch_of(format_, partial(iter, some), chosen) for some in iter(lambda: list(islice(source, _BATCH)), []))
    return join(format_, batches, out, withholding=chosen)


class _Joined(Account):
    """The account of batches while they are joined."""

    def __init__(self) -> None:
        super().__init__()
        self.latest: datetime | None = None

    def counted(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """The batches with at least one event, each counted before it is given."""
        for batch in batches:
            self.add(batch.n_events, batch.left_out, batch.withheld)
            self.latest = max(filter(None, (self.latest, batch.latest)), default=None)
            if batch.n_events:
                yield batch


@contextmanager
def _no_collections() -> Iterator[None]:
    """A block in which no cycles are looked for: records hold none, and looking at the objects of a batch costs a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
