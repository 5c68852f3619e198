"""`strongroom call` asks through the front door of a running demonstration bank, and its exit code is the answer."""

import asyncio
import json
import re
import sys
from pathlib import Path

import pytest

from strongroom.app.demo.stage import stage

pytestmark = [pytest.mark.component, pytest.mark.timeout(180)]


async def call(config: Path, *arguments: str) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "strongroom", "call", *arguments, "-c", str(config)), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    said, aside = await process.communicate()
    assert process.returncode is not None
    return process.returncode, (said + aside).decode()


async def test_a_call_is_answered_refused_or_wrong(tmp_path: Path) -> None:
    async with stage(tmp_path / "demo", 0) as standing:
        answered = await call(standing.config, "finance__get_account", '{"account": "A-200001"}', "--user", "rita", "--json")
        alone = await call(standing.config, "get_account", '{"account": "A-200001"}', "--user", "rita", "--server", "finance", "--mode", "legacy")
        refused = await call(standing.config, "customer__get_customer_profile", '{"customer_id": "C-100001"}', "--user", "tara")
        unknown = await call(standing.config, "finance__get_account", "--user", "bob")
        wrong = await call(standing.config, "finance__get_account", "[", "--user", "rita")
    assert answered[0] == 0, answered[1]
    answer, sealed = answered[1].splitlines()
    assert json.loads(answer)["value"]["iban"] == "NL17XBNK0000200001"
    assert re.fullmatch("sealed as call [0-9a-f]{32}", sealed)
    assert alone[0] == 0, alone[1]
    assert refused[0] == 1
    assert "Unknown tool" in refused[1]
    assert unknown[0] == 2
    assert "there is no user bob" in unknown[1]
    assert wrong[0] == 2


async def test_nobody_there_says_what_to_start(tmp_path: Path) -> None:
    async with stage(tmp_path / "demo", 0) as standing:
        config = standing.config
        assert (await call(config, "finance__get_account", "--user", "rita"))[0] == 1
    for user in ("rita", "tara"):
        code, said = await call(config, "finance__get_account", "--user", user)
        assert code == 2
        assert "start `strongroom up`" in said
        assert "Traceback" not in said


async def test_a_door_behind_which_no_server_answers_says_so(tmp_path: Path) -> None:
    async with stage(tmp_path / "demo", 0) as standing:
        text = standing.config.read_text()
        standing.config.write_text(re.sub(r"url: http://127.0.0.1:[0-9]+/mcp", "url: http://127.0.0.1:1/mcp", text))
        async with asyncio.timeout(20):
            while (said := await call(standing.config, "finance__get_account", "--user", "rita"))[0] == 0:
                await asyncio.sleep(0.2)
    assert said[0] == 1
    assert "No server could be reached" in said[1]
    assert "Traceback" not in said[1]
