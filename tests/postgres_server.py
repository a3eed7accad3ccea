"""A PostgreSQL of the tests' own: made in a temporary folder, reached through a socket there, gone at the end."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin")) or [
    Path(found).parent for found in [shutil.which("initdb")] if found
]
WHY_NOT = "no PostgreSQL is installed (initdb is missing): apt-get install postgresql"
_USER = "dateline"
_STARTS_IN_S = 60


class PostgresServer:
    """A running server; as PostgreSQL refuses to run as root, it then runs as `postgres` or `nobody`."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="dateline-pg-", dir="/tmp"))  # a socket's path has 107 bytes at most
        self._owner = _unprivileged()
        if self._owner is not None:
            os.chown(self.folder, *self._owner)
        self.data = self.folder / "data"
        initdb = ("initdb", "-D", self.data, "-U", _USER, "-A", "trust", "-E", "UTF8", "--no-instructions")
        self._run(*initdb, *_locale(), "--no-sync")
        self._process = None
        self.start()

    def start(self):
        settings = [f"unix_socket_directories={self.folder}", "listen_addresses=", "max_connections=200"]
        # Without fsync a power cut could lose what was stored, but the end of a process, kill -9 too, cannot; and the tests are fast.
        settings += ["shared_buffers=64MB", "logging_collector=off", "fsync=off"]
        command = [str(BINARIES[-1] / "postgres"), "-D", str(self.data)]
        command += [part for setting in settings for part in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self.folder, start_new_session=True, **self._as_owner()
            )
        self._wait()

    def kill(self):
        """End it with -9, so that nothing is tidied up: the postmaster, and all that it started to serve connections."""
        started = [self._process.pid, *_children(self._process.pid)]
        for number in started:
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        self._process.wait()
        deadline = time.monotonic() + _STARTS_IN_S
        while any(Path(f"/proc/{number}").exists() for number in started) and time.monotonic() < deadline:
            time.sleep(0.01)

    def stop(self):
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(_STARTS_IN_S)
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name):
        return f"postgresql://{_USER}@/{name}?host={quote(str(self.folder), safe='')}"

    def execute(self, statement, name="postgres"):
        import psycopg

        with psycopg.connect(self.url(name), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _wait(self):
        deadline = time.monotonic() + _STARTS_IN_S
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                break
            with contextlib.suppress(Exception):
                self.execute("SELECT 1")
                return
            time.sleep(0.05)
        raise RuntimeError((self.folder / "log").read_text(errors="replace"))

    def _run(self, program, *arguments):
        command = [str(BINARIES[-1] / program), *map(str, arguments)]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, **self._as_owner())

    def _as_owner(self):
        own = {"LC_ALL": "C", "PATH": os.environ["PATH"]}
        return (
            {"env": own}
            if self._owner is None
            else {"env": own, "user": self._owner[0], "group": self._owner[1], "extra_groups": []}
        )


def _children(number):
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(file.read_text().rpartition(")")[2].split()[1]) == number:
                found.append(int(file.parent.name))
    return found


def _unprivileged():
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            found = pwd.getpwnam(name)
            return found.pw_uid, found.pw_gid
    raise RuntimeError("PostgreSQL does not run as root, and there is neither a user postgres nor nobody")


def _locale():
    """A collation that does not sort by bytes, where there is one, so that the tests notice where that matters."""
    help_text = subprocess.run([str(BINARIES[-1] / "initdb"), "--help"], check=True, capture_output=True, text=True).stdout
    return ("--locale-provider=icu", "--icu-locale=en") if "--icu-locale" in help_text else ()
