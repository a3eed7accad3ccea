import gzip
import ipaddress
import itertools
import socket
import threading
import time
import zlib
from datetime import date

import made_files
import pytest
import rogue
from rogue import HTML, dripping, flowing, plain, raw, sent_on, silent, status

from dateline.errors import ReadError
from dateline.model import Problem
from dateline.read import address, fetch
from dateline.read.reading import Known

OK = b"HTTP/1.1 200 OK\r\n"
LIMITS = fetch.Limits(most_bytes=200_000, most_s=1.0, most_redirects=3)
HERE = ipaddress.ip_address("127.0.0.1")


@pytest.fixture
def server():
    """Makes servers with routes; `karsapost.example` is at the server's own address, which counts as public."""
    made = []

    def make(**routes):
        made.append(rogue.Rogue({f"/{name.replace('__', '/')}": route for name, route in routes.items()}))
        return made[-1]

    yield make
    for one in made:
        one.close()


def resolver(host, port):
    known = {"karsapost.example": ["127.0.0.1"], "inner.example": ["10.0.0.7"], "mixed.example": ["127.0.0.1", "169.254.169.254"]}
    if host in known:
        return known[host]
    try:
        return [str(ipaddress.ip_address(host))]
    except ValueError:
        raise OSError("no such host") from None


def fetcher(limits=LIMITS):
    return fetch.Fetcher(limits, resolver=resolver, is_allowed=lambda ip: ip == HERE or address.is_public(ip))


def refused(url, limits=LIMITS):
    """The code of the error, which came in time."""
    start_s = time.monotonic()
    with pytest.raises(ReadError) as caught:
        fetcher(limits).get(url)
    assert time.monotonic() - start_s < limits.most_s + 1
    assert caught.value.fix
    return caught.value.code


def test_a_page(server, page):
    here = server(a=plain(page().encode(), HTML + b'ETag: "1"\r\nLast-Modified: Wed, 04 Mar 2026 09:15:00 GMT\r\n'))
    (found,) = fetch.page(here.url("/a"), fetcher(), Known(outlet="Bend Courier"))
    assert (found.document.outlet, found.document.url, found.document.published) == (
        "Bend Courier",
        here.url("/a"),
        date(2026, 3, 4),
    )
    assert found.document.retrieved_at is not None
    assert (found.original, found.media_type, found.name) == (page().encode(), "text/html", here.url("/a"))
    answer = fetcher().get(here.url("/a"))
    assert (answer.etag, answer.modified) == ('"1"', "Wed, 04 Mar 2026 09:15:00 GMT")
    assert f"Host: karsapost.example:{here.port}" in here.asked[0][1]


def test_a_second_request_says_what_is_known(server):
    here = server(a=status(304))
    assert fetcher().get(here.url("/a"), etag='"1"', modified="Wed").is_unchanged
    assert 'If-None-Match: "1"' in here.asked[0][1]
    assert "If-Modified-Since: Wed" in here.asked[0][1]


