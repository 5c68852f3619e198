"""Everybody on the stage of the attacks, and the policy under which they play."""

from dataclasses import dataclass

from staging.ground import Ground, Issuer
from staging.hostile import Hostile
from staging.house import House

POLICY = """\
version: 1
roles:
  reader: {description: Reads what is open.}
  writer: {description: Reads what is open and what is secret.}
  tester: {description: Is counted apart.}
agents:
  narrow: {targets: [alpha/tool/open_echo], clearance: internal}
  agent: {targets: ["*"]}
  "rate-*": {targets: ["*"]}
servers:
  alpha:
    tools:
      "open_*": {classification: internal, effect: read, scopes: [use]}
      "masked_*":
        classification: confidential
        effect: read
        scopes: [use]
        obligations: {mask: {$.structuredContent.holder: full, $.structuredContent.account: last4, "$.structuredContent.people[*].holder": full}}
      "secret_*": {classification: confidential, effect: read, scopes: [use]}
      "write_*": {classification: confidential, effect: write, scopes: [use]}
    resources:
      "alpha://open/*": {classification: internal, effect: read, scopes: [use]}
      "alpha://secret/*": {classification: confidential, effect: read, scopes: [use]}
    prompts:
      "open_*": {classification: internal, effect: read, scopes: [use]}
      "secret_*": {classification: confidential, effect: read, scopes: [use]}
  beta:
    tools:
      "open_*": {classification: internal, effect: read, scopes: [use]}
      "secret_*": {classification: confidential, effect: read, scopes: [use]}
always:
  inspect: {pan: mask, iban: mask, ssn: mask, secret: mask}
rules:
  - id: open
    description: Readers use what is open.
    roles: [reader, writer]
    targets: ["alpha/tool/open_*", "alpha/tool/masked_*", "alpha/tool/write_*", "alpha/resource/alpha://open/*", "alpha/prompt/open_*", "beta/tool/open_*"]
  - id: secret
    description: Writers use what is secret.
    roles: [writer]
    targets: ["alpha/tool/secret_*", "alpha/resource/alpha://secret/*", "alpha/prompt/secret_*", "beta/tool/secret_*"]
"""


@dataclass(frozen=True, slots=True)
class Stage:
    """Everybody."""

    house: House
    alpha: Hostile
    beta: Hostile
    issuer: Issuer
    ground: Ground
