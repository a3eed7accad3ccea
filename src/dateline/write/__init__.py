"""Events in the formats of others: one module for each, and `formats.WRITERS`, which has them all by name."""

from dateline.write import (
    acled,
    atom,
    csv,
    formats,
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
from dateline.write.record import EventRecord, LeftOut, Withheld, Written

__all__ = [
    "EventRecord",
    "LeftOut",
    "Withheld",
    "Written",
    "acled",
    "atom",
    "csv",
    "formats",
    "gdelt",
    "gdelt_mentions",
    "geojson",
    "hxl",
    "jsonfeed",
    "jsonl",
    "jsonld",
    "parquet",
    "polecat",
    "rss",
    "ucdp_ged",
    "xlsx",
]
