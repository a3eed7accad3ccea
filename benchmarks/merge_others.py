"""Two other ways of joining reports of one event: a window in space and time, and Splink."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import floor
from typing import Any

from dateline.merge.part import components
from dateline.model import Incident, distance_km
from dateline.model.codes import Action

__all__ = ["by_splink", "by_window"]

WINDOW_KM = 25
WINDOW_DAYS = 1

_CELL_DEGREES = 0.5


def by_window(records: Sequence[Incident]) -> list[list[int]]:
    """Reports of one kind of action within 25 km and one day, and chains of such reports, as one event.

    The rule is MELTT's first step without its taxonomies' finer levels: its window joins across any number of sources.

    Source: Donnay, Dunford, McGrath, Backer and Cunningham, "Integrating Conflict Event Data", Journal of Conflict Resolution (2019).
    """
    blocks: dict[tuple[int, int, int, bool], list[int]] = defaultdict(list)
    for n, one in enumerate(records):
        if one.place.latitude is not None and one.place.longitude is not None and one.time.start is not None:
            cell = floor(one.place.latitude / _CELL_DEGREES), floor(one.place.longitude / _CELL_DEGREES)
            blocks[*cell, one.time.start.toordinal(), one.action is Action.PROTEST].append(n)
    links = []
    for (lat, lon, day, kind), members in blocks.items():
        around = [(lat + i, lon + k, day + d, kind) for i in (-1, 0, 1) for k in (-1, 0, 1) for d in range(WINDOW_DAYS + 1)]
        others = [n for key in around for n in blocks.get(key, ())]
        links += [(a, b) for a in members for b in others if a != b and _apart_km(records[a], records[b]) <= WINDOW_KM]
    return components(len(records), links)


def _apart_km(a: Incident, b: Incident) -> float:
    here, there = a.place, b.place
    if here.latitude == there.latitude and here.longitude == there.longitude:
        return 0.0
    assert here.latitude is not None
    assert here.longitude is not None
    assert there.latitude is not None
    assert there.longitude is not None
    return distance_km((here.latitude, here.longitude), (there.latitude, there.longitude))


def by_splink(records: Sequence[Incident]) -> list[list[int]] | None:
    """What Splink 5 with DuckDB makes of the same reports, unsupervised, as its documentation advises; None where it is not installed.

    Fellegi and Sunter's model over town, day, action, toll and perpetrator; pairs that share town or province and day or neighbouring
    days; clusters of pairs with a probability of 0.9 or more.

    Source: Linacre, Lindsay, Manassis, Slade and Hepworth, "Splink", International Journal of Population Data Science (2022).
    """
    try:
        import pyarrow as pa
        import splink.comparison_library as cl
        from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    except ImportError:
        return None
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        comparisons=[
            cl.JaroWinklerAtThresholds("town", [0.9]),
            cl.ExactMatch("day"),
            cl.ExactMatch("action"),
            cl.ExactMatch("toll"),
            cl.ExactMatch("front"),
        ],
        blocking_rules_to_generate_predictions=[block_on("town", "week"), block_on("province", "day"), block_on("town", "day")],
    )
    table = pa.Table.from_pylist([_row(n, one) for n, one in enumerate(records)])
    linker: Any = Linker(DuckDBAPI().register(table), settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match([block_on("town", "day", "action")], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("town", "day"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("action", "toll", "day"))
    predicted = linker.inference.predict(threshold_match_probability=0.9)
    told = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold_match_probability=0.9)
    groups: dict[Any, list[int]] = defaultdict(list)
    for row in told.as_record_list():
        groups[row["cluster_id"]].append(int(row["unique_id"]))
    return [sorted(group) for group in groups.values()]


def _row(n: int, one: Incident) -> dict[str, object]:
    claim = one.claims[0]
    day = one.time.start.toordinal() if one.time.start else None
    return {
        "unique_id": n,
        "town": one.place.name,
        "province": one.place.chain[-2] if len(one.place.chain) > 1 else None,
        "day": day,
        "week": day // 7 if day else None,
        "action": one.action.value,
        "toll": next((h.count.best for h in claim.harm), None),
        "front": next((a.name for a in claim.perpetrators if a.name.endswith("Front")), None),
    }
