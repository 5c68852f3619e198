"""`bank-risk repeat`: compute a kept run again, and compare. Above: the command line. Below: the runs of a place and the tasks."""

import sys
from pathlib import Path

import click

from bank_kit.failures import ToolFailureError
from bank_kit.place import Place
from bank_kit.store import StoreError
from bank_kit.world.size import DEFAULT_SEED, Size
from bank_risk.offer import open_runs
from bank_risk.tasks import every


@click.command(help="Compute a kept run again and compare bit for bit; ends with 1 when it differs.")
@click.argument("run_id")
@click.option("--world", default=Path("var/bank"), show_default=True, type=click.Path(file_okay=False, path_type=Path), help="Folder of the store.")
@click.option("--database", envvar="BANK_DATABASE", help="SQLAlchemy URL used instead of --world.")
@click.option("--size", default=Size.S.value, show_default=True, type=click.Choice([size.value for size in Size]), help="Size of the synthetic bank.")
@click.option("--seed", default=DEFAULT_SEED, show_default=True, help="Seed of the synthetic bank.")
def repeat(run_id: str, *, world: Path, database: str | None, size: str, seed: int) -> None:
    """Repeats one run."""
    try:
        found = every.repeat(open_runs(Place(folder=world, size=Size(size), seed=seed, database=database)), run_id)
    except ToolFailureError as error:
        allowed = f"; {error.failure.allowed}" if error.failure.allowed else ""
        raise click.ClickException(f"{error.failure.code}: {error.failure.message}{allowed}") from None
    except (StoreError, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{found.run_id}: {'the same, bit for bit' if found.same else 'DIFFERS'}\nkept     {found.kept}\nrepeated {found.repeated}")
    if not found.same:
        sys.exit(1)
