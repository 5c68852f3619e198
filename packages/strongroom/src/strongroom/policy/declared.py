"""Walks what a policy document declares."""

from collections.abc import Iterator

from strongroom.core.target import TargetKind
from strongroom.policy.document import Declared, Document
from strongroom.policy.patterns import name_pattern, target_pattern


def entries(document: Document) -> Iterator[tuple[str, TargetKind, str, Declared]]:
    """Server, kind, name as written, and declaration of each thing."""
    for server_name, server in document.servers.items():
        for kind, things in ((TargetKind.TOOL, server.tools), (TargetKind.RESOURCE, server.resources), (TargetKind.PROMPT, server.prompts)):
            for name, declaration in things.items():
                yield server_name, kind, name, declaration


def means_something(document: Document, target: str) -> bool:
    """Whether the target pattern of a rule means anything that is declared."""
    pattern = target_pattern(target)
    return any(pattern.overlaps(server, kind, name_pattern(name)) for server, kind, name, _ in entries(document))
