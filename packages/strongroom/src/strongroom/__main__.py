"""`python -m strongroom` is the command line."""

from strongroom.app.cli import main

main()
