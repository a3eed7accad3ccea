"""Events as JSON Feed 1.1.

Source: https://www.jsonfeed.org/version/1.1/
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from dateline.model.shape import Json
from dateline.write.feed import TITLE, FeedShape, feed_format
from dateline.write.feed_item import FeedItem
from dateline.write.format import write_format
from dateline.write.record import EventRecord, Written
from dateline.write.withhold import Withholding

__all__ = ["FORMAT", "write"]


def write(records: Iterable[EventRecord], out: BinaryIO, *, withholding: Withholding | None = None) -> Written:
    """Events written as a JSON Feed in UTF-8, in the order given; `_geo` of an item has latitude and longitude.

    Args:
        records: the events.
        out: where the bytes go.
        withholding: what is withheld; names of private persons where None.
    """
    return write_format(FORMAT, records, out, withholding=withholding)


def _head(about: str) -> str:
    named = f'"title": "{TITLE}", "description": {json.dumps(about, ensure_ascii=False)}'
    return f'{{"version": "https://jsonfeed.org/version/1.1", {named}, "items": ['


def _item(item: FeedItem) -> str:
    node: Json = {"id": item.urn, "title": item.title, "content_text": item.text, "tags": list(item.tags)}
    node |= {"external_url": item.address} if item.address else {}
    node |= {"date_published": item.first_known.isoformat()} if item.first_known else {}
    node |= {"date_modified": item.last_known.isoformat()} if item.last_known else {}
    node |= {"_geo": {"latitude": item.point[0], "longitude": item.point[1]}} if item.point else {}
    return "\n" + json.dumps(node, ensure_ascii=False)


FORMAT = feed_format(FeedShape(head=_head, item=_item, between=",", tail=lambda _: "\n]}\n"))
