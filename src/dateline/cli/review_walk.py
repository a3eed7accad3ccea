"""The walk through the review queue: what is shown of each event, and what each key does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from dateline.cli.speech import counted, say
from dateline.errors import ConflictError, InputError
from dateline.review import field_words
from dateline.run import Proposal

if TYPE_CHECKING:
    from dateline.run import Outcome, Project
    from dateline.run.questions import Question
    from dateline.run.reviewing import Item

__all__ = ["Keys", "Walk", "progress_lines"]

_HELP = (
    "a accept · x reject · 1-9 choose the value of the question with › · n next question · e edit (type a value) · c comment ·"
    " u unsure · d done, where values are hidden · space later · z undo the last · q end"
)
_BACK = ("z", "\x7f", "\x08")
_END = ("q", "\x03", "\x04", "")
_QUOTE = 160


class Keys:
    """What somebody types: single keys and lines, from a terminal or from a file."""

    def key(self) -> str:
        """One key; empty at the end of the input."""
        if sys.stdin.isatty():
            return typer.getchar()
        while (sign := sys.stdin.read(1)) in ("\n", "\r"):
            pass
        return sign

    def line(self, asked: str) -> str:
        """A line; empty where nothing was typed."""
        say(asked)
        return sys.stdin.readline().strip()


class Walk:
    """Somebody's walk through the queue.

    Args:
        project: open.
        by: who walks.
        stage: "first", "second" or "settle"; None for all.
        keys: what they type.
    """

    def __init__(self, project: Project, *, by: str, stage: str | None, keys: Keys) -> None:
        self._project, self._by, self._stage, self._keys = project, by, stage, keys
        self._passed: set[str] = set()
        self._made: list[str] = []
        self._given: dict[str, str] = {}
        self._at = 0

    def through(self, event: str | None = None) -> int:
        """How many decisions were made, once the queue or the walk has come to its end."""
        while (item := self._next(event)) is not None:
            if not self._one(item):
                break
            if event is not None:
                break
        else:
            say("Nothing waits for you." if not self._passed else "Nothing else waits for you.")
        return len(self._made)

    def _next(self, event: str | None) -> Item | None:
        if event is not None:
            return self._project.review.item(event, by=self._by)
        cursor = None
        while True:
            page = self._project.review.queue(by=self._by, stage=self._stage, after=cursor, limit=5)
            found = next((item for item in page.items if item.event not in self._passed), None)
            if found is not None or page.next is None:
                return found
            cursor = page.next

    def _one(self, item: Item) -> bool:
        """Whether the walk goes on after this event."""
        self._given, self._at = {}, 0
        while True:
            for line in _shown(item, self._at, self._given):
                say(line)
            key = self._keys.key()
            if key in _END:
                return False
            try:
                if self._is_done(item, key):
                    return True
            except ConflictError as fault:
                say(f"Somebody was faster: {fault}")
                self._given = {}
            except InputError as fault:
                say(f"Error: {fault}")
            item = self._project.review.item(item.event, by=self._by)

    def _is_done(self, item: Item, key: str) -> bool:
        """Whether the key ends the work on this event."""
        if key in (" ", "u"):
            if key == "u":
                self._decide(item, judgement="comment", why="unsure")
            self._passed.add(item.event)
            return True
        if key in _BACK:
            self._undo()
        elif key == "n":
            self._at = (self._at + 1) % max(1, len(item.questions))
        elif key == "c":
            self._decide(item, judgement="comment", why=self._keys.line("comment:"))
        elif key == "e":
            self._edit(item)
        elif key.isdecimal() and key != "0":
            self._choose(item, int(key))
        elif key in ("a", "x", "d"):
            return self._verdict(item, key)
        else:
            say(_HELP)
        return False

    def _verdict(self, item: Item, key: str) -> bool:
        if key == "d":
            if not self._given:
                raise InputError("review-nothing", "no value is chosen yet", fix="Choose with 1-9 or e, then d.")
            self._decide(item, judgement="code", values=tuple(self._given.items()), blind=item.blind)
        elif item.blind and key == "a":
            raise InputError("review-blind", "what you would accept is hidden", fix="Choose your own values, then d.")
        else:
            self._decide(item, judgement="accept" if key == "a" else "reject")
        self._passed.add(item.event)
        return True

    def _choose(self, item: Item, n: int) -> None:
        question = item.questions[self._at]
        if n > len(question.options):
            raise InputError(
                "review-option", f"there is no value {n}", fix=f"Give 1 to {len(question.options)}, or e to type one."
            )
        option = question.options[n - 1]
        value = f"claim:{option.claims[0].id}" if option.claims else option.words
        if item.blind:
            self._given[question.field] = value
            self._at = (self._at + 1) % len(item.questions)
        elif option.claims:
            self._decide(item, judgement="choose", field=question.field, claim=option.claims[0].id)
        else:
            self._decide(item, judgement="choose", field=question.field, value=value)

    def _edit(self, item: Item) -> None:
        question = item.questions[self._at]
        value = self._keys.line(f"{field_words(question.field)} (as in dateline choose; nothing to leave it):")
        if not value:
            return
        if item.blind:
            self._given[question.field] = value
            return
        words = self._keys.line("the words that it rests on:")
        why = None if words else self._keys.line("or the reason:")
        self._decide(item, judgement="edit", field=question.field, value=value, words=words or None, why=why)

    def _decide(self, item: Item, **what: object) -> None:
        proposal = Proposal(event=item.event, by=self._by, revision=item.revision, **what)  # type: ignore[arg-type]
        self._note(self._project.decide(proposal))

    def _undo(self) -> None:
        if not self._made:
            raise InputError(
                "review-undo", "nothing was decided in this walk yet", fix="dateline undo D-n takes earlier ones back."
            )
        name = self._made.pop()
        outcome = self._project.undo(name, by=self._by)
        self._passed -= set(outcome.events)
        say(f"{outcome.decision.id}: {name} is taken back.")

    def _note(self, outcome: Outcome) -> None:
        self._made.append(outcome.decision.id)
        say(f"{outcome.decision.id} stored (z takes it back).")


def _shown(item: Item, at: int, given: dict[str, str]) -> Iterator[str]:
    """What is shown of an event."""
    yield ""
    yield f"{item.event}  {'; '.join(item.reasons) or item.stage.value}{'  [blind: choose your own values, then d]' if item.blind else ''}"
    for claim in item.claims:
        yield f"  {claim.id}  {claim.speaker or 'unknown'}: “{_flat(claim.quote.text)}”"
    for n, question in enumerate(item.questions):
        yield _question(question, is_here=n == at, given=given.get(question.field))
        if n == at:
            yield from (f"      {k} {option}" for k, option in enumerate(_options(question), start=1) if k < 10)
    yield "[a x u 1-9 n e c d space z q ?]"


def _question(question: Question, *, is_here: bool, given: str | None) -> str:
    ours = f"  yours: {given}" if given else "" if question.ours is None else f"  ours: {question.ours}"
    decided = f" (by {question.decided_by})" if question.decided_by else ""
    return f"  {'›' if is_here else ' '} {question.words}{' [conflict]' if question.is_conflict else ''}{ours}{decided}"


def _options(question: Question) -> list[str]:
    found = []
    for option in question.options:
        who = [claim.speaker or "unknown" for claim in option.claims] + [f"coder {name}" for name in option.coders]
        found.append(f"{option.words}  {', '.join(dict.fromkeys(who))}")
    return found


def _flat(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTE else f"{line[: _QUOTE - 1]}…"


def progress_lines(project: Project) -> list[str]:
    """How far the work has come, and how far coders agree."""
    done = project.review.progress()
    told = project.review.agreement()
    lines = [f"{name:<10}{getattr(done, name):>9,}" for name in ("machine", "coded", "checked", "final", "withdrawn")]
    for one in project.review.work():
        minutes = "" if one.minutes is None else f", {one.minutes:.1f} minutes an event"
        lines.append(f"{one.coder}: {counted(one.n_events, 'event')}, {counted(one.n_decisions, 'decision')}{minutes}")
    lines += [
        f"{field_words(one.field):<14}{_number(one.percent, '5.1f')} % agree, alpha {_number(one.alpha, '.2f')}"
        f"  ({counted(one.n_events, 'event')}: {', '.join(one.coders)})"
        for one in told.fields
    ]
    return [*lines, f"{counted(len(told.unlike), 'disagreement')} (dateline review --progress --json lists them)"]


def _number(number: float | None, form: str) -> str:
    return "–" if number is None else format(number, form)
