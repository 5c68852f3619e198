"""Names a world without building it: the version changes with size, seed, any source that makes it, and the engine that computes it.

Above: the servers (a store remembers the version it was filled from) and the reader. Below: size. Loads neither DuckDB nor NumPy.
"""

import hashlib
from importlib.metadata import version
from pathlib import Path

from bank_kit.world.size import Size

_HERE = Path(__file__).parent
MAKERS = ("size.py", "chance.py", "../identifiers.py", "schema/*.py", "market/**/*.py", "making/**/*.py")
"""The files, from this folder, that decide what the rows are."""
ENGINES = ("duckdb", "numpy")
"""Distributions whose release may change a hash or a rounding."""


def world_version(size: Size, seed: int, *sources: Path) -> str:
    """`sha256:` and 64 hexadecimal digits; `sources` are further files that decide what a store holds, such as a server's loader."""
    mark = hashlib.sha256(f"{size}/{seed}".encode())
    for engine in ENGINES:
        mark.update(f"{engine}={version(engine)};".encode())
    for source in (*sorted(path for pattern in MAKERS for path in _HERE.glob(pattern)), *sources):
        mark.update(source.read_bytes())
    return f"sha256:{mark.hexdigest()}"
