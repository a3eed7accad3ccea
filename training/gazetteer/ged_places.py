"""Writes ged_places.csv: settlements that the UCDP Georeferenced Event Dataset has located.

usage: python training/gazetteer/ged_places.py ../shared/data/ucdp_ged

Taken are the places of events located to the point itself (where_prec 1) whose name ends in a word for a settlement; the word is cut off. One
place is told by several events: the commonest point of each name in a country and first-order division is kept.
Source: UCDP GED 23.1 (Sundberg and Melander, Journal of Peace Research 2013), CC BY 4.0.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from sources import HERE

KINDS = {"village": "settlement", "town": "settlement", "city": "settlement", "camp": "site"}
COUNTRY_NAMES = {
    "DR Congo (Zaire)": "Democratic Republic of the Congo",
    "Russia (Soviet Union)": "Russia",
    "Yemen (North Yemen)": "Yemen",
    "Myanmar (Burma)": "Myanmar",
    "Bosnia-Herzegovina": "Bosnia and Herzegovina",
    "Serbia (Yugoslavia)": "Serbia",
    "Cambodia (Kampuchea)": "Cambodia",
    "Zimbabwe (Rhodesia)": "Zimbabwe",
    "Kingdom of eSwatini (Swaziland)": "Eswatini",
    "Macedonia, FYR": "North Macedonia",
    "Madagascar (Malagasy)": "Madagascar",
    "United States of America": "United States",
    "Ivory Coast": "Côte d'Ivoire",
}


def main() -> None:
    code = {r["name"]: r["iso3"] for r in csv.DictReader((HERE / "countries.csv").open(encoding="utf-8", newline=""))}
    points: dict[tuple[str, str, str, str], Counter[tuple[float, float]]] = defaultdict(Counter)
    unknown: Counter[str] = Counter()
    for file in sorted(Path(sys.argv[1]).glob("*.train.jsonl")):
        for line in file.read_text(encoding="utf-8").split("\n"):
            where = json.loads(line)["where"] if line else None
            if where is None or where["prec"] != 1:
                continue
            *name, last = where["coordinates_name"].split()
            country = COUNTRY_NAMES.get(where["country"], where["country"])
            if country not in code:
                unknown[country] += 1
            elif name and last in KINDS and "(" not in where["coordinates_name"]:
                key = (code[country], " ".join(name), KINDS[last], (where["adm_1"] or "").split(" ")[0])
                points[key][(round(where["lat"], 3), round(where["lon"], 3))] += 1
    if unknown:
        raise SystemExit(f"countries that countries.csv does not name: {sorted(unknown)}")
    with (HERE / "ged_places.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["name", "alternates", "kind", "country", "latitude", "longitude", "radius_km", "source"])
        for (country, name, kind, _), found in sorted(points.items()):
            latitude, longitude = min(found, key=lambda p: (-found[p], p))
            writer.writerow([name, "", kind, country, latitude, longitude, "", "ged"])


if __name__ == "__main__":
    main()
