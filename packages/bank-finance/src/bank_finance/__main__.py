"""`python -m bank_finance`."""

from bank_finance.cli import main

main()
