"""Bytes that leave by a link and not through the model: kept as an object, named by digest, linked for a short time."""

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict, Field

from bank_finance.objects.port import ObjectStore

XML = "application/xml"
LIFETIME = timedelta(minutes=5)
"""Of every link given out."""


class LinkedDocument(BaseModel):
    """A document to fetch: whoever has the link can, until it expires."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    media_type: str
    sha256: str = Field(description="Of the bytes behind the link, checked when the link was made")
    byte_count: int
    link: str = Field(description="Answers a GET without token until expires_at; an address that begins with / is on this server")
    expires_at: datetime = Field(description="UTC, five minutes from now")


def export(objects: ObjectStore, content: bytes, media_type: str) -> LinkedDocument:
    """Keep the bytes and link them; UNAVAILABLE when the store does not take them."""
    return link_to(objects, objects.put(content).digest, media_type)


def link_to(objects: ObjectStore, digest: str, media_type: str) -> LinkedDocument:
    """A link to an object that is there and unchanged; UNKNOWN_ID or UNAVAILABLE otherwise."""
    link = objects.link(digest, media_type=media_type, lifetime=LIFETIME)
    return LinkedDocument(media_type=media_type, sha256=digest, byte_count=objects.head(digest).size, link=link.address, expires_at=link.expires_at)
