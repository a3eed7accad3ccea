"""Forms with a file: read up to a limit, and only where a page of this desk sent them."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from dateline.errors import InputError
from dateline.web.forms import Form, require_own

__all__ = ["MOST_BYTES", "Upload", "upload_of"]

MOST_BYTES = 20 * 1024 * 1024  # two years of GED, or what a spreadsheet holds that people make by hand
_MOST_FIELD_BYTES = 64 * 1024
_MEDIA = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Upload:
    """A form that came with a file.

    Args:
        form: its fields.
        name: of the file, as whoever sent it calls it; empty where no file was chosen.
        data: what the file holds.
    """

    form: Form
    name: str
    data: bytes


async def upload_of(request: Request) -> Upload:
    """The form with its file that a page of this desk sent.

    Raises:
        InputError: it is none, too long, or it was sent from elsewhere.
    """
    if not request.headers.get("content-type", "").lower().startswith(_MEDIA):
        raise InputError("form-shape", "this address takes a form with a file", fix="Use the page's own form.")
    parser = MultiPartParser(request.headers, _measured(request), max_files=1, max_fields=50, max_part_size=_MOST_FIELD_BYTES)
    try:
        sent = await parser.parse()
    except (MultiPartException, ValueError) as fault:  # the parser below it raises kinds of ValueError
        raise InputError("form-shape", f"the form cannot be read: {fault}", fix="Use the page's own form.") from fault
    try:
        form = Form(tuple((name, value.strip()) for name, value in sent.multi_items() if isinstance(value, str)))
        require_own(request, form)
        file = next((value for _, value in sent.multi_items() if isinstance(value, UploadFile)), None)
        return Upload(form, (file.filename or "").strip() if file else "", await file.read() if file else b"")
    finally:
        await sent.close()


async def _measured(request: Request) -> AsyncGenerator[bytes, None]:
    """What is sent, as long as it is not too much."""
    n_bytes = 0
    async for chunk in request.stream():
        n_bytes += len(chunk)
        if n_bytes > MOST_BYTES:
            fix = "Send a part of it, or use `dateline compare`."
            raise InputError("form-length", f"the file is longer than {MOST_BYTES:,} bytes", where="file", fix=fix)
        yield chunk
