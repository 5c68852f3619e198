"""`strongroom verify` and `strongroom audit` on a log that a house really wrote."""

import asyncio
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from strongroom.app.cli import cli
from strongroom.app.compose import House
from strongroom.app.configuration import load
from strongroom.audit.segment import segments


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


async def _write(configuration: Path) -> None:
    house = House(load(configuration))
    await house.start()
    for number in range(3):
        await house.ledger.append(b'{"call":"call-%d","sealed_us":%d}' % (number, number))
    await house.close()


@pytest.fixture
def log(configuration: Path) -> Path:
    asyncio.run(_write(configuration))
    return load(configuration).audit.directory


def test_a_whole_log_ends_with_zero(log: Path, configuration: Path) -> None:
    result = run("verify", "-c", configuration)
    assert result.exit_code == 0, result.output
    assert "whole; 3 records" in result.output
    assert json.loads(run("verify", "--from", log, "--json").output)["whole"] is True


def test_a_changed_log_ends_with_one_and_names_the_record(log: Path) -> None:
    _, segment = segments(log / "shard-00")[0]
    segment.write_bytes(segment.read_bytes().replace(b"call-1", b"call-7"))
    result = run("verify", "--from", log)
    assert result.exit_code == 1
    assert "record 1" in result.output
    assert "DAMAGED" in result.output


def test_a_proof_is_checked_with_the_public_key_alone(log: Path, tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    assert run("audit", "prove", "call-1", "--from", log, "--out", proof).exit_code == 0
    result = run("verify", "--proof", proof, "--key", log / "log.vkey", "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.output)["record"]["call"] == "call-1"
    assert "the proof holds" in run("verify", "--proof", proof, "--key", log / "log.vkey").output
    proof.write_bytes(proof.read_bytes().replace(b"index 1", b"index 2"))
    assert run("verify", "--proof", proof, "--key", log / "log.vkey").exit_code == 1


def test_a_call_that_is_not_there_cannot_be_proved(log: Path) -> None:
    result = run("audit", "prove", "call-9", "--from", log)
    assert result.exit_code == 1
    assert "no record of call call-9" in result.output


def test_the_latest_records_are_shown_newest_first(log: Path) -> None:
    shown = [json.loads(line)["call"] for line in run("audit", "show", "--from", log, "--count", "2").output.splitlines()]
    assert shown == ["call-2", "call-1"]


def test_a_key_that_is_none_is_a_fault(log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_text("nothing")
    run("audit", "prove", "call-1", "--from", log, "--out", tmp_path / "proof")
    result = run("verify", "--proof", tmp_path / "proof", "--key", tmp_path / "key")
    assert "holds no public key" in str(result.exception)
