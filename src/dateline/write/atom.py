"""Events as Atom, with points as GeoRSS.

Source: RFC 4287; GeoRSS Simple (OGC 17-002r1).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import BinaryIO

from dateline.write.feed import TITLE, FeedShape, feed_format
from dateline.write.feed_item import FeedItem, unique_name, xml_text
from dateline.write.format import Unfit, write_format
from dateline.write.record import EventRecord, Written
from dateline.write.withhold import Withholding

__all__ = ["FORMAT", "write"]

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # RFC 4287 asks a feed for an instant, an empty one too


def write(records: Iterable[EventRecord], out: BinaryIO, *, withholding: Withholding | None = None) -> Written:
    """Events written as an Atom feed in UTF-8, in the order given. Events of which no document has a date are left out.

    Args:
        records: the events.
        out: where the bytes go.
        withholding: what is withheld; names of private persons where None.
    """
    return write_format(FORMAT, records, out, withholding=withholding)


def _head(about: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:georss="http://www.georss.org/georss">
<id>{unique_name("all")}</id>
<title>{TITLE}</title>
<subtitle>{xml_text(about)}</subtitle>
<author><name>dateline</name></author>
<generator>dateline</generator>
"""


def _entry(item: FeedItem) -> str | Unfit:
    if item.first_known is None or item.last_known is None:
        return Unfit("none of its documents has a date; Atom needs one")
    lines = [
        f"<id>{item.urn}</id>",
        f"<title>{xml_text(item.title)}</title>",
        f"<updated>{item.last_known.isoformat()}</updated>",
    ]
    lines += [f"<published>{item.first_known.isoformat()}</published>", f"<summary>{xml_text(item.text)}</summary>"]
    lines += [f'<link rel="alternate" href="{xml_text(item.address)}"/>'] if item.address else []
    lines += [f'<category term="{xml_text(tag)}"/>' for tag in item.tags]
    lines += [f"<georss:point>{item.point[0]} {item.point[1]}</georss:point>"] if item.point else []
    return "<entry>\n" + "\n".join(lines) + "\n</entry>\n"


def _tail(latest: datetime | None) -> str:
    return f"<updated>{(latest or _NEVER).isoformat()}</updated>\n</feed>\n"


FORMAT = feed_format(FeedShape(head=_head, item=_entry, between="", tail=_tail))
