"""Fetching: the only code that asks the network for anything, and it asks only when it is told an address."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import IO, Any, Final, cast
from urllib.parse import urljoin

from dateline.errors import DatelineError, ReadError
from dateline.model import Problem
from dateline.read import address
from dateline.read.address import IP, Resolver, Target
from dateline.read.formats import readings
from dateline.read.reading import Known, Reading
from dateline.read.sniff import MAX_DOCUMENT_BYTES

__all__ = ["AGENT", "Answer", "Fetcher", "Limits", "of_answer", "page", "refuse_status"]

AGENT: Final = "dateline (+https://pypi.org/project/dateline/)"
_REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))
_CHUNK_BYTES: Final = 1 << 16
# What no reader reads. Any other type, and none at all, is looked at.
_REFUSED_TYPES: Final = (
    "image/",
    "video/",
    "audio/",
    "font/",
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/wasm",
)
_ACCEPT: Final = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,application/rss+xml,application/atom+xml,application/pdf,*/*;q=0.5"
)
# Bits of zlib for gzip or zlib heads, and for bare deflate streams, which some servers send.
_ZLIB_ANY, _ZLIB_BARE = 47, -15


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one fetch may take.

    Args:
        most_bytes: of the answer, both packed and unpacked.
        most_s: seconds from beginning to end, redirects included.
        most_redirects: redirects that are followed.
    """

    most_bytes: int = MAX_DOCUMENT_BYTES
    most_s: float = 30.0
    most_redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered.

    Args:
        url: address that answered, after redirects.
        status: HTTP status.
        data: the body, unpacked; empty where the status is not 200.
        media_type: as the server says; empty where it says nothing.
        etag, modified: what to send with the next request, so that the server need not send the same again.
        retry_after: as the server says.
    """

    url: str
    status: int
    data: bytes = b""
    media_type: str = ""
    etag: str | None = None
    modified: str | None = None
    retry_after: str | None = None

    @property
    def is_unchanged(self) -> bool:
        """Whether the server says that nothing has changed since."""
        return self.status == 304


class Fetcher:
    """Gets pages, within limits, from public addresses.

    Proxies are not used, cookies are not kept, certificates are checked.

    Args:
        limits: how much one fetch may take.
        agent: name that servers are told.
        resolver: gives addresses for a host; the system's where None.
        is_allowed: whether an address may be asked; only public ones where None.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        agent: str = AGENT,
        resolver: Resolver | None = None,
        is_allowed: Callable[[IP], bool] | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.agent = agent
        self._resolver = resolver or address.system_addresses
        self._is_allowed = is_allowed or address.is_public

    def check(self, url: str) -> None:
        """Nothing, where an address may be asked.

        Raises:
            ReadError: it is broken, its host is unknown, or has an address that may not be asked.
        """
        asked = address.target(url)
        address.resolve(asked, most_s=self.limits.most_s, resolver=self._resolver, is_allowed=self._is_allowed)

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
        """The answer to a request for a URL, whatever its status; redirects are followed, each checked as the first address is.

        Args:
            url: http or https.
            etag: from an earlier answer: then a server may answer that nothing has changed.
            modified: as `etag`.
        Raises:
            ReadError: the address may not be asked, cannot be reached, or its answer breaks a limit or the protocol.
        """
        clock = _Clock(self.limits.most_s, url)
        heads = {"If-None-Match": etag, "If-Modified-Since": modified}
        asked = address.target(url)
        for _ in range(self.limits.most_redirects + 1):
            found = self._ask(asked, {name: value for name, value in heads.items() if value}, clock)
            if isinstance(found, Answer):
                return found
            asked = address.target(urljoin(asked.url, found))
        raise ReadError(
            "fetch-redirects",
            f"it is redirected more than {self.limits.most_redirects} times",
            where=url,
            fix="Give the address at which it ends.",
        )

    def _ask(self, asked: Target, heads: Mapping[str, str], clock: _Clock) -> Answer | str:
        """The answer of one server, or the address that it sends on to."""
        addresses = address.resolve(asked, most_s=clock.left_s(), resolver=self._resolver, is_allowed=self._is_allowed)
        connection = _connection(asked, addresses[0], clock.left_s())
        try:
            with clock.watching(connection):
                own = {"User-Agent": self.agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate", "Connection": "close"}
                connection.request("GET", asked.path, headers=own | dict(heads))
                with connection.getresponse() as reply:
                    return self._answer(reply, asked)
        except DatelineError:
            raise
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as fault:
            clock.refuse_late()
            said = " ".join(str(fault).split())[:120]
            raise ReadError(
                "fetch-failed",
                f"{type(fault).__name__}{': ' + said if said else ''}",
                where=asked.url,
                fix="Try again later, or save the page and add the file.",
            ) from fault
        finally:
            connection.close()

    def _answer(self, reply: http.client.HTTPResponse, asked: Target) -> Answer | str:
        sent_on = reply.headers.get("Location")
        if reply.status in _REDIRECTS and sent_on:
            return sent_on
        answer = Answer(
            url=asked.url,
            status=reply.status,
            media_type=(reply.headers.get("Content-Type") or "").partition(";")[0].strip().lower(),
            etag=reply.headers.get("ETag"),
            modified=reply.headers.get("Last-Modified"),
            retry_after=reply.headers.get("Retry-After"),
        )
        if answer.status != 200:
            return answer
        if answer.media_type.startswith(_REFUSED_TYPES):
            raise ReadError(
                "fetch-type",
                f"the server sends {answer.media_type}",
                where=asked.url,
                fix="Give the address of the report itself.",
            )
        return replace(answer, data=_body(reply, self.limits.most_bytes, asked.url))


class _Clock:
    """The time that is left of a fetch; when it is over, the connection is cut, whatever it waits for."""

    def __init__(self, most_s: float, url: str) -> None:
        self._most_s = most_s
        self._at_s = time.monotonic() + most_s
        self._url = url

    def left_s(self) -> float:
        self.refuse_late()
        return max(0.01, self._at_s - time.monotonic())

    def refuse_late(self) -> None:
        if time.monotonic() >= self._at_s:
            raise ReadError("fetch-slow", f"it took more than {self._most_s:g} seconds", where=self._url, fix="Try again later.")

    def watching(self, connection: _Plain | _Secure) -> _Watch:
        return _Watch(self, connection)


class _Watch:
    def __init__(self, clock: _Clock, connection: _Plain | _Secure) -> None:
        self._clock = clock
        self._connection = connection
        self._timer = threading.Timer(clock.left_s(), self._cut)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._timer.cancel()
        if kind is None:
            self._clock.refuse_late()

    def _cut(self) -> None:
        held = self._connection.held  # http.client itself lets go of the socket once the head has come
        if held is not None:
            try:
                held.shutdown(socket.SHUT_RDWR)
            except OSError:
                held.close()


def _connection(asked: Target, ip: str, timeout_s: float) -> _Plain | _Secure:
    """A connection to one address, under the host's name: for its certificate and its Host line."""
    if asked.scheme == "http":
        return _Plain(asked, ip, timeout_s)
    return _Secure(asked, ip, timeout_s)


class _Plain(http.client.HTTPConnection):
    def __init__(self, asked: Target, ip: str, timeout_s: float) -> None:
        super().__init__(asked.host, asked.port, timeout=timeout_s)
        self._ip = ip
        self.held: socket.socket | None = None

    def connect(self) -> None:
        self.sock = self.held = socket.create_connection((self._ip, self.port), self.timeout)


class _Secure(http.client.HTTPSConnection):
    def __init__(self, asked: Target, ip: str, timeout_s: float) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(asked.host, asked.port, timeout=timeout_s, context=self._tls)
        self._ip = ip
        self.held: socket.socket | None = None

    def connect(self) -> None:
        bare = socket.create_connection((self._ip, self.port), self.timeout)
        self.held = bare  # so that a handshake that takes too long can be cut
        self.sock = self.held = self._tls.wrap_socket(bare, server_hostname=self.host)


def _body(reply: http.client.HTTPResponse, most_bytes: int, url: str) -> bytes:
    """The body, unpacked as it comes, and no further than the limit."""
    told = reply.headers.get("Content-Length", "")
    if told.isdecimal() and int(told) > most_bytes:
        raise _large(int(told), most_bytes, url)
    unpack = _unpacker((reply.headers.get("Content-Encoding") or "").strip().lower(), url)
    body = bytearray()
    received = 0
    while chunk := reply.read(_CHUNK_BYTES):
        received += len(chunk)
        body += unpack(chunk, most_bytes + 1 - len(body))
        if max(received, len(body)) > most_bytes:
            raise _large(max(received, len(body)), most_bytes, url)
    if told.isdecimal() and received < int(told) and "chunked" not in (reply.headers.get("Transfer-Encoding") or "").lower():
        raise ReadError("fetch-cut", f"{received:,} of {int(told):,} bytes came", where=url, fix="Try again later.")
    return bytes(body)


def _unpacker(encoding: str, url: str) -> Callable[[bytes, int], bytes]:
    if encoding in {"", "identity"}:
        return lambda chunk, _most: chunk
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise ReadError(
            "fetch-encoding",
            f"the server packs its answer as {encoding}, unasked",
            where=url,
            fix="Save the page and add the file.",
        )
    return _Inflater().unpack


class _Inflater:
    """Unpacks gzip and deflate, never more than it is asked for."""

    def __init__(self) -> None:
        self._inflater: Any = zlib.decompressobj(_ZLIB_ANY)
        self._is_first = True

    def unpack(self, chunk: bytes, most_bytes: int) -> bytes:
        try:
            found: bytes = self._inflater.decompress(chunk, max(1, most_bytes))
        except zlib.error:
            if not self._is_first:
                raise
            self._inflater = zlib.decompressobj(_ZLIB_BARE)
            found = self._inflater.decompress(chunk, max(1, most_bytes))
        self._is_first = False
        return found


def _large(size_bytes: int, most_bytes: int, url: str) -> ReadError:
    return ReadError(
        "fetch-large",
        f"{size_bytes:,} bytes or more are over the limit of {most_bytes:,}",
        where=url,
        fix="Fetch it by other means and split it.",
    )


def refuse_status(answer: Answer) -> None:
    """Nothing; the server gave what it was asked for.

    Raises:
        ReadError: its status says that it did not.
    """
    if answer.status != 200:
        words = http.client.responses.get(answer.status, "an unknown status")
        raise ReadError(
            "fetch-status",
            f"the server answers {answer.status}, {words}",
            where=answer.url,
            fix="Check the address in a browser.",
        )


def page(url: str, fetcher: Fetcher | None = None, known: Known | None = None) -> Iterator[Reading | Problem]:
    """What is read from a URL: one page as a rule, all entries of a feed, all members of an archive.

    Args:
        url: http or https.
        fetcher: with limits of its own.
        known: what is known of a single document from elsewhere.
    """
    try:
        answer = (fetcher or Fetcher()).get(url)
        refuse_status(answer)
    except DatelineError as fault:
        yield Problem.of(fault, stage="read")
        return
    yield from of_answer(answer, known)


def of_answer(answer: Answer, known: Known | None = None) -> Iterator[Reading | Problem]:
    """What is read from an answer, each document with the time of now as that of its retrieval."""
    now = datetime.now(UTC)
    stream = cast(IO[bytes], io.BufferedReader(cast(io.RawIOBase, io.BytesIO(answer.data))))
    about = replace(known or Known(), url=(known.url if known else None) or answer.url)
    for found in readings(stream, answer.url, known=about, told=answer.media_type):
        yield replace(found, document=replace(found.document, retrieved_at=now)) if isinstance(found, Reading) else found
