"""Prints the page and its living parts. Every value is escaped by the templates; there is no way around it in them."""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from strongroom.console.access import Viewer
from strongroom.console.port import LogState, RecentCalls, Revision, ServerHealth
from strongroom.console.view import PULSE_CALLS, PULSE_HEIGHT, Row, log_line, row, server_line, totals, worst_first
from strongroom.core.clock import Clock
from strongroom.core.json import JsonObject
from strongroom.pipeline.road import ROADS, Kind

ROWS = 100
"""Calls on the page."""

_TITLES = {"mcp": "Tools, resources, prompts", "model": "Models"}
_KINDS = {
    Kind.GATE: "Decides inward: go on, refuse, answer, or hold.",
    Kind.BRACKET: "Held from here until the very end.",
    Kind.UPSTREAM: "Sends, and alone may send again.",
    Kind.FILTER: "Reads the answer on its way out.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Where the page takes what it shows."""

    calls: RecentCalls
    servers: ServerHealth
    log: LogState
    revision: Revision
    clock: Clock
    profile: str
    version: str


class Page:
    """The page, whole and in parts."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        loader = FileSystemLoader(Path(__file__).parent / "templates")
        self._templates = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False)

    def whole(self, viewer: Viewer) -> str:
        """The page for somebody who may see it."""
        facts = self._facts
        return self._templates.get_template("page.html").render(
            viewer=viewer,
            rows=self._rows(),
            roads=[(_TITLES.get(name, name), name, places) for name, places in ROADS.items()],
            kinds=_KINDS,
            profile=facts.profile,
            version=facts.version,
            **self._standing(),
        )

    def sign_in(self, message: str) -> str:
        """The page for somebody who is not known yet."""
        return self._templates.get_template("sign_in.html").render(message=message, version=self._facts.version)

    def calls(self) -> str:
        """The rows of the newest calls."""
        return self._templates.get_template("rows.html").render(rows=self._rows())

    def call(self, entry: JsonObject) -> str:
        """The row of one call."""
        return self._templates.get_template("rows.html").render(rows=[row(entry)])

    def standing(self) -> str:
        """How the house stands: totals, servers, log, policy."""
        return self._templates.get_template("standing.html").render(**self._standing())

    def _rows(self) -> list[Row]:
        return [row(entry) for entry in self._facts.calls.entries(ROWS)]

    def _standing(self) -> dict[str, object]:
        facts = self._facts
        return {
            "totals": totals(facts.calls.entries()),
            "servers": sorted(map(server_line, facts.servers.health()), key=worst_first),
            "log": log_line(facts.log.facts(), facts.clock.now()),
            "revision": facts.revision(),
            "pulse_width": PULSE_CALLS,
            "pulse_height": PULSE_HEIGHT,
        }
