"""The console script `bank-risk`."""

from bank_kit.cli import command_line
from bank_kit.offer import Offer
from bank_kit.place import Place
from bank_risk.offer import build_offer, open_runs


def _build(place: Place) -> Offer:
    return build_offer(open_runs(place))


main = command_line("bank-risk", _build)
