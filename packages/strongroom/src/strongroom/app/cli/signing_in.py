"""`strongroom token`: a token of the development identity provider, for trying a client by hand."""

import asyncio
from pathlib import Path

import click

from strongroom.app.cli.options import config_option
from strongroom.app.client import door_of, signed_in
from strongroom.app.configuration import find, load

_EXAMPLES = """\b
export TOKEN=$(strongroom token --user rita)
curl -H "Authorization: Bearer $TOKEN" ...
"""


@click.command(epilog=_EXAMPLES)
@click.option("--user", required=True, help="A user of the development identity provider: rita, rashid, tara, colin, clara, marcus or ada.")
@click.option("--server", default="", help="For the door of this server alone; without it, for the door to all servers.")
@config_option
def token(user: str, server: str, config: Path | None) -> None:
    """Sign in as a user of the development identity provider and print an access token for one door.

    It lives for minutes, and opens no other door. Whoever has it is the user: keep it out of files and histories.
    """
    settings = load(find(config))
    click.echo(asyncio.run(signed_in(settings, user, door_of(settings, server))))
