"""The times that a document tells, where they stand, and which of them a phrase hangs on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.link.calendar import lexicon, reading
from dateline.link.calendar.days import Days
from dateline.link.calendar.grammar import Frame
from dateline.link.calendar.lexicon import Token
from dateline.link.calendar.reading import Mention
from dateline.model import Document, TimePrecision, When

__all__ = ["Scene"]

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_HEAD = 160  # characters in which a dateline stands
_DATELINE_LAG = timedelta(days=3)
_LONG_UNITS = ("week", "month", "quarter", "year")
_NEWS = timedelta(days=10)  # the authored corpora's reports tell what is older as background
_OTHER_TIME = timedelta(days=400)  # a date with a year that lies further back opens a narrative of another time


@dataclass(frozen=True, slots=True)
class Scene:
    """What a document's words say of time, apart from any one incident.

    Args:
        published: the day from which the text speaks: that of its dateline if it is dated, else of publication.
        mentions: dates that stand by themselves, in order.
        eras: (position, day) where the text turns to another year, (position, None) where it comes back.
        stops: where sentences begin; paragraphs: where paragraphs do.
        told: (position, days) of incidents resolved so far.
        period: the days that a report covers, by its title.
    """

    published: date | None
    language: str
    mentions: tuple[Mention, ...]
    eras: tuple[tuple[int, date | None], ...]
    stops: tuple[int, ...]
    paragraphs: tuple[int, ...]
    period: Days | None = None
    told: tuple[tuple[int, Days], ...] = ()

    @classmethod
    def of(cls, doc: Document) -> Scene:
        """The scene of a document."""
        language = doc.language or "en"
        frame = Frame(doc.published, free=False)
        found = reading.mentions(doc.text, frame, language)
        told_on = _dateline(doc, found)
        if told_on is not None and told_on != doc.published:
            frame = Frame(told_on, free=False)
            found = reading.mentions(doc.text, frame, language)
        return cls(
            frame.published,
            language,
            found,
            tuple(_eras(doc.text, found, frame.published)),
            _stops(doc.text),
            tuple(m.start() for m in re.finditer(r"[^\n]+", doc.text)),
            _period(reading.mentions(doc.title or "", frame, language), found),
        )

    def frame(self, phrase: str, at: int, *, ahead: bool) -> Frame:
        """What a phrase that stands at a position is read against.

        A part of a day ("at dawn") belongs to the day of its sentence, else to what was told before. A night ("overnight")
        belongs to a day only in the same sentence; told by itself it is the night before publication.
        """
        tokens = lexicon.tokens(phrase, self.language)
        codes = {t.code for t in tokens}
        any_length = bool(codes & set("sTw")) or any(
            str(t.value).removesuffix("s") in _LONG_UNITS for t in tokens if t.code == "U"
        )
        is_part_of_day = bool(codes) and codes <= set("PVCNAEnyu,")
        beside = self._beside(at) if is_part_of_day else None
        anchor = (
            beside
            or self._same_weekday(tokens, at)
            or self._named_occurrence(tokens, at)
            or self._anchor(at, any_length=any_length, of_speech="G" in codes)
        )
        if beside is None and "V" in codes and is_part_of_day and anchor is not None and anchor.length == 1:
            anchor = None
        spoken_on = self._spoken_beside(at) if is_part_of_day and anchor is None else None
        return Frame(spoken_on or self.published, anchor, ahead, None if ahead else self._era(at), self.period)

    def _same_weekday(self, tokens: Sequence[Token], at: int) -> Days | None:
        """The last day told before a position that is the weekday of "the same Sunday"."""
        if not any(t.code == "G" for t in tokens):
            return None
        named = [t.value for t in tokens if t.code == "W"]
        told = [(end, d) for end, d in self._days_told(at) if d.length == 1 and d.start.weekday() in named]
        return max(told, key=lambda pair: pair[0])[1] if told else None

    def _days_told(self, at: int) -> list[tuple[int, Days]]:
        pairs = [*self.told, *((m.end, m.days) for m in self.mentions)]
        return [(end, d) for end, d in pairs if end <= at]

    def _named_occurrence(self, tokens: Sequence[Token], at: int) -> Days | None:
        """The day of what a document is about, where a phrase hangs on an occurrence by name ("the day after the attack")."""
        codes = "".join(t.code for t in tokens)
        if not re.search(r"[GdfbU]\?$", codes) or self.published is None:
            return None
        lead = [d for _, d in self.told if d.length <= 2 and d.grain == "day" and self.is_news(d, at)]
        return lead[0] if lead else None

    def telling(self, at: int, when: When) -> Scene:
        """The scene after an incident's time has been told up to a position."""
        if when.start is None or when.end is None:
            return self
        grain = "day" if when.precision is TimePrecision.DAY or when.start == when.end else "span"
        days = Days(when.start, when.end, when.precision, grain, why=when.reason or "")
        return replace(self, told=(*self.told, (at, days)))

    def occurrence(self, at: int) -> Days | None:
        """The time of the incident told last before a position."""
        fitting = [pair for pair in self.told if pair[0] <= at]
        return max(fitting, key=lambda pair: pair[0])[1] if fitting else None

    def _anchor(self, at: int, *, any_length: bool, of_speech: bool = False) -> Days | None:
        """The last time told before a position: a day, or any interval if the phrase asks for no day.

        Incidents come before mere mentions of other paragraphs.
        """
        paragraph = max((start for start in self.paragraphs if start <= at), default=0)
        of_text = [(m.end, m.days) for m in self.mentions if not m.spoken]
        of_paragraph = [(m.end, m.days) for m in self.mentions if m.end >= paragraph and (of_speech or not m.spoken)]
        news = [(end, d) for end, d in self.told if end >= paragraph or self.is_news(d, at)]
        for source in ([*news, *of_paragraph], [*self.told, *of_paragraph], of_text):
            fitting = [(end, d) for end, d in source if end <= at and (any_length or (d.length <= 2 and d.grain == "day"))]
            if fitting:
                return max(fitting, key=lambda pair: pair[0])[1]
        return None

    def is_news(self, days: Days, at: int) -> bool:
        """Whether an interval is of the days that the text tells of at a position, and not background to them."""
        if self.published is None or self._era(at) is not None:
            return True
        return timedelta(0) <= self.published - days.end <= _NEWS

    def is_of_another_time(self, at: int) -> bool:
        """Whether the text tells of another year than publication's at a position."""
        return self._era(at) is not None

    def in_one_sentence(self, first: int, second: int) -> bool:
        """Whether two positions lie in one sentence."""
        low, high = sorted((first, second))
        return not any(low < stop <= high for stop in self.stops)

    def earlier_anchors(self, at: int) -> list[Days]:
        """The days told before a position, the last first."""
        told = [*self.told, *((m.end, m.days) for m in self.mentions if not m.spoken)]
        fitting = [(end, d) for end, d in told if end <= at and d.length <= 2 and d.grain == "day"]
        return [d for _, d in sorted(fitting, key=lambda pair: -pair[0])]

    def _beside(self, at: int) -> Days | None:
        """The day named in the same sentence, nearest to a position."""
        found = [m for m in self._of_sentence(at) if m.days.length <= 2 and not m.spoken]
        return min(found, key=lambda m: abs(m.start - at)).days if found else None

    def _spoken_beside(self, at: int) -> date | None:
        """The day on which somebody spoke, by the same sentence."""
        return next((m.days.start for m in self._of_sentence(at) if m.spoken and m.days.length == 1), None)

    def _of_sentence(self, at: int) -> list[Mention]:
        start = max((s for s in self.stops if s <= at), default=0)
        end = min((s for s in self.stops if s > at), default=1 << 60)
        return [m for m in self.mentions if start <= m.start < end]

    def _era(self, at: int) -> date | None:
        before = sorted((pair for pair in self.eras if pair[0] <= at), key=lambda pair: pair[0])
        return before[-1][1] if before else None


