"""Settings of the catalog: the servers behind Strongroom (section `servers`, one entry each)."""

from enum import StrEnum
from typing import Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator


class Eras(StrEnum):
    """Which MCP revisions a server speaks: those with a handshake (to 2025-11-25), the stateless one (2026-07-28), or both."""

    LEGACY = "legacy"
    MODERN = "modern"
    BOTH = "both"


class ServerSettings(BaseModel):
    """One MCP server: where it is, how it knows itself, which resources are its own, and who answers for it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[a-z0-9-]{1,32}$", description="Name of the server in tool names, paths and policy: a-z, 0-9 and -, at most 32.")
    urls: tuple[str, ...] = Field(min_length=1, max_length=64, description="URLs of the MCP endpoint, one for each replica; one alone may be given as `url`.")
    command: tuple[str, ...] = Field(
        default=(), description="Program and arguments with which `strongroom up` starts the server itself; empty where it runs already."
    )
    audience: str = Field(default="", description="Audience of the tokens for this server; its first URL where unset.")
    resources: tuple[str, ...] = Field(
        default=(), max_length=64, description="Prefixes of the resource URIs that are this server's own; it cannot offer others."
    )
    answer_seconds: float = Field(default=60.0, gt=0, le=3600, description="Longest silence of the server during a call, in seconds.")
    eras: Eras = Field(default=Eras.BOTH, description="MCP revisions the server speaks: legacy, modern or both.")
    description: str = Field(default="", max_length=500, description="What the server is for, in a sentence.")
    owner: str = Field(default="", max_length=200, description="Who answers for the server.")

    @model_validator(mode="before")
    @classmethod
    def _one_url(cls, given: object) -> object:
        if isinstance(given, dict) and "url" in given and "urls" not in given:
            return {**{key: value for key, value in given.items() if key != "url"}, "urls": (given["url"],)}
        return given

    @field_validator("urls")
    @classmethod
    def _urls_lead_somewhere(cls, urls: tuple[str, ...]) -> tuple[str, ...]:
        for url in urls:
            parts = urlsplit(url)
            if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc or "#" in url:
                message = "a server's URL is http or https, has a host, and neither user name nor fragment"
                raise ValueError(message)
        return urls

    @field_validator("resources")
    @classmethod
    def _prefixes_have_a_scheme(cls, prefixes: tuple[str, ...]) -> tuple[str, ...]:
        for prefix in prefixes:
            if ":" not in prefix:
                message = f"a resource prefix begins with a scheme, as in bank://accounts/: {prefix!r}"
                raise ValueError(message)
        return prefixes

    @model_validator(mode="after")
    def _audience_is_known(self) -> Self:
        if not self.audience:
            object.__setattr__(self, "audience", self.urls[0])
        return self
