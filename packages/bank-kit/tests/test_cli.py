"""The command line is closed unless told, loudly, otherwise."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from sqlalchemy import MetaData

from bank_kit.cli import ServeSettings, command_line
from bank_kit.offer import Offer
from bank_kit.place import Place
from bank_kit.store import Plan, StoreError
from bank_kit.testing import AUDIENCE, ISSUER, Issuer
from bank_kit.world.size import Size

PLAN = Plan(name="t", tables=MetaData(), version="v", fill=lambda _: None)


def _run(*arguments: str) -> tuple[int, str]:
    def build(place: Place) -> Offer:
        place.open_store(PLAN)
        raise AssertionError("nothing may be opened")

    group = command_line("test-server", build)
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


def test_the_server_learns_which_bank_and_its_own_options() -> None:
    seen: list[Place] = []

    def build(place: Place) -> Offer:
        seen.append(place)
        raise StoreError("seen enough")

    @click.command("golden")
    def golden() -> None:
        click.echo("all golden")

    group = command_line("test-server", build, commands=(golden,), options=(click.option("--key-file", default="none"),))
    asked = ["serve", "--insecure-no-auth", "--size", "M", "--seed", "7", "--world", "w", "--key-file", "k"]
    assert "seen enough" in CliRunner().invoke(group, asked).output
    assert seen == [Place(folder=Path("w"), size=Size.M, seed=7, options={"key_file": "k"})]
    assert CliRunner().invoke(group, ["golden"]).output == "all golden\n"
    assert CliRunner().invoke(group, ["serve", "--size", "XL"]).exit_code == 2


async def test_a_person_client_is_known_to_the_token_check(issuer: Issuer, tmp_path: Path) -> None:
    (tmp_path / "keys").write_bytes(issuer.key_set())
    given = {"host": "127.0.0.1", "port": 0, "allowed_host": (), "issuer": ISSUER, "jwks_url": None, "jwks_file": tmp_path / "keys", "audience": AUDIENCE}
    rest = {"world": tmp_path, "database": None, "seed": 1, "stdio": False, "insecure_no_auth": False, "person_client": ("workbench",)}
    verifier = ServeSettings.model_validate(given | rest).verifier()
    assert verifier is not None
    assert (await verifier.verify(issuer.token(act={"sub": "workbench"}))).actor is None
