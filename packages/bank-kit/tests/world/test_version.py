"""A version names everything that decides the rows, and costs nothing."""

import subprocess
import sys
from pathlib import Path

from bank_kit.world.size import Size
from bank_kit.world.version import world_version


def test_the_version_changes_with_size_seed_and_further_sources(tmp_path: Path) -> None:
    loader = tmp_path / "loader.py"
    loader.write_text("a = 1")
    named = [world_version(Size.S, 42), world_version(Size.M, 42), world_version(Size.S, 43), world_version(Size.S, 42, loader)]
    loader.write_text("a = 2")
    named.append(world_version(Size.S, 42, loader))
    assert len(set(named)) == 5
    assert all(name.startswith("sha256:") and len(name) == 71 for name in named)
    assert world_version(Size.S, 42) == named[0]


def test_naming_a_version_loads_no_engine() -> None:
    program = "import sys; from bank_kit.world.version import world_version; world_version('S', 1); print('duckdb' in sys.modules, 'numpy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert told.stdout.split() == ["False", "False"]
