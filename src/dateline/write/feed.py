"""How every feed is written: a head, an item for each event, a tail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dateline.write.feed_item import FeedItem, feed_item, last_known
from dateline.write.format import Format, Unfit
from dateline.write.record import EventRecord, Withheld
from dateline.write.withhold import Withholding

__all__ = ["TITLE", "FeedShape", "about", "feed_format"]

TITLE = "Events"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedShape:
    """What a kind of feed looks like.

    Args:
        head: before the items, given what the feed says of itself.
        item: one event, or why the feed cannot hold it.
        between: between two items.
        tail: after the items, given when the last document was retrieved or published.
    """

    head: Callable[[str], str]
    item: Callable[[FeedItem], str | Unfit]
    between: str
    tail: Callable[[datetime | None], str]


def feed_format(shape: FeedShape) -> Format:
    """The format of a kind of feed; events that it cannot hold are listed with the reason."""

    def piece(record: EventRecord, withheld: tuple[Withheld, ...]) -> bytes | Unfit:
        item = feed_item(record, withheld)
        made = item if isinstance(item, Unfit) else shape.item(item)
        return made if isinstance(made, Unfit) else made.encode("utf-8", "replace")

    return Format(
        head=lambda withholding: shape.head(about(withholding)).encode(),
        piece=piece,
        between=shape.between.encode(),
        tail=lambda _, latest: (shape.tail(latest).encode(),),
        known_at=last_known,
    )


def about(withholding: Withholding) -> str:
    """What a feed says of itself: what it has, and by which rules something is withheld."""
    rules = ", ".join(withholding.rules)
    return f"Events of political violence and protest. Rules of withholding: {rules or 'none'}."
