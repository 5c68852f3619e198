"""The command line: `strongroom COMMAND`. Exit codes: 0 done, 1 the answer is no (refused, damaged, unwell), 2 the question was wrong.

Above: whoever types. Below: the rest of app.
Does not know: how anything is done; each command reads its options, asks one function and prints.
"""

from importlib import import_module
from typing import NamedTuple

import click

from strongroom import __version__
from strongroom.app.cli.faults import faults_end_with_two


class Entry(NamedTuple):
    """Where a command lives, and its line in the help."""

    module: str
    about: str


COMMANDS = {
    "demo": Entry("demonstrating", "Run everything with two bank servers, tell a guided story, stay up."),
    "up": Entry("running", "Run everything on this machine."),
    "serve": Entry("running", "Run one role of a larger installation."),
    "call": Entry("calling", "Call a tool as a signed-in user."),
    "token": Entry("signing_in", "Print a token of a development user, to try a client by hand."),
    "verify": Entry("recording", "Check the audit log, or one proof."),
    "audit": Entry("recording", "Read the sealed record of calls; prove one of them."),
    "policy": Entry("policing", "Check and explain the policy."),
    "explain": Entry("explaining", "Explain the roads, the settings, the metrics or the refusals."),
    "doctor": Entry("diagnosing", "Examine what this configuration needs."),
}


class Commands(click.Group):
    """Loads a command when it is asked for: the MCP SDK alone takes longer to load than most commands to run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All, in the order in which a newcomer meets them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        del ctx
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        found = getattr(import_module(f"{__name__}.{entry.module}"), cmd_name)
        return found if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.about) for name, entry in COMMANDS.items()])


_TRY = """\b
See it:         strongroom demo
Run it:         strongroom up
Ask it:         strongroom call finance__get_account '{"account": "A-200001"}' --user rita
Check it:       strongroom verify
Understand it:  strongroom explain road
"""


@click.group(cls=Commands, epilog=_TRY, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="strongroom")
def cli() -> None:
    """Strongroom: the governed front door between AI and a bank's systems."""


def main() -> None:
    """The entry point of the `strongroom` script."""
    with faults_end_with_two():
        cli()
