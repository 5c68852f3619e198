"""Reads a policy file: bytes to a validated Document, every fault with its line and its cure."""

import difflib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from strongroom.policy.declared import entries, means_something
from strongroom.policy.document import Document
from strongroom.policy.nodes import FileFault, Location, line_of, plain, read_node

_LARGEST_FILE: Final = 1024 * 1024
_CURES: Final = {
    "missing": "add it",
    "extra_forbidden": "remove it, or correct its spelling",
    "string_pattern_mismatch": "use letters, digits and _ . : - only (currency: three capitals)",
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


class PolicyFileError(Exception):
    """The policy file cannot be used; holds every problem found, in the order of the file."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document, and the digest of the very text it was read from."""

    document: Document
    revision: str


def load_file(path: Path) -> Loaded:
    """The policy at `path`. Raises PolicyFileError."""
    try:
        size = path.stat().st_size
        if size > _LARGEST_FILE:
            raise PolicyFileError((Problem(str(path), 1, f"{size} bytes are too many", f"keep a policy file under {_LARGEST_FILE} bytes"),))
        return load_text(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise PolicyFileError((Problem(str(path), 1, f"cannot be read: {error.strerror}", "name a file that exists and that this user may read"),)) from None
    except UnicodeDecodeError:
        raise PolicyFileError((Problem(str(path), 1, "is not UTF-8 text", "save it as UTF-8"),)) from None


def load_text(text: str, name: str = "policy") -> Loaded:
    """The policy that `text` writes; `name` stands in problems. Raises PolicyFileError."""
    revision = sha256(text.encode()).hexdigest()[:16]
    try:
        node = read_node(text)
        data = plain(node)
    except FileFault as fault:
        raise PolicyFileError((Problem(name, fault.line, fault.what, fault.cure),)) from None
    try:
        document = Document.model_validate(data)
    except ValidationError as error:
        raise PolicyFileError(_problems(name, node, error)) from None
    crossed = tuple(Problem(name, line_of(node, location), what, cure) for location, what, cure in _cross_check(document))
    if crossed:
        raise PolicyFileError(crossed)
    return Loaded(document, revision)


def _problems(name: str, node: yaml.Node | None, error: ValidationError) -> tuple[Problem, ...]:
    found = [_problem(name, node, detail) for detail in error.errors(include_url=False, include_input=False)]
    unique = {(problem.line, problem.what): problem for problem in found}
    return tuple(sorted(unique.values(), key=lambda problem: problem.line))


def _problem(name: str, node: yaml.Node | None, detail: ErrorDetails) -> Problem:
    location = tuple(part for part in detail["loc"] if part != "[key]")
    where = ".".join(str(part) for part in location) or "the file"
    what, _, cure = detail["msg"].removeprefix("Value error, ").partition("; ")
    if not cure:
        cure = _CURES.get(detail["type"], "correct it")
        if detail["type"] == "extra_forbidden":
            what, cure = "is no field here", cure + _meant(str(location[-1]))
    return Problem(name, line_of(node, location), f"{where}: {what}", cure)


def _meant(word: str) -> str:
    """The field that the author probably meant, if one is close."""
    fields = {"from", "to"}
    pending = [Document.model_json_schema()]
    pending.extend(pending[0].get("$defs", {}).values())
    for schema in pending:
        fields.update(schema.get("properties", {}))
    return _suggest(word, fields)


def _suggest(word: str, known: "set[str] | frozenset[str]") -> str:
    close = difflib.get_close_matches(word, sorted(known), n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _cross_check(document: Document) -> list[tuple[Location, str, str]]:
    """What each part is right about alone and wrong about together."""
    faults: list[tuple[Location, str, str]] = []
    if document.rules and not document.agents:
        faults.append((("rules",), "there are rules, but no agent may act", 'add the section agents, at its widest {"*": {targets: ["*"]}}'))
    seen: set[str] = set()
    roles = set(document.roles)
    for at, rule in enumerate(document.rules):
        if rule.id in seen:
            faults.append((("rules", at, "id"), f"the rule id {rule.id!r} stands here for the second time", "give each rule its own id"))
        seen.add(rule.id)
        faults.extend(
            (("rules", at, "roles", place), f"the role {role!r} is not declared", f"declare it under roles{_suggest(role, roles)}")
            for place, role in enumerate(rule.roles)
            if role != "*" and role not in roles
        )
        faults.extend(
            (("rules", at, "targets", place), f"{target!r} means nothing that is declared", f"declare it under servers{_suggest(target, declared(document))}")
            for place, target in enumerate(rule.targets)
            if not means_something(document, target)
        )
    return faults


def declared(document: Document) -> set[str]:
    """Everything the document declares, as `server/kind/name`."""
    return {f"{server}/{kind}/{name}" for server, kind, name, _ in entries(document)}
