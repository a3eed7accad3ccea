"""A store whose incidents are read with the names that people said are one."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, cast

from dateline.model import Incident

if TYPE_CHECKING:
    from dateline.review import Sames
    from dateline.store import Store
    from dateline.store.codings import Codings

__all__ = ["renamed"]


def renamed(store: Store, sames: Sames) -> Store:
    """The store, its incidents with the names that stay; the store itself where nothing was said to be one."""
    return cast("Store", _Renamed(store, sames)) if sames else store


class _Renamed:
    """All that a store has, but for its codings."""

    def __init__(self, store: Store, sames: Sames) -> None:
        self._store = store
        self.codings = _RenamedCodings(store.codings, sames)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class _RenamedCodings:
    """All that codings have, their incidents with the names that stay."""

    def __init__(self, codings: Codings, sames: Sames) -> None:
        self._codings, self._sames = codings, sames

    def rows(self, wanted: Collection[int]) -> tuple[Incident, ...]:
        return tuple(map(self._sames.rename, self._codings.rows(wanted)))

    def current(self, names: Collection[str]) -> tuple[Incident, ...]:
        return tuple(map(self._sames.rename, self._codings.current(names)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._codings, name)
