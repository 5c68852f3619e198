"""The doctor finds what is wrong, says what would help, and changes nothing."""

import socket
from pathlib import Path

from strongroom.app.configuration import load
from strongroom.app.examination import Finding, examine


def by_part(configuration: Path) -> dict[str, Finding]:
    return {finding.part: finding for finding in examine(load(configuration), configuration)}


def test_a_sick_server_is_named_and_nothing_is_created(configuration: Path) -> None:
    before = sorted(configuration.parent.rglob("*"))
    found = by_part(configuration)
    assert not found["server finance"].well
    assert "start it or correct the URL" in found["server finance"].said
    assert found["policy"].well
    assert found["port"].said.endswith("is free")
    assert sorted(configuration.parent.rglob("*")) == before


def test_a_server_that_answers_is_well(configuration: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        configuration.write_text(configuration.read_text().replace("127.0.0.1:9/", f"127.0.0.1:{port}/"))
        assert by_part(configuration)["server finance"].well


def test_a_faulty_policy_a_missing_one_and_a_missing_command_are_sick(configuration: Path) -> None:
    (configuration.parent / "policy.yaml").write_text("rules: 1\n")
    assert not by_part(configuration)["policy"].well
    configuration.write_text("servers: [{name: a, url: 'http://127.0.0.1:9/mcp', command: [no-such-program-here]}]\n")
    found = by_part(configuration)
    assert "every call is denied" in found["policy"].said
    assert "not installed" in found["server a"].said


def test_a_key_that_others_can_read_is_sick(configuration: Path) -> None:
    state = configuration.parent / "state"
    state.mkdir()
    (state / "sealing.key").write_bytes(b"k")
    (state / "sealing.key").chmod(0o644)
    assert "sealing.key can be read by others" in by_part(configuration)["secrets"].said


def test_the_keys_of_a_log_elsewhere_are_looked_at_too(configuration: Path, tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    configuration.write_text(configuration.read_text() + f"audit: {{directory: {tmp_path / 'log'}}}\n")
    assert by_part(configuration)["secrets"].well
    (tmp_path / "log" / "digest.key").write_bytes(b"k")
    (tmp_path / "log" / "digest.key").chmod(0o644)
    assert f"{tmp_path / 'log' / 'digest.key'} can be read by others" in by_part(configuration)["secrets"].said


def test_a_tls_file_that_is_not_there_is_sick(configuration: Path) -> None:
    assert by_part(configuration)["TLS files"].well
    configuration.write_text(configuration.read_text() + "upstream_http: {ca_file: none.pem}\n")
    assert "none.pem:1: cannot be read as upstream_http.ca_file" in by_part(configuration)["TLS files"].said
