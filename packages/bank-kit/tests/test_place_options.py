"""Commands say where the store is in the same words, and a store that cannot be opened ends them without a secret."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from sqlalchemy.exc import OperationalError

from bank_kit.place import Place
from bank_kit.place_options import at_place
from bank_kit.store import StoreError
from bank_kit.world.size import DEFAULT_SEED, Size


def _command(raised: Exception | None = None) -> click.Command:
    @click.command()
    @at_place
    @click.argument("word")
    def tell(word: str, *, place: Place) -> None:
        if raised is not None:
            raise raised
        click.echo(f"{word} {place.folder} {place.size} {place.seed} {place.database}")

    return tell


def test_a_command_gets_the_place_and_its_own_arguments() -> None:
    said = CliRunner().invoke(_command(), ["here", "--world", "w", "--size", "M", "--seed", "7", "--database", "sqlite://"])
    assert said.output == "here w M 7 sqlite://\n"


def test_left_out_options_are_those_of_serve() -> None:
    said = CliRunner().invoke(_command(), ["here"], env={"BANK_DATABASE": "sqlite:///x"})
    assert said.output == f"here {Path('var/bank')} {Size.S} {DEFAULT_SEED} sqlite:///x\n"


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (StoreError("filled from another world"), "another world"),
        (OSError("disk is full"), "disk is full"),
        (OperationalError("pw", {}, OSError("pw")), "check --database"),
    ],
)
def test_a_store_that_cannot_be_opened_ends_with_1_and_no_secret(raised: Exception, told: str) -> None:
    said = CliRunner().invoke(_command(raised), ["here"])
    assert said.exit_code == 1
    assert told in said.output
    assert "pw" not in said.output
