"""The import contracts of pyproject.toml: kept by the tree as it is, and broken by each kind of wrong turn."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("strongroom", "bank_kit", "bank_finance", "bank_customer", "bank_risk", "bank_compliance")
WRONG_TURNS = {
    "the core knows a room": ("strongroom/core/wrong.py", "import strongroom.policy", "Rooms"),
    "a room knows its sibling": ("strongroom/limits/wrong.py", "import strongroom.policy.port", "Rooms"),
    "a codec knows the doors": ("strongroom/wire/wrong.py", "import strongroom.edge", "Rooms"),
    "a room without a place": ("strongroom/attic/__init__.py", "", "Rooms"),
    "the platform knows a bank server": ("strongroom/app/wrong.py", "import bank_finance", "Strongroom knows no bank server"),
    "a bank server knows the platform": ("bank_finance/wrong.py", "import strongroom.core.call", "No bank server knows Strongroom"),
    "a bank server knows another": ("bank_finance/wrong.py", "import bank_customer", "Bank servers share bank_kit"),
    "a bank server speaks the protocol itself": ("bank_risk/desk/wrong.py", "import mcp_types", "The protocol is bank_kit"),
    "a heavy library outside its adapter": ("bank_finance/markets/wrong.py", "import duckdb", "Heavy libraries of the bank servers"),
    "a heavy library at the start": ("bank_risk/rulebooks.py", "import bank_kit.world.reader", "A bank server starts without"),
    "an array library at the start": ("bank_customer/rulebooks.py", "import numpy", "Nor do they load NumPy"),
    "a calculator knows its sibling": ("bank_risk/capital/wrong.py", "import bank_risk.market.tail", "Rooms of bank_risk"),
    "screening knows the desk": ("bank_compliance/screening/wrong.py", "import bank_compliance.desk.data", "Rooms of bank_compliance"),
    "a store knows an area": ("bank_finance/store/wrong.py", "import bank_finance.accounts.desk", "Rooms of bank_finance"),
    "a key knows the desk": ("bank_customer/keys/wrong.py", "import bank_customer.desk.rows", "Rooms of bank_customer"),
    "the kit turned upside down": ("bank_kit/money.py", "import bank_kit.tools", "Rooms of bank_kit"),
    "a calculator asks a database": ("bank_risk/liquidity/wrong.py", "import sqlalchemy", "Calculators and readers"),
    "a vendor outside its adapter": ("strongroom/limits/wrong.py", "import redis", "Vendor SDKs"),
    "a framework on the road": ("strongroom/routing/wrong.py", "import starlette.responses", "The web framework"),
    "a circle inside a room": ("strongroom/limits/wrong.py", "import strongroom.limits.gate\n", "No import cycles"),
}


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    """import-linter over the packages in `tree`, by the contracts of the house."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
            "--config",
            str(ROOT / "pyproject.toml"),
        ],
        cwd=tree,
        env=os.environ | {"PYTHONPATH": str(tree), "COLUMNS": "200"},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of all packages, to be spoilt."""
    for package in PACKAGES:
        shutil.copytree(ROOT / "packages" / package.replace("_", "-") / "src" / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.mark.control("OPS-08")
@pytest.mark.slow
def test_the_tree_keeps_its_contracts(tree: Path) -> None:
    run = lint(tree)
    assert run.returncode == 0, run.stdout


@pytest.mark.control("OPS-08")
@pytest.mark.slow
@pytest.mark.parametrize("turn", WRONG_TURNS)
def test_each_wrong_turn_breaks_its_contract(turn: str, tree: Path) -> None:
    path, line, contract = WRONG_TURNS[turn]
    (tree / path).parent.mkdir(exist_ok=True)
    (tree / path).write_text(f'"""Wrong."""\n\n{line}\n')
    if turn == "a circle inside a room":
        gate = tree / "strongroom/limits/gate.py"
        gate.write_text(gate.read_text() + "\nimport strongroom.limits.wrong\n")
    run = lint(tree)
    assert run.returncode != 0
    if turn == "a room without a place":
        assert "attic" in run.stdout
    else:
        assert any(line.startswith(contract) and " BROKEN" in line for line in run.stdout.splitlines()), run.stdout
