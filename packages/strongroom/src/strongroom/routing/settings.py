"""Settings of routing (section `routing`)."""

from pydantic import BaseModel, ConfigDict, Field


class RoutingSettings(BaseModel):
    """When a server's replica is left alone, and when it is tried again."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    failures_to_open: int = Field(default=5, ge=1, le=1000, description="A replica is left alone after this many failures in a row.")
    open_seconds: float = Field(
        default=5.0, gt=0, le=600, description="Seconds for which it is left alone; doubled with each failed trial, up to twelve times this."
    )
    probe_seconds: float = Field(
        default=5.0, ge=0, le=600, description="Seconds between probes of replicas that carried no call meanwhile; 0 turns probing off."
    )
