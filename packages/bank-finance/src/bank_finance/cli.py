"""The console script `bank-finance`."""

from bank_finance.filling import plan
from bank_finance.offer import build_offer
from bank_kit.cli import command_line

main = command_line("bank-finance", plan, build_offer)
