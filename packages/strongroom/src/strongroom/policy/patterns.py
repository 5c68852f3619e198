"""Names and targets as a policy writes them: exact, or ending in one `*`."""

import re
from dataclasses import dataclass
from typing import Final

from strongroom.core.target import Target, TargetKind

NAMEABLE: Final = (TargetKind.TOOL, TargetKind.RESOURCE, TargetKind.PROMPT)
"""The kinds of thing a policy declares; the others follow from them."""

_NAME_TEXT: Final = re.compile(r"[\x21-\x7e\u00a1-\U0010ffff]{1,512}")
_EVASIVE: Final = re.compile(r"(^|/)\.{1,2}(/|$|[?#])|\\|%2e|%2f|%5c|[\x00-\x20\x7f]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamePattern:
    """One name, or every name that begins with `text` where `prefix` is set."""

    text: str
    prefix: bool

    def matches(self, name: str) -> bool:
        """Whether `name` is meant."""
        return name.startswith(self.text) if self.prefix else name == self.text

    def covers(self, other: "NamePattern") -> bool:
        """Whether every name `other` means is meant here too."""
        if not self.prefix:
            return self == other
        return other.text.startswith(self.text)

    def overlaps(self, other: "NamePattern") -> bool:
        """Whether some name is meant by both."""
        return self.covers(other) or other.covers(self)


def is_evasive(name: str) -> bool:
    """Whether a server may read `name` as another one: dot segments, escaped dots and slashes, blanks. No prefix may let such a name in."""
    return _EVASIVE.search(name) is not None


ANYTHING: Final = NamePattern("", prefix=True)


def name_pattern(text: str) -> NamePattern:
    """The pattern that `text` writes. Raises ValueError with the cure."""
    if _NAME_TEXT.fullmatch(text) is None:
        raise ValueError(f"{text!r} is no name; write 1 to 512 visible characters, without spaces")
    if "*" in text[:-1]:
        raise ValueError(f"{text!r} has a * that is not its last character; write an exact name, or a beginning followed by one *")
    return NamePattern(text[:-1], prefix=True) if text.endswith("*") else NamePattern(text, prefix=False)


@dataclass(frozen=True, slots=True)
class TargetPattern:
    """Targets by server, kind and name; `kind` None means every kind."""

    server: NamePattern
    kind: TargetKind | None
    name: NamePattern

    def matches(self, target: Target) -> bool:
        """Whether `target` is meant."""
        return (self.kind is None or self.kind is target.kind) and self.server.matches(target.server) and self.name.matches(target.name)

    def covers(self, server: str, kind: TargetKind, name: NamePattern) -> bool:
        """Whether everything declared under that name is meant."""
        return (self.kind is None or self.kind is kind) and self.server.matches(server) and self.name.covers(name)

    def overlaps(self, server: str, kind: TargetKind, name: NamePattern) -> bool:
        """Whether something declared under that name is meant."""
        return (self.kind is None or self.kind is kind) and self.server.matches(server) and self.name.overlaps(name)


def target_pattern(text: str) -> TargetPattern:
    """The pattern that `finance/tool/get_account`, `finance/tool/*`, `finance/*` or `*` writes. Raises ValueError with the cure."""
    if text == "*":
        return TargetPattern(ANYTHING, None, ANYTHING)
    parts = text.split("/", 2)
    if len(parts) == 2 and parts[1] == "*":
        return TargetPattern(name_pattern(parts[0]), None, ANYTHING)
    if len(parts) != 3:
        raise ValueError(f"{text!r} is no target; write server/kind/name as in finance/tool/get_account, or finance/*, or *")
    kinds = {kind.value: kind for kind in NAMEABLE}
    if parts[1] != "*" and parts[1] not in kinds:
        raise ValueError(f"{text!r} names the kind {parts[1]!r}; allowed are tool, resource, prompt and *")
    return TargetPattern(name_pattern(parts[0]), kinds.get(parts[1]), name_pattern(parts[2]))
