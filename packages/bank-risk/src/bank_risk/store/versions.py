"""Names the code that computes: a digest of every source and table file of this package, its release, and the libraries that decide the last bit."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
SOURCES = ("**/*.py", "parameters/*.csv", "scenarios/*.toml", "models/*.toml")
LIBRARIES = ("bank-kit", "numpy", "scipy", "quantlib")


@cache
def code_version() -> str:
    """Release and twelve hexadecimal digits; changes with any byte of this package and with the release of a library it computes with."""
    mark = hashlib.sha256("".join(f"{name}={version(name)};" for name in LIBRARIES).encode())
    for path in sorted(found for pattern in SOURCES for found in PACKAGE.glob(pattern)):
        mark.update(str(path.relative_to(PACKAGE)).encode())
        mark.update(path.read_bytes())
    return f"{version('bank-risk')}+{mark.hexdigest()[:12]}"
