"""Delimited lines from outside: bounded bytes to bounded fields; every line that cannot be taken is named with its number and reason.

The layout (OFAC data specification): one record a line, comma, double quotes, no header, `-0-` for nothing, and sometimes a closing 0x1A.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bank_kit.failures import FailureCode, ToolFailureError

LONGEST_FILE = 64 * 1024 * 1024
LONGEST_LINE = 8_192
MOST_LINES = 400_000
NOTHING = "-0-"
_END_OF_FILE = "\x1a"


class Reason(StrEnum):
    """Why a line was not taken."""

    TOO_LONG = "line longer than 8,192 characters"
    MALFORMED = "quotes do not match"
    FIELDS = "wrong number of fields"
    NUMBER = "the record number is no positive integer of at most 9 digits"
    NAME = "the name is missing or longer than 350 characters"
    KIND = "unknown type"
    REPEATED = "a record of that number came before"
    ORPHAN = "no record of that number in sdn.csv"
    CONTROL = "control characters"


@dataclass(frozen=True, slots=True)
class Rejection:
    """A line that was not taken: file, line counted from 1, and why; never its text."""

    file: str
    line: int
    reason: Reason


class ListFileError(ToolFailureError):
    """A list cannot be loaded at all."""

    def __init__(self, problem: str, *, file: str, allowed: str | None = None, remedy: str = "fetch the list again from its publisher") -> None:
        super().__init__(FailureCode.INVALID_ARGUMENT, problem, field=file, allowed=allowed, remedy=remedy)


@dataclass(frozen=True, slots=True)
class Line:
    """The fields of one line, trimmed, empty where the file says nothing."""

    number: int
    fields: tuple[str, ...]


def decode(content: bytes, file: str) -> str:
    """UTF-8 (with or without its mark), else Windows-1252 as the publisher has long written it; ListFileError when too large."""
    if len(content) > LONGEST_FILE:
        raise ListFileError("the file is too large", file=file, allowed=f"at most {LONGEST_FILE:,} bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_lines(content: bytes, file: str, *, fields: int) -> Iterator[Line | Rejection]:
    """Each line that is not blank as its fields, or as a rejection. ListFileError when the file is too large or has too many lines."""
    text = decode(content, file).rstrip(_END_OF_FILE + "\r\n ")
    if text.count("\n") >= MOST_LINES:
        raise ListFileError("the file has too many lines", file=file, allowed=f"at most {MOST_LINES:,}")
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _read_line(line.rstrip("\r"), number, file=file, fields=fields)


def _read_line(text: str, number: int, *, file: str, fields: int) -> Line | Rejection:
    if len(text) > LONGEST_LINE:
        return Rejection(file, number, Reason.TOO_LONG)
    if any(letter < " " and letter != "\t" for letter in text):
        return Rejection(file, number, Reason.CONTROL)
    try:
        found = next(csv.reader([text], strict=True))
    except csv.Error:
        return Rejection(file, number, Reason.MALFORMED)
    if len(found) != fields:
        return Rejection(file, number, Reason.FIELDS)
    trimmed = (field.strip() for field in found)
    return Line(number, tuple("" if field == NOTHING else field for field in trimmed))
