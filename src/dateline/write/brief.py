"""A situation report: the events of some days, summed and listed, on a map, beside the days before, with footnotes to the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.model import PlacePrecision
from dateline.text.words import actor_words, code_words, count_words
from dateline.write.brief_events import aside, disputed, gravity, main_events, map_of, single_sourced
from dateline.write.brief_figures import Group, Totals, grouped, is_counted, totals, totals_words
from dateline.write.countries import country_codes
from dateline.write.footnotes import Footnotes
from dateline.write.printout import Heading, Items, Paragraph, Part, Printout, Strong, Table, Words
from dateline.write.record import EventRecord
from dateline.write.sides import divisions

__all__ = ["About", "brief"]

_ROWS = 20  # of each table; what is left out is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a brief is about.

    Args:
        project: its name.
        since, until: first and last day, both inclusive.
        before: first day of the days before, which are as many.
        conditions: what else the events had to fit, in words; None for nothing.
        loose: events that may have happened in these days, but are dated from before them; they are not counted.
        colophon: lines on what it was made from: run, rules, versions, what was withheld.
    """

    project: str
    since: date
    until: date
    before: date
    conditions: str | None
    loose: int
    colophon: tuple[str, ...]


def brief(now: Sequence[EventRecord], before: Sequence[EventRecord], about: About) -> Printout:
    """The situation report.

    Totals over several occurrences, threats and plans are listed by themselves and not summed.

    Args:
        now: events whose first day lies in the period; nothing is withheld here, so give them as they may be told.
        before: those of the days before it.
        about: what it is about.
    """
    counted = sorted((r for r in now if is_counted(r.event)), key=gravity)
    earlier = [r for r in before if is_counted(r.event)]
    notes = Footnotes()
    parts = (
        *_key_figures(counted, earlier, about),
        *map_of(counted),
        *main_events(counted, notes),
        *_tables(counted, earlier),
        *disputed(counted, notes),
        *single_sourced(counted, notes),
        *_changes(counted, earlier),
        *aside(now, notes),
    )
    days = (about.until - about.since).days + 1
    lead = f"{about.since} to {about.until} ({days} days){', ' + about.conditions if about.conditions else ''}"
    return Printout(
        title=f"Situation report: {about.project}",
        lead=lead,
        parts=tuple(parts),
        notes=notes.all(),
        colophon=(*_method(about), *about.colophon),
    )


# --- figures -------------------------------------------------------------------------------------------------------------


def _key_figures(now: Sequence[EventRecord], before: Sequence[EventRecord], about: About) -> Iterator[Part]:
    ours, theirs = totals(now), totals(before)
    if not now:
        yield Paragraph(
            (
                f"No event of these days is known. In the {(about.since - about.before).days} days before there were {theirs.n_events}.",
            )
        )
        return
    single = f"{ours.n_single or 'None'} of them rest{'' if ours.n_single > 1 else 's'} on a single independent document"
    killed = f", with {ours.killed_on_single} of the {ours.killed.best} deaths" if ours.killed.best and ours.n_single else ""
    disputed = f" On {ours.n_disputed} the sources disagree." if ours.n_disputed else ""
    yield Paragraph(
        (
            Strong(f"{ours.n_events} event{'' if ours.n_events == 1 else 's'}"),
            f", {_toll(ours)}. {single}{killed}.{disputed}",
        )
    )
    yield _figures_table(ours, theirs, about)


def _toll(ours: Totals) -> str:
    if not ours.killed.is_known:
        return "for none of which a source counts the dead"
    ends = " (lowest, best and highest estimate)" if ours.killed.low != ours.killed.high else ""
    return f"{totals_words(ours)} people killed{ends}"


def _figures_table(ours: Totals, theirs: Totals, about: About) -> Table:
    def row(name: str, now: str, before: str, change: str = "") -> tuple[Words, ...]:
        return ((name,), (now,), (before,), (change,))

    def number(name: str, now: int, before: int) -> tuple[Words, ...]:
        return row(name, f"{now}", f"{before}", f"{now - before:+d}" if now != before else "same")

    return Table(
        caption="Key figures",
        head=("", f"{about.since} – {about.until}", f"{about.before} – {about.since - timedelta(1)}", "change"),
        rows=(
            number("Events", ours.n_events, theirs.n_events),
            number("… that rest on a single independent document", ours.n_single, theirs.n_single),
            number("… on which sources disagree", ours.n_disputed, theirs.n_disputed),
            number("… that a second person has checked", ours.n_checked, theirs.n_checked),
            row(
                "Killed, lowest – best – highest",
                totals_words(ours),
                totals_words(theirs),
                _signed(ours.killed.best, theirs.killed.best),
            ),
            number("… of the best, on a single independent document", ours.killed_on_single, theirs.killed_on_single),
            row(
                "Wounded, lowest – best – highest",
                count_words(ours.wounded),
                count_words(theirs.wounded),
                _signed(ours.wounded.best, theirs.wounded.best),
            ),
        ),
        numbers=frozenset({1, 2, 3}),
    )


