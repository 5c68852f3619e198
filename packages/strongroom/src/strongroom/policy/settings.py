"""Settings of the policy room."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class PolicySettings(BaseModel):
    """Section `policy` of strongroom.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["embedded"] = Field(default="embedded", description="The engine that decides.")
    file: Path | None = Field(default=None, description="The policy file; without one everything is denied.")