@pytest.mark.parametrize(
    ("name", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", lambda data: zlib.compress(data)[2:-4])]
)
def test_packed_answers(server, page, name, pack):
    here = server(a=plain(pack(page().encode()), HTML + f"Content-Encoding: {name}\r\n".encode()))
    assert fetcher().get(here.url("/a")).data == page().encode()


def test_chunked_answers_and_other_formats(server):
    here = server(
        a=raw(OK + HTML + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
        feed=plain(made_files.RSS, b"Content-Type: application/rss+xml\r\n"),
    )
    assert fetcher().get(here.url("/a")).data == b"abcde"
    assert [item.document.title for item in fetch.page(here.url("/feed"), fetcher()) if not isinstance(item, Problem)] == [
        made_files.TITLE,
        "Road open",
    ]


def test_redirects_are_followed_to_relative_and_whole_addresses(server, page):
    here = server(a=sent_on("b?x=1 2"), c=plain(page().encode()))
    here.routes["/b?x=1%202"] = sent_on(here.url("/c"))
    assert fetcher().get(here.url("/a")).url == here.url("/c")


REFUSED = {
    "scheme": ("file:///etc/passwd", "url-scheme"),
    "ftp": ("ftp://karsapost.example/a", "url-scheme"),
    "no scheme": ("karsapost.example/a", "url-scheme"),
    "password": ("http://me:secret@karsapost.example/", "url-password"),
    "line end": ("http://karsapost.example/a\r\nX: y", "url-broken"),
    "no host": ("http:///a", "url-broken"),
    "port": ("http://karsapost.example:99999/", "url-broken"),
    "unknown": ("http://nowhere.example/", "host-unknown"),
    "private": ("http://inner.example/", "address-refused"),
    "one of two": ("http://mixed.example/", "address-refused"),
}


@pytest.mark.parametrize(("url", "code"), REFUSED.values(), ids=REFUSED)
def test_addresses_that_are_refused(url, code):
    assert refused(url) == code


def test_a_password_is_not_repeated_in_the_message():
    with pytest.raises(ReadError) as caught:
        fetcher().get("http://me:secret@karsapost.example/")
    assert "secret" not in str(caught.value)


INNER = (
    *(
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
    ),
    *(
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
    ),
    *("2002:7f00:1::", "192.0.2.1", "198.18.0.1", "240.0.0.1", "2001:db8::1"),
)


@pytest.mark.parametrize("ip", INNER)
def test_inner_addresses(ip):
    assert not address.is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize("ip", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "64:ff9b::101:101"])
def test_public_addresses(ip):
    assert address.is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "[::1]", "localhost", "[::ffff:127.0.0.1]"])
def test_inner_addresses_are_refused_however_they_are_written(host):
    with pytest.raises(ReadError, match=r"address-refused|host-unknown"):
        fetch.Fetcher(LIMITS).get(f"http://{host}/")


INNER_TARGETS = (
    "http://inner.example/",
    "http://mixed.example/",
    "//inner.example/x",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fe80::1]/",
    "http://[::ffff:10.0.0.7]/",
)


@pytest.mark.parametrize("to", INNER_TARGETS)
def test_redirects_to_inner_addresses_are_refused(server, to):
    assert refused(server(a=sent_on(to)).url("/a")) == "address-refused"


def test_redirects_to_other_schemes_and_without_end(server):
    here = server(a=sent_on("file:///etc/passwd"), b=sent_on("/b"))
    assert refused(here.url("/a")) == "url-scheme"
    assert refused(here.url("/b")) == "fetch-redirects"
    assert len([path for path, _ in here.asked if path == "/b"]) == 4


def test_the_resolver_is_asked_once_a_hop_and_its_answer_is_what_is_connected_to(server, page):
    here = server(a=plain(page().encode()))
    answers = itertools.chain([["127.0.0.1"]], itertools.repeat(["169.254.169.254"]))
    changing = fetch.Fetcher(LIMITS, resolver=lambda host, port: next(answers), is_allowed=lambda ip: ip == HERE)
    assert changing.get(here.url("/a")).status == 200
    with pytest.raises(ReadError, match="address-refused"):
        changing.get(here.url("/a"))


def later(seconds, answer):
    """The answer, after a while."""

    def route(connection, head):
        time.sleep(seconds)
        answer(connection, head)

    return route


def test_redirects_share_one_time_limit(server):
    here = server(a=later(0.45, sent_on("/b")), b=later(0.45, sent_on("/c")), c=later(0.45, plain(b"x")))
    assert refused(here.url("/a")) == "fetch-slow"


def test_a_redirect_is_counted_with_its_address_checked_first(server):
    here = server(a=sent_on("/b"), b=sent_on("http://inner.example/"))
    assert refused(here.url("/a")) == "address-refused"
    assert [path for path, _ in here.asked] == ["/a", "/b"]


