"""How well time phrases become days: against the authored corpora, timenorm, Recognizers-Text and WikiWars.

python -m benchmarks.link_time authored --data FILE... [--ids folds.json --fold 0] --json
python -m benchmarks.link_time timenorm --data FILE --json
python -m benchmarks.link_time recognizers --data FILE --json
python -m benchmarks.link_time wikiwars --data FILE --json
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from dateline.link import when
from dateline.link.calendar import reading
from dateline.link.calendar.days import Days
from dateline.link.calendar.grammar import Frame
from dateline.link.calendar.lexicon import LANGUAGES
from dateline.model import Incident, When
from dateline.quality import fold_ids, gold, gold_records


def as_found(incident: Incident) -> Incident:
    """The incident as the finder leaves it: a quote at most."""
    return replace(
        incident,
        time=When(quote=incident.time.quote),
        claims=tuple(replace(c, time=c.time and When(quote=c.time.quote)) for c in incident.claims),
    )


def scores(pairs: Sequence[tuple[When, When]]) -> dict[str, float]:
    """Shares of (gold, ours) that agree, in percent."""
    hits: Counter[str] = Counter(n=len(pairs))
    for want, got in pairs:
        hits["start_exact"] += got.start == want.start
        hits["start_1_day"] += got.start is not None and want.start is not None and abs((got.start - want.start).days) <= 1
        hits["end_exact"] += got.end == want.end
        hits["precision"] += got.precision is want.precision
        hits["interval_exact"] += (got.start, got.end) == (want.start, want.end)
    return {"n": len(pairs)} | {
        k: percent(hits[k], len(pairs)) for k in ("start_exact", "start_1_day", "end_exact", "interval_exact", "precision")
    }


def percent(part: float, whole: float) -> float:
    """A share in percent."""
    return round(100 * part / whole, 2) if whole else 0.0


def authored(args: argparse.Namespace) -> dict[str, object]:
    """Gold incidents stripped to what the finder gives, resolved, and compared with the gold."""
    ids = fold_ids(args.ids, args.fold) if args.ids else None
    documents = gold(args.data, ids)
    found_rows = [(doc, incidents, tuple(as_found(i) for i in incidents)) for doc, incidents in documents]
    if found_rows:
        when.resolve(found_rows[0][0], found_rows[0][2])  # word tables are read on first use
    pairs: list[tuple[str, Incident, When]] = []
    started = time.process_time()
    for doc, incidents, stripped in found_rows:
        pairs += [(doc.language or "?", want, got.time) for want, got in zip(incidents, when.resolve(doc, stripped), strict=True)]
    seconds = time.process_time() - started
    if args.errors:
        show_errors(pairs)
    timed = [(lang, want, got) for lang, want, got in pairs if want.time.start is not None]
    out: dict[str, object] = {"all": scores([(w.time, g) for _, w, g in timed])}
    out["with_quote"] = scores([(w.time, g) for _, w, g in timed if w.time.quote])
    out["without_quote"] = scores([(w.time, g) for _, w, g in timed if not w.time.quote])
    unknown = [g for _, w, g in pairs if w.time.start is None]
    out["gold_unknown"] = {"n": len(unknown), "left_unknown": percent(sum(g.start is None for g in unknown), len(unknown))}
    languages = sorted({lang for lang, _, _ in timed})
    if len(languages) > 1:
        out["by_language"] = {lang: scores([(w.time, g) for at, w, g in timed if at == lang]) for lang in languages}
    out["confidence"] = calibration([(w.time.start == g.start, g.confidence) for _, w, g in timed])
    return out | {"ms_per_document": round(1000 * seconds / max(len(documents), 1), 3)}


def calibration(rows: Sequence[tuple[bool, float | None]]) -> dict[str, object]:
    """Share of right starts by confidence, in tenths, and the mean gap between the two (expected calibration error) in points."""
    bins: dict[int, list[tuple[bool, float]]] = {}
    for hit, sure in rows:
        if sure is not None:
            bins.setdefault(min(int(sure * 10), 9), []).append((hit, sure))
    out: dict[str, object] = {}
    total = gap = 0.0
    for at in sorted(bins):
        right, sure = sum(h for h, _ in bins[at]), sum(c for _, c in bins[at])
        total, gap = total + len(bins[at]), gap + abs(right - sure)
        out[f"{at / 10:.1f}"] = {"n": len(bins[at]), "right": percent(right, len(bins[at])), "said": percent(sure, len(bins[at]))}
    return out | {"gap": percent(gap, total)}


def show_errors(pairs: Sequence[tuple[str, Incident, When]]) -> None:
    """The incidents whose interval is wrong, on stderr."""
    for _, want, got in pairs:
        w = want.time
        if (w.start, w.end, w.precision) != (got.start, got.end, got.precision):
            quote = repr(w.quote.text) if w.quote else "-"
            gold_text = f"{w.start} {w.end} {w.precision}"
            sys.stderr.write(
                f"{want.document}\t{want.action} {want.status}{' AGG' if want.aggregate else ''}\t{quote}\t{gold_text}\t{got.start} {got.end} {got.precision}\t{got.reason}\n"
            )


# --- public sets of time expressions ----------------------------------------------------------------------------------


def timex(days: Days) -> str:
    """The TIMEX3 value of an interval, parts of the day and modifiers left out."""
    start = days.start
    if days.grain == "year" or (days.edge and days.length >= 28):
        return f"{start.year}"
    if days.grain == "month" or days.edge:
        return f"{start:%Y-%m}"
    if days.grain == "season":
        return f"{start.year}-{ {3: 'SP', 6: 'SU', 9: 'FA', 12: 'WI'}[start.month] }"
    if days.grain == "week":
        return "{}-W{:02}".format(*start.isocalendar()[:2])
    if days.grain == "weekend":
        return "{}-W{:02}-WE".format(*start.isocalendar()[:2])
    return start.isoformat()


def same_value(days: Days | None, value: str) -> bool:
    """Whether an interval is what a gold TIMEX3 value says; times count by their day, quarters and halves by their start."""
    if days is None:
        return False
    day = value.partition("T")[0]
    if day[4:6] == "-Q":
        return days.start == date(int(day[:4]), 3 * int(day[6]) - 2, 1) if day[6:].isdigit() else False
    if len(day) == 3 and day.isdigit():
        return days.start.year == int(day) * 10 and days.length > 3600
    return timex(days) == day


def rates(hits: float, answered: float, wanted: float) -> dict[str, float]:
    """Precision, recall and F1 in percent."""
    precision, recall = percent(hits, answered), percent(hits, wanted)
    return {
        "precision": precision,
        "recall": recall,
        "f1": round(2 * precision * recall / (precision + recall), 2) if hits else 0.0,
    }


def by_calendar(value: str) -> bool:
    """Whether a gold value is a point or unit of the calendar, and not a duration, a set or a vague reference."""
    return value[:3].isdigit() and "X" not in value


def rows_of(row: Mapping[str, object], key: str) -> Sequence[Mapping[str, Any]]:
    """The gold expressions of a record."""
    return cast("Sequence[Mapping[str, Any]]", row[key])


def timenorm(args: argparse.Namespace) -> dict[str, object]:
    """Phrases alone, in document order, each read against the document's date and the phrase before it."""
    tally: Counter[str] = Counter()
    for row in gold_records(args.data):
        published, before = date.fromisoformat(str(row["dct"])[:10]), None
        for gold_row in rows_of(row, "expressions"):
            found = reading.read(gold_row["phrase"], Frame(published, before), str(row["lang"]))
            before = found or before
            count_value(tally, found, gold_row["value"], str(row["lang"]))
    return value_report(tally)


