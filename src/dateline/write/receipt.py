"""The receipt of an export: what was asked of which state of a project, and what came out, so that it can be repeated and compared."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TextIO

from dateline.errors import InputError
from dateline.write.record import LeftOut, Withheld

__all__ = ["Receipt", "differences", "read_receipt", "write_receipt"]

_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What an export says of itself.

    Args:
        format: its name.
        query: the conditions on events, by field.
        options: what else was asked for: `with_names`, `coarsen=RULE`, `excerpts=N`, `for_excel`; of the desk's files also `newest_first` and `as_of=MOMENT`.
        digest: SHA-256 of the file.
        size_bytes: of the file.
        n_events: events written.
        left_out: events that the format cannot hold, each with the reason.
        withheld: what was withheld.
        withholding: names of the rules of withholding that were in force.
        run: digest of the manifest of the run that the events come from; None where there was none.
        rules: name, version and digest of the rule set of that run.
        versions: name and version of dateline, the codebook and the libraries that coded.
    """

    format: str
    query: Mapping[str, str]
    options: tuple[str, ...]
    digest: str
    size_bytes: int
    n_events: int
    left_out: Collection[LeftOut]
    withheld: tuple[Withheld, ...]
    withholding: tuple[str, ...]
    run: str | None
    rules: str | None
    versions: Mapping[str, str]


def write_receipt(receipt: Receipt, out: TextIO) -> None:
    """The receipt as JSON, a left-out event a line."""
    node = {
        "receipt": _VERSION,
        "format": receipt.format,
        "query": dict(receipt.query),
        "options": list(receipt.options),
        "digest": receipt.digest,
        "size_bytes": receipt.size_bytes,
        "events": receipt.n_events,
        "withholding": list(receipt.withholding),
        "withheld": [{"field": one.field, "n": one.n, "rule": one.rule} for one in receipt.withheld],
        "run": receipt.run,
        "rules": receipt.rules,
        "versions": dict(receipt.versions),
    }
    out.write(json.dumps(node, ensure_ascii=False, indent=1)[:-2] + ',\n "left_out": [')
    out.writelines(
        ("," if n else "") + "\n  " + json.dumps({"id": one.event, "reason": one.reason}, ensure_ascii=False)
        for n, one in enumerate(receipt.left_out)
    )
    out.write("]\n}\n")


def read_receipt(text: str, *, where: str) -> Receipt:
    """The receipt that `write_receipt` wrote.

    Args:
        text: JSON.
        where: the file, for errors.
    Raises:
        InputError: it is no receipt, or one of a later version.
    """
    try:
        return _receipt(json.loads(text))
    except (ValueError, KeyError, TypeError) as fault:
        what = f"it is no receipt of an export: {fault!r}"
        raise InputError("receipt-damaged", what, where=where, fix="Export again with -o; that writes a receipt.") from fault


def _receipt(node: dict[str, Any]) -> Receipt:
    if node["receipt"] != _VERSION:
        raise ValueError(f"version {node['receipt']}")
    return Receipt(
        format=node["format"],
        query=node["query"],
        options=tuple(node["options"]),
        digest=node["digest"],
        size_bytes=node["size_bytes"],
        n_events=node["events"],
        left_out=tuple(LeftOut(one["id"], one["reason"]) for one in node["left_out"]),
        withheld=tuple(Withheld(one["field"], one["n"], one["rule"]) for one in node["withheld"]),
        withholding=tuple(node.get("withholding", ())),  # older receipts do not name them
        run=node["run"],
        rules=node["rules"],
        versions=node["versions"],
    )


def differences(then: Receipt, now: Receipt) -> tuple[str, ...]:
    """What differs between two receipts of the same query, in words; none where they are the same.

    Args:
        then: the earlier one.
        now: the one of the export repeated.
    """
    return tuple(_differences(then, now))


def _differences(then: Receipt, now: Receipt) -> Iterator[str]:
    if then.digest == now.digest:
        return
    yield f"the project gives another file now: {now.digest}, not {then.digest}"
    if then.n_events != now.n_events:
        yield f"{now.n_events} events, not {then.n_events}"
    if len(then.left_out) != len(now.left_out):
        yield f"{len(now.left_out)} events left out, not {len(then.left_out)}"
    if then.withheld != now.withheld:
        yield "something else is withheld"
    if then.run != now.run:
        yield f"another run: {now.run}, not {then.run}"
    if then.rules != now.rules:
        yield f"other rules: {now.rules}, not {then.rules}"
    for name in sorted(then.versions.keys() | now.versions.keys()):
        if then.versions.get(name) != now.versions.get(name):
            yield f"another version of {name}: {now.versions.get(name)}, not {then.versions.get(name)}"
