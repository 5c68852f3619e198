"""The `audit` section of strongroom.yaml."""

from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class Durability(StrEnum):
    """When a call is answered."""

    BEFORE_REPLY = "before_reply"
    BACKGROUND = "background"


class WhenUnwritable(StrEnum):
    """What is refused while the log cannot be written."""

    REFUSE_WRITES = "refuse_writes"
    REFUSE_ALL = "refuse_all"


class CallLog(StrEnum):
    """At which level each call leaves a line in the operational log."""

    OFF = "off"
    DEBUG = "debug"
    INFO = "info"


class AuditSettings(BaseModel):
    """The sealed record of every call, and the operational trace beside it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    directory: Path = Field(default=Path("var/audit"), description="Folder of the log: one shard per process, the keys and the checkpoints over all shards.")
    origin: str = Field(
        default="strongroom.local/audit",
        pattern=r"^[A-Za-z0-9._/-]{1,200}$",
        description="Name under which this log signs, worldwide unique by convention: a host name and a path, without scheme.",
    )
    durability: Durability = Field(
        default=Durability.BEFORE_REPLY, description="before_reply: answer only when the record is on disk. background: answer at once."
    )
    when_unwritable: WhenUnwritable = Field(
        default=WhenUnwritable.REFUSE_WRITES, description="While the log cannot be written: refuse calls that change something, or refuse all calls."
    )
    spool_records: int = Field(
        default=10_000, ge=0, le=1_000_000, description="Records kept in memory while the log cannot be written; when full, every call is refused."
    )
    group_window_ms: float = Field(
        default=0.0,
        ge=0,
        le=100,
        description="Milliseconds to wait for more records before each write; 0 groups what came during the last one. In the background at least 5.",
    )
    segment_megabytes: int = Field(default=64, ge=1, le=1024, description="Size at which a new segment file is begun.")
    checkpoint_seconds: float = Field(default=1.0, gt=0, le=3600, description="Longest time a record waits to be covered by a signed checkpoint of its shard.")
    cover_seconds: float = Field(default=10.0, gt=0, le=86_400, description="Interval of the signed checkpoint that covers all shards.")
    recent_calls: int = Field(default=500, ge=1, le=100_000, description="Sealed calls kept in memory for the live view.")
    call_log: CallLog = Field(default=CallLog.INFO, description="Level of the one log line per call, or off.")
