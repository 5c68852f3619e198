"""`python -m bank_customer`."""

from bank_customer.cli import main

main()
