"""`strongroom up` and `strongroom serve`: run it."""

import asyncio
import os
from pathlib import Path

import click
import uvloop

from strongroom.app.cli.options import config_option
from strongroom.app.configuration import find, load
from strongroom.app.running import run_everything, run_gateway, run_gateway_workers

ROLES = ("gateway",)


@click.command()
@config_option
@click.option("--port", type=click.IntRange(1, 65535), help="Listen here instead of listen.port.")
def up(config: Path | None, port: int | None) -> None:
    """Run everything on this machine: the gateway, the web page, and the servers whose configuration names a command.

    Stops cleanly on Ctrl-C: calls in flight finish, or are sealed as cut off.
    """
    path = find(config)
    uvloop.run(run_everything(load(path, port=port), path))


@click.command()
@click.argument("role", type=click.Choice(ROLES))
@config_option
@click.option("--port", type=click.IntRange(1, 65535), help="Listen here instead of listen.port.")
@click.option("--workers", type=click.IntRange(1, 256), help="Processes that share the port, instead of listen.workers. Each writes its own audit shard.")
def serve(role: str, config: Path | None, port: int | None, workers: int | None) -> None:
    """Run one ROLE of a larger installation; its servers run elsewhere. The role of this release is `gateway`."""
    del role
    path = find(config)
    settings = load(path, port=port)
    several = workers or settings.listen.workers
    if several > 1 and "STRONGROOM_WORKER" not in os.environ:
        asyncio.run(run_gateway_workers(settings, path, workers=several))
    else:
        uvloop.run(run_gateway(settings, path))
