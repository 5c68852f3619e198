"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])

_CONFIG = click.option(
    "--config",
    "-c",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Configuration file. Default: $STRONGROOM_CONFIG, else ./strongroom.yaml, else the embedded defaults.",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document, for scripts.")


def config_option(command: Command) -> Command:
    """`--config FILE`."""
    return _CONFIG(command)


def json_option(command: Command) -> Command:
    """`--json`."""
    return _JSON(command)
