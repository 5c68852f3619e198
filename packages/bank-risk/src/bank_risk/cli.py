"""The console script `bank-risk`: serve, golden, repeat."""

from bank_kit.cli import command_line
from bank_kit.offer import Offer
from bank_kit.place import Place
from bank_risk.golden.command import golden
from bank_risk.offer import build_offer, open_runs
from bank_risk.repeating import repeat


def _build(place: Place) -> Offer:
    return build_offer(open_runs(place))


main = command_line("bank-risk", _build, commands=(golden, repeat))
