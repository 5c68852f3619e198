"""From a file to validated data: reading within bounds, and faults with their line and their cure."""

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from strongroom.drivers.yaml.nodes import line_of

_LARGEST_FILE: Final = 1024 * 1024
_CURES: Final = {
    "missing": "add it",
    "extra_forbidden": "remove it, or correct its spelling",
    "string_pattern_mismatch": "use only the letters and signs that are allowed there",
    "too_short": "name at least one",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it stands, what it is, what to do. `line` counts from 1."""

    file: str
    line: int
    what: str
    cure: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}; {self.cure}"


class FileProblemsError(Exception):
    """A file cannot be used; holds every problem found, in the order of the file."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def read_text(path: Path) -> str:
    """The text of the file at `path`, at most a mebibyte. Raises FileProblemsError."""
    try:
        size = path.stat().st_size
        if size > _LARGEST_FILE:
            raise FileProblemsError((Problem(str(path), 1, f"{size} bytes are too many", f"keep it under {_LARGEST_FILE} bytes"),))
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise FileProblemsError((Problem(str(path), 1, f"cannot be read: {error.strerror}", "name a file that exists and that this user may read"),)) from None
    except UnicodeDecodeError:
        raise FileProblemsError((Problem(str(path), 1, "is not UTF-8 text", "save it as UTF-8"),)) from None


def problems_of(error: ValidationError, model: type[BaseModel], *, name: str, node: yaml.Node | None) -> tuple[Problem, ...]:
    """What `model` found wrong with the data under `node`, by line; a misspelt field is told with the field that was probably meant."""
    found = [_problem(detail, model, name, node) for detail in error.errors(include_url=False, include_input=False)]
    unique = {(problem.line, problem.what): problem for problem in found}
    return tuple(sorted(unique.values(), key=lambda problem: problem.line))


def suggestion(word: str, known: "set[str] | frozenset[str]") -> str:
    """`; did you mean X?`, if something known is close to `word`."""
    close = difflib.get_close_matches(word, sorted(known), n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _problem(detail: ErrorDetails, model: type[BaseModel], name: str, node: yaml.Node | None) -> Problem:
    location = tuple(part for part in detail["loc"] if part != "[key]")
    where = ".".join(str(part) for part in location) or "the file"
    what, _, cure = detail["msg"].removeprefix("Value error, ").partition("; ")
    if not cure:
        cure = _CURES.get(detail["type"], "correct it")
        if detail["type"] == "extra_forbidden":
            what, cure = "is no field here", cure + suggestion(str(location[-1]), _fields(model))
    return Problem(name, line_of(node, location), f"{where}: {what}", cure)


def _fields(model: type[BaseModel]) -> set[str]:
    """Every field name that `model` or a model inside it knows."""
    schema = model.model_json_schema()
    return {name for one in (schema, *schema.get("$defs", {}).values()) for name in one.get("properties", {})}
