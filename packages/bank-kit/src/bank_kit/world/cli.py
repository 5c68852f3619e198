"""`bank world build | info | truth`: makes the synthetic bank, says what is in it, and writes the ground truth where no server looks.

Above: the script `bank`. Below: reader, truth, size. A world of size L takes minutes, so building tells how far it is.
"""

import sys
from pathlib import Path

import click

from bank_kit.world.making.build import Progress
from bank_kit.world.manifest import NAME, WorldError
from bank_kit.world.reader import World, find_world, open_world, world_folder
from bank_kit.world.size import COUNTS, DEFAULT_SEED, Size, Spec
from bank_kit.world.truth import write_truth

_SIZE = click.option("--size", type=click.Choice([size.value for size in Size]), default=Size.S.value, show_default=True, help="How big the bank is.")
_SEED = click.option("--seed", default=DEFAULT_SEED, type=click.IntRange(0, 2**31 - 1), show_default=True, help="The same seed makes the same bytes.")
_OUT = click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder that holds worlds.")


@click.group("bank", help="The synthetic bank behind the four servers.")
def main() -> None:
    """The command `bank`."""


@main.group(help="Build and inspect the synthetic bank.")
def world() -> None:
    """The commands about worlds."""


@world.command("build", help="Build a world, unless it is already there.")
@_SIZE
@_SEED
@_OUT
def build_command(size: str, seed: int, out: Path) -> None:
    """Builds, and prints where the world is."""
    chosen = Size(size)
    folder = world_folder(out, chosen, seed)
    there = folder.exists()
    try:
        found = _with_bar(out, chosen, seed) if sys.stderr.isatty() and not there else find_world(out, chosen, seed, progress=_line)
    except (WorldError, OSError) as error:
        raise click.ClickException(str(error)) from None
    if there:
        click.echo(f"already there: {folder}")
        return
    rows = sum(table.rows for table in found.manifest.tables.values())
    click.echo(f"built {folder}: {rows:,} rows in {len(found.manifest.tables)} tables, {found.manifest.build_seconds:.1f} s")


@world.command(help="Say which worlds are in a folder and what they hold.")
@_OUT
@click.option("--verify", is_flag=True, help="Read every byte and compare with the checksums.")
def info(out: Path, *, verify: bool) -> None:
    """Prints each world; exit code 1 when one is damaged."""
    folders = sorted(path.parent for path in out.glob(f"*/{NAME}"))
    if not folders:
        raise click.ClickException(f"no world in {out}: build one with `bank world build --out {out}`")
    broken = False
    for folder in folders:
        try:
            _tell(open_world(folder))
            damaged = open_world(folder).damaged() if verify else ()
        except WorldError as error:
            broken = True
            click.echo(f"damaged: {error}", err=True)
            continue
        if damaged:
            broken = True
            click.echo(f"damaged: {', '.join(damaged)} in {folder}: remove the folder and build the world again", err=True)
        elif verify:
            click.echo("  every byte is as built")
    if broken:
        sys.exit(1)


@world.command(help="Write the ground truth of the planted typologies and their look-alikes to a .parquet or .csv file.")
@_SIZE
@_SEED
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write; not inside a world.")
def truth(size: str, seed: int, out: Path) -> None:
    """Computes the truth again from size and seed, and writes it."""
    if (out.parent / NAME).exists():
        raise click.UsageError("the ground truth does not belong into a world's folder, where servers read")
    try:
        groups = write_truth(Spec(size=Size(size), seed=seed), out)
    except (WorldError, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"wrote {groups} groups to {out}")


def _line(name: str, done: int, total: int) -> None:
    click.echo(f"{done:>3} of {total} tables, {name}", err=True)


def _with_bar(out: Path, size: Size, seed: int) -> World:
    label = f"Bank {size} ({COUNTS[size].transactions:,} transactions)"
    with click.progressbar(length=100, label=label, file=sys.stderr, item_show_func=lambda name: name or "") as bar:

        def advance(name: str, done: int, total: int) -> None:
            bar.update(100 * done // total - bar.pos, name)

        progress: Progress = advance
        return find_world(out, size, seed, progress=progress)


def _tell(found: World) -> None:
    told = found.manifest
    click.echo(f"{found.folder}: size {told.size}, seed {told.seed}, DuckDB {told.duckdb}, built in {told.build_seconds:.1f} s")
    click.echo(f"  version {told.version}")
    for name, table in told.tables.items():
        click.echo(f"  {name:<20} {table.rows:>12,} rows {table.bytes:>14,} bytes  {table.sha256[:16]}")
