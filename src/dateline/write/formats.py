"""Every format by its name, and what writes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO, Protocol

from dateline.write import (
    acled,
    atom,
    csv,
    gdelt,
    gdelt_mentions,
    geojson,
    hxl,
    jsonfeed,
    jsonl,
    jsonld,
    parquet,
    polecat,
    rss,
    ucdp_ged,
    xlsx,
)
from dateline.write.format import Format
from dateline.write.record import EventRecord, Written
from dateline.write.scheme import Scheme
from dateline.write.withhold import Withholding

__all__ = ["FORMATS", "SCHEMES", "WRITERS", "Writer"]


class Writer(Protocol):
    """What writes events in one format."""

    def __call__(self, records: Iterable[EventRecord], out: BinaryIO, *, withholding: Withholding | None = None) -> Written:
        """An account of what was written; names of private persons are withheld where nothing else is asked for."""


WRITERS: Mapping[str, Writer] = {
    "csv": csv.write,
    "jsonl": jsonl.write,
    "geojson": geojson.write,
    "parquet": parquet.write,
    "geoparquet": parquet.write_geo,
    "xlsx": xlsx.write,
    "rss": rss.write,
    "atom": atom.write,
    "jsonfeed": jsonfeed.write,
    "jsonld": jsonld.write,
    "acled": acled.write,
    "ucdp_ged": ucdp_ged.write,
    "hxl": hxl.write,
    "polecat": polecat.write,
    "gdelt": gdelt.write,
    "gdelt_mentions": gdelt_mentions.write,
}

# How each is written, piece by piece; `csv-excel` is csv with the mark by which Excel knows UTF-8.
FORMATS: Mapping[str, Format] = {
    "csv": csv.FORMAT,
    "csv-excel": csv.EXCEL,
    "jsonl": jsonl.FORMAT,
    "geojson": geojson.FORMAT,
    "parquet": parquet.FORMAT,
    "geoparquet": parquet.GEO,
    "xlsx": xlsx.FORMAT,
    "rss": rss.FORMAT,
    "atom": atom.FORMAT,
    "jsonfeed": jsonfeed.FORMAT,
    "jsonld": jsonld.FORMAT,
    "acled": acled.SCHEME.format,
    "ucdp_ged": ucdp_ged.SCHEME.format,
    "hxl": hxl.SCHEME.format,
    "polecat": polecat.SCHEME.format,
    "gdelt": gdelt.SCHEME.format,
    "gdelt_mentions": gdelt_mentions.SCHEME.format,
}

# The schemes of others, by format: their reference pages are made from these.
SCHEMES: Mapping[str, Scheme[Any]] = {
    "acled": acled.SCHEME,
    "ucdp_ged": ucdp_ged.SCHEME,
    "hxl": hxl.SCHEME,
    "polecat": polecat.SCHEME,
    "gdelt": gdelt.SCHEME,
    "gdelt_mentions": gdelt_mentions.SCHEME,
}
