"""What was wrong with a message: element and line, never its content."""

from bank_kit.failures import FailureCode, ToolFailureError


class MessageError(ToolFailureError):
    """A message that cannot be taken: `element` is its path from the root, `line` counts from 1, both as far as they are known."""

    def __init__(self, problem: str, *, element: str | None = None, line: int | None = None, allowed: str | None = None) -> None:
        where = f" (line {line})" if line else ""
        super().__init__(FailureCode.INVALID_ARGUMENT, f"{problem}{where}", field=element, allowed=allowed, remedy="correct the message and send it again")
        self.element = element
        self.line = line
