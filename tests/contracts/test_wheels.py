"""Every package builds to a wheel that holds its code, its types and its data, and nothing of its tests."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = sorted(path.parent.name for path in ROOT.glob("packages/*/pyproject.toml"))


@pytest.mark.slow
@pytest.mark.parametrize("package", PACKAGES)
def test_a_wheel_holds_the_package_and_no_tests(package: str, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT / "packages" / package)],
        check=True,
        capture_output=True,
    )
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    module = package.replace("-", "_")
    source = ROOT / "packages" / package / "src"
    wanted = {str(path.relative_to(source)) for path in (source / module).rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert f"{module}/py.typed" in wanted
    assert wanted <= names
    assert not [name for name in names if "tests/" in name or "test_" in name]