def count_value(tally: Counter[str], found: Days | None, value: str, lang: str) -> None:
    """One gold value against one reading."""
    if not by_calendar(value):
        tally["other"] += 1
        return
    hit = same_value(found, value)
    for key in ("", f"{lang} "):
        tally[f"{key}wanted"] += 1
        tally[f"{key}answered"] += found is not None
        tally[f"{key}hits"] += hit


def value_report(tally: Counter[str]) -> dict[str, object]:
    """Value scores over the gold expressions that name a point or unit of the calendar."""
    languages = sorted({k.partition(" ")[0] for k in tally if k.endswith(" wanted") and not k.startswith("span")})
    by_language = {at: rates(tally[f"{at} hits"], tally[f"{at} answered"], tally[f"{at} wanted"])["f1"] for at in languages}
    return {
        "value": rates(tally["hits"], tally["answered"], tally["wanted"]),
        "n": tally["wanted"],
        "not_calendar": tally["other"],
        "value_f1": by_language,
    }


def count_spans(tally: Counter[str], found: Sequence[tuple[int, int]], wanted: Sequence[tuple[int, int]]) -> None:
    """Spans found in a text against gold spans: equal, and overlapping."""
    tally["span answered"] += len(found)
    tally["span wanted"] += len(wanted)
    tally["span strict"] += len(set(found) & set(wanted))
    tally["span relaxed found"] += sum(any(a < d and c < b for c, d in wanted) for a, b in found)
    tally["span relaxed wanted"] += sum(any(a < d and c < b for c, d in found) for a, b in wanted)


