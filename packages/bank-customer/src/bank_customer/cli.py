"""The console script `bank-customer`: `serve`, and `rotate-keys` for whoever keeps the keys."""

from dataclasses import replace
from pathlib import Path

import click

from bank_customer.keys.port import KeyUnavailableError
from bank_customer.keys.rotation import rotate
from bank_customer.offer import build_offer
from bank_customer.opening import open_house
from bank_kit.cli import command_line
from bank_kit.offer import Offer
from bank_kit.place import Place
from bank_kit.place_options import at_place

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
@at_place
@_MONGO
@_KEY_FILE
def rotate_keys(*, place: Place, **options: object) -> None:
    """Rotates, and says how many keys were wrapped anew."""
    try:
        house = open_house(replace(place, options=options))
        click.echo(f"{rotate(house.store, house.keys)} data keys wrapped by {house.keys.current}")
    except KeyUnavailableError as error:
        raise click.ClickException(str(error)) from None


main = command_line("bank-customer", _build, commands=(rotate_keys,), options=(_MONGO, _KEY_FILE))
