"""How every feed is written: a head, an item for each event, a tail."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from dateline.write.account import Account
from dateline.write.feed_item import FeedItem, feed_item
from dateline.write.record import EventRecord, Written
from dateline.write.scheme import Unfit
from dateline.write.withhold import withhold

__all__ = ["TITLE", "FeedShape", "write_feed"]

TITLE = "Events"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedShape:
    """What a kind of feed looks like.

    Args:
        head: before the items.
        item: one event, or why the feed cannot hold it.
        between: between two items.
        tail: after the items, given when the last document was retrieved or published.
    """

    head: str
    item: Callable[[FeedItem], str | Unfit]
    between: str
    tail: Callable[[datetime | None], str]


def write_feed(shape: FeedShape, records: Iterable[EventRecord], out: BinaryIO, *, with_names: bool = False) -> Written:
    """Events written as a feed, in the order given; those that it cannot hold are listed with the reason.

    Args:
        shape: the kind of feed.
        records: the events.
        out: where the bytes go.
        with_names: also name private persons; without it they are withheld.
    """
    account, latest = Account(), None
    out.write(shape.head.encode())
    for record in records:
        shown, kept_back = (record, ()) if with_names else withhold(record)
        item = feed_item(shown)
        made = item if isinstance(item, Unfit) else shape.item(item)
        if isinstance(item, Unfit) or isinstance(made, Unfit):
            account.left(shown.event.id, str(made))
            continue
        out.write(((shape.between if account.n_events else "") + made).encode("utf-8", "replace"))
        account.wrote(kept_back)
        latest = max(filter(None, (latest, item.last_known)), default=None)
    out.write(shape.tail(latest).encode())
    return account.written()