def _stops(text: str) -> tuple[int, ...]:
    """Where sentences begin; a full stop before a small letter ends none."""
    return tuple(m.end() for m in re.finditer(r"[.!?؟…]['\"”»)]*\s+(?=[^\sa-z])|\n+", text))


def _dateline(doc: Document, mentions: Iterable[Mention]) -> date | None:
    """The date in a dateline ("BEIRUT, 19 Feb (AFP) -"), if it is at most three days before publication."""
    first = next((m for m in mentions if m.end < _HEAD), None)
    if first is None or doc.published is None or first.days.length != 1:
        return None
    line = doc.text.rfind("\n", 0, first.start) + 1
    before, after = doc.text[line : first.start], doc.text[first.end : first.end + 25]
    is_head = len(before.split()) <= 6 and before[:3].strip().isupper() and re.match(r"[^\w]*(?:[(\[:]|[-–—]|[A-Z]{2,})", after)
    lag = doc.published - first.days.start
    return first.days.start if is_head and timedelta(0) <= lag <= _DATELINE_LAG else None


def _eras(text: str, mentions: Sequence[Mention], published: date | None) -> Iterator[tuple[int, date | None]]:
    """Where dates without a year belong to another year than publication's.

    A full date of another time counts to the end of its paragraph. Where a text gives three of them, or tells nothing of
    publication's time after one, it is a narrative of that time, and they count but for the paragraphs that tell of
    publication's own time.
    """
    if published is None:
        return
    old = [m for m in mentions if m.days.dated and published - m.days.end > _OTHER_TIME and _YEAR.search(text, m.start, m.end)]
    full_dates = [m for m in old if m.days.grain == "day"]
    present = [m for m in mentions if m.days.dated and m not in old and full_dates and m.start > full_dates[0].start]
    is_narrative = (len(full_dates) >= 3 and len(full_dates) > len(present)) or (bool(full_dates) and not present)
    era: date | None = None
    for mention in mentions:
        is_vague = mention.days.length > 31 or (mention in old and not is_narrative and mention.days.grain != "day")
        if not mention.days.dated or is_vague:
            continue
        paragraph_end = text.find("\n", mention.end)
        after_paragraph = era if mention not in old else mention.days.start if is_narrative else None
        yield mention.end, mention.days.start if mention in old else None
        if paragraph_end >= 0:
            yield paragraph_end, after_paragraph
        era = after_paragraph


def _period(of_title: Sequence[Mention], of_text: Sequence[Mention]) -> Days | None:
    """The days that a report covers, by its title or head."""
    for mention in (*of_title, *(m for m in of_text if m.end <= _HEAD)):
        if mention.days.length > 2 and mention.days.grain in ("span", "month", "week"):
            return mention.days
    return None
