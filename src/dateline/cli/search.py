"""`dateline search`: where words stand, in claims and in documents."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.locate import open_nearest
from dateline.cli.options import Json, ProjectPath
from dateline.cli.speech import counted, give, give_json, say

if TYPE_CHECKING:
    from dateline.store import ClaimHit, DocumentHit, Store
    from dateline.text.search import Excerpt

__all__ = ["Within", "search"]


class Within(enum.StrEnum):
    """What is searched."""

    CLAIMS = "claims"
    DOCUMENTS = "documents"


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help='All of them; "words in a row", begin*, and after -- also -without.')
    ],
    *,
    within: Annotated[
        Within | None, typer.Option("--in", help="Only one of them; both where it is left out.", show_default=False)
    ] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, max=500, help="At most so many of each.")] = 10,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """Search claims and documents for words, the latest first.

    Case, accents and punctuation do not matter, in any script.
    """
    typed = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    with open_nearest(project) as opened:
        found = opened.store.search
        claims = found.claims(typed, limit=limit).claims if within is not Within.DOCUMENTS else ()
        documents = found.documents(typed, limit=limit).documents if within is not Within.CLAIMS else ()
        if json:
            node = {"words": typed, "claims": [_claim(hit) for hit in claims]}
            give_json(node | {"documents": [_document(hit) for hit in documents]})
        elif claims or documents:
            _list(claims, documents)
            _say_count(opened.store, typed)
        else:
            say("Nothing has all of these words. Next: fewer words, or the beginning of one, as shell*")
    return ExitCode.DONE


def _list(claims: tuple[ClaimHit, ...], documents: tuple[DocumentHit, ...]) -> None:
    for hit in claims:
        told = hit.source_name or hit.outlet or hit.source_kind
        give(f"{hit.id}  {hit.event or 'no event yet'}  {hit.published or 'no date'}  {told}: {_line(hit.quote)}")
    for one in documents:
        give(f"{one.id}  {one.published or 'no date'}  {one.outlet or 'outlet unknown'}  {one.heading or ''}".rstrip())
        for part in one.excerpts[:1]:
            give(f"    {_line(part)}")


def _say_count(store: Store, typed: str) -> None:
    from dateline.store.searching import MOST_COUNTED

    n_documents, n_claims = store.search.count(typed)
    told = [
        f"{MOST_COUNTED:,} {noun}s or more" if n >= MOST_COUNTED else counted(n, noun)
        for n, noun in ((n_claims, "claim"), (n_documents, "document"))
    ]
    say(f"{' and '.join(told)}. Next: dateline show EVENT")


def _line(part: Excerpt) -> str:
    words = "".join(f"[{text}]" if is_place else text for text, is_place in part.parts).strip()
    return f"{'… ' if part.is_cut_before else ''}{words}{' …' if part.is_cut_after else ''}"


def _claim(hit: ClaimHit) -> dict[str, object]:
    published = hit.published.isoformat() if hit.published else None
    node: dict[str, object] = {
        "claim": hit.id,
        "event": hit.event,
        "document": hit.document,
        "at": [hit.start, hit.end],
        "published": published,
    }
    node |= {"outlet": hit.outlet, "source": hit.source_name, "source_kind": hit.source_kind, "stance": hit.stance}
    return node | {"action": hit.action, "quote": "".join(text for text, _ in hit.quote.parts)}


def _document(hit: DocumentHit) -> dict[str, object]:
    published = hit.published.isoformat() if hit.published else None
    node: dict[str, object] = {
        "document": hit.id,
        "title": hit.heading,
        "outlet": hit.outlet,
        "published": published,
        "language": hit.language,
    }
    return node | {"excerpts": [{"at": [one.start, one.end], "words": _line(one)} for one in hit.excerpts]}
