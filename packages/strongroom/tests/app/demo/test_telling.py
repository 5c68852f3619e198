"""The story counts its steps and believes nothing untold."""

import pytest

from strongroom.app.demo.telling import StoryError, Teller, expect


def test_steps_are_numbered_and_timed(capsys: pytest.CaptureFixture[str]) -> None:
    teller = Teller()
    with teller.step("first"):
        teller.says("rita", "asks")
        teller.good("shown")
    with teller.step("second"):
        pass
    shown = capsys.readouterr().out
    assert "1. first" in shown
    assert "2. second" in shown
    assert "=> shown" in shown
    assert "\x1b" not in shown


def test_what_did_not_happen_ends_the_story() -> None:
    expect(holds=True, told="it happened")
    with pytest.raises(StoryError, match="this did not happen: rain"):
        expect(holds=False, told="rain")
