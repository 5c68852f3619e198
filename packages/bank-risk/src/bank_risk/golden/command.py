"""`bank-risk golden`: published numbers beside ours. Above: the command line. Below: the cases, imported when the command runs."""

import sys
from collections.abc import Callable

import click

from bank_kit.late import Late
from bank_risk.golden.case import GoldenRow
from bank_risk.golden.telling import counts, table

_EVERY_ROW = Late[Callable[[], tuple[GoldenRow, ...]]]("bank_risk.golden.every:every_row")


@click.command(name="golden", help="Print published numbers beside ours; ends with 1 unless every one is within its tolerance.")
@click.option("--only", default="", help="Only cases whose id begins so, such as saccr or IRB.")
@click.option("--counts", "brief", is_flag=True, help="Print the one line of counts alone.")
def golden(only: str, *, brief: bool) -> None:
    """Computes the golden cases and prints them."""
    rows = [row for row in _EVERY_ROW()() if row.case.id.lower().startswith(only.lower())]
    if not rows:
        raise click.BadParameter("no case begins so", param_hint="--only")
    click.echo(counts(rows) if brief else table(rows))
    if not all(row.within for row in rows):
        sys.exit(1)
