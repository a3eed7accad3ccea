"""A comparison as a printout: how much is in both, what differs, and what one side alone has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dateline.model import Event, HarmKind
from dateline.quality.comparison import Comparison, Nearest, Pair, name_of_row
from dateline.quality.comparison_table import why_words
from dateline.quality.outside import OutsideEvent
from dateline.text.words import actor_words, code_words, count_words, place_words, when_words
from dateline.write.printout import Heading, Items, Paragraph, Part, Printout, Strong, Table, Words

__all__ = ["LAYOUTS", "comparison_printout", "event_words", "row_words", "summary"]

LAYOUTS = {"ucdp_ged": "UCDP GED", "acled": "ACLED", "own": "own columns"}


def summary(found: Comparison) -> tuple[str, ...]:
    """The comparison in a few lines."""
    outside, pairs = found.outside, found.pairs
    clear = sum(pair.is_clear for pair in pairs)
    beyond = sum(one.beyond is not None for one in found.only_ours)
    ours = len(pairs) + len(found.only_ours)
    reach = f" ({found.out_of_reach} more lie outside the countries and days of the list)" if found.out_of_reach else ""
    lacking = f", {beyond} of them nothing that {LAYOUTS[outside.layout]} holds" if beyond else ""
    lines = [
        f"{len(outside.events)} rows ({LAYOUTS[outside.layout]}) beside {ours} events of ours{reach}",
        f"matched      {len(pairs)}   ({clear} clear, {len(pairs) - clear} close)",
        f"only ours    {len(found.only_ours)}{lacking}",
        f"only theirs  {len(found.only_theirs)}",
    ]
    fields = Counter(difference.field for pair in pairs for difference in pair.differences)
    if fields:
        same = sum(not pair.differences for pair in pairs)
        lines.append(f"differ on    {' · '.join(f'{name} {n}' for name, n in fields.most_common())}   ({same} agree in all)")
    return (*lines, *_deaths(pairs))


def _deaths(pairs: Sequence[Pair]) -> Iterator[str]:
    """The deaths of both sides over the pairs in which both give a number."""
    told = [(estimate.count.best, pair.row.killed.best) for pair in pairs if (estimate := pair.event.harm_of(HarmKind.KILLED))]
    both = [(a, b) for a, b in told if a is not None and b is not None]
    if both:
        yield f"killed       ours {sum(a for a, _ in both)}, theirs {sum(b for _, b in both)}   (best figures, in {_counted(len(both), 'matched pair')} of which both give one)"


def _counted(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def event_words(event: Event) -> str:
    """An event of ours in a line."""
    killed = event.harm_of(HarmKind.KILLED)
    toll = f", killed {count_words(killed.count)}" if killed else ""
    who = "; ".join(actor_words(v.value) for v in event.perpetrators if v.value)
    return f"{when_words(event.time.value)} {place_words(event.place.value)}: {code_words(event.action.value)}{f' by {who}' if who else ''}{toll}"


def row_words(row: OutsideEvent) -> str:
    """A row of theirs in a line."""
    toll = f", killed {count_words(row.killed)}" if row.killed.is_known else ""
    who = " / ".join("; ".join(actor.name for actor in side) for side in (row.first, row.second) if side)
    return f"{when_words(row.time)} {place_words(row.place)}: {row.kind or 'event'}{f' ({who})' if who else ''}{toll}"


def comparison_printout(found: Comparison, *, project: str, file: str) -> Printout:
    """The comparison as a page.

    Args:
        found: it.
        project: its name.
        file: name of the list's file.
    """
    parts = (
        Items(tuple((line,) for line in summary(found))),
        *_differing(found.pairs),
        *_agreeing(found.pairs),
        *_ours(found),
        *_theirs(found),
        *_problems(found),
    )
    rule = (
        f"Paired by rule {found.rule} (data/rules/compare.toml): a sum of weights in log odds on place, days, action, both sides and deaths; a pair needs 0. "
        "One to one, the most alike first. A close pair is one for which another pairing is nearly as likely."
    )
    return Printout(title=f"{project} beside {file}", lead=summary(found)[0], parts=parts, colophon=(rule,))


def _differing(pairs: Sequence[Pair]) -> Iterator[Part]:
    found = [pair for pair in pairs if pair.differences]
    if found:
        yield Heading("Matched, but told differently")
        yield Table(
            caption=_counted(len(found), "pair"),
            head=("Ours", "Theirs", "Field", "Ours says", "Theirs says", "By", "Certainty"),
            rows=tuple(row for pair in found for row in _difference_rows(pair)),
        )


def _difference_rows(pair: Pair) -> Iterator[tuple[Words, ...]]:
    for n, one in enumerate(pair.differences):
        names: tuple[Words, ...] = ((Strong(pair.event.id or ""),), (name_of_row(pair.row),)) if not n else (("",), ("",))
        certainty = f"{'clear' if pair.is_clear else 'close'} ({pair.likeness.score:+.1f})" if not n else ""
        yield (*names, (one.field,), (one.ours,), (one.theirs,), (one.by or "",), (certainty,))


def _agreeing(pairs: Sequence[Pair]) -> Iterator[Part]:
    found = [pair for pair in pairs if not pair.differences]
    if found:
        yield Heading("Matched, and told alike")
        yield Table(
            caption=_counted(len(found), "pair"),
            head=("Ours", "Theirs", "Event", "Why"),
            rows=tuple(
                (
                    (Strong(pair.event.id or ""),),
                    (name_of_row(pair.row),),
                    (event_words(pair.event),),
                    ("; ".join(why_words(pair.likeness)),),
                )
                for pair in found
            ),
        )


def _ours(found: Comparison) -> Iterator[Part]:
    if found.only_ours:
        yield Heading("Only ours")
        yield Table(
            caption=_counted(len(found.only_ours), "event"),
            head=("Event", "What", "Documents", "Why the list may lack it", "Nearest of theirs"),
            rows=tuple(
                (
                    (Strong(one.event.id or ""),),
                    (event_words(one.event),),
                    (f"{one.event.n_documents} ({one.event.n_independent} independent)",),
                    (one.beyond or "",),
                    (_nearest(one.nearest),),
                )
                for one in found.only_ours
            ),
        )


def _theirs(found: Comparison) -> Iterator[Part]:
    if found.only_theirs:
        yield Heading("Only theirs")
        yield Table(
            caption=_counted(len(found.only_theirs), "row"),
            head=("Row", "What", "Source", "Nearest of ours"),
            rows=tuple(
                ((Strong(name_of_row(one.row)),), (row_words(one.row),), (_short(one.row.source),), (_nearest(one.nearest),))
                for one in found.only_theirs
            ),
        )


def _nearest(one: Nearest | None) -> str:
    if one is None:
        return ""
    return f"{one.name} ({one.likeness.score:+.1f}{', matched with another' if one.is_taken else ''})"


def _short(text: str | None) -> str:
    return "" if text is None else text if len(text) <= 160 else text[:159] + "…"


def _problems(found: Comparison) -> Iterator[Part]:
    problems = found.outside.problems
    if problems:
        yield Heading("Rows that could not be read")
        yield Items(tuple((f"{one.where}: {one.what}",) for one in problems[:100]))
        if len(problems) > 100:
            yield Paragraph((f"… and {len(problems) - 100} more.",))
