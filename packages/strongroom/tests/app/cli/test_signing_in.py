"""`strongroom token` prints a token for one door, or says in a sentence why there is none."""

import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from strongroom.app import client
from strongroom.app.cli import cli
from strongroom.app.users import SignInError
from strongroom.core.clock import SystemEntropy
from strongroom.identity.development.login import LoginError, Tokens
from strongroom.identity.development.users import User, directory


def run(configuration: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["token", *arguments, "-c", str(configuration)])


@pytest.fixture
def doors(configuration: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The doors for which somebody signed in."""
    seen: list[str] = []

    async def sign_in(user: User, _issuer: str, resource: str) -> Tokens:
        if user.username == "tara":
            raise LoginError("The code was used before.")
        seen.append(resource)
        return Tokens(f"token-of-{user.username}", time.time() + 600)

    monkeypatch.setattr(client, "sign_in", sign_in)
    state = configuration.parent / "state"
    state.mkdir()
    directory(state, SystemEntropy())
    return seen


def test_a_token_is_for_one_door(configuration: Path, doors: list[str]) -> None:
    assert run(configuration, "--user", "rita").output == "token-of-rita\n"
    assert run(configuration, "--user", "rita", "--server", "finance").output == "token-of-rita\n"
    assert doors == ["http://127.0.0.1:8799/mcp", "http://127.0.0.1:8799/mcp/finance"]


@pytest.mark.parametrize(("name", "said"), [("tara", "wait half a minute"), ("bob", "there is no user bob")])
@pytest.mark.usefixtures("doors")
def test_nobody_is_signed_in_without_a_reason_given(configuration: Path, name: str, said: str) -> None:
    failed = run(configuration, "--user", name)
    assert isinstance(failed.exception, SignInError)
    assert said in str(failed.exception)
