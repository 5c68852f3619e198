"""`bank-compliance quality`: how well monitoring and screening do, against the ground truth and the published pairs.

Above: the command line. Below: quality, screening.quality, the warehouse, imported when the command runs. No tool of the server comes here.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import click

from bank_compliance.desk.data import BankData
from bank_compliance.rulebooks import rulebook
from bank_compliance.screening.question import ScreeningMode
from bank_compliance.warehouse.port import Warehouse
from bank_kit.late import Late
from bank_kit.parameters import Rulebook
from bank_kit.world.size import AS_OF, DEFAULT_SEED, Size


class _Measured(Protocol):
    """What `bank_compliance.quality.report:Measured` tells."""

    @property
    def kept(self) -> bool:
        """Whether every floor is kept."""
        ...

    def text(self, name: str) -> str:
        """The table."""
        ...


class _Figures(Protocol):
    """What `bank_compliance.screening.quality` measures of one mode."""

    method: str
    threshold: float
    pairs: int
    hits: int
    misses: int
    extra: int
    within: float
    scores_per_second: float


class _Timed(Protocol):
    """What `bank_compliance.screening.quality` times."""

    @property
    def text(self) -> str:
        """As a line."""
        ...


_MARKS: Late[Callable[[str, int], tuple[object, ...]]] = Late("bank_compliance.quality.marks:marks_of")
_MEASURE: Late[Callable[[Warehouse, Rulebook, tuple[object, ...], object], _Measured]] = Late("bank_compliance.quality.report:measure_monitoring")
_SCREENING: Late[Callable[..., _Figures]] = Late("bank_compliance.screening.quality:quality")
_SPEED: Late[Callable[..., _Timed]] = Late("bank_compliance.screening.quality:speed")


@click.command(name="quality", help="Print detection and screening quality; ends with 1 when a recall floor is missed.")
@click.option(
    "--size",
    "sizes",
    multiple=True,
    default=(Size.S.value, Size.M.value),
    show_default=True,
    type=click.Choice([size.value for size in Size]),
    help="Sizes of the synthetic bank; may be repeated. M takes half a minute to build.",
)
@click.option("--seed", default=DEFAULT_SEED, show_default=True, help="Seed of the synthetic bank.")
@click.option("--world", type=click.Path(file_okay=False, path_type=Path), help="Folder of worlds; a temporary one when left out.")
@click.option("--only", default="all", show_default=True, type=click.Choice(["all", "monitoring", "screening"]), help="Which half.")
@click.option("--speed", is_flag=True, help="Also time each mode on a made-up list of 20,000 entries.")
def quality(sizes: tuple[str, ...], seed: int, world: Path | None, only: str, *, speed: bool) -> None:
    """Measures and prints."""
    kept = True
    if only != "screening":
        with tempfile.TemporaryDirectory() as scratch:
            for size in sizes:
                measured = _monitoring(BankData(world or Path(scratch), Size(size), seed), size, seed)
                kept = kept and measured.kept
                click.echo(f"{measured.text(size)}\n")
    if only != "monitoring":
        for line in _screening(with_speed=speed):
            click.echo(line)
    if not kept:
        sys.exit(1)


def _monitoring(data: BankData, size: str, seed: int) -> _Measured:
    warehouse = data.warehouse()
    try:
        return _MEASURE()(warehouse, rulebook("BCBS", AS_OF), _MARKS()(size, seed), AS_OF)
    finally:
        warehouse.close()


def _screening(*, with_speed: bool) -> list[str]:
    rules = rulebook("BCBS", AS_OF)
    lines = ["Screening against the published pairs"]
    for mode in ScreeningMode:
        threshold = rules.number("SCREENING", "threshold", mode.value)
        found = _SCREENING()(mode, threshold=threshold)
        lines.append(
            f"{found.method}: threshold {found.threshold:g}, hits {found.hits}, misses {found.misses}, extra {found.extra} of {found.pairs} pairs; "
            f"{found.within:.1%} within 5 points; {found.scores_per_second:,.0f} scores a second"
        )
        if with_speed:
            lines.append(f"  {_SPEED()(mode, threshold=threshold).text}")
    return lines
