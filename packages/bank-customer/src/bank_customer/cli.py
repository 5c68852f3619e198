"""The console script `bank-customer`."""

from bank_customer.embedded import plan
from bank_customer.offer import build_offer
from bank_kit.cli import command_line
from bank_kit.offer import Offer
from bank_kit.place import Place


def _build(place: Place) -> Offer:
    chosen = plan(place.seed)
    return build_offer(place.open_store(chosen), chosen)


main = command_line("bank-customer", _build)
