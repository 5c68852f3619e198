"""Secrets come in by reference, and a broken reference says what to do without saying what it held."""

from pathlib import Path

import pytest

from strongroom.app.references import BrokenReferenceError, is_reference, resolve


def test_a_variable_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BANK_KEY", "s3cret")
    assert resolve("${env:BANK_KEY}", beside=tmp_path) == "s3cret"


def test_a_file_is_read_from_beside_the_configuration_without_its_last_newline(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("s3cret\n")
    assert resolve("${file:key}", beside=tmp_path) == "s3cret"


@pytest.mark.control("OPS-03")
@pytest.mark.parametrize(
    ("reference", "says"),
    [
        ("${env:NOT_THERE_AT_ALL}", "NOT_THERE_AT_ALL is not set; set it"),
        ("${file:missing}", "missing: No such file"),
        ("${vault:secret/a#b}", "no vault is configured"),
        ("${dns:a}", "allowed are env, file and vault"),
        ("${env}", "is no reference; allowed are"),
        ("${file:}", "is no reference; allowed are"),
    ],
)
def test_a_broken_reference_says_what_is_allowed(reference: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(BrokenReferenceError, match=says.replace("$", r"\$")):
        resolve(reference, beside=tmp_path)


def test_a_huge_or_binary_file_is_no_secret(tmp_path: Path) -> None:
    (tmp_path / "huge").write_bytes(b"a" * 70_000)
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    for name, says in (("huge", "over"), ("binary", "UTF-8")):
        with pytest.raises(BrokenReferenceError, match=says):
            resolve(f"${{file:{name}}}", beside=tmp_path)


def test_only_a_whole_value_is_a_reference() -> None:
    assert is_reference("${env:A}")
    assert not is_reference("key ${env:A}")
