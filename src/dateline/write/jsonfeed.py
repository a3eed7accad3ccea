"""Events as JSON Feed 1.1.

Source: https://www.jsonfeed.org/version/1.1/
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from dateline.model.shape import Json
from dateline.write.feed import TITLE, FeedShape, write_feed
from dateline.write.feed_item import FeedItem
from dateline.write.record import EventRecord, Written

__all__ = ["write"]

_HEAD = f'{{"version": "https://jsonfeed.org/version/1.1", "title": "{TITLE}", "items": ['


def write(records: Iterable[EventRecord], out: BinaryIO, *, with_names: bool = False) -> Written:
    """Events written as a JSON Feed in UTF-8, in the order given; `_geo` of an item has latitude and longitude.

    Args:
        records: the events.
        out: where the bytes go.
        with_names: also name private persons; without it they are withheld.
    """
    shape = FeedShape(head=_HEAD, item=_item, between=",", tail=lambda _: "\n]}\n")
    return write_feed(shape, records, out, with_names=with_names)


def _item(item: FeedItem) -> str:
    node: Json = {"id": item.urn, "title": item.title, "content_text": item.text, "tags": list(item.tags)}
    node |= {"external_url": item.address} if item.address else {}
    node |= {"date_published": item.first_known.isoformat()} if item.first_known else {}
    node |= {"date_modified": item.last_known.isoformat()} if item.last_known else {}
    node |= {"_geo": {"latitude": item.point[0], "longitude": item.point[1]}} if item.point else {}
    return "\n" + json.dumps(node, ensure_ascii=False)
