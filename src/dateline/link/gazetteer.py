"""The gazetteer: places by folded name, units with their parents, countries and the words for them.

One read-only SQLite file, mapped into memory and opened once per process; nothing is parsed at start.

Source: GeoNames (CC BY 4.0) with a hand supplement; see data/gazetteer/NOTICE and training/gazetteer.
"""

from __future__ import annotations

import hashlib
import sqlite3
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from dateline.errors import LinkError
from dateline.text.normal import fold

__all__ = ["FORMAT", "KINDS", "SUPPLEMENT", "Country", "CountryForm", "Entry", "Gazetteer", "fold_digest", "gazetteer", "use_own"]

FORMAT = 2
KINDS = ("country", "province", "district", "settlement", "site", "region", "water")
# Ids from here on are those of the hand supplement; GeoNames ids stay far below.
SUPPLEMENT = 3_000_000_000
BUILT_IN = Path(__file__).parents[1] / "data" / "gazetteer" / "gazetteer.sqlite"
_REBUILD = (
    "Build it again: `dateline gazetteer build --afresh` for a project's own, training/gazetteer/build.py for the built-in one."
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer.

    Args:
        id: GeoNames id, or an own number from SUPPLEMENT on.
        kind: one of KINDS; `province` is a first-order and `district` a second-order division.
        country: ISO 3166-1 alpha-3; None for what lies in several.
        parent: id of the smallest unit that holds it.
        latitude, longitude: WGS 84 degrees; of a unit, the median of its settlements.
        population: persons; of a unit, those of its listed settlements.
        radius_km: of a unit, the distance within which nine in ten of its settlements lie.
    """

    id: int
    name: str
    kind: str
    country: str | None
    parent: int | None
    latitude: float | None
    longitude: float | None
    population: int
    radius_km: float | None

    @property
    def geonames_id(self) -> int | None:
        """The GeoNames id; None for an entry of the hand supplement."""
        return self.id if self.id < SUPPLEMENT else None


@dataclass(frozen=True, slots=True)
class Country:
    """A country, its English name as dateline writes it, and the ids of its own entry and of its capital."""

    code: str
    id: int
    name: str
    capital: int | None


@dataclass(frozen=True, slots=True)
class CountryForm:
    """What a word says of a country: `name` where it is the name, `form` where it is an adjective, a people or a short form."""

    code: str
    role: str


# A project's own file, with its size and time of change, so that one built anew is read.
_OWN: list[tuple[Path, int, int]] = []


def use_own(file: Path | None) -> None:
    """Makes `gazetteer` read a project's own file in place of the built-in one, from now on in this process; None for the built-in one."""
    wanted = [(file, (told := file.stat()).st_size, told.st_mtime_ns)] if file and file.is_file() else []
    if wanted != _OWN:
        _OWN[:] = wanted
        gazetteer.cache_clear()


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer in use, the built-in one unless `use_own` says another; one per process."""
    return Gazetteer(_OWN[0][0] if _OWN else BUILT_IN)


def fold_digest() -> str:
    """A fingerprint of the folding of names, so that a file made with another folding is refused."""
    samples = (
        "Al-Mayādīn",
        "Qa'tabah",
        "Łódź",
        "İstanbul",
        "Ağrı",
        "Йошкар-Ола",
        "Куп’янськ",
        "إدلب",
        "الرقة",
        "Mocímboa da Praia",
    )
    return hashlib.sha256("\n".join(map(fold, samples)).encode()).hexdigest()[:16]


class Gazetteer:
    """A gazetteer file, open for reading.

    Args:
        path: the file.
    Raises:
        LinkError: the file is missing, is none of ours, or was made with another folding of names.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = _open(path)
        self._forms: dict[str | None, dict[str, CountryForm]] = {}
        self.ids = lru_cache(maxsize=100_000)(self._ids)
        self.entry = lru_cache(maxsize=50_000)(self._entry)

    def _ids(self, key: str) -> tuple[int, ...]:
        """Ids of the entries under a folded name, the most populous first; countries are not among them."""
        row = self._db.execute("SELECT ids FROM name WHERE key = ?", (key,)).fetchone()
        return struct.unpack(f"<{len(row[0]) // 4}I", row[0]) if row else ()

    def _entry(self, number: int) -> Entry:
        """The entry with this id.

        Raises:
            LinkError: there is none.
        """
        row = self._db.execute("SELECT * FROM place WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise LinkError("place-unknown", f"no entry {number}", where=str(self.path), fix="Give an id of this gazetteer.")
        _, name, kind, country, parent, latitude, longitude, population, radius = row
        point = (None if latitude is None else latitude / 10_000, None if longitude is None else longitude / 10_000)
        return Entry(number, name, KINDS[kind], country, parent, *point, population, radius)

    def entries(self, name: str) -> tuple[Entry, ...]:
        """The entries that bear a name, the most populous first; an unknown name gives none."""
        return tuple(self.entry(number) for number in self.ids(fold(name)))

    def above(self, entry: Entry) -> Iterator[Entry]:
        """The units that hold an entry, from the smallest to the country."""
        while entry.parent is not None:
            entry = self.entry(entry.parent)
            yield entry

    @cached_property
    def countries(self) -> Mapping[str, Country]:
        """The countries by ISO 3166-1 alpha-3 code."""
        return {row[0]: Country(*row) for row in self._db.execute("SELECT code, id, name, capital FROM country")}

    def country_forms(self, language: str | None = None) -> Mapping[str, CountryForm]:
        """What each folded name, adjective or people says of a country, in English and in a language of the document.

        A word that fits several countries stands for the one that it names, else for the most populous. Without a language
        the words of all languages count, though "Argelia" is Algeria in Spanish alone.
        """
        if language not in self._forms:
            self._forms[language] = self._forms_of(language)
        return self._forms[language]

    def _forms_of(self, language: str | None) -> dict[str, CountryForm]:
        rows = self._db.execute(
            "SELECT f.key, f.code, f.role, f.languages FROM country_form f JOIN country c USING (code) JOIN place p ON p.id = c.id "
            "ORDER BY f.role, p.population"
        )
        forms: dict[str, CountryForm] = {}
        for key, code, role, languages in rows:  # 'form' before 'name': the later row wins
            if language is None or language in languages or "en" in languages:
                forms[key] = CountryForm(code, role)
        return forms


def _open(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise LinkError("gazetteer-missing", "there is no gazetteer file", where=str(path), fix=_REBUILD)
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        meta = dict(db.execute("SELECT key, value FROM meta"))
    except sqlite3.DatabaseError as fault:
        db.close()
        raise LinkError("gazetteer-damaged", f"the file cannot be read: {fault}", where=str(path), fix=_REBUILD) from fault
    wanted = {"format": str(FORMAT), "fold": fold_digest()}
    for key, value in wanted.items():
        if meta.get(key) != value:
            db.close()
            raise LinkError("gazetteer-version", f"{key} is {meta.get(key)!r}, not {value!r}", where=str(path), fix=_REBUILD)
    db.execute("PRAGMA mmap_size = 67108864")
    return db
