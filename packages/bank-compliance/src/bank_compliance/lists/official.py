"""sdn.csv, alt.csv and add.csv as entries (OFAC data specification, dat_spec.txt): 12, 5 and 6 fields, joined by the first."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from bank_compliance.lists import remarks as facts
from bank_compliance.lists.countries import country_code
from bank_compliance.lists.delimited import Line, Reason, Rejection, read_lines
from bank_compliance.lists.entry import Alias, AliasKind, EntryKind, ListEntry

SDN, ALT, ADD = "sdn.csv", "alt.csv", "add.csv"
FILES = (SDN, ALT, ADD)
LONGEST_NAME = 350
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What three files gave: entries in the order of sdn.csv, the lines not taken, and how many lines there were."""

    entries: tuple[ListEntry, ...]
    rejections: tuple[Rejection, ...]
    lines: int


def read_official(files: Mapping[str, bytes]) -> Reading:
    """Entries of the three files by their names; alt.csv and add.csv may be missing. ListFileError when a file breaks a bound."""
    book = _Book()
    for line in book.lines(files[SDN], SDN, fields=12):
        book.take_record(line)
    for line in book.lines(files.get(ALT, b""), ALT, fields=5):
        book.take_alias(line)
    for line in book.lines(files.get(ADD, b""), ADD, fields=6):
        book.take_address(line)
    return Reading(tuple(book.entry(line) for line in book.records.values()), tuple(book.rejections), book.seen)


class _Book:
    """Lines as they come in, by record number."""

    def __init__(self) -> None:
        self.records: dict[str, Line] = {}
        self.aliases: dict[str, list[Alias]] = defaultdict(list)
        self.places: dict[str, set[str]] = defaultdict(set)
        self.rejections: list[Rejection] = []
        self.seen = 0

    def lines(self, content: bytes, file: str, *, fields: int) -> list[Line]:
        """The lines that can be read."""
        found = list(read_lines(content, file, fields=fields))
        self.seen += len(found)
        self.rejections += [line for line in found if isinstance(line, Rejection)]
        return [line for line in found if isinstance(line, Line)]

    def take_record(self, line: Line) -> None:
        """ent_num, name, type, program, title, call sign, vessel type, tonnage, GRT, flag, owner, remarks."""
        number, name, kind = line.fields[:3]
        problem = _problem_of_name(name)
        if _NUMBER.fullmatch(number) is None:
            problem = Reason.NUMBER
        elif number in self.records:
            problem = Reason.REPEATED
        elif kind.lower() not in _KINDS:
            problem = Reason.KIND
        if problem is None:
            self.records[number] = line
        else:
            self.rejections.append(Rejection(SDN, line.number, problem))

    def take_alias(self, line: Line) -> None:
        """ent_num, alt_num, alt_type, alt_name, remarks."""
        number, _, kind, name, _ = line.fields
        problem = Reason.ORPHAN if number not in self.records else _problem_of_name(name)
        if problem is None and kind.lower() not in set(AliasKind):
            problem = Reason.KIND
        if problem is None:
            self.aliases[number].append(Alias(AliasKind(kind.lower()), name))
        else:
            self.rejections.append(Rejection(ALT, line.number, problem))

    def take_address(self, line: Line) -> None:
        """ent_num, add_num, address, city and postcode, country, remarks."""
        number, country = line.fields[0], line.fields[4]
        if number not in self.records:
            self.rejections.append(Rejection(ADD, line.number, Reason.ORPHAN))
        elif code := country_code(country):
            self.places[number].add(code)

    def entry(self, line: Line) -> ListEntry:
        """A record with its aliases and addresses."""
        number, name, kind, programs, title, call_sign, _, _, _, flag, _, remarks = line.fields
        flagged = country_code(flag) if flag else None
        places = self.places.get(number, set()) | set(facts.countries(remarks)) | ({flagged} if flagged else set())
        signs = (facts.plain_number(call_sign),) if len(call_sign) >= 4 else ()
        return ListEntry(
            id=number,
            name=name,
            kind=_KINDS[kind.lower()],
            aliases=tuple(self.aliases.get(number, ())),
            programs=tuple(program for program in re.split(r"[\[\]; ]+", programs) if program),
            births=facts.births(remarks),
            countries=tuple(sorted(places)),
            ids=tuple(dict.fromkeys((*facts.documents(remarks), *signs))),
            title=title,
            remarks=remarks,
        )


_KINDS = {"": EntryKind.ENTITY, **{kind.value: kind for kind in EntryKind}}


def _problem_of_name(name: str) -> Reason | None:
    return None if 0 < len(name) <= LONGEST_NAME else Reason.NAME
