"""`python -m bank_compliance`."""

from bank_compliance.cli import main

main()
