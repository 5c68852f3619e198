"""The issuer of the tests signs what its keys verify."""

from pathlib import Path

import pytest
from joserfc import jwt

from bank_kit.identity.keys import read_key_set
from bank_kit.testing import Issuer, running


def test_a_token_of_the_issuer_verifies_with_its_published_key() -> None:
    issuer = Issuer()
    assert jwt.decode(issuer.token(sub="ben"), read_key_set(issuer.key_set())["k1"], algorithms=["ES256"]).claims["sub"] == "ben"


async def test_a_server_that_does_not_start_is_told_apart_from_a_slow_one(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ended before it was ready"):
        async with running("bank_kit.nothing", folder=tmp_path, issuer=Issuer()):
            pass
