"""What stands on the pages of a report."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands on the pages; `footer` on each of them."""

    title: str
    lines: tuple[str, ...]
    header: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    footer: str
