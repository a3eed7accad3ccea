"""The words of documents and claims, kept for searching: FTS5 in SQLite, tsvector in PostgreSQL, both with the words that `text.search` makes.

document_words ▷ documents, claim_words ▷ claims: a row for each, written with it and never changed, as the text itself is not.
The databases' own ways of taking text apart are passed by, so that the same search finds the same in both.

Source: SQLite documentation, "FTS5", 4.4.3 on contentless tables and 3 on queries; PostgreSQL documentation, 8.11 on tsvector and tsquery.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    TableClause,
    bindparam,
    cast,
    column,
    insert,
    literal,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.engine import Connection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType

from dateline.model import Claim
from dateline.store.schema import claims, documents
from dateline.text.search import Term, search_words

__all__ = ["CLAIMS", "DOCUMENTS", "index_claims", "index_documents", "make", "matching", "rebuild"]

# Not among the tables of the schema: SQLite's are virtual, and bring tables of their own.
DOCUMENTS, CLAIMS = (table(name, column("rowid", Integer), column("words")) for name in ("document_words", "claim_words"))
# Of a longer text the beginning is kept: a tsvector holds 1 MB at most.
_LETTERS = 400_000
# Rows written at a time.
_BATCH = 500
# Source: PostgreSQL documentation, 12.11 "Limitations": at most 256 positions for a lexeme, each at most 16,383.
_POSITIONS, _FARTHEST = 255, 16_383


def make(connection: Connection) -> None:
    """Make both tables, empty."""
    for name, owner in ((DOCUMENTS.name, "documents"), (CLAIMS.name, "claims")):
        if _is_postgres(connection):
            connection.execute(
                text(f"CREATE TABLE {name} (rowid integer PRIMARY KEY REFERENCES {owner} (pk), words tsvector NOT NULL)")
            )
            connection.execute(text(f"CREATE INDEX ix_{name}_words ON {name} USING gin (words)"))
        else:
            connection.exec_driver_sql(
                f"CREATE VIRTUAL TABLE {name} USING fts5(words, content='', columnsize=0, prefix='2 3',"
                " tokenize=\"unicode61 remove_diacritics 2 categories 'L* M* N*'\")"
            )


def index_documents(connection: Connection, rows: Iterable[tuple[int, str | None, str]]) -> None:
    """Keep the words of documents, each given as row, title and text."""
    _index(connection, DOCUMENTS, ((row, (title or "", text)) for row, title, text in rows))


def index_claims(connection: Connection, rows: Iterable[tuple[int, Claim]]) -> None:
    """Keep the words of claims: of the quote, and the names of the source and the actors as they were resolved."""
    _index(connection, CLAIMS, ((row, _told(claim)) for row, claim in rows))


def rebuild(connection: Connection) -> None:
    """Make the words of all documents and claims anew."""
    from dateline.model.codec import decode

    for words in (DOCUMENTS, CLAIMS):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {words.name}")
    make(connection)
    index_documents(connection, _all(connection, documents, documents.c.title, documents.c.text))
    index_claims(connection, ((row, decode(Claim, body)) for row, body in _all(connection, claims, claims.c.body)))


def matching(words: FromClause, wanted: Sequence[Term]) -> ColumnElement[Any]:
    """The condition that a row of DOCUMENTS or CLAIMS, a part of the selection, has the terms.

    Where none of the terms asks for something, no row has them.
    """
    own: Any = column(str(words.description))
    return _Matching(own, words.c.words, literal(_sqlite_query(wanted)), literal(_postgres_query(wanted)))


class _Matching(FunctionElement[Any]):
    """`MATCH` in SQLite, `@@` in PostgreSQL: its parts are the table, the column, and the query as each of them writes it."""

    type = NullType()  # were it Boolean, SQLite would be asked for `MATCH ? = 1`
    inherit_cache = True


@compiles(_Matching, "sqlite")
def _match_in_sqlite(element: _Matching, compiler: SQLCompiler, **options: Any) -> str:
    own, _, query, _ = element.clauses
    return f"{compiler.process(own, **options)} MATCH {compiler.process(query, **options)}"


@compiles(_Matching, "postgresql")
def _match_in_postgres(element: _Matching, compiler: SQLCompiler, **options: Any) -> str:
    _, own, _, query = element.clauses
    return f"{compiler.process(own, **options)} @@ CAST({compiler.process(query, **options)} AS tsquery)"


def _is_postgres(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def _told(claim: Claim) -> tuple[str, ...]:
    names = [claim.source.name, *(actor.name for actor in (*claim.perpetrators, *claim.targets))]
    return (claim.quote.text, *(name for name in dict.fromkeys(names) if name))


def _all(connection: Connection, source: Any, *columns: Any) -> Iterator[Any]:
    """All rows, read a batch at a time."""
    last = 0
    while True:
        query = select(source.c.pk, *columns).where(source.c.pk > last).order_by(source.c.pk).limit(_BATCH)
        page = connection.execute(query).all()
        if not page:
            return
        last = page[-1].pk
        yield from map(tuple, page)


def _index(connection: Connection, words: TableClause, rows: Iterable[tuple[int, tuple[str, ...]]]) -> None:
    as_vector = _is_postgres(connection)
    told: Any = cast(bindparam("told"), TSVECTOR) if as_vector else bindparam("told")
    statement = insert(words).values(rowid=bindparam("row"), words=told)
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        made = [{"row": row, "told": (_vector if as_vector else " ".join)(_kept(texts))} for row, texts in batch]
        connection.execute(statement, made)


def _kept(texts: Sequence[str]) -> Iterator[str]:
    left = _LETTERS
    for part in texts:
        yield from search_words(part[:left])
        left -= len(part[:left])


def _vector(words: Iterable[str]) -> str:
    """The words with their places, as PostgreSQL writes a tsvector."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(words, start=1):
        if at <= _FARTHEST and len(places[word]) < _POSITIONS:
            places[word].append(at)
        elif not places[word]:
            places[word].append(_FARTHEST)
    return " ".join(f"'{word}':{','.join(map(str, at))}" for word, at in places.items())


def _sqlite_query(wanted: Sequence[Term]) -> str:
    def written(term: Term) -> str:
        return f'"{" ".join(term.words)}"{" *" if term.is_prefix else ""}'

    with_, without = ([written(term) for term in wanted if term.is_excluded is out] for out in (False, True))
    if not with_:
        return '""'
    return f"({' AND '.join(with_)})" + (f" NOT ({' OR '.join(without)})" if without else "")


def _postgres_query(wanted: Sequence[Term]) -> str:
    def written(term: Term) -> str:
        words = [f"'{word}'" for word in term.words]
        words[-1] += ":*" if term.is_prefix else ""
        return f"{'!' if term.is_excluded else ''}({' <-> '.join(words)})"

    return " & ".join(map(written, wanted)) if any(not term.is_excluded for term in wanted) else ""