def _signed(now: int | None, before: int | None) -> str:
    difference = (now or 0) - (before or 0)
    return f"{difference:+d}" if difference else "same"


def _tables(now: Sequence[EventRecord], before: Sequence[EventRecord]) -> Iterator[Part]:
    if now:
        yield Heading("By action, place and actor")
        yield _table("By action", "Action", grouped(now, before, lambda r: (code_words(r.event.action.value),)))
        yield _table("By place", "Country and province", grouped(now, before, _province))
        yield _table("By perpetrator", "Perpetrator", grouped(now, before, _perpetrators))


def _province(record: EventRecord) -> tuple[str, ...]:
    place = record.event.place.value
    if place is None or (place.country is None and not place.chain):
        return ("place unknown",)
    codes = country_codes(place.country)
    country = codes.name if codes else place.country or "country unknown"
    first = divisions(place).first if place.precision is not PlacePrecision.COUNTRY else None
    return (f"{country}, {first}" if first else country,)


def _perpetrators(record: EventRecord) -> tuple[str, ...]:
    return tuple(actor_words(v.value) for v in record.event.perpetrators if v.value) or ("not named",)


def _table(caption: str, name: str, groups: Sequence[Group]) -> Table:
    left = len(groups) - _ROWS
    rows = [_group(group) for group in groups[:_ROWS]]
    more = f" (the first {_ROWS}; {left} more)" if left > 0 else ""
    return Table(
        caption=caption + more,
        head=(name, "events", "before", "killed", "on a single source"),
        rows=tuple(rows),
        numbers=frozenset({1, 2, 3, 4}),
    )


def _group(group: Group) -> tuple[Words, ...]:
    own = group.totals
    killed = totals_words(own) if own.n_events else "–"
    return ((group.name,), (f"{own.n_events}",), (f"{group.n_before}",), (killed,), (f"{own.n_single}",))


# --- change --------------------------------------------------------------------------------------------------------------


def _changes(now: Sequence[EventRecord], before: Sequence[EventRecord]) -> Iterator[Part]:
    if not before:
        return
    items = [
        _change(label, grouped(now, before, names))
        for label, names in (
            ("Actions", lambda r: (code_words(r.event.action.value),)),
            ("Places", _province),
            ("Perpetrators", _perpetrators),
        )
    ]
    yield Heading("Against the days before")
    yield Items(tuple(words for some in items for words in some) or (("Nothing new, nothing gone.",),))


def _change(label: str, groups: Sequence[Group]) -> list[Words]:
    """What is new, gone, and most changed among groups."""
    new = [g for g in groups if not g.n_before]
    gone = [g for g in groups if not g.totals.n_events]
    moved = sorted(
        (g for g in groups if g.n_before and g.totals.n_events), key=lambda g: (-abs(g.totals.n_events - g.n_before), g.name)
    )
    changed = [g for g in moved[:3] if g.totals.n_events != g.n_before]
    told = (
        ("new", [f"{g.name} ({g.totals.n_events})" for g in new[:5]]),
        ("no longer", [f"{g.name} ({g.n_before} before)" for g in gone[:5]]),
        ("changed most", [f"{g.name} ({g.n_before} → {g.totals.n_events})" for g in changed]),
    )
    return [(Strong(f"{label}, {word}: "), "; ".join(names)) for word, names in told if names]


def _method(about: About) -> Iterator[str]:
    yield (
        "An event is counted in the days in which its first day lies. The sums of the lowest and highest estimates add the extremes of every event: they are "
        "bounds, wider than what is likely. A number that no source gives is taken from the nearest that one gives: "
        "“at least 5” adds 5 to all three, “up to 5” adds 5 to the highest alone."
    )
    if about.loose:
        yield f"{about.loose} more events may have happened in these days, but are dated from before them (a month, a year); they are not counted."