def span_report(tally: Counter[str]) -> dict[str, object]:
    """Strict and relaxed detection scores."""
    relaxed = {
        "precision": percent(tally["span relaxed found"], tally["span answered"]),
        "recall": percent(tally["span relaxed wanted"], tally["span wanted"]),
    }
    total = relaxed["precision"] + relaxed["recall"]
    relaxed["f1"] = round(2 * relaxed["precision"] * relaxed["recall"] / total, 2) if total else 0.0
    return {"strict": rates(tally["span strict"], tally["span answered"], tally["span wanted"]), "relaxed": relaxed}


def wikiwars(args: argparse.Namespace) -> dict[str, object]:
    """Gold spans read in order, each against the one before it; and the dates found by themselves in the text."""
    tally: Counter[str] = Counter()
    for row in gold_records(args.data):
        text = str(row["text"])
        before: Days | None = None
        found_spans = [(m.start, m.end) for m in reading.mentions(text, Frame(date.fromisoformat(str(row["dct"])[:10])))]
        parts = [part for span in found_spans for part in as_timexes(text, *span)]
        count_spans(tally, parts, [(t["start"], t["end"]) for t in rows_of(row, "timexes")])
        count_end_to_end(tally, text, found_spans, rows_of(row, "timexes"), show=args.errors)
        for gold_row in rows_of(row, "timexes"):
            near = before.start if before else None
            found = reading.read(gold_row["text"], Frame(before.end if before else None, before, near=near))
            before = found if found and found.length < 400 else before
            count_value(tally, found, gold_row["value"], "en")
    wanted, answered = tally["wanted"], tally["e2e answered"]
    out = {f"end_to_end_{kind}": rates(tally[f"e2e {kind}"], answered, wanted) for kind in ("strict", "relaxed")}
    every = (tally["e2e found"], wanted + tally["other"])
    out |= {f"end_to_end_{kind}_all_types": rates(tally[f"e2e {kind}"], *every) for kind in ("strict", "relaxed")}
    return span_report(tally) | value_report(tally) | out


_OUTSIDE = re.compile(
    r"(?:[\s,]|(?:by|until|till|since|from|on|in|at|between|after|before|starting|through|for|of|over)\b(?=\s))+", re.IGNORECASE
)
_JOINT = re.compile(r"\s*[-–—]\s*|\s+(?:to|and|until|through)\s+(?=\S*\d|[A-Z])")
_ARTICLED = re.compile(r"[a-z]|\d{1,2}(?:st|nd|rd|th)|\d{4}s|(?:Spring|Summer|Autumn|Winter)")
_WHOLE = re.compile(r"\d|[A-Z][a-z]{2}")


