"""`strongroom doctor`: is everything here that this configuration needs, and if not, what is missing."""

import json
import sys
from pathlib import Path

import click

from strongroom.app.cli.faults import NO
from strongroom.app.cli.options import config_option, json_option
from strongroom.app.configuration import find, load
from strongroom.app.examination import examine


@click.command()
@config_option
@json_option
def doctor(config: Path | None, as_json: bool) -> None:
    """Examine the configuration, the policy, the folders, the key files, the port and the servers. Exits 0 if all is well, 1 if not.

    Changes nothing, and may run beside a running Strongroom. For the log itself there is `strongroom verify`.
    """
    path = find(config)
    found = examine(load(path), path)
    if as_json:
        click.echo(json.dumps([{"part": one.part, "well": one.well, "said": one.said} for one in found], indent=2))
    else:
        for one in found:
            mark = click.style("well", fg="green") if one.well else click.style("SICK", fg="red", bold=True)
            click.echo(f"  {mark}  {one.part:<22} {one.said}")
    sys.exit(0 if all(one.well for one in found) else NO)
