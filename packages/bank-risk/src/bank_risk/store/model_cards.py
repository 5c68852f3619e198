"""The model inventory as rows of the store; a card that is wrong is refused before anything is filled."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bank_risk.store.versions import PACKAGE

INVENTORY = PACKAGE / "models" / "inventory.toml"

Text = Annotated[str, Field(min_length=1, max_length=600)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1, max_length=20)]


class Card(BaseModel):
    """A model card; `tier` 1 feeds capital or limits, 2 informs."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9-]{2,40}$")
    version: str = Field(pattern=r"^[0-9.]{1,20}$")
    name: Text
    tier: int = Field(ge=1, le=3)
    tools: Texts
    purpose: Text
    method: Text
    assumptions: Texts
    limits: Texts
    reference: Text
    tested_by: Texts
    independent_validation: str = "none recorded"


class _Inventory(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    model: tuple[Card, ...] = Field(min_length=1, max_length=200)


def cards(path: Path = INVENTORY) -> tuple[Card, ...]:
    """All cards by id; ValueError when one is wrong or two share an id."""
    found = _Inventory.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).model
    if len({card.id for card in found}) != len(found):
        raise ValueError("two models share an id")
    return tuple(sorted(found, key=lambda card: card.id))


def card_rows() -> list[tuple[object, ...]]:
    """Rows of model_inventory."""
    return [(card.id, card.version, card.model_dump_json(exclude={"id", "version"})) for card in cards()]
