"""Secrets enter the configuration only as references: `${env:NAME}`, `${file:path}`, `${vault:path#key}`.

A reference is the whole value, never a part of one, so that nothing secret can hide in a string that gets printed.
"""

import os
from pathlib import Path

_LONGEST_SECRET = 64 * 1024


class BrokenReferenceError(ValueError):
    """A reference that cannot be resolved; the message names the reference and the cure, never a value."""


def is_reference(value: str) -> bool:
    """Whether the whole of `value` is a reference."""
    return value.startswith("${") and value.endswith("}")


def resolve(value: str, *, beside: Path) -> str:
    """What the reference stands for. Relative file paths count from `beside`, the folder of the configuration file."""
    kind, separator, name = value[2:-1].partition(":")
    if not separator or not name:
        message = f"{value} is no reference; allowed are ${{env:NAME}}, ${{file:path}} and ${{vault:path#key}}"
        raise BrokenReferenceError(message)
    if kind == "env":
        return _from_environment(name)
    if kind == "file":
        return _from_file(beside / name)
    if kind == "vault":
        message = f"{value}: no vault is configured in this release; use ${{file:path}} with a file that only Strongroom may read"
        raise BrokenReferenceError(message)
    message = f"{value}: unknown kind of reference {kind!r}; allowed are env, file and vault"
    raise BrokenReferenceError(message)


def _from_environment(name: str) -> str:
    try:
        return os.environ[name]
    except KeyError:
        message = f"the environment variable {name} is not set; set it, or name another"
        raise BrokenReferenceError(message) from None


def _from_file(path: Path) -> str:
    try:
        if path.stat().st_size > _LONGEST_SECRET:
            message = f"{path}: over {_LONGEST_SECRET} bytes; a secret is smaller"
            raise BrokenReferenceError(message)
        return path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not UTF-8 text"
        message = f"{path}: {reason}"
        raise BrokenReferenceError(message) from None
