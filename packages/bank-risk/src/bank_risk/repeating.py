"""`bank-risk repeat`: compute a kept run again, and compare. Above: the command line. Below: the runs of a place and the tasks."""

import sys

import click

from bank_kit.failures import ToolFailureError
from bank_kit.place import Place
from bank_kit.place_options import at_place
from bank_risk.offer import open_runs
from bank_risk.tasks import every


@click.command(help="Compute a kept run again and compare bit for bit; ends with 1 when it differs.")
@click.argument("run_id")
@at_place
def repeat(run_id: str, *, place: Place) -> None:
    """Repeats one run."""
    try:
        found = every.repeat(open_runs(place), run_id)
    except ToolFailureError as error:
        allowed = f"; {error.failure.allowed}" if error.failure.allowed else ""
        raise click.ClickException(f"{error.failure.code}: {error.failure.message}{allowed}") from None
    click.echo(f"{found.run_id}: {'the same, bit for bit' if found.same else 'DIFFERS'}\nkept     {found.kept}\nrepeated {found.repeated}")
    if not found.same:
        sys.exit(1)
