"""The one place that touches google-re2: expressions and sets that run in time linear in the text, whatever the text.

The standard library's `re` is not used in this room: on hostile text its time is not bounded.
"""

from collections.abc import Sequence

import re2

MAX_RULES = 50
"""Rules per set. Upstream reports that a set can run out of memory and then look as if nothing matched; small sets stay far from it."""

_MAX_MEMORY = 64 << 20


def _options() -> "re2.Options":
    options = re2.Options()
    options.max_mem = _MAX_MEMORY
    options.log_errors = False
    return options


class Pattern:
    """One compiled expression over UTF-8 bytes; offsets are bytes."""

    __slots__ = ("_compiled",)

    def __init__(self, expression: str) -> None:
        self._compiled = re2.compile(expression, _options())

    def spans(self, text: bytes) -> list[tuple[int, int]]:
        """Where it matches, from left to right, without overlap."""
        return [match.span() for match in self._compiled.finditer(text)]

    def groups(self, text: bytes) -> list[tuple[int, int]]:
        """Where its first group matches, from left to right."""
        return [match.span(1) for match in self._compiled.finditer(text)]

    def first(self, text: bytes, start: int = 0) -> tuple[int, int] | None:
        """Its first match at or after `start`."""
        match = self._compiled.search(text, start)
        return None if match is None else (match.start(), match.end())

    def whole(self, text: bytes) -> bool:
        """Whether it matches all of `text`."""
        return self._compiled.fullmatch(text) is not None


class Gate:
    """Which of several expressions occur in some bytes, found in one pass.

    Each rule brings a canary; the set is tried on all of them when it is made, and a set that misses one is a RuntimeError: a gate that sees nothing
    must not look like a gate that found nothing.
    """

    __slots__ = ("_match", "_rules")

    def __init__(self, rules: Sequence[tuple[str, bytes]]) -> None:
        if len(rules) > MAX_RULES:
            message = f"{len(rules)} rules in one set; at most {MAX_RULES} are allowed"
            raise ValueError(message)
        self._rules = tuple(rules)
        compiled = re2.Set.SearchSet(_options())
        for expression, _ in self._rules:
            compiled.Add(expression)
        compiled.Compile()
        self._match = compiled.Match
        self.check()

    def hits(self, data: bytes) -> list[int]:
        """Indexes of the rules that occur in `data`; empty if none does."""
        found: list[int] | None = self._match(data)
        return found or []

    def check(self) -> None:
        """Try every rule on its canary."""
        for index, (_, canary) in enumerate(self._rules):
            if index not in self.hits(b'{"x":"' + canary + b'"}'):
                message = f"inspection rule {index} does not find its canary: inspection cannot be relied on"
                raise RuntimeError(message)
