"""A sheet is told without the library that draws it."""

import subprocess
import sys


def test_a_sheet_can_be_made_without_loading_the_library_that_draws_it() -> None:
    code = "import sys; import bank_compliance.offer; print(sorted({'reportlab', 'duckdb', 'arelle', 'lxml'} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
