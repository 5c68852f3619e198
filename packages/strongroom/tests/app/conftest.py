"""A small configuration, and a way to ask an ASGI application something without a socket."""

from pathlib import Path

import pytest

POLICY = """\
version: 1
roles:
  relationship_manager: {description: Looks after customers.}
agents:
  "*": {targets: ["*"]}
servers:
  finance:
    tools:
      get_account: {classification: internal, effect: read, scopes: [finance.read]}
rules:
  - id: accounts
    description: Relationship managers read accounts.
    roles: [relationship_manager]
    targets: [finance/tool/get_account]
"""

CONFIGURATION = """\
state: state
log_level: error
listen: {port: 8799}
policy: {file: policy.yaml}
servers:
  - {name: finance, url: "http://127.0.0.1:9/mcp", resources: ["bank://"]}
routing: {probe_seconds: 0}
"""


@pytest.fixture
def configuration(tmp_path: Path) -> Path:
    """A file that can be loaded, with its policy beside it."""
    (tmp_path / "policy.yaml").write_text(POLICY)
    path = tmp_path / "strongroom.yaml"
    path.write_text(CONFIGURATION)
    return path
