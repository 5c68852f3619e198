"""Reads a policy file: bytes to a validated Document, every fault with its line and its cure."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from strongroom.drivers.yaml.files import FileProblemsError, Problem, problems_of, read_text, suggestion
from strongroom.drivers.yaml.nodes import Location, UnreadableYamlError, line_of, plain, read_node
from strongroom.policy.declared import entries, means_something
from strongroom.policy.document import Document


class PolicyFileError(FileProblemsError):
    """The policy file cannot be used."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document, and the digest of the very text it was read from."""

    document: Document
    revision: str


def load_file(path: Path) -> Loaded:
    """The policy at `path`. Raises PolicyFileError."""
    try:
        text = read_text(path)
    except FileProblemsError as error:
        raise PolicyFileError(error.problems) from None
    return load_text(text, str(path))


def load_text(text: str, name: str = "policy") -> Loaded:
    """The policy that `text` writes; `name` stands in problems. Raises PolicyFileError."""
    revision = sha256(text.encode()).hexdigest()[:16]
    try:
        node = read_node(text)
        data = plain(node)
    except UnreadableYamlError as fault:
        raise PolicyFileError((Problem(name, fault.line, fault.what, fault.cure),)) from None
    try:
        document = Document.model_validate(data)
    except ValidationError as error:
        raise PolicyFileError(problems_of(error, Document, name=name, node=node)) from None
    crossed = tuple(Problem(name, line_of(node, location), what, cure) for location, what, cure in _cross_check(document))
    if crossed:
        raise PolicyFileError(crossed)
    return Loaded(document, revision)


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
            (("rules", at, "roles", place), f"the role {role!r} is not declared", f"declare it under roles{suggestion(role, roles)}")
            for place, role in enumerate(rule.roles)
            if role != "*" and role not in roles
        )
        faults.extend(
            (("rules", at, "targets", place), f"{target!r} means nothing that is declared", f"declare it under servers{suggestion(target, declared(document))}")
            for place, target in enumerate(rule.targets)
            if not means_something(document, target)
        )
    return faults


def declared(document: Document) -> set[str]:
    """Everything the document declares, as `server/kind/name`."""
    return {f"{server}/{kind}/{name}" for server, kind, name, _ in entries(document)}
