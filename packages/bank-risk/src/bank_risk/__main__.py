"""`python -m bank_risk`."""

from bank_risk.cli import main

main()
