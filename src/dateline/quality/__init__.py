"""How good the coding is: the codebook's measures against gold documents, and floors below which nothing may fall."""

from dateline.quality.calibration import Judged, expected_error, judged
from dateline.quality.floors import FLOORS, Floor, GoldSet, read_floors, write_floors
from dateline.quality.gate import Check, Coder, GateReport, SetReport, gate, raised
from dateline.quality.gold import Coded, fold_ids, gold, gold_records
from dateline.quality.score import Figure, Scores, Silence, score

__all__ = [
    "FLOORS",
    "Check",
    "Coded",
    "Coder",
    "Figure",
    "Floor",
    "GateReport",
    "GoldSet",
    "Judged",
    "Scores",
    "SetReport",
    "Silence",
    "expected_error",
    "fold_ids",
    "gate",
    "gold",
    "gold_records",
    "judged",
    "raised",
    "read_floors",
    "score",
    "write_floors",
]
