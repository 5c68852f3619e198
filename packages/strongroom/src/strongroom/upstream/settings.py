"""Settings of what is taken from the servers behind (section `upstream`)."""

from pydantic import BaseModel, ConfigDict, Field


class UpstreamSettings(BaseModel):
    """Bounds on what a server may answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    message_bytes: int = Field(default=8 * 1024 * 1024, ge=1024, description="Largest message a server may send, in bytes.")
    stream_bytes: int = Field(default=64 * 1024 * 1024, ge=1024, description="Most bytes of one streamed answer; standing streams have no such end.")
    everyone_seconds: float = Field(
        default=10.0, gt=0, le=300, description="At the door to all servers, a server that takes longer than this to answer is left out, in seconds."
    )
