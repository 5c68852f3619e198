"""What stands on a list, and which list in which version it is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from bank_kit.envelope import digest


class EntryKind(StrEnum):
    """SDN_Type of the layout; a missing type is an entity."""

    INDIVIDUAL = "individual"
    ENTITY = "entity"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"


class AliasKind(StrEnum):
    """alt_type of the layout: also, formerly or now known as."""

    ALSO = "aka"
    FORMERLY = "fka"
    NOW = "nka"


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an entry."""

    kind: AliasKind
    name: str


@dataclass(frozen=True, slots=True)
class BirthSpan:
    """When somebody was born, as far as the list knows: first and last possible day, the same when the day is known."""

    first: date
    last: date

    @property
    def is_a_day(self) -> bool:
        """Whether the list names the very day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """One listed person, entity, vessel or aircraft; `countries` are ISO 3166 alpha-2, `ids` documents and registrations; all text is untrusted."""

    id: str
    name: str
    kind: EntryKind
    aliases: tuple[Alias, ...] = ()
    programs: tuple[str, ...] = ()
    births: tuple[BirthSpan, ...] = ()
    countries: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    title: str = ""
    remarks: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The listed name, then the aliases."""
        return (self.name, *(alias.name for alias in self.aliases))

    @property
    def fingerprint(self) -> str:
        """Changes with anything the list says of this entry."""
        aliases = [[alias.kind.value, alias.name] for alias in self.aliases]
        births = [[span.first.isoformat(), span.last.isoformat()] for span in self.births]
        return digest(
            [self.id, self.name, self.kind.value, aliases, list(self.programs), births, list(self.countries), list(self.ids), self.title, self.remarks]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListVersion:
    """Which list, published when, and the sha256 over its files as 64 hexadecimal digits."""

    name: str
    published: date
    sha256: str
    entries: int

    @property
    def label(self) -> str:
        """For answers and logs: name, day and the first twelve digits."""
        return f"{self.name} {self.published.isoformat()} sha256:{self.sha256[:12]}"


@dataclass(frozen=True)
class SanctionsList:
    """A version of a list and its entries in the order of the files."""

    version: ListVersion
    entries: tuple[ListEntry, ...]

    @cached_property
    def by_id(self) -> dict[str, ListEntry]:
        """Entries by their number."""
        return {entry.id: entry for entry in self.entries}
