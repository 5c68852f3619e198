"""The seven people of the development identity provider, and the clients that have a secret. Secrets are made at first start and live in one file.

Above: the provider, the demo that prints the users.
Below: core's randomness.
Does not know: tokens.
"""

import base64
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from strongroom.core.clock import Entropy

FILE_NAME = "development-users.json"
CONFIDENTIAL_CLIENT = "reporting-agent"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person: what the tokens say of them, and what they sign in with. `totp_secret` is base32 (RFC 6238, SHA-1, 6 digits, 30 s)."""

    username: str
    name: str
    roles: tuple[str, ...]
    clearance: str
    region: str
    purposes: tuple[str, ...]
    password: str = ""
    totp_secret: str = ""

    def __repr__(self) -> str:
        return f"User({self.username})"


@dataclass(frozen=True, slots=True)
class Directory:
    """Everybody who can sign in, by user name, and the secrets of confidential clients, by client id."""

    users: dict[str, User]
    client_secrets: dict[str, str]

    def __repr__(self) -> str:
        return f"Directory({', '.join(self.users)})"


SEED = (
    # Two compliance officers, and a risk manager beside the analyst: what one of them drafts another decides.
    User(
        username="rita",
        name="Rita Moreau",
        roles=("relationship_manager",),
        clearance="confidential",
        region="EU",
        purposes=("customer_service", "account_management"),
    ),
    User(
        username="rashid",
        name="Rashid Haddad",
        roles=("risk_analyst",),
        clearance="confidential",
        region="EU",
        purposes=("risk_management", "regulatory_reporting"),
    ),
    User(username="tara", name="Tara Whitfield", roles=("trader",), clearance="internal", region="UK", purposes=("trading",)),
    User(
        username="colin",
        name="Colin Brandt",
        roles=("compliance_officer",),
        clearance="restricted",
        region="EU",
        purposes=("compliance", "fraud_prevention", "regulatory_reporting"),
    ),
    User(
        username="clara",
        name="Clara Weiss",
        roles=("compliance_officer",),
        clearance="restricted",
        region="EU",
        purposes=("compliance", "fraud_prevention", "regulatory_reporting"),
    ),
    User(
        username="marcus",
        name="Marcus Okafor",
        roles=("risk_manager",),
        clearance="confidential",
        region="EU",
        purposes=("risk_management", "regulatory_reporting"),
    ),
    User(username="ada", name="Ada Lindqvist", roles=("auditor",), clearance="internal", region="EU", purposes=("audit",)),
)


def directory(state: Path, entropy: Entropy) -> Directory:
    """The people of the state directory `state`; at the first start their secrets are made and written, mode 0600. Safe with several workers.

    Raises ValueError where the file was changed into something else.
    """
    path = state / FILE_NAME
    if not path.exists():
        _write_once(path, _generated(entropy))
    return _read(path)


def listed(state: Path) -> tuple[User, ...]:
    """The users with their secrets, for a demo on the same machine to print. Raises FileNotFoundError before the first start."""
    return tuple(_read(state / FILE_NAME).users.values())


def _generated(entropy: Entropy) -> str:
    people = [
        asdict(user) | {"password": _secret(entropy, 12), "totp_secret": base64.b32encode(entropy.bytes(20)).decode("ascii")}  # 160 bits: RFC 4226 section 4
        for user in SEED
    ]
    return json.dumps({"users": people, "clients": {CONFIDENTIAL_CLIENT: _secret(entropy, 32)}}, indent=2) + "\n"


def _secret(entropy: Entropy, count: int) -> str:
    return base64.urlsafe_b64encode(entropy.bytes(count)).rstrip(b"=").decode("ascii")


def _write_once(path: Path, text: str) -> None:
    """All or nothing, and the first worker wins: a link cannot replace what is there."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _read(path: Path) -> Directory:
    try:
        parsed = json.loads(path.read_text(encoding="utf-8"))
        users = [User(**(entry | {"roles": tuple(entry["roles"]), "purposes": tuple(entry["purposes"])})) for entry in parsed["users"]]
        secrets = {str(name): str(secret) for name, secret in parsed["clients"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ValueError(f"{path} is not the file of development users that Strongroom wrote; remove it to have new ones made.") from None
    return Directory({user.username: user for user in users}, secrets)
