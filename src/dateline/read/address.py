"""Which addresses of the network may be asked: public ones, and no others."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from dateline.errors import ReadError

__all__ = ["IP", "Resolver", "Target", "is_public", "resolve", "system_addresses", "target"]

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], list[str]]
_PORTS: Final = {"http": 80, "https": 443}
# IPv6 ranges whose addresses carry an IPv4 address. Source: RFC 6052 (NAT64), RFC 3056 (6to4).
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_6TO4: Final = ipaddress.ip_network("2002::/16")
_SAFE: Final = "%/:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Target:
    """A checked URL, and the address that it is asked at.

    Args:
        url: in ASCII, without its fragment.
        scheme, host, port, path: its parts.
    """

    url: str
    scheme: str
    host: str
    port: int
    path: str


def target(url: str) -> Target:
    """The parts of a URL that may be fetched.

    Raises:
        ReadError: it is no http or https URL, or carries a name and password.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        ascii_host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as fault:
        raise _broken(url, str(fault)) from fault
    if parts.scheme.lower() not in _PORTS:
        raise ReadError(
            "url-scheme", f"{parts.scheme or 'no'}: is not http or https", where=_shown(url), fix="Give an http(s) address."
        )
    if parts.username is not None or parts.password is not None:
        raise ReadError(
            "url-password", "the address carries a name or password", where=_shown(url), fix="Leave it out of the address."
        )
    if not ascii_host or any(ord(letter) < 32 or ord(letter) == 127 for letter in url.strip()):
        raise _broken(url, "no host" if not ascii_host else "white space or control characters")
    return _target(parts, ascii_host.lower(), port)


def _target(parts: SplitResult, host: str, port: int | None) -> Target:
    scheme = parts.scheme.lower()
    printed = f"[{host}]" if ":" in host else host
    path = quote(parts.path, safe=_SAFE) or "/"
    query = quote(parts.query, safe=_SAFE)
    netloc = printed if port in {None, _PORTS[scheme]} else f"{printed}:{port}"
    return Target(
        urlunsplit((scheme, netloc, path, query, "")), scheme, host, port or _PORTS[scheme], path + (f"?{query}" if query else "")
    )


def is_public(ip: IP) -> bool:
    """Whether an address is one of the open network.

    None is that is private, loopback, link-local (where clouds keep their metadata), shared, reserved, multicast or unspecified, and no
    IPv6 address that carries one of these.

    Source: IANA IPv4 and IPv6 Special-Purpose Address Registries, as `ipaddress` has them.
    """
    inner = _carried(ip)
    if inner is not None:
        return is_public(inner)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_link_local or ip.is_private or ip.is_unspecified)


def _carried(ip: IP) -> ipaddress.IPv4Address | None:
    if not isinstance(ip, ipaddress.IPv6Address):
        return None
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.sixtofour if ip in _6TO4 else None


def system_addresses(host: str, port: int) -> list[str]:
    """The addresses that the system's resolver gives for a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def resolve(
    asked: Target, *, most_s: float, resolver: Resolver = system_addresses, is_allowed: Callable[[IP], bool] = is_public
) -> list[str]:
    """The addresses of a target's host, all of them public.

    The caller connects to these very addresses: asking the resolver a second time could give others.

    Args:
        asked: the target.
        most_s: seconds that the resolver has.
        resolver: gives addresses for host and port.
        is_allowed: whether an address may be asked.
    Raises:
        ReadError: the host is not known, the resolver takes too long, or one of the addresses is not allowed.
    """
    found: list[str] = []
    faults: list[Exception] = []

    def ask() -> None:
        try:
            found.extend(resolver(asked.host, asked.port))
        except (OSError, UnicodeError) as fault:
            faults.append(fault)

    # The system's resolver cannot be told to give up, so it is left behind where it is too slow.
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(most_s)
    addresses = list(found)
    if not addresses:
        said = str(faults[0]) if faults else f"no answer within {most_s:g} seconds"
        raise ReadError(
            "host-unknown", f"{asked.host} has no address: {said}", where=asked.url, fix="Check the address and the network."
        )
    for address in addresses:
        if not is_allowed(ipaddress.ip_address(address.partition("%")[0])):
            raise ReadError(
                "address-refused",
                f"{asked.host} is at {address}, which is no public address",
                where=asked.url,
                fix="Save the page and add the file; addresses of inner networks are never fetched.",
            )
    return addresses


def _broken(url: str, why: str) -> ReadError:
    return ReadError("url-broken", f"it is no web address: {why}", where=_shown(url), fix="Give it as https://host/path.")


def _shown(url: str) -> str:
    """The URL for messages, without a password in it."""
    head, at, tail = url.partition("@")
    return (f"{head.partition('://')[0]}://…@{tail}" if at and "://" in head and "/" not in head.partition("://")[2] else url)[
        :300
    ]
