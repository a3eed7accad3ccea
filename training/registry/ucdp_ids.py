"""UCDP actor ids for the registry, joined by name: `python -m training.registry.ucdp_ids FILES [--write]`. See README.md."""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from dateline.link.look_up import look_up
from dateline.link.registry import registry, words

TABLES = Path(__file__).parents[2] / "src" / "dateline" / "data" / "registry"
# Column of the id, by table.
COLUMNS = {"organisations.tsv": 8, "countries.tsv": 7}


class Side(NamedTuple):
    """One side of one event: its UCDP name and id, the country's ISO 3166-1 alpha-3 code and the year."""

    name: str
    id: int
    country: str | None
    year: int


def main() -> None:
    """Print what is joined and where the files contradict the registry; with --write, fill the columns."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="JSONL files of UCDP GED events")
    parser.add_argument("--write", action="store_true", help="fill the columns")
    options = parser.parse_args()
    found = joined(sides(options.files))
    wanted = {entry: ids.most_common(1)[0][0] for entry, ids in found.items() if len(ids) == 1}
    for entry, ids in sorted(found.items()):
        if len(ids) > 1:
            print("several", entry, dict(ids), sep="\t")
    taken = Counter(wanted.values())
    wanted = {entry: number for entry, number in wanted.items() if taken[number] == 1}
    for name, column in COLUMNS.items():
        print(name, fill(TABLES / name, column, wanted, write=options.write), "ids new")


def sides(files: Iterable[Path]) -> Iterator[Side]:
    """The sides that have an id and are one body."""
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            event = json.loads(line)
            hits = registry().countries_in(words(event["where"]["country"].split(" (")[0]))
            country = hits[0].countries[0].iso3 if hits else None
            for side in (event["side_a"], event["side_b"]):
                if side["id"] and "," not in side["name"]:
                    yield Side(side["name"], side["id"], country, int(event["date_start"][:4]))


def joined(found: Iterable[Side]) -> Mapping[str, Counter[int]]:
    """The UCDP ids of each entry, with their events, by exact name or alias: parts of names and factions do not count."""
    ids: dict[str, Counter[int]] = defaultdict(Counter)
    for side in found:
        for entry in look_up(side.name, side.country, side.year) if is_exact(side.name) else ():
            ids[entry][side.id] += 1
    return ids


def is_exact(name: str) -> bool:
    """Whether a name is an entry's own, or that of a country's government."""
    spelt = words(name)
    hits = registry().organisations_in(spelt)
    return name.startswith("Government of ") or any((hit.first, hit.last) == (0, len(spelt)) for hit in hits)


def fill(file: Path, column: int, wanted: Mapping[str, int], *, write: bool) -> int:
    """How many ids are new in a table."""
    head, *rows = (line.split("\t") for line in file.read_text(encoding="utf-8").rstrip("\n").split("\n"))
    held = {row[column] for row in rows if row[column]}
    new = 0
    for row in rows:
        number = wanted.get(row[0] if file.name == "organisations.tsv" else f"gov-{row[0].lower()}")
        if number is None or row[column] == str(number):
            continue
        if row[column] or str(number) in held:
            print("differs", row[0], f"here {row[column] or '-'}", f"there {number}", sep="\t")
            continue
        row[column] = str(number)
        new += 1
    if write:
        file.write_text("\n".join("\t".join(row) for row in (head, *rows)) + "\n", encoding="utf-8")
    return new


if __name__ == "__main__":
    main()
