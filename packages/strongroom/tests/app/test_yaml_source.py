"""A configuration file is read with its lines, and whatever is wrong in it is named by line."""

from pathlib import Path

import pytest

from strongroom.app.yaml_source import ConfigurationFault, read


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "strongroom.yaml"


def test_plain_values_keep_their_types_and_know_their_line(written: Path) -> None:
    written.write_text("a: 1\nb:\n  - x\n  - yes\nc: 2026-01-02\nd: null\n")
    source = read(written)
    assert source.data == {"a": 1, "b": ["x", True], "c": "2026-01-02", "d": None}
    assert source.where(("b", 1)) == f"{written}:4"
    assert source.where(("b", 9, "z")) == f"{written}:3"


def test_an_empty_file_is_no_configuration_but_no_fault(written: Path) -> None:
    written.write_text("")
    assert read(written).data is None
    assert read(written).where(("a",)) == f"{written}:1"


def test_a_reference_is_resolved_in_place(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANK_KEY", "s3cret")
    written.write_text("key: ${env:BANK_KEY}\n")
    assert read(written).data == {"key": "s3cret"}


@pytest.mark.control("OPS-02")
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: 1\na: 2\n", ":2: 'a' stands here for the second time"),
        ("a: [1\nb: 2\n", ":2: .*check the indentation"),
        ("a: &x 1\nb: *x\n", r":2: aliases \(\*x\) are not read here"),
        ("a: 1\nb: ${env:NOT_THERE_AT_ALL}\n", ":2: the environment variable NOT_THERE_AT_ALL is not set"),
        ("a: " + "[" * 30 + "]" * 30, ":1: nested over 20 deep"),
        ("a: !!python/object:os.system x\n", ":1: "),
    ],
)
def test_a_fault_is_named_with_file_line_and_cure(written: Path, text: str, says: str) -> None:
    written.write_text(text)
    with pytest.raises(ConfigurationFault, match=says):
        read(written)


def test_a_file_that_is_not_there_or_not_text_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationFault, match="No such file"):
        read(tmp_path / "none.yaml")
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xff")
    with pytest.raises(ConfigurationFault, match="UTF-8"):
        read(tmp_path / "binary.yaml")
    (tmp_path / "huge.yaml").write_bytes(b"#" * (1024 * 1024 + 1))
    with pytest.raises(ConfigurationFault, match="smaller"):
        read(tmp_path / "huge.yaml")
