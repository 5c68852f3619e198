"""What names the code."""

import re

from bank_risk import __version__
from bank_risk.store.versions import code_version


def test_the_code_is_named_by_release_and_digest() -> None:
    assert re.fullmatch(rf"{re.escape(__version__)}\+[0-9a-f]{{12}}", code_version())
    assert code_version() == code_version()
