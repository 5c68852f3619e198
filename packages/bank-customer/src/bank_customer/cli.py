"""The console script `bank-customer`."""

from bank_customer.embedded import plan
from bank_customer.offer import build_offer
from bank_kit.cli import command_line

main = command_line("bank-customer", plan, build_offer)
