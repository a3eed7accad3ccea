"""An HTML page as PDF: by WeasyPrint where it is installed (`dateline[pdf]`), else by a browser that is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from dateline.errors import InputError

__all__ = ["pdf"]

# Names under which Chromium and its kin are installed. Source: packages of Debian, Fedora, Arch, Homebrew and Google.
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
_MOST_S = 120.0


def pdf(html: str) -> bytes:
    """The page as PDF (A4, with the page's own rules for print). Nothing is fetched for it.

    Args:
        html: a page that needs nothing else.
    Raises:
        InputError: neither WeasyPrint nor a browser is there, or what is there failed.
    """
    try:
        return _by_weasyprint(html)
    except ImportError:
        lacking = "WeasyPrint is not installed"
    except OSError as fault:  # its wheel is there and its library, Pango, is not
        lacking = f"WeasyPrint lacks a library ({' '.join(str(fault).split())[:120]})"
    browser = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        fix = "Install it with `pip install 'dateline[pdf]'`, or a browser (chromium), or take --format html and print that."
        raise InputError("pdf-missing", f"no PDF can be made: {lacking}, and there is no Chromium", fix=fix)
    return _by_browser(html, browser)


def _by_weasyprint(html: str) -> bytes:
    from weasyprint import HTML

    return bytes(HTML(string=html, url_fetcher=_nothing).write_pdf())


def _nothing(url: str, *_: Any, **__: Any) -> dict[str, Any]:
    raise ValueError(f"nothing is fetched for a printout, not {url}")


def _by_browser(html: str, browser: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        page, out = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(html, encoding="utf-8")
        command = [browser, "--headless", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}/profile"]
        # As root Chromium starts without its sandbox only; the page is our own, without scripts and under a policy that loads nothing.
        command += ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        command += [f"--print-to-pdf={out}", page.as_uri()]
        try:
            run = subprocess.run(command, capture_output=True, text=True, timeout=_MOST_S, check=False)  # noqa: S603 - found by name
        except (OSError, subprocess.TimeoutExpired) as fault:
            raise _failed(browser, type(fault).__name__) from fault
        if run.returncode or not out.is_file():
            raise _failed(browser, " ".join(run.stderr.split())[-200:] or f"exit code {run.returncode}")
        return out.read_bytes()


def _failed(browser: str, said: str) -> InputError:
    fix = "Install WeasyPrint with `pip install 'dateline[pdf]'`, or take --format html and print that."
    return InputError("pdf-failed", f"{browser} made no PDF: {said}", fix=fix)
