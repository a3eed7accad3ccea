"""Events as RSS 2.0, with points as GeoRSS.

Source: RSS 2.0.11, https://www.rssboard.org/rss-specification; GeoRSS Simple (OGC 17-002r1).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from typing import BinaryIO

from dateline.write.feed import TITLE, FeedShape, feed_format
from dateline.write.feed_item import FeedItem, unique_name, xml_text
from dateline.write.format import write_format
from dateline.write.record import EventRecord, Written
from dateline.write.withhold import Withholding

__all__ = ["FORMAT", "write"]


def write(records: Iterable[EventRecord], out: BinaryIO, *, withholding: Withholding | None = None) -> Written:
    """Events written as an RSS 2.0 feed in UTF-8, in the order given.

    Args:
        records: the events.
        out: where the bytes go.
        withholding: what is withheld; names of private persons where None.
    """
    return write_format(FORMAT, records, out, withholding=withholding)


def _head(about: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:georss="http://www.georss.org/georss">
<channel>
<title>{TITLE}</title>
<link>{unique_name("all")}</link>
<description>{xml_text(about)}</description>
<generator>dateline</generator>
"""


def _item(item: FeedItem) -> str:
    lines = [f"<title>{xml_text(item.title)}</title>", f"<description>{xml_text(item.text)}</description>"]
    lines += [f"<link>{xml_text(item.address)}</link>"] if item.address else []
    lines += [f'<guid isPermaLink="false">{xml_text(item.urn)}</guid>']
    lines += [f"<pubDate>{format_datetime(item.last_known)}</pubDate>"] if item.last_known else []
    lines += [f"<category>{xml_text(tag)}</category>" for tag in item.tags]
    lines += [f"<georss:point>{item.point[0]} {item.point[1]}</georss:point>"] if item.point else []
    return "<item>\n" + "\n".join(lines) + "\n</item>\n"


def _tail(latest: datetime | None) -> str:
    built = f"<lastBuildDate>{format_datetime(latest)}</lastBuildDate>\n" if latest else ""
    return f"{built}</channel>\n</rss>\n"


FORMAT = feed_format(FeedShape(head=_head, item=_item, between="", tail=_tail))
