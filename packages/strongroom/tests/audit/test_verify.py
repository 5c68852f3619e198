"""Verification finds and names whatever is done to a log."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.audit_log import SmallLog

from strongroom.audit.findings import Damage, Report
from strongroom.audit.segment import pack, segments, split
from strongroom.audit.verify import VerificationError, verify

Tamper = Callable[[list[bytes]], list[bytes]]


def segment(directory: Path) -> Path:
    return segments(directory / "shard-00")[0][1]


def rewritten(directory: Path, tamper: Tamper) -> Report:
    """Verify after the records of the first segment were changed by someone who also makes checksums right."""
    path = segment(directory)
    path.write_bytes(pack(tamper(split(path.read_bytes())[0])))
    return verify(directory)


def test_an_untouched_log_is_whole(small_log: SmallLog) -> None:
    small_log.fill([3, 260])
    seen: list[tuple[str, int]] = []
    report = verify(small_log.directory, progress=lambda shard, records: seen.append((shard, records)))
    assert (report.whole, report.records, report.notices) == (True, 263, [])
    assert seen == [("cover", 1), ("shard-00", 263)]


@pytest.mark.control("AUD-04")
@pytest.mark.parametrize("step", [pytest.param(1, marks=[pytest.mark.slow, pytest.mark.timeout(300)]), 61])
def test_every_single_flipped_bit_of_every_file_of_a_small_log_is_found(small_log: SmallLog, step: int) -> None:
    small_log.fill([2, 2])
    secret = {"log.key", "digest.key"}
    files = [path for path in small_log.directory.rglob("*") if path.is_file() and path.name not in secret and path.stat().st_size]
    assert {"log.vkey", "vkey", "checkpoint", "checkpoints", "4", "2"} <= {path.name for path in files}
    key = (small_log.directory / "log.vkey").read_text()
    for path in files:
        whole = path.read_bytes()
        for bit in range(0, len(whole) * 8, step):
            flipped = bytearray(whole)
            flipped[bit // 8] ^= 1 << bit % 8
            path.write_bytes(flipped)
            assert not verify(small_log.directory, key=key).whole, f"{path.name}: bit {bit}"
        path.write_bytes(whole)
    assert verify(small_log.directory).whole


def test_a_changed_record_is_named(small_log: SmallLog) -> None:
    small_log.fill([10, 10])
    report = rewritten(small_log.directory, lambda records: [*records[:7], b"forged", *records[8:]])
    named = [found for found in report.findings if found.damage is Damage.CHANGED]
    assert [(found.shard, found.index, found.file) for found in named] == [("shard-00", 7, "00000000000000000000.segment")]
    assert named[0].offset is not None
    assert f"record 7, 00000000000000000000.segment, offset {named[0].offset}" in str(named[0])


@pytest.mark.control("AUD-04")
@pytest.mark.parametrize("removed", [0, 7, 19])
def test_a_removed_record_is_named(small_log: SmallLog, removed: int) -> None:
    small_log.fill([10, 10])
    report = rewritten(small_log.directory, lambda records: records[:removed] + records[removed + 1 :])
    kind = Damage.TRUNCATED if removed == 19 else Damage.REMOVED
    assert [found.index for found in report.findings if found.damage is kind] == [removed]
    assert not [found for found in report.findings if found.damage is Damage.CHANGED]


def test_several_removed_records_are_named_as_a_range(small_log: SmallLog) -> None:
    small_log.fill([300])
    report = rewritten(small_log.directory, lambda records: records[:100] + records[150:])
    assert ["records 100 to 149 were" in found.text for found in report.findings if found.damage is Damage.REMOVED] == [True]


@pytest.mark.control("AUD-04")
@pytest.mark.parametrize("at", [0, 7, 19])
def test_an_inserted_record_is_named(small_log: SmallLog, at: int) -> None:
    small_log.fill([10, 10])
    report = rewritten(small_log.directory, lambda records: [*records[:at], b"forged", *records[at:]])
    assert [found.index for found in report.findings if found.damage is Damage.INSERTED] == [at]


@pytest.mark.control("AUD-04")
def test_two_records_that_changed_places_are_named(small_log: SmallLog) -> None:
    small_log.fill([10, 10])
    report = rewritten(small_log.directory, lambda records: [*records[:5], records[9], *records[6:9], records[5], *records[10:]])
    assert Damage.MOVED in {found.damage for found in report.findings}
    assert 5 in {found.index for found in report.findings if found.damage is Damage.MOVED}


def test_a_segment_cut_behind_a_checkpoint_is_named(small_log: SmallLog) -> None:
    small_log.fill([10, 10])
    path = segment(small_log.directory)
    path.write_bytes(path.read_bytes()[:-200])
    found = verify(small_log.directory).findings
    assert "records 16 to 19 are gone" in " ".join(one.text for one in found if one.damage is Damage.TRUNCATED)


def test_a_missing_segment_is_named(small_log: SmallLog) -> None:
    small_log.fill([40] * 5, segment_bytes=3000)
    segments(small_log.directory / "shard-00")[1][1].unlink()
    kinds = {found.damage for found in verify(small_log.directory).findings}
    assert {Damage.SEGMENT, Damage.REMOVED} <= kinds


@pytest.mark.control("AUD-04")
def test_records_and_tiles_forged_together_still_break_the_signed_root(small_log: SmallLog) -> None:
    records = small_log.fill([10, 10])
    key = (small_log.directory / "log.vkey").read_text()
    forged = [*records[:7], b"forged", *records[8:]]
    shard = small_log.directory / "shard-00"
    for path in (*segments(shard), (0, shard / "checkpoints"), (0, shard / "checkpoint")):
        path[1].unlink()
    rebuilt = small_log.shard()
    rebuilt.append(forged)
    rebuilt.release()
    report = verify(small_log.directory, key=key)
    assert [(found.damage, found.shard) for found in report.findings if found.damage is Damage.COVER] == [(Damage.COVER, "shard-00")]


def test_a_forged_log_under_another_key_is_refused(small_log: SmallLog, tmp_path: Path) -> None:
    small_log.fill([10])
    key = (small_log.directory / "log.vkey").read_text()
    other = type(small_log)(tmp_path / "other", type(small_log.keys).open(tmp_path / "other", origin="log.example/audit"))
    other.fill([10])
    report = verify(other.directory, key=key)
    assert {Damage.KEY, Damage.CHECKPOINT} <= {found.damage for found in report.findings}
    assert verify(other.directory).whole


def test_a_folder_without_a_log_or_a_key_says_what_it_needs(tmp_path: Path, small_log: SmallLog) -> None:
    with pytest.raises(VerificationError, match="holds no audit log"):
        verify(tmp_path / "nothing")
    with pytest.raises(VerificationError, match="verifier key"):
        verify(small_log.directory, key="nonsense")


def test_verification_loads_nothing_of_others_but_cryptography_and_the_checksum() -> None:
    code = "import sys; import strongroom.audit.verify, strongroom.audit.prove; print(' '.join(sorted({n.partition('.')[0] for n in sys.modules})))"
    loaded = set(subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True).stdout.split())
    foreign = {name for name in loaded if name not in sys.stdlib_module_names and not name.startswith(("_", "__editable__"))}
    assert foreign <= {"strongroom", "cryptography", "google_crc32c", "google", "cffi", "typing_extensions", "sitecustomize"}
