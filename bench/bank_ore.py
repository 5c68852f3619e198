"""SA-CCR by the Open Source Risk Engine (ORE), in a process of its own, on the inputs of the test that compares both."""

import importlib.util
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from types import ModuleType

TEST = Path(__file__).parent.parent / "packages" / "bank-risk" / "tests" / "counterparty" / "saccr" / "test_exposure_ore.py"


def ore_saccr(trades: int) -> tuple[float, str]:
    """Seconds for `trades` swaps in two netting sets, reading and pricing among them. RuntimeError where ORE is not installed or does not answer."""
    if importlib.util.find_spec("ORE") is None:
        raise RuntimeError("open-source-risk-engine is not installed; it comes with: make environment")
    compared = _test()
    compared.SWAPS[:] = [
        compared.OreSwap(
            f"S{number}",
            ("BARE", "MARGINED")[number % 2],
            ("EUR", "NOK")[number // 2 % 2],
            1_000_000,
            date(2028 + number % 20, 9, 4),
            pays_fixed=number % 3 == 0,
        )
        for number in range(trades)
    ]
    compared.FORWARDS.clear()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name, text in vars(compared)["_inputs"]().items():
            (folder / name).write_text(text, encoding="utf-8")
        begun = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", compared.RUN, str(folder / "ore.xml")], cwd=folder, capture_output=True, check=False, timeout=600)
        seconds = time.perf_counter() - begun
        if not (folder / "out" / "saccr.csv").exists():
            raise RuntimeError(f"ORE wrote no SA-CCR report: {done.stderr.decode(errors='replace')[-300:]}")
    return seconds, f"ORE, {trades:,} swaps of two currencies in 2 netting sets; reads, prices and reports them too"


def _test() -> ModuleType:
    found = importlib.util.spec_from_file_location("ore_inputs", TEST)
    if found is None or found.loader is None:
        raise RuntimeError(f"{TEST} is missing")
    module = importlib.util.module_from_spec(found)
    sys.modules[found.name] = module
    found.loader.exec_module(module)
    return module
