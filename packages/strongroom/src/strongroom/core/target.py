"""What is being called."""

from dataclasses import dataclass
from enum import StrEnum


class TargetKind(StrEnum):
    """The kinds of thing a policy can name."""

    TOOL = "tool"
    RESOURCE = "resource"
    PROMPT = "prompt"
    COMPLETION = "completion"
    CATALOG = "catalog"
    """Lists and discovery: the answer is filtered, not the question refused."""
    SESSION = "session"
    """Handshake, ping, notifications, log level, end of session."""
    STREAM = "stream"
    """A standing stream of notifications."""
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Target:
    """One thing on one server; `server` is empty where the gateway itself, or all servers, are meant."""

    kind: TargetKind
    server: str
    name: str

    def __str__(self) -> str:
        return f"{self.server or '*'}/{self.kind}/{self.name}"
