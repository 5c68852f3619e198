"""The stage is set with free ports and a configuration that loads."""

import socket
from pathlib import Path

from strongroom.app.configuration import load
from strongroom.app.demo.stage import Stage, _ports, _written


def test_the_preferred_port_is_taken_if_it_is_free_and_any_other_if_not() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
    assert _ports(number)[0] == number
    assert len(set(_ports(None))) == len(set(_ports(0))) == 3
    assert 0 not in _ports(0)


def test_the_written_configuration_loads_and_names_two_servers(tmp_path: Path) -> None:
    config = _written(tmp_path / "demo", [8701, 8702, 8703])
    settings = load(config)
    assert [server.urls[0] for server in settings.servers] == ["http://127.0.0.1:8702/mcp", "http://127.0.0.1:8703/mcp"]
    stage = Stage(config, settings)
    assert stage.door == "http://127.0.0.1:8701/mcp"
    assert stage.issuer == "http://127.0.0.1:8701/identity"
    assert (tmp_path / "demo").stat().st_mode & 0o777 == 0o700
