"""The whole of strongroom.yaml: one section per room, and what belongs to the process itself."""

from enum import StrEnum
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from strongroom.audit.settings import AuditSettings
from strongroom.catalog.settings import ServerSettings
from strongroom.drivers.http import HttpSettings
from strongroom.edge.settings import EdgeSettings
from strongroom.identity.settings import DevelopmentIssuer, IdentitySettings
from strongroom.limits.settings import LimitsSettings
from strongroom.policy.settings import PolicySettings
from strongroom.protection.settings import ProtectionSettings
from strongroom.routing.settings import RoutingSettings
from strongroom.upstream.settings import UpstreamSettings

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Profile(StrEnum):
    """What this instance is for."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class ListenSettings(BaseModel):
    """Where the process listens, and with how many workers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8700, ge=1, le=65535, description="Port to listen on.")
    workers: int = Field(default=1, ge=1, le=256, description="Processes that share the port; each writes its own audit shard.")
    most_connections: int = Field(default=10_000, ge=10, le=1_000_000, description="Open connections per process; more are answered 503.")
    tls_certificate: Path | None = Field(default=None, description="PEM file with the certificate chain; without one, plain HTTP for loopback or a TLS proxy.")
    tls_key: Path | None = Field(default=None, description="PEM file with the private key of that certificate.")

    @model_validator(mode="after")
    def _certificate_and_key_belong_together(self) -> Self:
        if bool(self.tls_certificate) != bool(self.tls_key):
            message = "tls_certificate and tls_key go together; set both or neither"
            raise ValueError(message)
        return self


class Settings(BaseModel):
    """strongroom.yaml. Every section may be left out; without any file the embedded defaults apply, which deny every call."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    profile: Profile = Field(default=Profile.DEVELOPMENT, description="production refuses whatever is only fit for one developer's machine.")
    state: Path = Field(
        default=Path("var"), description="Folder for keys, users of the development identity provider, and the audit log unless it names its own."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="From which level on log lines are written.")
    listen: ListenSettings = Field(default=ListenSettings(), description="Where the process listens.")
    edge: EdgeSettings = Field(default=EdgeSettings(), description="The public doors.")
    identity: IdentitySettings = Field(default=IdentitySettings(), description="Who may say who is calling.")
    policy: PolicySettings = Field(default=PolicySettings(), description="Who may do what.")
    protection: ProtectionSettings = Field(default=ProtectionSettings(), description="What must not pass.")
    limits: LimitsSettings = Field(default=LimitsSettings(), description="How much.")
    servers: tuple[ServerSettings, ...] = Field(default=(), max_length=256, description="The MCP servers behind the gateway.")
    routing: RoutingSettings = Field(default=RoutingSettings(), description="Health, breaker and retry.")
    upstream: UpstreamSettings = Field(default=UpstreamSettings(), description="Bounds on what a server may answer.")
    upstream_http: HttpSettings = Field(default=HttpSettings(), description="Connections to the servers behind, TLS included.")
    audit: AuditSettings = Field(default=AuditSettings(), description="The sealed record of every call.")

    @model_validator(mode="after")
    def _production_is_strict(self) -> Self:
        if self.profile is Profile.PRODUCTION and any(isinstance(issuer, DevelopmentIssuer) for issuer in self.identity.issuers):
            message = "identity.issuers: the development identity provider is not for production; name your own with kind: oidc"
            raise ValueError(message)
        names = [server.name for server in self.servers]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            message = f"servers: {', '.join(twice)} stands there twice; each server has its own name"
            raise ValueError(message)
        return self
