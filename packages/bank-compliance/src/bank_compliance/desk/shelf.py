"""The lists this server screens against: the invented one shipped here and any folder the operator names; loaded on first use, each load kept."""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from datetime import time as clock
from functools import cache
from pathlib import Path

from sqlalchemy import RowMapping, insert, select
from sqlalchemy.exc import IntegrityError

from bank_compliance.cases.tables import list_load
from bank_compliance.lists.entry import ListVersion, SanctionsList
from bank_compliance.lists.folder import FICTIONAL, load_folder, load_shipped, shipped_versions
from bank_compliance.screening.screener import Screener
from bank_kit.failures import unknown
from bank_kit.writes.store import WriteStore


class Shelf:
    """Lists by name; each has versions by the day of publication, the newest last."""

    def __init__(self, store: WriteStore, folders: Mapping[str, Path], now: Callable[[], float] = time.time) -> None:
        self._store = store
        self._folders = dict(folders)
        self._now = now
        self._screener = cache(self._load)

    @property
    def names(self) -> tuple[str, ...]:
        """Every list there is."""
        return (FICTIONAL, *self._folders)

    def versions(self, name: str) -> tuple[str, ...]:
        """Days of publication, oldest first; a folder has one version at a time. UNKNOWN_ID for no list of that name."""
        self._check(name)
        if name == FICTIONAL:
            return shipped_versions()
        return (self.screener(name).sanctions.version.published.isoformat(),)

    def screener(self, name: str, day: str | None = None) -> Screener:
        """A version ready to be screened against, the newest when no day is said; UNKNOWN_ID for another day."""
        self._check(name)
        if day is not None and day not in self.versions(name):
            raise unknown("version of that list", field="version", remedy="get_list_metadata names the versions")
        return self._screener(name, day if name != FICTIONAL else day or shipped_versions()[-1])

    def loads(self, name: str) -> tuple[RowMapping, ...]:
        """When each version of a list was first loaded into this store, oldest first."""
        with self._store.reading() as connection:
            return tuple(connection.execute(select(list_load).where(list_load.c.list_name == name).order_by(list_load.c.loaded_at)).mappings())

    def _check(self, name: str) -> None:
        if name not in self.names:
            raise unknown("list", field="lists", remedy=f"the lists here are {', '.join(self.names)}")

    def _load(self, name: str, day: str | None) -> Screener:
        found: SanctionsList = load_shipped(day) if name == FICTIONAL else load_folder(self._folders[name], name=name).sanctions
        self._enter(found.version)
        return Screener(found)

    def _enter(self, version: ListVersion) -> None:
        published = datetime.combine(version.published, clock.min, tzinfo=UTC)
        values = {
            "list_name": version.name,
            "sha256": version.sha256,
            "published": version.published.isoformat(),
            "published_at": int(published.timestamp() * 1000),
            "entries": version.entries,
            "loaded_at": int(self._now() * 1000),
        }
        with self._store.writing() as connection:
            try:
                with connection.begin_nested():
                    connection.execute(insert(list_load), values)
            except IntegrityError:
                return
