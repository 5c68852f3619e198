"""Reads scenario files; a file that is wrong is refused by name and place, before anybody computes with it."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bank_kit.failures import ToolFailureError, unknown
from bank_risk.market.scenario import RiskClass, Scenario, Shock, ShockKind

SHIPPED = Path(__file__).parent
"""The scenarios that come with the package."""

LARGEST_FILE = 100_000

Text = Annotated[str, Field(min_length=1, max_length=500)]


class ScenarioFileError(ValueError):
    """A scenario file is wrong; the message names the file and what is wrong with it."""


class _ShockLine(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    risk_class: RiskClass
    kind: ShockKind
    size: float = Field(allow_inf_nan=False)
    factors: str = Field(default="*", min_length=1, max_length=80)
    doubt: str = Field(default="", max_length=300)


class _ScenarioFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Text
    published_on: date
    source: Text
    doubt: str = Field(default="", max_length=300)
    published: dict[str, Text] = Field(default_factory=dict)
    shocks: tuple[_ShockLine, ...] = Field(min_length=1, max_length=200)


def shelf(folder: Path = SHIPPED) -> Mapping[str, Scenario]:
    """All scenarios of a folder by id, ids in order; ScenarioFileError for a file that is wrong."""
    return {path.stem: _read(path) for path in sorted(folder.glob("*.toml"))}


def scenario(scenario_id: str, folder: Path = SHIPPED) -> Scenario:
    """One scenario; UNKNOWN_ID when there is none of that name."""
    found = shelf(folder).get(scenario_id)
    if found is None:
        raise unknown("scenario", field="scenario_id", remedy="the scenario resources list what there is")
    return found


def _read(path: Path) -> Scenario:
    if path.stat().st_size > LARGEST_FILE:
        raise ScenarioFileError(f"{path.name}: larger than {LARGEST_FILE} bytes")
    try:
        given = _ScenarioFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        shocks = tuple(Shock(risk_class=each.risk_class, kind=each.kind, size=each.size, factors=each.factors, doubt=each.doubt) for each in given.shocks)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ScenarioFileError(f"{path.name}: not TOML: {error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise ScenarioFileError(f"{path.name}: {'.'.join(str(part) for part in first['loc'])}: {first['msg']}") from None
    except ToolFailureError as error:
        raise ScenarioFileError(f"{path.name}: {error.failure.field}: {error}") from None
    return Scenario(
        id=path.stem,
        name=given.name,
        published_on=given.published_on,
        source=given.source,
        shocks=shocks,
        published=given.published,
        doubt=given.doubt,
    )
