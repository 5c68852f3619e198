"""The bank servers work as installed wheels: out of this tree, from another folder, with the data files they were built with."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

ROOT = Path(__file__).resolve().parents[2]
ASKED: tuple[tuple[str, str, dict[str, object]], ...] = (
    # Each needs a data file of its package: dated parameters; scenarios and model cards; sanctions lists.
    ("bank_finance", "get_payment", {"payment": "P-00000101"}),
    ("bank_risk", "calc_lcr", {}),
    ("bank_customer", "get_kyc_status", {"customer_id": "C-100001"}),
    ("bank_compliance", "screen_party", {"name": "Anna Example", "kind": "individual"}),
)

pytestmark = [pytest.mark.slow, pytest.mark.component]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages that holds the five wheels unpacked, which is what installing a pure wheel is."""
    wheels, target = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("installed")
    for package in sorted(ROOT.glob("packages/bank-*")):
        subprocess.run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(wheels), str(package)], check=True, capture_output=True)
    for wheel in wheels.glob("*.whl"):
        with zipfile.ZipFile(wheel) as file:
            file.extractall(target)
    return target


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bank")


def test_what_runs_is_what_was_installed(installed: Path, tmp_path: Path) -> None:
    modules = ["bank_kit", *(module for module, _, _ in ASKED)]
    where = [sys.executable, "-c", f"import {', '.join(modules)}; print(*({'.__file__, '.join(modules)}.__file__,), sep='\\n')"]
    found = subprocess.run(where, check=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(installed)}, cwd=tmp_path).stdout
    assert [Path(path).parent for path in found.split()] == [installed / module for module in modules]


@pytest.mark.timeout(180)
@pytest.mark.parametrize(("module", "tool", "arguments"), ASKED, ids=lambda value: value if isinstance(value, str) else "")
async def test_an_installed_server_answers(installed: Path, world: Path, tmp_path: Path, module: str, tool: str, arguments: dict[str, object]) -> None:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    serve = ["-m", module, "serve", "--stdio", "--insecure-no-auth", "--world", str(world)]
    async with Client(stdio_client(StdioServerParameters(command=sys.executable, args=serve, env=environment, cwd=tmp_path))) as client:
        answer = await client.call_tool(tool, arguments)
    assert not answer.is_error, answer.content
    assert answer.structured_content["value"]
