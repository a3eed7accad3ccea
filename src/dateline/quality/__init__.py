"""How good the coding is: the codebook's measures against gold documents, and floors below which nothing may fall."""

from dateline.quality.floors import FLOORS, Floor, GoldSet, read_floors, write_floors
from dateline.quality.gate import Check, Coder, GateReport, SetReport, gate, raised
from dateline.quality.score import Figure, Scores, Silence, score

__all__ = [
    "FLOORS",
    "Check",
    "Coder",
    "Figure",
    "Floor",
    "GateReport",
    "GoldSet",
    "Scores",
    "SetReport",
    "Silence",
    "gate",
    "raised",
    "read_floors",
    "score",
    "write_floors",
]
