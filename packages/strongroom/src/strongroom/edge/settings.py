"""The settings of the public doors, section `edge` of strongroom.yaml."""

from ipaddress import ip_network
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

_HostList = tuple[Annotated[str, Field(min_length=1, max_length=255, pattern=r"^[^\s/]+$")], ...]


class EdgeSettings(BaseModel):
    """Where the doors are known, who may knock, and how long anybody may take."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    public_url: str = Field(default="http://127.0.0.1:8700", description="How clients reach the doors: scheme, host and port, nothing after it.")
    allowed_hosts: _HostList = Field(
        default=(), description="Further values of the Host header that are ours: `name` for any port, or `name:port`. The host of public_url always is."
    )
    allowed_origins: tuple[str, ...] = Field(
        default=(), description="Web origins whose pages may call, such as https://chat.bank.example. The origin of public_url always may."
    )
    operator_networks: tuple[str, ...] = Field(
        default=("127.0.0.0/8", "::1/128"),
        max_length=64,
        description="Networks (CIDR) whose machines may read /metrics and what exactly is unwell in /readyz; Prometheus belongs here.",
    )
    body_bytes: int = Field(default=4 * 1024 * 1024, ge=1024, le=64 * 1024 * 1024, description="Largest request body, in bytes.")
    body_seconds: float = Field(default=10, gt=0, le=300, description="Time in which a whole request body must arrive.")
    write_seconds: float = Field(default=30, gt=0, le=600, description="Time after which a client that does not read its answer is hung up on.")
    keep_alive_seconds: float = Field(default=15, gt=0, le=60, description="Silence after which a comment keeps an answering connection alive.")
    session_seconds: int = Field(default=28_800, ge=60, le=604_800, description="Lifetime of a session of the handshake era; then clients start anew.")
    drain_seconds: float = Field(default=20, ge=0, le=600, description="Time that running calls have to finish once the process is told to stop.")
    failed_tokens_per_minute: int = Field(default=30, ge=1, le=100_000, description="Refused tokens from one address in a minute before it must wait.")

    @field_validator("public_url")
    @classmethod
    def _is_an_origin(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"} or parts.query or parts.fragment or parts.username:
            message = "public_url is scheme, host and port only, such as https://mcp.bank.example"
            raise ValueError(message)
        return value.rstrip("/").lower()

    @field_validator("operator_networks")
    @classmethod
    def _are_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for network in value:
            try:
                ip_network(network)
            except ValueError as error:
                message = f"{error}; write networks as in 10.20.0.0/16"
                raise ValueError(message) from None
        return value
