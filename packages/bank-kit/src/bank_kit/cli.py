"""The command line every bank server shares: `serve`, with the same options for all, and what a server adds.

main = command_line("bank-risk", build, commands=(golden,), options=(click.option("--object-store", ...),))
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from bank_kit.identity.door import DoorSign
from bank_kit.identity.keys import LOOPBACK, KeyFile, KeySource, KeyUrl, checked_url
from bank_kit.identity.tokens import Expectation, TokenVerifier
from bank_kit.offer import Offer
from bank_kit.place import Place
from bank_kit.place_options import PLACE_OPTIONS, plain_store_errors
from bank_kit.serving import Address, serve_http, serve_stdio
from bank_kit.world.size import Size

Decorator = Callable[[Callable[..., None]], Callable[..., None]]


class ServeSettings(BaseModel):
    """The options of `serve`, checked together."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str
    port: int
    allowed_host: tuple[str, ...]
    issuer: str | None
    jwks_url: str | None
    jwks_file: Path | None
    audience: str | None
    person_client: tuple[str, ...] = ()
    world: Path
    database: str | None
    size: Size = Size.S
    seed: int
    stdio: bool
    insecure_no_auth: bool

    @model_validator(mode="after")
    def _closed_by_default(self) -> "ServeSettings":
        if self.insecure_no_auth:
            if not self.stdio and self.host not in LOOPBACK:
                raise ValueError("--insecure-no-auth is for stdio or a loopback --host only")
            return self
        if not self.issuer or not self.audience:
            raise ValueError("--issuer and --audience are needed: without them no token can be checked")
        if (self.jwks_url is None) == (self.jwks_file is None):
            raise ValueError("exactly one of --jwks-url and --jwks-file is needed")
        if self.jwks_url is not None:
            checked_url(self.jwks_url)
        return self

    def verifier(self) -> TokenVerifier | None:
        """The check of tokens; None only when --insecure-no-auth asked for none."""
        if self.insecure_no_auth:
            return None
        keys: KeySource = KeyUrl(self.jwks_url) if self.jwks_url else KeyFile(self.jwks_file or Path())
        return TokenVerifier(keys, Expectation(issuer=self.issuer or "", audience=self.audience or "", person_clients=frozenset(self.person_client)))


_OPTIONS = (
    click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on."),
    click.option("--port", default=0, type=click.IntRange(0, 65535), help="Port to listen on; 0 takes a free one."),
    click.option("--allowed-host", multiple=True, help="Further Host header value that is ours, `name:port`; may be repeated."),
    click.option("--issuer", help="Issuer every token must name, exactly."),
    click.option("--jwks-url", help="Where the issuer publishes its keys: https, or http on loopback."),
    click.option("--jwks-file", type=click.Path(dir_okay=False, path_type=Path), help="The issuer's keys in a file instead."),
    click.option("--audience", help="URL of this server as tokens name it, exactly."),
    click.option(
        "--person-client", multiple=True, help="OAuth client with which people work themselves (a workbench), so that they may approve; may be repeated."
    ),
    *PLACE_OPTIONS,
    click.option("--stdio", is_flag=True, help="Speak over standard input and output; the token comes from BANK_ACCESS_TOKEN."),
    click.option("--insecure-no-auth", is_flag=True, help="Let everybody in. Tests on loopback or stdio only."),
)


def command_line(name: str, build: Callable[[Place], Offer], *, commands: Sequence[click.Command] = (), options: Sequence[Decorator] = ()) -> click.Group:
    """The commands of the server `name`: `serve`, which opens the stores and builds the offer by `build`, and those of its own.

    `options` are further click options of `serve`; their values come with the Place.
    """

    @click.group(name, help=f"The {name} MCP server.")
    def group() -> None:
        pass

    @group.command(help="Serve MCP on /mcp over HTTP, or over stdio.")
    def serve(**given: object) -> None:
        own = {key: given.pop(key) for key in list(given) if key not in ServeSettings.model_fields}
        try:
            settings = ServeSettings.model_validate(given)
        except ValidationError as error:
            raise click.UsageError(error.errors()[0]["msg"].removeprefix("Value error, ")) from None
        with plain_store_errors():
            place = Place(folder=settings.world, size=settings.size, seed=settings.seed, database=settings.database, options=own)
            _serve(settings, build(place))

    for own_option in reversed(options):
        own_option(serve)
    for option in reversed(_OPTIONS):
        option(serve)
    for command in commands:
        group.add_command(command)
    return group


def _serve(settings: ServeSettings, offered: Offer) -> None:
    verifier = settings.verifier()
    if verifier is None:
        sys.stderr.write(f"{'!' * 78}\n{offered.name}: NO AUTHENTICATION. Everybody who reaches this server may read all of it.\n{'!' * 78}\n")
    if settings.stdio:
        serve_stdio(offered, verifier)
        return
    sign = DoorSign(server=offered.name, audience=settings.audience or "", issuer=settings.issuer or "", scopes=offered.scopes())
    serve_http(offered, sign, verifier, Address(host=settings.host, port=settings.port, allowed_hosts=settings.allowed_host))
