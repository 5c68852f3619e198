"""Settings of the limits room."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

TargetText = Annotated[str, StringConstraints(pattern=r"^[^\s/*]{1,64}/(tool|resource|prompt)/([^\s*]{1,512}\*?|\*)$")]


class FailMode(StrEnum):
    """What follows where a limit cannot be counted."""

    OPEN = "open"
    CLOSED = "closed"


class Rate(BaseModel):
    """So many calls at once, and then so many per second."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    per_second: float = Field(gt=0, le=1_000_000, allow_inf_nan=False, description="Calls per second in the long run; 0.1 is one in ten seconds.")
    burst: int = Field(ge=1, le=1_000_000, description="Calls that may come at once.")


class LimitsSettings(BaseModel):
    """Section `limits` of strongroom.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    caller: Rate = Field(default=Rate(per_second=200, burst=400), description="Of one user through one agent, over all targets.")
    targets: dict[TargetText, Rate] = Field(
        default_factory=dict, description="Of one caller on one target, as in customer/tool/search_customers; a * may end it, and the longest fits."
    )
    remembered: int = Field(default=100_000, ge=1_000, le=10_000_000, description="Counters kept; the longest unused goes first.")
    when_counter_fails: FailMode = Field(default=FailMode.CLOSED, description="Whether calls pass while a counter cannot be reached.")
    caller_slots: int = Field(default=128, ge=1, description="Calls of one caller that may be at a server at the same time.")
    server_slots: int = Field(default=256, ge=1, description="Calls that may be at one server at the same time.")
    slots: int = Field(default=1024, ge=1, description="Calls that may be at servers at the same time, in this process.")
    caller_streams: int = Field(default=16, ge=1, description="Standing streams of one caller.")
    streams: int = Field(default=512, ge=1, description="Standing streams in this process.")
    call_seconds: float = Field(default=60, gt=0, le=3600, description="The longest call of a tool, resource, prompt or model.")
    question_seconds: float = Field(default=15, gt=0, le=3600, description="The longest list, discovery, handshake or completion.")
    stream_seconds: float = Field(default=3600, gt=0, le=86400, description="The longest standing stream; clients open it anew.")
    result_bytes: int = Field(default=4 * 1024 * 1024, ge=1024, description="The largest answer; of a standing stream, the largest message.")
