"""E-mail to documents: the newsletter itself, and the documents that are attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any, Final

from dateline.errors import ReadError
from dateline.model import Document
from dateline.read.complete import complete, refuse_empty
from dateline.read.encoding import decode, refuse_rubbish
from dateline.read.fragment import text_of
from dateline.read.guard import Deadline, parsing
from dateline.read.reading import Known
from dateline.read.sniff import refuse_large

__all__ = ["Attachment", "attachments", "mail"]

_SIGNATURE: Final = re.compile(r"\n-- ?\n(?:.{0,200}\n){0,11}.{0,200}\Z")
_REPLY_MARK: Final = re.compile(r"^(?:(?:re|fwd?|tr|aw|wg|rv|отв)\s*:\s*)+", re.IGNORECASE)
# A text part shorter than this says "see the HTML version", not the news.
_LEAST_CHARS: Final = 200
_MAX_PARTS: Final = 200


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail."""

    name: str
    data: bytes


def mail(data: bytes, where: str, known: Known) -> Document:
    """The text of a mail, with subject as title, the day of its `Date` (in the sender's zone), and the sender as outlet.

    The plain part is taken where it holds the news, else the HTML part.

    Raises:
        ReadError: the bytes are no mail, or it has no text.
    """
    refuse_large(len(data), where)
    with parsing("e-mail", where):
        message = _parsed(data)
        body = _body(message, where).replace("\r\n", "\n").replace("\r", "\n").strip("\ufeff\n ")
        heads = {name: _header(message, name) for name in ("subject", "from", "message-id", "archived-at", "content-language")}
        published = _day(_header(message, "date"))
    text = _SIGNATURE.sub("", body).strip()
    refuse_empty(text, where)
    refuse_rubbish(text, where)
    language = (heads["content-language"] or "")[:2].lower()
    doc = Document(
        id="",
        text=text,
        title=known.title or _REPLY_MARK.sub("", heads["subject"] or "").strip() or None,
        published=known.published or published,
        outlet=known.outlet or _sender(heads["from"]),
        agency=known.agency,
        language=known.language or (language if language.isalpha() else None),
        url=known.url or (heads["archived-at"] or "").strip("<> ") or None,
        extra={"message_id": heads["message-id"]} if heads["message-id"] else {},
    )
    return complete(doc, named=False)


def attachments(data: bytes, where: str) -> Iterator[Attachment]:
    """The files that came with a mail, pictures and inline parts left out.

    Raises:
        ReadError: the bytes are no mail.
    """
    with parsing("e-mail", where):
        for part in _parts(_parsed(data)):
            if part.get_content_disposition() == "attachment" and part.get_content_maintype() not in {"image", "audio", "video"}:
                content = part.get_payload(decode=True)
                if isinstance(content, bytes) and content:
                    yield Attachment(part.get_filename() or f"part.{part.get_content_subtype()}", content)


def _parsed(data: bytes) -> EmailMessage:
    bare = data.partition(b"\n")[2] if data.startswith(b"From ") else data
    return message_from_bytes(bare, policy=policy.default)


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    for n, part in enumerate(message.walk()):
        if n >= _MAX_PARTS:
            raise ValueError(f"more than {_MAX_PARTS} parts")
        yield part


def _header(message: EmailMessage, name: str) -> str | None:
    """A header as text; None where there is none or the mail's own library cannot take it apart."""
    try:
        value: Any = message[name]
        said = " ".join(str(value).replace("\ufffd", "").split()) if value is not None else ""
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return None
    return said.encode("utf-8", "ignore").decode() or None


def _day(raw: str | None) -> date | None:
    try:
        return parsedate_to_datetime(raw).date() if raw else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _sender(raw: str | None) -> str | None:
    name, address = parseaddr(raw or "")
    return name.strip(" \"'") or address.rpartition("@")[2] or None


def _body(message: EmailMessage, where: str) -> str:
    deadline = Deadline(where)
    texts: dict[str, list[str]] = {"plain": [], "html": []}
    for part in _parts(message):
        deadline.check()
        kind = part.get_content_subtype()
        if part.get_content_maintype() == "text" and kind in texts and part.get_content_disposition() != "attachment":
            texts[kind].append(_content(part, where))
    plain = "\n\n".join(texts["plain"]).strip()
    html = "\n\n".join(text_of(markup, where) for markup in texts["html"]) if len(plain) < _LEAST_CHARS else ""
    said = html if len(html) > len(plain) else plain
    if not said:
        raise ReadError("mail-no-text", "the mail has no text part", where=where, fix="Give its attachments by themselves.")
    return said


def _content(part: EmailMessage, where: str) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    try:
        return data.decode(charset) if charset and charset not in {"us-ascii", "ascii"} else decode(data, where)
    except (LookupError, UnicodeError):
        return decode(data, where)
