"""How every command says where the store is, and what it says when that store cannot be opened.

Above: the command lines of the servers. Below: Place. Knows no server and no network.

    @click.command()
    @at_place
    def repeat(*, place: Place) -> None: ...
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError

from bank_kit.place import Place
from bank_kit.store import StoreError
from bank_kit.world.size import DEFAULT_SEED, Size

PLACE_OPTIONS = (
    click.option("--world", default=Path("var/bank"), show_default=True, type=click.Path(file_okay=False, path_type=Path), help="Folder of the store."),
    click.option("--database", envvar="BANK_DATABASE", help="SQLAlchemy URL used instead of --world; with a password, better in BANK_DATABASE."),
    click.option("--size", default=Size.S.value, show_default=True, type=click.Choice([size.value for size in Size]), help="Size of the synthetic bank."),
    click.option("--seed", default=DEFAULT_SEED, show_default=True, help="Seed of the synthetic bank."),
)


def at_place(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a click command those options; it gets them as one keyword argument, `place`, and a store that cannot be opened ends it plainly."""

    @wraps(command)
    def placed(*, world: Path, database: str | None, size: str, seed: int, **given: object) -> None:
        with plain_store_errors():
            command(place=Place(folder=world, size=Size(size), seed=seed, database=database), **given)

    for option in reversed(PLACE_OPTIONS):
        option(placed)
    return placed


@contextmanager
def plain_store_errors() -> Iterator[None]:
    """Whatever a store or its files refuse leaves as a click.ClickException that holds no password."""
    try:
        yield
    except (StoreError, OSError) as error:
        raise click.ClickException(str(error)) from None
    except SQLAlchemyError as error:
        # The driver's text may hold the URL with its password; its class says enough.
        raise click.ClickException(f"the store cannot be opened: {type(error).__name__}; check --database or --world") from None
