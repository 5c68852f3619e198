"""CSV deliveries: a header naming `instrument,field,date,price` in any order, then one item a line; a quoted value cannot run over a line end."""

import csv

from bank_finance.feed.delivery import MAX_ITEMS, Item, Items, Unreadable, exceeded
from bank_kit.failures import FailureCode, ToolFailureError

COLUMNS = ("instrument", "field", "date", "price")
MAX_LINE = 1024


def read_csv(content: bytes) -> Items:
    """Items by line number, the header being line 1 and no item; INVALID_ARGUMENT when the header is not ours, for then no line can be believed."""
    if content.count(b"\n") > MAX_ITEMS + 1:
        raise exceeded("the delivery has too many lines", f"{MAX_ITEMS} lines")
    lines = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    header = _cells(lines[0]) if lines else None
    if header is None or sorted(header) != sorted(COLUMNS):
        raise ToolFailureError(
            FailureCode.INVALID_ARGUMENT,
            "the first line is not the header of a price delivery",
            field="header",
            allowed=",".join(COLUMNS),
            remedy="send the header in the first line, each column once",
        )
    return _items(lines, header)


def _items(lines: list[bytes], header: list[str]) -> Items:
    for number, line in enumerate(lines[1:], start=2):
        cells = _cells(line)
        if cells is None or len(cells) != len(header):
            yield Unreadable(line=number, why=f"not {len(header)} values of UTF-8 text in at most {MAX_LINE} bytes")
            continue
        named = dict(zip(header, cells, strict=True))
        yield Item(line=number, instrument=named["instrument"], field=named["field"], on=named["date"], price=named["price"])


def _cells(line: bytes) -> list[str] | None:
    if len(line) > MAX_LINE:
        return None
    try:
        rows = list(csv.reader([line.decode().removesuffix("\r")], strict=True))
    except (UnicodeDecodeError, csv.Error):
        return None
    return [cell.strip() for cell in rows[0]] if len(rows) == 1 else None
