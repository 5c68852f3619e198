"""Options that several commands share."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from strongroom.core.json import Json, JsonObject

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


class _JsonObject(click.ParamType[JsonObject]):
    """A JSON object, given as text."""

    name = "json"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> JsonObject:
        """The object; ends with a usage error for anything else."""
        if isinstance(value, dict):
            return value
        try:
            read: Json = json.loads(str(value))
        except ValueError as error:
            self.fail(f"is no JSON: {error}", param, ctx)
        if not isinstance(read, dict):
            self.fail('is no JSON object; write it as in {"account": "A-200001"}', param, ctx)
        return read


JSON_OBJECT = _JsonObject()
