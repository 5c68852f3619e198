"""Strongroom itself under measurement: its configuration, its policy, a token that its doors accept, and the process."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from joserfc import jwt
from joserfc.jwk import ECKey
from load import Target, request_body, request_headers
from peers import House
from processes import MEASURED, free_port, pinned

POLICY: Final = """\
version: 1
roles: {banker: {description: Reads accounts.}, auditor: {description: Checks.}}
agents: {"*": {targets: ["*"]}}
servers:
  bench:
    tools:
      get_account: {classification: confidential, effect: read, scopes: [finance.read]}
      get_account_iban: {classification: confidential, effect: read, scopes: [finance.read]}
always:
  inspect: {pan: mask, iban: mask, ssn: mask, secret: mask}
rules:
  - id: accounts
    description: Bankers in the region read accounts after a one-time code, in working time.
    roles: [banker]
    targets: [bench/tool/get_account*]
    when:
      mfa: {minimum: one_time_code, max_age: 8h}
      regions: [EU]
      hours: {from: "00:00", to: "24:00", zone: Europe/Zurich}
  - id: no-marketing
    description: Nothing is read for marketing.
    effect: deny
    roles: ["*"]
    targets: [bench/tool/*]
    when: {purposes: [marketing]}
"""
PLENTY: Final = {"per_second": 1_000_000, "burst": 1_000_000}


@dataclass(frozen=True, slots=True)
class Issuer:
    """The identity provider of the benchmark: one key, published by the upstream's process."""

    key: ECKey
    url: str

    def token(self, audience: str) -> str:
        """A token for an hour, of a user who signed in just now with a one-time code."""
        now = int(time.time())
        claims = {
            "iss": self.url,
            "sub": "bench-user",
            "aud": audience,
            "client_id": "bench-agent",
            "iat": now,
            "exp": now + 3600,
            "auth_time": now,
            "jti": "bench",
            "scope": "finance.read",
            "roles": ["banker"],
            "clearance": "confidential",
            "region": "EU",
            "amr": ["pwd", "otp"],
        }
        return jwt.encode({"alg": "ES256", "kid": self.key.kid, "typ": "at+jwt"}, claims, self.key)


def new_key(jwks: Path) -> ECKey:
    """A fresh key, its public half written to `jwks`."""
    key = ECKey.generate_key("P-256", parameters={"kid": "bench", "use": "sig", "alg": "ES256"}, private=True)
    jwks.write_text(json.dumps({"keys": [key.as_dict(private=False)]}), encoding="utf-8")
    return key


def write_settings(folder: Path, *, port: int, issuer: str, behind: int, durability: str) -> Path:
    """strongroom.yaml with everything on; only the rates are out of the way, and log lines per call are off because the audit log is on."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "policy.yaml").write_text(POLICY, encoding="utf-8")
    settings = {
        "state": str(folder / "state"),
        "log_level": "warning",
        "listen": {"port": port},
        "edge": {"public_url": f"http://127.0.0.1:{port}"},
        "identity": {"issuers": [{"kind": "oidc", "issuer": issuer, "jwks_url": f"{issuer}/jwks", "algorithms": ["ES256"]}]},
        "policy": {"file": str(folder / "policy.yaml")},
        "limits": {"caller": PLENTY, "targets": {"bench/tool/*": PLENTY}},
        "servers": [{"name": "bench", "url": f"http://127.0.0.1:{behind}/mcp", "eras": "modern"}],
        "audit": {"directory": str(folder / "audit"), "durability": durability, "call_log": "off"},
    }
    path = folder / "strongroom.yaml"
    path.write_text(json.dumps(settings, indent=2), encoding="utf-8")
    return path


def strongroom(house: House, issuer: Issuer, behind: int, durability: str, tool: str = "get_account") -> Target:
    """The gateway with token, policy, inspection, limits and audit on; `durability` as in the section audit."""
    port = free_port()
    name = f"strongroom {durability}" if tool == "get_account" else f"strongroom {durability}, masking"
    settings = write_settings(house.scratch / name.replace(" ", "-").replace(",", ""), port=port, issuer=issuer.url, behind=behind, durability=durability)
    program = Path(sys.executable).with_name("strongroom")
    process = house.start(name.replace(" ", "-").replace(",", ""), [str(program), "serve", "gateway", "--config", str(settings)], core=MEASURED)
    took = process.wait_for(port, 30)
    does = "token, policy, inspection, limits, audit " + ("on disk before the answer" if durability == "before_reply" else "on disk after the answer")
    does += "" if tool == "get_account" else "; each answer holds an IBAN, masked in structure and text"
    url = f"http://127.0.0.1:{port}/mcp/bench"
    return Target(name, does, url, process, {"Authorization": f"Bearer {issuer.token(url)}"}, tool=tool, started_seconds=took)


def stops(house: House, issuer: Issuer, behind: int) -> list[tuple[str, float]]:
    """Median microseconds by stop of one call, in a process of its own. Raises RuntimeError."""
    port = free_port()
    settings = write_settings(house.scratch / "stops", port=port, issuer=issuer.url, behind=behind, durability="background")
    url = f"http://127.0.0.1:{port}/mcp/bench"
    target = Target("stops", "", url, house.running[0], {"Authorization": f"Bearer {issuer.token(url)}"})
    said = house.scratch / "stops.json"
    call = {"path": "/mcp/bench", "host": f"127.0.0.1:{port}", "headers": request_headers(target), "body": request_body(target)}
    said.write_text(json.dumps(call), encoding="utf-8")
    said.chmod(0o600)
    command = pinned([sys.executable, str(Path(__file__).with_name("stops.py")), str(settings), str(said)], MEASURED)
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
    if done.returncode:
        raise RuntimeError(f"the table of stops failed: {done.stderr.strip().splitlines()[-1:]}")
    return [(str(name), float(microseconds)) for name, microseconds in json.loads(done.stdout.splitlines()[-1])]
