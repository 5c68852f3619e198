"""`strongroom policy`: check a policy file before it is used, and see why an answer is what it is."""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import click

from strongroom.app.cli.faults import NO
from strongroom.app.cli.options import JSON_OBJECT, config_option, json_option
from strongroom.app.client import SCOPES
from strongroom.app.configuration import find, load
from strongroom.app.obligations import policy_of, problems_in
from strongroom.core.json import JsonObject
from strongroom.core.principal import Clearance, MfaLevel, Principal
from strongroom.core.target import Target, TargetKind
from strongroom.identity.development.users import SEED, User
from strongroom.policy.explain import explain, imagined
from strongroom.wire.mcp import names

_CLEARANCES = [level.name.lower() for level in Clearance]
_KINDS = [kind.value for kind in (TargetKind.TOOL, TargetKind.RESOURCE, TargetKind.PROMPT)]


@click.group()
def policy() -> None:
    """Check and explain the policy."""


@policy.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@json_option
def check(file: Path, as_json: bool) -> None:
    """Check a policy FILE. Exits 0 if it can be used, 1 if not; each fault names its line and its cure."""
    problems = problems_in(file)
    if as_json:
        click.echo(json.dumps([{"line": one.line, "what": one.what, "cure": one.cure} for one in problems], indent=2))
    else:
        for one in problems:
            click.secho(str(one), fg="red")
        if not problems:
            click.echo(f"{file}: {click.style('can be used', fg='green')}")
    sys.exit(NO if problems else 0)


_EXAMPLES = """\b
strongroom policy explain --user rashid --tool finance__get_account
strongroom policy explain --file changed.yaml --roles risk_analyst --clearance confidential --tool customer__get_kyc_status --purpose risk_management
"""


@policy.command("explain", epilog=_EXAMPLES)
@click.option(
    "--user",
    default="",
    help="A user of the development identity provider: rita, rashid, tara, colin, clara, marcus or ada. Or say who it would be with --roles.",
)
@click.option("--roles", default="", help="Instead of --user: the roles of the caller, separated by blanks.")
@click.option("--clearance", type=click.Choice(_CLEARANCES), default="public", show_default=True, help="With --roles: the caller's clearance.")
@click.option("--region", default="", help="With --roles: the caller's region.")
@click.option("--purposes", default="", help="With --roles: the purposes the caller may state, separated by blanks. Default: the one stated.")
@click.option("--tool", required=True, help="server__tool; with --kind, the name of a resource or prompt as server__name.")
@click.option("--kind", type=click.Choice(_KINDS), default=TargetKind.TOOL.value, show_default=True, help="What --tool names.")
@click.option("--args", "arguments", type=JSON_OBJECT, default="{}", help="Arguments of the call as a JSON object.")
@click.option("--purpose", default="", help="The purpose the call states.")
@click.option(
    "--mfa", type=click.Choice([level.name.lower() for level in MfaLevel]), default="one_time_code", show_default=True, help="How the user signed in."
)
@click.option("--agent", default="strongroom-cli", show_default=True, help="OAuth client through which the user calls.")
@click.option("--scopes", default=" ".join(SCOPES), help="Scopes of the token. Default: all that the command line asks for.")
@click.option("--at", "moment", default="", help="When the call would arrive, as in 2026-07-28T19:30+02:00; without an offset it is UTC. Default: now.")
@click.option("--file", type=click.Path(path_type=Path, dir_okay=False), help="Ask this policy file instead of the one in the configuration.")
@config_option
@json_option
def explain_call(arguments: JsonObject, **options: str | Path | bool | None) -> None:
    """Say what the policy would answer to a call, and how every rule stood to it. Nothing is called. Exits 0 if allowed, 1 if not."""
    file = _path(options["file"]) or load(find(_path(options["config"]))).policy.file
    engine = policy_of(file)
    target = _target(str(options["tool"]), TargetKind(str(options["kind"])))
    at = _moment(str(options["moment"]))
    call = imagined(_principal(options, at), target, arguments, at=at, purpose=str(options["purpose"]))
    explanation = explain(engine, call)
    click.echo(json.dumps(explanation.as_json(), indent=2) if options["as_json"] else explanation.as_text())
    sys.exit(0 if explanation.ruling.decision.allow else NO)


def _path(given: str | Path | bool | None) -> Path | None:
    return given if isinstance(given, Path) else None


def _target(name: str, kind: TargetKind) -> Target:
    found = names.split(name)
    if found is None:
        message = f"--tool {name}: name the server too, as in finance__get_account"
        raise click.UsageError(message)
    return Target(kind, *found)


def _moment(text: str) -> float:
    if not text:
        return time.time()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        message = f"--at {text}: write it as in 2026-07-28T19:30+02:00"
        raise click.UsageError(message) from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _principal(options: dict[str, str | Path | bool | None], at: float) -> Principal:
    user = _user(str(options["user"])) if options["user"] else _somebody(options)
    return Principal(
        subject=user.username,
        issuer="explained",
        client=str(options["agent"]),
        roles=frozenset(user.roles),
        scopes=frozenset(str(options["scopes"]).split()),
        clearance=Clearance[user.clearance.upper()],
        region=user.region,
        purposes=frozenset(user.purposes),
        mfa=MfaLevel[str(options["mfa"]).upper()],
        authenticated_at=at,
        expires_at=at + 60,
        name=user.name,
    )


def _somebody(options: dict[str, str | Path | bool | None]) -> User:
    """A caller as described by the options."""
    roles = tuple(str(options["roles"]).split())
    if not roles:
        message = "say who would call: --user NAME, or --roles ROLES with --clearance, --region and --purposes"
        raise click.UsageError(message)
    purposes = tuple(str(options["purposes"] or options["purpose"]).split())
    return User(username="somebody", name="", roles=roles, clearance=str(options["clearance"]), region=str(options["region"]), purposes=purposes)


def _user(name: str) -> User:
    for user in SEED:
        if user.username == name:
            return user
    message = f"--user {name}: there are {', '.join(user.username for user in SEED)}"
    raise click.UsageError(message)
