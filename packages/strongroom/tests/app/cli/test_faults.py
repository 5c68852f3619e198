"""A fault of the operator's making is a sentence and exit code 2."""

from pathlib import Path

import pytest

from strongroom.app.cli import main
from strongroom.app.cli.faults import WRONG, faults_end_with_two
from strongroom.app.configuration import ConfigurationError


def test_a_fault_is_told_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, faults_end_with_two():
        raise ConfigurationError.of("is wrong", "do this", file="strongroom.yaml", line=3)
    assert ended.value.code == WRONG
    assert capsys.readouterr().err == "strongroom.yaml:3: is wrong; do this\n"


def test_an_interrupt_ends_quietly(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, faults_end_with_two():
        raise KeyboardInterrupt
    assert ended.value.code == 130
    assert capsys.readouterr().err == ""


def test_a_folder_that_cannot_be_used_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SystemExit) as ended, faults_end_with_two():
        (tmp_path / "file" / "state").mkdir()
    assert ended.value.code == WRONG
    assert "file/state: Not a directory; name another place" in capsys.readouterr().err
    with pytest.raises(OSError, match="no file in it"), faults_end_with_two():
        raise OSError("no file in it")


def test_a_fault_of_ours_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError), faults_end_with_two():
        raise ZeroDivisionError


def test_the_program_ends_with_two_for_a_missing_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.argv", ["strongroom", "doctor", "--config", str(tmp_path / "none.yaml")])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == WRONG
