"""A server on this machine that answers as it is told, well or badly."""

import contextlib
import socket
import threading
import time

HTML = b"Content-Type: text/html; charset=utf-8\r\n"


class Rogue:
    """Answers each path with its own function, which gets the connection and the request's head."""

    def __init__(self, routes):
        self.routes = routes
        self.asked = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def url(self, path, host="karsapost.example"):
        return f"http://{host}:{self.port}{path}"

    def close(self):
        self._socket.close()

    def _serve(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection):
        with connection, contextlib.suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                part = connection.recv(4096)
                if not part:
                    return
                head += part
            path = head.split(b" ")[1].decode()
            self.asked.append((path, head.decode()))
            self.routes.get(path, status(404))(connection, head.decode())


def plain(body, heads=HTML, code=200):
    """A whole answer."""
    return lambda connection, _: connection.sendall(
        b"HTTP/1.1 %d X\r\n%sContent-Length: %d\r\n\r\n%s" % (code, heads, len(body), body)
    )


def raw(data):
    """These bytes, and the end."""
    return lambda connection, _: connection.sendall(data)


def status(code, heads=b""):
    return raw(b"HTTP/1.1 %d X\r\n%sContent-Length: 0\r\n\r\n" % (code, heads))


def sent_on(to):
    return status(302, b"Location: " + to.encode() + b"\r\n")


def dripping(head, drop, pause_s=0.05):
    """The head, then a drop again and again for ever."""

    def answer(connection, _):
        connection.sendall(head)
        while True:
            connection.sendall(drop)
            time.sleep(pause_s)

    return answer


def flowing(head, block):
    """The head, then the block again and again as fast as it is taken."""
    return dripping(head, block, 0)


def silent(connection, _):
    """Nothing, for a long time."""
    time.sleep(20)
