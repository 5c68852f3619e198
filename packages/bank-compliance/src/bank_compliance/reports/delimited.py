"""Tables as CSV: RFC 4180, UTF-8, and no cell that a spreadsheet would run."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What begins a formula, the full-width forms too."""


def neutral(cell: str) -> str:
    """The cell with an apostrophe before it when a spreadsheet might take it for a formula; plain numbers stay numbers."""
    if _NUMBER.fullmatch(cell):
        return cell
    return f"'{cell}" if cell.lstrip(" ").startswith(_RUN) else cell


def write_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lines end in CRLF; every cell is neutral."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([neutral(cell) for cell in header])
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return out.getvalue()
