"""The data card of a release: what it is, how it was made, what is in it, and what it must not be used for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from dateline.model import HarmKind
from dateline.write.citation import Citation
from dateline.write.record import EventRecord
from dateline.write.withhold import Withholding

__all__ = ["Contents", "card_text"]


@dataclass(slots=True)
class Contents:
    """What is in a release, counted event by event."""

    n_events: int = 0
    n_alone: int = 0
    n_disputed: int = 0
    first: date | None = None
    last: date | None = None
    by_country: Counter[str] = field(default_factory=Counter)
    by_action: Counter[str] = field(default_factory=Counter)
    by_state: Counter[str] = field(default_factory=Counter)
    by_precision: Counter[str] = field(default_factory=Counter)
    deaths: list[int] = field(default_factory=lambda: [0, 0, 0])

    def count(self, record: EventRecord) -> None:
        """Counts one event."""
        event = record.event
        time, place = event.time.value, event.place.value
        self.n_events += 1
        self.n_alone += event.n_independent == 1
        self.n_disputed += bool(event.conflicts)
        if time and time.start and time.end:
            self.first = min(filter(None, (self.first, time.start)))
            self.last = max(filter(None, (self.last, time.end)))
        self.by_country[(place.country if place else None) or "unknown"] += 1
        self.by_action[event.action.value or "unknown"] += 1
        self.by_state[event.state] += 1
        self.by_precision[place.precision if place else "unknown"] += 1
        killed = event.harm_of(HarmKind.KILLED)
        if killed and not event.aggregate:
            count = killed.count
            for n, end in enumerate((count.low, count.best, count.high)):
                self.deaths[n] += end or 0


def card_text(
    cited: Citation, contents: Contents, *, made: Mapping[str, str], query: Mapping[str, str], withholding: Withholding
) -> str:
    """The data card, as Markdown.

    Args:
        cited: title, version and day.
        contents: what is in the release.
        made: how it was made, as names and values: the run, its rules and versions.
        query: the conditions on events.
        withholding: what is withheld.
    """
    return "\n".join((*_what(cited, query), *_made(made), *_in_it(contents), *_limits(withholding))) + "\n"


def _what(cited: Citation, query: Mapping[str, str]) -> Iterator[str]:
    asked = " ".join(f"{name}={value}" for name, value in query.items()) or "all living events"
    yield f"# {cited.title}, release {cited.version}\n"
    yield "Events of political violence, protest and their context, drawn from news reports; every value rests on quoted claims.\n"
    yield f"* Released: {cited.released}\n* By: {'; '.join(cited.authors)}\n* Events: {asked}"
    yield f"* Licence: {cited.licence or 'not stated'}\n* Cite as: see CITATION.txt\n"


def _made(made: Mapping[str, str]) -> Iterator[str]:
    yield "## How it was made\n"
    yield from (f"* {name}: {value}" for name, value in made.items())
    yield "\nThe same documents, model and rules give the same events; `dateline verify` repeats each file by its receipt.\n"


def _in_it(contents: Contents) -> Iterator[str]:
    n = contents.n_events
    yield f"## What is in it\n\n* {n} events, from {contents.first or 'an unknown day'} to {contents.last or 'an unknown day'}"
    yield f"* {_share(contents.n_alone, n)} rest on a single independent document; on {_share(contents.n_disputed, n)} sources disagree"
    low, best, high = contents.deaths
    yield f"* deaths: {best} by the best estimates, {low} at least, {high} at most where that is told; totals over several occurrences are not added\n"
    for title, counts in (
        ("action", contents.by_action),
        ("country", contents.by_country),
        ("place known by", contents.by_precision),
        ("state of review", contents.by_state),
    ):
        yield f"| {title} | events |\n|---|---|"
        yield from (f"| {name} | {count} |" for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
        yield ""


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.0f} %)" if whole else "0"


def _limits(withholding: Withholding) -> Iterator[str]:
    yield "## What to keep in mind\n"
    yield f"* Withheld by rule: {', '.join(withholding.rules) or 'nothing: private persons are named. Keep it as you would keep testimonies'}."
    yield "* It holds what news reports say, and what is not reported is not in it: remote places and small events are told less."
    yield "* Events in state `machine` have been seen by no person. Look at a sample before you rest an argument on them."
    yield "* Figures are claims of parties to conflicts as much as of witnesses; use low and high beside best."
    yield "* It is no ground for acting against a person or a community, and none for finding where somebody is."
