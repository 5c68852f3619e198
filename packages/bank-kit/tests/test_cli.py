"""The command line is closed unless told, loudly, otherwise."""

import pytest
from click.testing import CliRunner
from sqlalchemy import MetaData

from bank_kit.cli import command_line
from bank_kit.offer import Offer
from bank_kit.store import Plan


def _run(*arguments: str) -> tuple[int, str]:
    def offer(*_: object) -> Offer:
        raise AssertionError("nothing may be opened")

    group = command_line("test-server", lambda _: Plan(name="t", tables=MetaData(), version="v", fill=lambda _: None), offer)
    result = CliRunner().invoke(group, ["serve", *arguments])
    return result.exit_code, result.output


TOKENS = ("--issuer", "https://issuer.example", "--audience", "http://127.0.0.1:1/mcp")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--issuer and --audience are needed"),
        (("--stdio",), "--issuer and --audience are needed"),
        (("--issuer", "https://issuer.example"), "--audience"),
        (TOKENS, "exactly one of --jwks-url and --jwks-file"),
        ((*TOKENS, "--jwks-url", "https://issuer.example/jwks", "--jwks-file", "keys.json"), "exactly one"),
        ((*TOKENS, "--jwks-url", "http://issuer.example/jwks"), "https, or http on loopback"),
        ((*TOKENS, "--jwks-url", "file:///etc/passwd"), "https, or http on loopback"),
        (("--insecure-no-auth", "--host", "0.0.0.0"), "loopback"),
    ],
)
def test_a_server_that_could_not_check_tokens_does_not_start(arguments: tuple[str, ...], words: str) -> None:
    code, output = _run(*arguments)
    assert code == 2
    assert words in output


def test_a_database_that_cannot_be_reached_is_told_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANK_DATABASE", "sqlite:////nowhere/at-all/hunter2.db")
    code, output = _run("--insecure-no-auth")
    assert code == 1
    assert "cannot be opened" in output
    assert "hunter2" not in output
