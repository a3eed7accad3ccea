"""Events as RSS 2.0, with points as GeoRSS.

Source: RSS 2.0.11, https://www.rssboard.org/rss-specification; GeoRSS Simple (OGC 17-002r1).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from typing import BinaryIO

from dateline.write.feed import TITLE, FeedShape, write_feed
from dateline.write.feed_item import FeedItem, unique_name, xml_text
from dateline.write.record import EventRecord, Written

__all__ = ["write"]

_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:georss="http://www.georss.org/georss">
<channel>
<title>{TITLE}</title>
<link>{unique_name("all")}</link>
<description>Events of political violence and protest</description>
<generator>dateline</generator>
"""


def write(records: Iterable[EventRecord], out: BinaryIO, *, with_names: bool = False) -> Written:
    """Events written as an RSS 2.0 feed in UTF-8, in the order given.

    Args:
        records: the events.
        out: where the bytes go.
        with_names: also name private persons; without it they are withheld.
    """
    shape = FeedShape(head=_HEAD, item=_item, between="", tail=_tail)
    return write_feed(shape, records, out, with_names=with_names)


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
