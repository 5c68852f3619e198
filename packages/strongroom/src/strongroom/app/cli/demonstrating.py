"""`strongroom demo`: the whole platform, told as a story."""

import asyncio
import json
import signal
import sys
import time
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import click

from strongroom.app.cli.faults import NO
from strongroom.app.demo.stage import BankSize, Stage, stage
from strongroom.app.demo.story import ACCOUNT, Story
from strongroom.app.demo.telling import StoryError, Teller
from strongroom.identity.development.users import listed


@click.command()
@click.option("--check", is_flag=True, help="Tell the story, then stop; exit 0 if every step was as told, 1 if not.")
@click.option(
    "--state", type=click.Path(path_type=Path, file_okay=False), default=Path("var/demo"), show_default=True, help="Folder for keys, users, servers and log."
)
@click.option("--port", type=click.IntRange(0, 65535), help="Port of the front door; 0 takes any free one. Default: 8700, or any free one.")
@click.option(
    "--size",
    type=click.Choice([one.value for one in BankSize]),
    default=BankSize.S.value,
    show_default=True,
    help="Size of the synthetic bank: 1,500, 100,000 or 200,000 accounts. M and L take minutes at their first start.",
)
def demo(check: bool, state: Path, port: int | None, size: str) -> None:
    """Run everything with four bank servers and seven users, tell a guided story against it, then stay up for your own client."""
    sys.exit(asyncio.run(_demo(stage(state.absolute(), port, BankSize(size)), state.absolute(), stay=not check)))


async def _demo(opening: AbstractAsyncContextManager[Stage], state: Path, *, stay: bool) -> int:
    begun = time.perf_counter()
    click.echo("Starting Strongroom and four bank servers ...")
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with opening as standing:
        click.echo(f"Ready after {time.perf_counter() - begun:.1f} s at {standing.settings.edge.public_url}")
        teller = Teller()
        telling = asyncio.create_task(Story(standing, teller).tell())
        stopping = asyncio.create_task(stopped.wait())
        await asyncio.wait({telling, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not telling.done():
            telling.cancel()
            await asyncio.wait({telling})
            return 130
        try:
            telling.result()
        except StoryError as fault:
            click.secho(f"\nStep {teller.steps}: {fault}. The log of this run is {state / 'strongroom.log'}.", fg="red", err=True)
            return NO
        click.secho(f"\nAll {teller.steps} steps happened as told, {time.perf_counter() - begun:.1f} s after the start.", fg="green")
        if stay:
            _invite(standing)
            await stopped.wait()
            click.echo("\nStopping ...")
    return 0


def _invite(standing: Stage) -> None:
    url, config = standing.settings.edge.public_url, standing.config
    shown = config.relative_to(Path.cwd()) if config.is_relative_to(Path.cwd()) else config
    click.echo()
    click.secho("It stays up. Try it:", bold=True)
    click.echo(f"   Page        {url}/")
    click.echo(f"   MCP         {standing.door}   and one server alone: {', '.join(f'/mcp/{server.name}' for server in standing.settings.servers)}")
    click.echo(f"   Metrics     {url}/metrics")
    click.secho("\nUsers (one-time codes from any authenticator with the secret):", bold=True)
    for user in listed(standing.settings.state):
        click.echo(f"   {user.username:<8} {', '.join(user.roles):<22} password {user.password}   secret {user.totp_secret}")
    click.secho("\nFor an MCP client that signs in by itself:", bold=True)
    click.echo("   " + json.dumps({"mcpServers": {"bank": {"type": "http", "url": standing.door}}}))
    click.secho("\nFrom this folder:", bold=True)
    click.echo(f"   export STRONGROOM_CONFIG={shown}")
    click.echo(f'   strongroom call finance__get_account \'{{"account": "{ACCOUNT}"}}\' --user rita')
    click.echo('   strongroom call risk__calc_var_es \'{"desk": "Rates"}\' --user rashid')
    click.echo("   strongroom policy explain --user rashid --tool finance__get_account")
    click.echo("   strongroom verify")
    click.echo("\nCtrl-C stops it.")
