"""A proof of one call, checked with the public key alone."""

import base64
from pathlib import Path

import pytest
from support.audit_log import SmallLog

from strongroom.audit.note import Verifier
from strongroom.audit.prove import HEADER, ProofError, check_proof, prove
from strongroom.audit.segment import segments


@pytest.fixture
def proof(small_log: SmallLog) -> bytes:
    small_log.fill([40, 300])
    return prove(small_log.directory, "call-00-000017")


def key_of(small_log: SmallLog) -> Verifier:
    return Verifier.parse((small_log.directory / "log.vkey").read_text())


@pytest.mark.control("AUD-06")
def test_a_proof_holds_under_the_key_of_the_log_and_of_the_shard(small_log: SmallLog, proof: bytes) -> None:
    for path in ("log.vkey", "shard-00/vkey"):
        proven = check_proof(proof, Verifier.parse((small_log.directory / path).read_text()))
        assert (proven.index, proven.checkpoint.size, b"call-00-000017" in proven.record) == (17, 340, True)


def test_a_proof_has_the_form_of_the_specification(proof: bytes) -> None:
    lines = proof.decode().split("\n")
    assert lines[0] == HEADER
    assert lines[1].startswith("extra ")
    assert lines[2] == "index 17"
    gap = lines.index("")
    assert all(len(base64.b64decode(line)) == 32 for line in lines[3:gap])
    assert lines[gap + 1 : gap + 3] == ["log.example/audit/shard-00", "340"]


def test_every_record_of_a_log_can_be_proven(small_log: SmallLog) -> None:
    small_log.fill([3, 5, 9])
    for at in range(17):
        assert check_proof(prove(small_log.directory, f"call-00-{at:06d}"), key_of(small_log)).index == at


@pytest.mark.control("AUD-06")
def test_no_single_flipped_bit_of_a_proof_holds(small_log: SmallLog, proof: bytes) -> None:
    verifier = key_of(small_log)
    for bit in range(len(proof) * 8):
        flipped = bytearray(proof)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(ProofError):
            check_proof(bytes(flipped), verifier)


def test_a_proof_of_another_log_is_refused(proof: bytes, small_log: SmallLog) -> None:
    with pytest.raises(ProofError, match="the key is of"):
        check_proof(proof, key_of(small_log).under("log.example/aud"))


@pytest.mark.parametrize("bad", [b"", HEADER.encode(), HEADER.encode() + b"\nextra \nindex 0\n\n", b"\xff\n\n", b"x" * 300_000])
def test_what_is_no_proof_is_refused(small_log: SmallLog, bad: bytes) -> None:
    with pytest.raises(ProofError):
        check_proof(bad, key_of(small_log))


def test_an_unknown_call_has_no_proof(small_log: SmallLog) -> None:
    small_log.fill([3])
    with pytest.raises(ProofError, match="no record of call nobody"):
        prove(small_log.directory, "nobody")


def test_a_call_that_no_checkpoint_covers_yet_has_no_proof_yet(small_log: SmallLog) -> None:
    shard = small_log.shard()
    shard.append([b'{"call":"early"}'])
    with pytest.raises(ProofError, match="try again"):
        prove(small_log.directory, "early")
    shard.close()


@pytest.mark.parametrize("name", ["tile/0/000", "checkpoint"])
def test_a_damaged_log_gives_no_proof_that_does_not_hold(small_log: SmallLog, name: str) -> None:
    small_log.fill([40, 300])
    path: Path = small_log.directory / "shard-00" / name
    data = bytearray(path.read_bytes())
    data[50] ^= 1
    path.write_bytes(data)
    with pytest.raises(ProofError, match="damaged"):
        prove(small_log.directory, "call-00-000017")
    assert segments(small_log.directory / "shard-00")
