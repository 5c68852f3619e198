"""The console script `bank-finance`."""

from bank_finance.offer import build_offer
from bank_finance.store.filling import plan
from bank_finance.store.reading import FinanceStore
from bank_kit.cli import command_line
from bank_kit.offer import Offer
from bank_kit.place import Place


def _build(place: Place) -> Offer:
    chosen = plan(place.folder, place.size, place.seed)
    return build_offer(FinanceStore(place.open_store(chosen), chosen.version))


main = command_line("bank-finance", _build)
