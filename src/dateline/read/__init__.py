"""Reading: bytes to documents. `document` and `text` give one, `files` and `jsonl` many; `furniture` marks what is no reporting."""

from dateline.read import furniture
from dateline.read.batch import files
from dateline.read.lines import jsonl
from dateline.read.reading import Reading
from dateline.read.single import document, text

__all__ = ["Reading", "document", "files", "furniture", "jsonl", "text"]
