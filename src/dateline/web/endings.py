"""The endings of the events' address: the same selection as a file, one for each format."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ENDINGS", "Ending"]

_CSV = "text/csv; charset=utf-8; header=present"
_TSV = "text/tab-separated-values; charset=utf-8"
_PARQUET = "application/vnd.apache.parquet"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Ending:
    """An ending.

    Args:
        name: what stands behind `/events.`.
        format: name of the format, as `dateline export` knows it.
        media_type: of the file.
        words: for the line of downloads.
        is_scheme: whether it is the shape of another project, which cannot hold every event.
    """

    name: str
    format: str
    media_type: str
    words: str
    is_scheme: bool = False

    @property
    def operation(self) -> str:
        """Its name in the description of the API: `events_hxl_csv`."""
        return f"events_{self.name.replace('.', '_')}"


ENDINGS = (
    Ending("csv", "csv", _CSV, "CSV"),
    Ending("ndjson", "jsonl", "application/x-ndjson", "JSON Lines"),
    Ending("geojson", "geojson", "application/geo+json", "GeoJSON"),
    Ending("parquet", "parquet", _PARQUET, "Parquet"),
    Ending("geo.parquet", "geoparquet", _PARQUET, "GeoParquet"),
    Ending("xlsx", "xlsx", _XLSX, "Excel"),
    Ending("jsonld", "jsonld", "application/ld+json", "JSON-LD"),
    Ending("acled.csv", "acled", _CSV, "ACLED-like", is_scheme=True),
    Ending("ucdp_ged.csv", "ucdp_ged", _CSV, "UCDP-GED-like", is_scheme=True),
    Ending("hxl.csv", "hxl", _CSV, "HXL", is_scheme=True),
    Ending("polecat.tsv", "polecat", _TSV, "POLECAT-like", is_scheme=True),
    Ending("gdelt.tsv", "gdelt", _TSV, "GDELT-like", is_scheme=True),
    Ending("gdelt_mentions.tsv", "gdelt_mentions", _TSV, "its mentions", is_scheme=True),
)
