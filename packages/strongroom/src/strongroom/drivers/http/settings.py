"""Settings of the HTTP client pool (section `upstream_http`)."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class HttpSettings(BaseModel):
    """How Strongroom talks HTTP to the servers behind it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    connections_per_origin: int = Field(
        default=128, ge=1, le=4096, description="Most connections to one server address at a time; standing streams hold one each."
    )
    waiting_per_origin: int = Field(
        default=512, ge=0, le=65536, description="Most calls that may wait for a connection to one server address; more are refused."
    )
    connect_seconds: float = Field(default=3.0, gt=0, le=60, description="Longest wait for a connection, TLS handshake and queue included, in seconds.")
    idle_seconds: float = Field(
        default=4.0,
        gt=0,
        le=300,
        description="An unused connection is closed after this many seconds; keep it below the servers' own keep-alive time (often 5).",
    )
    ca_file: Path | None = Field(
        default=None, description="PEM file of the authorities that sign the servers' certificates; the system's authorities where unset."
    )
    certificate_file: Path | None = Field(default=None, description="PEM file of the client certificate shown to servers (mutual TLS).")
    key_file: Path | None = Field(default=None, description="PEM file of the client certificate's private key, if it is not in the certificate file.")
