"""Servers that name a command are started with what they must know, and nothing secret."""

from pathlib import Path

from strongroom.app.configuration import load
from strongroom.app.running import identity_url, server_children


def test_placeholders_stand_for_what_a_server_must_know(configuration: Path) -> None:
    words = "[bank, --host, '{host}', --port, '{port}', --issuer, '{issuer}', --jwks-url, '{jwks_url}', --audience, '{audience}', --world, '{state}/bank']"
    configuration.write_text(f"servers: [{{name: finance, url: 'http://127.0.0.1:8711/mcp', command: {words}}}, {{name: b, url: 'http://127.0.0.1:1/mcp'}}]\n")
    settings = load(configuration)
    (child,) = server_children(settings)
    state = str(configuration.parent / "var")
    assert child.command[1:] == (
        *("--host", "127.0.0.1", "--port", "8711", "--issuer", "http://127.0.0.1:8700"),
        *("--jwks-url", "http://127.0.0.1:8700/.well-known/jwks.json"),
        *("--audience", "http://127.0.0.1:8711/mcp", "--world", f"{state}/bank"),
    )
    assert child.url == "http://127.0.0.1:8711/mcp"
    assert child.output is not None
    assert identity_url(settings) == "http://127.0.0.1:8700/identity"
