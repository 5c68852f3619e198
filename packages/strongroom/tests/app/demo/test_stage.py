"""The stage is set with free ports and a configuration that loads."""

import socket
from pathlib import Path

import pytest

from strongroom.app.configuration import load
from strongroom.app.demo.stage import BankSize, Stage, _ports, _written
from strongroom.identity.development.login import CLIENT_ID


def test_the_preferred_port_is_taken_if_it_is_free_and_any_other_if_not() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
    assert _ports(number)[0] == number
    assert len(set(_ports(None))) == len(set(_ports(0))) == 5
    assert 0 not in _ports(0)


def test_the_written_configuration_loads_and_names_four_servers(tmp_path: Path) -> None:
    config = _written(tmp_path / "demo", [8701, 8702, 8703, 8704, 8705])
    settings = load(config)
    assert [server.name for server in settings.servers] == ["finance", "customer", "risk", "compliance"]
    assert [server.urls[0] for server in settings.servers] == [f"http://127.0.0.1:{port}/mcp" for port in (8702, 8703, 8704, 8705)]
    stage = Stage(config, settings)
    assert stage.door == "http://127.0.0.1:8701/mcp"
    assert stage.issuer == "http://127.0.0.1:8701/identity"
    assert (tmp_path / "demo").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("size", BankSize)
def test_all_servers_share_one_world_of_the_size_wanted(tmp_path: Path, size: BankSize) -> None:
    settings = load(_written(tmp_path, [8701, 8702, 8703, 8704, 8705], size))
    for server in settings.servers:
        assert server.command[server.command.index("--size") + 1] == size
        assert server.command[server.command.index("--world") + 1] == "{state}/bank"


def test_only_the_command_line_counts_as_a_person_where_drafts_are_decided(tmp_path: Path) -> None:
    settings = load(_written(tmp_path, [8701, 8702, 8703, 8704, 8705]))
    people = {server.name: [server.command[at + 1] for at, word in enumerate(server.command) if word == "--person-client"] for server in settings.servers}
    assert people == {"finance": [], "customer": [CLIENT_ID], "risk": [CLIENT_ID], "compliance": [CLIENT_ID]}