def as_timexes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans that TIMEX3 marks where the finder finds one: without prepositions, with the article, and each end of a range by itself."""
    if lead := _OUTSIDE.match(text, start, end):
        start = lead.end()
    if text[start : start + 4].lower() == "the " and not _ARTICLED.match(text, start + 4):
        start += 4
    joint = _JOINT.search(text, start, end)
    if joint and all(_WHOLE.search(part) for part in (text[start : joint.start()], text[joint.end() : end])):
        return [*as_timexes(text, start, joint.start()), *as_timexes(text, joint.end(), end)]
    end = start + len(text[start:end].rstrip(" ,"))
    article = text[max(start - 4, 0) : start].lower() == "the " and _ARTICLED.match(text, start)
    return [(start - 4 if article else start, end)] if start < end else []


def count_end_to_end(
    tally: Counter[str], text: str, spans: Sequence[tuple[int, int]], wanted: Sequence[Mapping[str, Any]], *, show: bool
) -> None:
    """Values of the phrases that the finder finds by itself, each read against the one before it, as TempEval-3 scores them.

    Strict asks for the gold's span and value, relaxed for an overlap and the value. What the finder finds on a gold expression
    that is a duration or a set counts neither way; "all types" counts those as wrong, since dateline gives them no value.
    """
    before: Days | None = None
    hit: set[int] = set()
    for start, end in (part for span in spans for part in as_timexes(text, *span)):
        near = before.start if before else None
        found = reading.read(text[start:end], Frame(before.end if before else None, before, near=near))
        before = found if found and found.length < 400 else before
        met = next((t for t in wanted if t["start"] < end and start < t["end"]), None)
        tally["e2e found"] += 1
        tally["e2e answered"] += met is None or by_calendar(met["value"])
        if met is not None and by_calendar(met["value"]) and same_value(found, met["value"]):
            tally["e2e relaxed"] += met["start"] not in hit
            hit.add(met["start"])
            tally["e2e strict"] += (met["start"], met["end"]) == (start, end)
        if show:
            gold_text = f"{text[met['start'] : met['end']]!r} {met['value']}" if met else "-"
            sys.stderr.write(f"{text[start:end]!r}\t{found and timex(found)}\t{gold_text}\n")
    if show:
        missed = [t for t in wanted if by_calendar(t["value"]) and not any(t["start"] < b and a < t["end"] for a, b in spans)]
        sys.stderr.writelines(f"MISSED\t{t['text']!r}\t{t['value']}\n" for t in missed)


def recognizers(args: argparse.Namespace) -> dict[str, object]:
    """Dates and date ranges of short inputs: spans found by themselves, and values of gold spans by either of the gold's readings."""
    tally: Counter[str] = Counter()
    kinds = ("date", "daterange")
    for row in gold_records(args.data):
        lang, published = str(row["lang"]).partition("-")[0], date.fromisoformat(str(row["dct"] or "2016-11-07")[:10])
        wanted = [t for t in rows_of(row, "timexes") if t["type"] in kinds and t["start"] is not None]
        if lang not in LANGUAGES or not wanted:
            continue
        count_spans(
            tally,
            [(m.start, m.end) for m in reading.mentions(str(row["text"]), Frame(published), lang)],
            [(t["start"], t["end"]) for t in wanted],
        )
        for gold_row in wanted:
            found = [reading.read(gold_row["text"], Frame(published, ahead=ahead), lang) for ahead in (False, True)]
            hit = any(
                d and (d.start.isoformat() == (v.get("value") or v.get("start"))) for d in found for v in gold_row["values"]
            )
            for key in ("", f"{lang} "):
                tally[f"{key}wanted"] += 1
                tally[f"{key}answered"] += found[0] is not None
                tally[f"{key}hits"] += hit
    return span_report(tally) | value_report(tally)


SETS = {"authored": authored, "timenorm": timenorm, "wikiwars": wikiwars, "recognizers": recognizers}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=sorted(SETS))
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--ids", type=Path, help="folds.json")
    parser.add_argument("--fold", default="0")
    parser.add_argument("--errors", action="store_true", help="write what is wrong to stderr")
    parser.add_argument("--json", action="store_true", help="the result as one JSON object on the last line")
    args = parser.parse_args()
    out = SETS[args.set](args)
    out["peak_memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    print(json.dumps(out, indent=None if args.json else 2))


if __name__ == "__main__":
    main()
