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
from dateline.write.record import EventRecord, Written
from dateline.write.scheme import Scheme

__all__ = ["SCHEMES", "WRITERS", "Writer"]


class Writer(Protocol):
    """What writes events in one format."""

    def __call__(self, records: Iterable[EventRecord], out: BinaryIO, *, with_names: bool = False) -> Written:
        """An account of what was written; names of private persons are withheld unless `with_names` is given."""


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

# The schemes of others, by format: their reference pages are made from these.
SCHEMES: Mapping[str, Scheme[Any]] = {
    "acled": acled.SCHEME,
    "ucdp_ged": ucdp_ged.SCHEME,
    "hxl": hxl.SCHEME,
    "polecat": polecat.SCHEME,
    "gdelt": gdelt.SCHEME,
    "gdelt_mentions": gdelt_mentions.SCHEME,
}
