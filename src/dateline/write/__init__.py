"""Events in the formats of others: one module for each, `csv`, `jsonl` and `geojson`."""

from dateline.write import csv, geojson, jsonl
from dateline.write.record import EventRecord, LeftOut, Withheld, Written

__all__ = ["EventRecord", "LeftOut", "Withheld", "Written", "csv", "geojson", "jsonl"]
