"""The golden table as text: published, ours, difference, and how many agree."""

from collections.abc import Sequence

from bank_risk.golden.case import Closeness, GoldenRow, Tolerance

HEADINGS = ("case", "what", "unit", "published", "ours", "difference", "allowed", "")


def counts(rows: Sequence[GoldenRow]) -> str:
    """One line: how many of how many are within their tolerance."""
    within = sum(row.within for row in rows)
    return f"{within} of {len(rows)} published numbers reproduced within tolerance"


def table(rows: Sequence[GoldenRow]) -> str:
    """Aligned columns, one line for each case, the sources beneath, and the counts last."""
    lines = [HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    shown = ["  ".join(_padded(line, widths)).rstrip() for line in lines]
    sources = sorted({row.case.source for row in rows})
    return "\n".join([*shown, "", *(f"source: {source}" for source in sources), "", counts(rows)])


def _cells(row: GoldenRow) -> tuple[str, ...]:
    case = row.case
    return (
        case.id,
        case.title,
        case.unit,
        f"{case.published:,.6g}" if abs(case.published) < 1_000 else f"{case.published:,.2f}",
        f"{row.ours:,.6g}" if abs(row.ours) < 1_000 else f"{row.ours:,.2f}",
        f"{row.difference:+.3g}",
        _allowed(case.tolerance),
        "ok" if row.within else "DIFFERS",
    )


def _allowed(tolerance: Tolerance) -> str:
    return f"{tolerance.amount:.3g}" if tolerance.closeness is Closeness.ABSOLUTE else f"{tolerance.amount:.3g} relative"


def _padded(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Words to the left, numbers to the right."""
    return [cell.ljust(width) if column in {0, 1, 2, 7} else cell.rjust(width) for column, (cell, width) in enumerate(zip(cells, widths, strict=True))]
