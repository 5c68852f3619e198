"""The report as text: one line for each scenario, false positives counted by where they come from."""

from collections.abc import Sequence

from bank_compliance.quality.measure import Quality

_HEAD = ("scenario", "alerts", "own", "other", "decoy", "ordinary", "recall", "floor", "precision", "without decoys", "decoys raised")
_CAPTION = (
    "own, other: alerts about planted laundering of this typology, of another; decoy: about an honest look-alike; ordinary: about everyday business.",
    "An alert is about a group when half of its evidence belongs to it. recall: planted groups found; precision: own and other over all alerts.",
    "Groups are planted within the published parameters: what launders just outside them is not measured here.",
)


def table(title: str, rows: Sequence[Quality]) -> str:
    """Title, head, one line for each scenario, the sum of them, and what the columns mean."""
    cells = [_HEAD, *(_line(row) for row in rows), _total(rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(_HEAD))]
    told = ["  ".join(_placed(cell, width, place) for place, (cell, width) in enumerate(zip(line, widths, strict=True))).rstrip() for line in cells]
    return "\n".join((title, *told, *_CAPTION))


def _placed(cell: str, width: int, place: int) -> str:
    return cell.ljust(width) if place == 0 else cell.rjust(width)


def _line(row: Quality) -> tuple[str, ...]:
    return (
        row.scenario,
        *(str(count) for count in (row.alerts, row.own, row.other_laundering, row.decoy, row.ordinary)),
        f"{row.found}/{row.planted}",
        f"{row.floor:.0%}" + ("" if row.kept else " MISSED"),
        _percent(row.precision),
        _percent(row.precision_without_decoys),
        f"{row.decoys_raised}/{row.decoys}",
    )


def _total(rows: Sequence[Quality]) -> tuple[str, ...]:
    alerts, right, decoy = sum(row.alerts for row in rows), sum(row.own + row.other_laundering for row in rows), sum(row.decoy for row in rows)
    return (
        "all",
        str(alerts),
        str(sum(row.own for row in rows)),
        str(sum(row.other_laundering for row in rows)),
        str(decoy),
        str(sum(row.ordinary for row in rows)),
        f"{sum(row.found for row in rows)}/{sum(row.planted for row in rows)}",
        "",
        _percent(right / alerts if alerts else None),
        _percent(right / (alerts - decoy) if alerts > decoy else None),
        f"{sum(row.decoys_raised for row in rows)}/{sum(row.decoys for row in rows)}",
    )


def _percent(ratio: float | None) -> str:
    return "-" if ratio is None else f"{ratio:.0%}"
