"""A list from a folder: the publisher's three files beside `published.txt` with its day; or the invented list shipped here."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bank_compliance.lists.delimited import LONGEST_FILE, ListFileError, Rejection
from bank_compliance.lists.entry import ListVersion, SanctionsList
from bank_compliance.lists.official import FILES, SDN, read_official

PUBLISHED = "published.txt"
FICTIONAL = "FICTIONAL"
_SHIPPED = Path(__file__).parent / "fictional"
_MOST_REJECTED = 0.01
"""Share of lines beyond which a list is no list: it would let the listed pass."""


@dataclass(frozen=True, slots=True)
class LoadedList:
    """A list and the lines of its files that were not taken, which somebody has to look at."""

    sanctions: SanctionsList
    rejections: tuple[Rejection, ...]


def shipped_versions() -> tuple[str, ...]:
    """Days of the invented list, oldest first."""
    return tuple(sorted(folder.name for folder in _SHIPPED.iterdir() if folder.is_dir()))


def load_shipped(day: str | None = None) -> SanctionsList:
    """The invented list of that day (`shipped_versions`), or the newest; ValueError for another day."""
    known = shipped_versions()
    if day is not None and day not in known:
        raise ValueError(f"the invented list has versions of {', '.join(known)}")
    return load_folder(_SHIPPED / (day or known[-1]), name=FICTIONAL).sanctions


def load_folder(folder: Path, *, name: str, published: date | None = None) -> LoadedList:
    """A list in the official layout. `published` stands for a missing `published.txt`; the real files carry no day of their own.

    ListFileError without sdn.csv or a day, for an empty list, or when more than one line in a hundred cannot be taken.
    """
    files = {file: _content(folder / file) for file in FILES if (folder / file).is_file()}
    if SDN not in files:
        raise ListFileError("the folder has no sdn.csv", file=SDN, allowed="sdn.csv, with alt.csv and add.csv beside it")
    day = published or _day(folder / PUBLISHED)
    reading = read_official(files)
    if not reading.entries or len(reading.rejections) > reading.lines * _MOST_REJECTED:
        lines = ", ".join(f"{found.file}:{found.line} {found.reason}" for found in reading.rejections[:3])
        raise ListFileError(f"{len(reading.rejections)} of {reading.lines} lines cannot be taken: {lines}", file=SDN, allowed="at most one line in a hundred")
    version = ListVersion(name=name, published=day, sha256=_digest(files), entries=len(reading.entries))
    return LoadedList(SanctionsList(version, reading.entries), reading.rejections)


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LONGEST_FILE + 1)


def _digest(files: dict[str, bytes]) -> str:
    """sha256 over name, length and bytes of each file in the order of `FILES`."""
    total = hashlib.sha256()
    for name in FILES:
        content = files.get(name, b"")
        total.update(f"{name}:{len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()


def _day(path: Path) -> date:
    try:
        return date.fromisoformat(path.read_text(encoding="ascii").strip()[:32])
    except (OSError, ValueError) as error:
        raise ListFileError("the day of publication is not known", file=PUBLISHED, allowed="YYYY-MM-DD", remedy="write it to published.txt") from error
