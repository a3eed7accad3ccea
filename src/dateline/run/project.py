"""A project: a folder or a database, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from dateline import config, store
from dateline.config import Config
from dateline.errors import ConfigError, InputError, StoreError
from dateline.model import Match, Problem
from dateline.run.decides import Decides
from dateline.run.exporting import options_of
from dateline.run.manifest import Inputs, Manifest, manifest_of
from dateline.run.own import Own
from dateline.run.pipeline import Coder
from dateline.run.report import Added, ProgressCallback, RunReport
from dateline.run.running import run_project
from dateline.run.selection import Selection
from dateline.run.storing import Adding
from dateline.run.view import EventView

if TYPE_CHECKING:
    from dateline.merge.tally import Tally
    from dateline.read import Reading
    from dateline.run.explaining import Separation
    from dateline.run.history import History, Snapshot
    from dateline.run.reviewing import Reviewing
    from dateline.store import Store, TurnedAway

__all__ = ["Project", "create_project", "open_project"]


class Project(Decides):
    """An open project, closed at the end of its `with` block.

    Attributes:
        name: of the project.
        store: its database.
        rules: name or file of its rule set.
        relevance: whether the relevance test comes before the finder.
        own: its registry and its gazetteer, where its folder holds them.
        withheld: the options of every export by the project file, as `coarsen=admin1`; see `dateline.run.exporting`.
        licence: under which the events are given; None where the project file does not say.
        address: by which `open_project` opens it again; None where it was not opened so.
    """

    def __init__(
        self,
        name: str,
        database: Store,
        *,
        rules: str = "default",
        relevance: bool = True,
        own: Own | None = None,
        withheld: tuple[str, ...] = (),
        licence: str | None = None,
    ) -> None:
        self.name = name
        self.address: str | None = None
        self.store = database
        self.rules = rules
        self.relevance = relevance
        self.withheld = withheld
        self.licence = licence
        self.own = own or Own()
        self._inputs: tuple[int, Inputs] | None = None

    @property
    def events(self) -> Selection:
        """The project's events."""
        return Selection(self.store)

    @property
    def review(self) -> Reviewing:
        """What waits for people: the queue, its questions, and how far the work has come."""
        from dateline.run.reviewing import Reviewing

        return Reviewing(self.store, self.event)

    @property
    def history(self) -> History:
        """What the events were, and when and why they changed."""
        from dateline.run.history import History

        return History(self.store)

    def at(self, when: str) -> Snapshot:
        """The project as it was known at the end of a day, or at a time: see `dateline.run.history.moment`.

        Raises:
            InputError: it is no day or time.
        """
        from dateline.run.history import Snapshot, moment

        return Snapshot(self.store.at(moment(when)))

    def event(self, name: str) -> EventView:
        """The event with this id, in any case, with or without `E-`; a joined one gives its successor.

        Raises:
            InputError: it is no event id, or there is no such event.
        """
        return self.events[name]

    def why(self, name: str) -> tuple[Match, ...]:
        """The comparisons that hold the event with this id together, each with its reasons and their weights.

        Raises:
            InputError: it is no event id, or there is no such event.
        """
        return self.event(name).why()

    def why_not(self, one: str, other: str) -> Separation:
        """Why two events are two: their incidents compared, the mean that decided, and the hard facts and decisions that forbid a join.

        Raises:
            InputError: an id is none, there is no such event, or both are one.
        """
        from dateline.run.explaining import separation
        from dateline.run.standing import keeping_apart

        left, right = self.event(one), self.event(other)
        if left.id == right.id:
            raise InputError("event-same", f"{one} and {other} are one event, {left.id}", fix=f"Ask `dateline why {left.id}`.")
        return replace(separation(left, right, rules=self.rules), decisions=keeping_apart(self.store, left, right))

    def near_misses(self, name: str, most: int = 5) -> tuple[Separation, ...]:
        """The events that come nearest to the one with this id without being joined with it, the closest first.

        Raises:
            InputError: it is no event id, or there is no such event.
        """
        from dateline.run.explaining import near_misses

        return near_misses(self.store, self.event(name), rules=self.rules, most=most)

    def tally(self, name: str) -> Tally | None:
        """What the database holds for a total ("the sixth attack since December"); None for an event that is no total.

        Raises:
            InputError: it is no event id, or there is no such event.
        """
        from dateline.run.explaining import tally

        view = self.event(name)
        return tally(self.store, view, rules=self.rules) if view.event.aggregate else None

    def problems(self) -> tuple[Problem, ...]:
        """What could not be used, as far as it has not gone through since."""
        return self.store.problems.open()

    def turned_away(self) -> tuple[TurnedAway, ...]:
        """The documents that the relevance test turned away, the likeliest first, each with its probability."""
        return self.store.codings.turned_away()

    def add(self, paths: Iterable[str | Path], *, progress: ProgressCallback | None = None) -> Added:
        """What became of the files; a file that is here already adds nothing.

        Args:
            paths: files, folders and web addresses; these alone are asked for over the network.
            progress: told of the documents that are stored.
        """
        from dateline.run.fetching import readings_of

        return self.add_readings(readings_of(paths), progress=progress)

    def add_readings(self, readings: Iterable[Reading | Problem], *, progress: ProgressCallback | None = None) -> Added:
        """What became of the documents; as `add`, for documents that were read in another way."""
        adding = Adding(self.store, progress)
        for reading in readings:
            adding.take(reading)
        return adding.end()

    def preview(self, paths: Iterable[str | Path]) -> Added:
        """What `add` would do with the files; nothing is stored.

        Args:
            paths: files, folders and web addresses; these are asked for all the same.
        """
        from dateline.run.fetching import readings_of
        from dateline.run.previewing import preview

        return preview(self.store, readings_of(paths))

    def run(
        self, workers: int = 2, progress: ProgressCallback | None = None, *, again: bool = False, coder: Coder | None = None
    ) -> RunReport:
        """What a run did: documents that the present model has not coded are coded, and what they touch is merged into events.

        What is coded stays stored when a run is cut short, and the next run goes on from there. The outcome does not depend on the
        number of workers, nor on the order or the portions in which documents came.

        Args:
            workers: processes; with more than one, a script must call this under `if __name__ == "__main__":`.
            progress: told of each document that is stored.
            again: code all documents, those too that the present model has coded.
            coder: what codes one document; by the project's settings and with its own data where None. Must be importable by name where
                there are several workers.
        Raises:
            FindError: the finder's model is missing or damaged, or no worker can start.
            StoreError: the database could not be written.
        """
        return run_project(
            self.store,
            plan=self._plan(),
            workers=workers,
            progress=progress,
            rules=self.rules,
            again=again,
            coder=coder or self.own.coder(relevance=self.relevance),
        )

    def _plan(self) -> Manifest:
        """The manifest of a run that begins now."""
        latest = self.store.documents.latest()
        if self._inputs is None or self._inputs[0] != latest:  # documents are only ever added
            self._inputs = latest, Inputs.of(self.store.documents.digests())
        return manifest_of(
            self._inputs[1],
            rules=self.rules,
            relevance=self.relevance,
            own=self.own.digest(),
            decisions=self.store.decisions.all(),
        )

    def close(self) -> None:
        """Give back the database."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_project(path: str | Path = ".", *, create: bool = False) -> Project:
    """The project in a folder with a project.toml, in a database file, or at a database address.

    The settings of a project file hold for its database file too.

    Args:
        path: a folder, the project file itself, a .db file, or an address like postgresql://host/karsa.
        create: whether a database that is not there is made; a folder's is always made.
    Raises:
        ConfigError: the folder has no project file, or it is wrong.
        StoreError: the database is not there, cannot be opened, or is newer than this version.
    """
    if "://" in str(path):
        name = urlsplit(str(path)).path.rsplit("/", 1)[-1]
        return _at(str(path), Project(name, store.open(str(path), create=create)))
    place = Path(path)
    if place.is_dir() or place.name == config.FILE_NAME:
        return _from_folder(place if place.is_dir() else place.parent)
    beside = place.parent / config.FILE_NAME
    if beside.is_file() and Path(config.load(beside).location(place.parent)) == place:
        return _from_folder(place.parent)
    return _at(str(place.resolve()), Project(place.stem, store.open(place, create=create)))


def _at(address: str, project: Project) -> Project:
    project.address = address
    return project


def _from_folder(folder: Path) -> Project:
    settings = config.load(folder / config.FILE_NAME)
    database = store.open(settings.location(folder))
    relevance = settings.relevance == "on"
    project = Project(
        settings.name,
        database,
        rules=settings.rule_set(folder),
        relevance=relevance,
        own=Own(folder.resolve()),
        withheld=options_of(coarsen=settings.coarsen, excerpts=settings.excerpts),
        licence=settings.licence,
    )
    return _at(str(folder.resolve()), project)


def create_project(folder: str | Path, *, name: str | None = None, database: str | None = None) -> Project:
    """A new project, open: a folder with project.toml, an empty database and a folder for its sources, `corpus`.

    Args:
        folder: made where it is not there.
        name: the folder's name where None.
        database: address of the database; a file in the folder where None. One on a PostgreSQL server is made where it is not there.
    Raises:
        ConfigError: there is a project in the folder already, or the folder cannot be made.
        StoreError: the database cannot be opened.
    """
    place = Path(folder)
    file = place / config.FILE_NAME
    if file.exists():
        raise ConfigError(
            "project-exists", f"there is a project in {place} already", where=str(file), fix="Open it, or give another folder."
        )
    try:
        (place / "corpus").mkdir(parents=True, exist_ok=True)
        config.write(file, Config(name=name or place.resolve().name, database=database))
    except OSError as fault:
        raise ConfigError(
            "project-folder", f"cannot be made: {fault.strerror}", where=str(place), fix="Check the path and its permissions."
        ) from fault
    try:
        return open_project(place)
    except StoreError:
        file.unlink()  # so that the same command can be given again once the database is there
        raise
