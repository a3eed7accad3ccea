"""A page that is watched: no request to another host, no error of a script, no breach of the policy goes by unseen."""

import json
from pathlib import Path
from urllib.parse import urlsplit

AXE = (Path(__file__).parent / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
# Pictures to look at, in a folder that git ignores.
ARTEFACTS = Path(__file__).parents[2] / "build" / "screenshots"
_GRAVE = ("serious", "critical")
_LOCAL = ("data", "blob", "about", "chrome-error")


class Watched:
    """A page of a browser, with what went wrong on it."""

    def __init__(self, context, base):
        self.base, self.faults = base, []
        self.page = context.new_page()
        self.page.on("request", self._request)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("console", self._console)

    def _request(self, request):
        if urlsplit(request.url).scheme not in _LOCAL and not request.url.startswith(f"{self.base}/"):
            self.faults.append(f"asks another host: {request.url}")

    def _console(self, message):
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.faults.append(f"console: {message.text} {message.location}")

    def open(self, address):
        """The page at an address, once it is at rest."""
        self.page.goto(address, wait_until="networkidle")
        self.sound()
        return self.page

    def sound(self):
        """Nothing has gone wrong so far."""
        assert not self.faults, self.faults

    def accessible(self):
        """axe finds no serious or critical fault."""
        self.page.evaluate(AXE)
        found = self.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"]
        grave = [
            {"rule": one["id"], "help": one["help"], "at": [node["target"] for node in one["nodes"]][:5]}
            for one in found
            if one["impact"] in _GRAVE
        ]
        assert not grave, json.dumps(grave, indent=1)
