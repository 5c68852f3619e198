"""The console script `bank-customer`: `serve`, and `rotate-keys` for whoever keeps the keys."""

from pathlib import Path

import click

from bank_customer.keys.port import KeyUnavailableError
from bank_customer.keys.rotation import rotate
from bank_customer.offer import build_offer
from bank_customer.opening import open_house
from bank_kit.cli import command_line
from bank_kit.offer import Offer
from bank_kit.place import Place
from bank_kit.store import StoreError
from bank_kit.world.size import DEFAULT_SEED, Size

_MONGO, _KEY_FILE = (
    click.option(
        "--mongo", envvar="BANK_CUSTOMER_MONGO", help="MongoDB URL for the documents instead of --world; with a password, better in BANK_CUSTOMER_MONGO."
    ),
    click.option(
        "--key-file", type=click.Path(dir_okay=False, path_type=Path), help="File of the key-encryption keys, mode 0600; in --world, made when missing."
    ),
)


def _build(place: Place) -> Offer:
    return build_offer(open_house(place))


@click.command("rotate-keys", help="Wrap every data key with a new key-encryption key, and destroy the old ones. The server may run on.")
@click.option("--world", default=Path("var/bank"), show_default=True, type=click.Path(file_okay=False, path_type=Path), help="Folder of the store.")
@click.option("--database", envvar="BANK_DATABASE", help="SQLAlchemy URL used instead of --world.")
@click.option("--size", default=Size.S.value, show_default=True, type=click.Choice([size.value for size in Size]), help="Size of the synthetic bank.")
@click.option("--seed", default=DEFAULT_SEED, show_default=True, help="Seed of the synthetic bank.")
@_MONGO
@_KEY_FILE
def rotate_keys(world: Path, database: str | None, size: str, seed: int, **options: object) -> None:
    """Rotates, and says how many keys were wrapped anew."""
    try:
        house = open_house(Place(folder=world, size=Size(size), seed=seed, database=database, options=options))
        click.echo(f"{rotate(house.store, house.keys)} data keys wrapped by {house.keys.current}")
    except (StoreError, KeyUnavailableError, OSError) as error:
        raise click.ClickException(str(error)) from None


main = command_line("bank-customer", _build, commands=(rotate_keys,), options=(_MONGO, _KEY_FILE))