BOMB = gzip.compress(bytes(20_000_000))
MISBEHAVIOUR = {
    "sends nothing": (silent, "fetch-slow"),
    "drips its head": (dripping(OK + b"X: ", b"a"), "fetch-slow"),
    "drips heads without end": (dripping(OK, b"X: a\r\n"), "fetch-slow"),
    "drips its body": (dripping(OK + HTML + b"\r\n", b"a"), "fetch-slow"),
    "says continue without end": (dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "fetch-slow"),
    "sends without end": (flowing(OK + HTML + b"\r\n", b"a" * 9000), "fetch-large"),
    "sends chunks without end": (
        flowing(OK + HTML + b"Transfer-Encoding: chunked\r\n\r\n", b"2328\r\n" + b"a" * 9000 + b"\r\n"),
        "fetch-large",
    ),
    "tells a size beyond the limit": (raw(OK + HTML + b"Content-Length: 99999999999\r\n\r\n"), "fetch-large"),
    "packs a bomb": (plain(BOMB, HTML + b"Content-Encoding: gzip\r\n"), "fetch-large"),
    "packs a bomb in deflate": (plain(zlib.compress(bytes(20_000_000)), HTML + b"Content-Encoding: deflate\r\n"), "fetch-large"),
    "packs a bomb in chunks": (
        raw(OK + HTML + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(BOMB), BOMB)),
        "fetch-large",
    ),
    "packs rubbish": (plain(b"no gzip", HTML + b"Content-Encoding: gzip\r\n"), "fetch-failed"),
    "packs unasked": (plain(b"x", HTML + b"Content-Encoding: br\r\n"), "fetch-encoding"),
    "packs twice": (plain(b"x", HTML + b"Content-Encoding: gzip, gzip\r\n"), "fetch-encoding"),
    "cuts its body": (raw(OK + HTML + b"Content-Length: 500\r\n\r\nabc"), "fetch-cut"),
    "cuts a chunk": (raw(OK + HTML + b"Transfer-Encoding: chunked\r\n\r\n500\r\nabc"), "fetch-failed"),
    "hangs up": (raw(b""), "fetch-failed"),
    "is no web server": (raw(b"SSH-2.0-x\r\n"), "fetch-failed"),
    "sends a thousand heads": (raw(OK + b"X: y\r\n" * 1000 + b"\r\n"), "fetch-failed"),
    "sends a long head": (raw(OK + b"X: " + b"y" * 100_000 + b"\r\n\r\n"), "fetch-failed"),
    "sends a picture": (plain(b"GIF89a", b"Content-Type: image/gif\r\n"), "fetch-type"),
    "sends a film": (plain(b"x", b"Content-Type: VIDEO/mp4; codecs=x\r\n"), "fetch-type"),
    "sends a program": (plain(b"x", b"Content-Type: application/wasm\r\n"), "fetch-type"),
}


@pytest.mark.parametrize(("route", "code"), MISBEHAVIOUR.values(), ids=MISBEHAVIOUR)
def test_servers_that_misbehave(server, route, code):
    assert refused(server(a=route).url("/a")) == code


def test_a_slow_resolver_is_left_behind():
    free = threading.Event()
    slow = fetch.Fetcher(LIMITS, resolver=lambda host, port: ["127.0.0.1"] if free.wait(5) else [])
    start_s = time.monotonic()
    with pytest.raises(ReadError, match="host-unknown"):
        slow.get("http://karsapost.example/")
    free.set()
    assert time.monotonic() - start_s < 2


def test_tls_without_a_certificate_that_is_trusted(server):
    here = server(a=plain(b"x"))
    assert refused(here.url("/a").replace("http:", "https:")) in {"fetch-failed", "fetch-slow"}


def test_a_closed_port():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert refused(f"http://karsapost.example:{port}/") == "fetch-failed"


@pytest.mark.parametrize("code", [204, 401, 403, 404, 410, 429, 500, 503])
def test_refusals_are_problems(server, code):
    (problem,) = fetch.page(server(a=status(code, b"Retry-After: 7\r\n")).url("/a"), fetcher())
    assert (problem.code, str(code) in problem.what) == ("fetch-status", True)


def test_pictures_that_say_they_are_pages(server):
    (problem,) = fetch.page(server(a=plain(b"\x89PNG\r\n\x1a\n")).url("/a"), fetcher())
    assert problem.code == "file-binary"
