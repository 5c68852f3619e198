"""Tokens of the command line are kept in a file of their own, readable by nobody else, and only while they live."""

import time
from pathlib import Path

import pytest

from strongroom.app import client
from strongroom.app.client import Caller, kept_token
from strongroom.identity.development.login import Tokens
from strongroom.identity.development.users import SEED, User

DOOR = "http://127.0.0.1:8700/mcp"


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Who signed in, in order; each gets a token that lives a minute, then one that is over at once."""
    seen: list[str] = []

    async def sign_in(user: User, issuer: str, resource: str) -> Tokens:
        seen.append(user.username)
        return Tokens(f"token-{len(seen)}", time.time() + (60 if len(seen) == 1 else 1))

    monkeypatch.setattr(client, "sign_in", sign_in)
    return seen


async def test_a_token_is_kept_while_it_lives(tmp_path: Path, signed_in: list[str]) -> None:
    assert await kept_token(tmp_path, SEED[0], "i", DOOR) == "token-1"
    assert await kept_token(tmp_path, SEED[0], "i", DOOR) == "token-1"
    assert await kept_token(tmp_path, SEED[0], "i", DOOR + "/finance") == "token-2"
    assert await kept_token(tmp_path, SEED[0], "i", DOOR + "/finance") == "token-3"
    assert signed_in == ["rita", "rita", "rita"]
    assert (tmp_path / "command-line-tokens.json").stat().st_mode & 0o777 == 0o600


async def test_a_broken_file_of_tokens_is_as_none(tmp_path: Path, signed_in: list[str]) -> None:
    (tmp_path / "command-line-tokens.json").write_text('{"a": 1}')
    assert await kept_token(tmp_path, SEED[0], "i", DOOR) == "token-1"


def test_a_purpose_is_stated_in_meta_only_if_there_is_one() -> None:
    assert Caller.meta("") is None
    assert Caller.meta("audit") == {"strongroom/purpose": "audit"}
