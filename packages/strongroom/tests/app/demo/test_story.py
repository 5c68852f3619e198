"""The whole story against the running platform: every step is asserted by the story itself, and by what it leaves behind."""

from pathlib import Path

import pytest

from strongroom.app.demo.stage import stage
from strongroom.app.demo.story import Story
from strongroom.app.demo.telling import Teller
from strongroom.audit.verify import verify


@pytest.mark.component
@pytest.mark.timeout(180)
@pytest.mark.control("OPS-03")
async def test_the_story_happens_as_told_and_leaves_no_secret_in_any_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    teller = Teller()
    async with stage(tmp_path / "demo", 0) as standing:
        await Story(standing, teller).tell()
    shown = capsys.readouterr().out
    assert teller.steps == 10
    assert "*" * 10 in shown
    assert verify(standing.settings.audit.directory).whole
    logged = b"".join(path.read_bytes() for path in (tmp_path / "demo").rglob("*.log"))
    sealed = b"".join(path.read_bytes() for path in standing.settings.audit.directory.rglob("*") if path.is_file())
    for secret in (b"NL17XBNK0000200001", b"eyJ", b"BEGIN PRIVATE"):
        assert secret not in logged
        assert secret not in sealed.replace((standing.settings.audit.directory / "log.key").read_bytes(), b"")
