"""A policy small enough to read whole, and the engine for it."""

from pathlib import Path

import pytest

from strongroom.policy.embedded import Embedded

SMALL = """\
version: 1
roles:
  teller: {description: Serves customers.}
  auditor: {description: Checks.}
agents:
  reader: {targets: [finance/tool/get_*], clearance: confidential}
  broken-agent: {targets: [finance/prompt/*]}
  agent*: {targets: ["*"]}
servers:
  finance:
    tools:
      get_account: {classification: confidential, effect: read, scopes: [finance.read]}
      get_secret: {classification: restricted, effect: read}
      pay: {classification: confidential, scopes: [finance.write, finance.read]}
      report_*: {classification: internal, effect: read, obligations: {cap: 500}}
    resources:
      bank://accounts/*: {classification: confidential, effect: read, scopes: [finance.read]}
      bank://rates: {classification: public, effect: read}
    prompts:
      summary: {classification: internal, effect: read}
  vault:
    tools:
      open: {classification: restricted}
always:
  inspect: {iban: mask, pan: mask}
  cap: 1000
rules:
  - id: tellers
    description: Tellers look at accounts.
    roles: [teller]
    targets: [finance/tool/get_*, finance/resource/*, finance/prompt/summary]
    obligations: {inspect: {iban: allow}, mask: {$.a: last4}, drop: [$.b], cap: 2000}
  - id: pay-small
    description: Tellers pay small amounts.
    roles: [teller]
    targets: [finance/tool/pay]
    when:
      regions: [EU]
      amounts: [{argument: amount, at_most: 1000, currency: EUR, currency_argument: currency}]
  - id: pay-large
    description: Tellers pay larger amounts after a fresh one-time code.
    roles: [teller]
    targets: [finance/tool/pay]
    when:
      regions: [EU]
      mfa: {minimum: one_time_code, max_age: 5m}
      amounts: [{argument: amount, at_most: 50000, currency: EUR, currency_argument: currency}]
  - id: reports
    description: Auditors read reports.
    roles: [auditor]
    targets: [finance/tool/report_*]
  - id: no-daily
    description: Daily reports are closed.
    effect: deny
    roles: ["*"]
    targets: [finance/tool/report_daily]
  - id: no-marketing
    description: Nothing is read for marketing.
    effect: deny
    roles: ["*"]
    targets: [finance/resource/*]
    when: {purposes: [marketing], regions: [EU]}
"""


@pytest.fixture
def small_text() -> str:
    return SMALL


@pytest.fixture
def small() -> Embedded:
    return Embedded.from_text(SMALL)


@pytest.fixture
def demo_policy() -> Path:
    """The policy that `make demo` runs."""
    return Path(__file__).parents[2] / "src" / "strongroom" / "app" / "demo" / "policy.yaml"
