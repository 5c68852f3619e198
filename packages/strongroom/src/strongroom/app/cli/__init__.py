"""The command line: `strongroom COMMAND`. Exit codes: 0 done, 1 the answer is no (refused, damaged, unwell), 2 the question was wrong.

Above: whoever types. Below: the rest of app.
Does not know: how anything is done; each command reads its options, asks one function and prints.
"""

import click

from strongroom import __version__
from strongroom.app.cli.calling import call
from strongroom.app.cli.demonstrating import demo
from strongroom.app.cli.diagnosing import doctor
from strongroom.app.cli.explaining import explain
from strongroom.app.cli.faults import faults_end_with_two
from strongroom.app.cli.policing import policy
from strongroom.app.cli.recording import audit, verify
from strongroom.app.cli.running import serve, up


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="strongroom")
def cli() -> None:
    """Strongroom: the governed front door between AI and a bank's systems.

    \b
    See it:         strongroom demo
    Run it:         strongroom up
    Ask it:         strongroom call finance__get_account '{"account": "A-200001"}' --user rita
    Check it:       strongroom verify
    Understand it:  strongroom explain road
    """


for command in (up, serve, demo, call, explain, verify, audit, policy, doctor):
    cli.add_command(command)


def main() -> None:
    """The entry point of the `strongroom` script."""
    with faults_end_with_two():
        cli()
