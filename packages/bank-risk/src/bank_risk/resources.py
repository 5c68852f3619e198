"""What the risk server lets one read by address: scenarios, dated parameters and models. Limits, reports and drafts are those of `tasks.limits`.

Above: offer. Below: forms, the store. Computes nothing.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pydantic import BaseModel
from sqlalchemy import RowMapping, select

from bank_kit.arguments import StrictArguments
from bank_kit.envelope import Envelope, Origin, Reading
from bank_kit.failures import unknown
from bank_kit.identity.caller import Caller
from bank_kit.offer import Resource
from bank_risk.forms.reference import ModelCard, ParameterLine, ParameterTable, ScenarioCard, ShockLine
from bank_risk.store.runs import SOURCE, RiskStore
from bank_risk.store.tables.rules import model_inventory, param, scenario, scenario_shock
from bank_risk.tasks.task import READ

NO_KEY = "-"


class _Asked(StrictArguments):
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class References:
    """The lookups over a store."""

    store: RiskStore

    def resources(self) -> tuple[Resource, ...]:
        """All of them."""
        return (
            Resource(
                address="risk://scenarios/{id}",
                name="scenario",
                title="Stress scenario",
                description="A scenario with its shocks, its source and the day it was published.",
                scope=READ,
                result=Envelope[ScenarioCard],
                read=self._read(self.scenario, "scenario"),
            ),
            Resource(
                address="risk://params/{framework}/{para}",
                name="parameters",
                title="Dated parameters",
                description=(
                    "Every value of a paragraph, of all jurisdictions and times, with unit, source and doubt. Frameworks as in warnings (CRE20, LCR, RBC); "
                    "characters of a paragraph that stand in no address are written as one hyphen: Art.-92-3."
                ),
                scope=READ,
                result=Envelope[ParameterTable],
                read=self._read(self.parameters, "rows"),
            ),
            Resource(
                address="risk://models/{id}",
                name="model",
                title="Model card",
                description="A model of the inventory: purpose, method, assumptions, limits and validation.",
                scope=READ,
                result=Envelope[ModelCard],
                read=self._read(self.model, "model"),
            ),
        )

    def scenario(self, names: Mapping[str, str]) -> ScenarioCard:
        """UNKNOWN_ID when there is none of that id."""
        rows = self.store.rows(select(scenario).where(scenario.c.id == names["id"]))
        if not rows:
            known = ", ".join(row["id"] for row in self.store.rows(select(scenario.c.id).order_by(scenario.c.id)))
            raise unknown("scenario", field="id", remedy=f"there are {known}")
        shocks = self.store.rows(select(scenario_shock).where(scenario_shock.c.scenario_id == names["id"]).order_by(scenario_shock.c.line))
        return ScenarioCard(
            scenario_id=rows[0]["id"],
            name=rows[0]["name"],
            published_on=rows[0]["published_on"],
            source=rows[0]["source"],
            doubt=rows[0]["doubt"],
            shocks=tuple(
                ShockLine(risk_class=row["risk_class"], kind=row["kind"], size=row["amount"], factors=row["factors"], doubt=row["doubt"]) for row in shocks
            ),
        )

    def parameters(self, names: Mapping[str, str]) -> ParameterTable:
        """UNKNOWN_ID when the framework or the paragraph has no values."""
        ordered = (param.c.name, param.c.param_key, param.c.jurisdiction, param.c.valid_from)
        rows = self.store.rows(select(param).where(param.c.framework == names["framework"]).order_by(*ordered))
        if not rows:
            known = ", ".join(sorted({row["framework"] for row in self.store.rows(select(param.c.framework).distinct())}))
            raise unknown("framework", field="framework", remedy=f"there are {known}")
        found = tuple(_line(row) for row in rows if addressed(row["paragraph"]) == names["para"])
        if not found:
            known = ", ".join(sorted({addressed(row["paragraph"]) for row in rows})[:40])
            raise unknown("paragraph of that framework", field="para", remedy=f"there are {known}")
        return ParameterTable(rows=found)

    def model(self, names: Mapping[str, str]) -> ModelCard:
        """UNKNOWN_ID when the inventory has no such model."""
        rows = self.store.rows(select(model_inventory).where(model_inventory.c.id == names["id"]))
        if not rows:
            known = ", ".join(row["id"] for row in self.store.rows(select(model_inventory.c.id).order_by(model_inventory.c.id)))
            raise unknown("model", field="id", remedy=f"there are {known}" if known else "the inventory is empty")
        return ModelCard(model_id=rows[0]["id"], version=rows[0]["version"], card=json.loads(rows[0]["card"]))

    def _read(self, find: Callable[[Mapping[str, str]], BaseModel], unit: str) -> Callable[[Mapping[str, str], Caller], BaseModel]:
        origin = Origin(
            source_system=SOURCE,
            data_version=f"{self.store.world_version} {self.store.code_version}",
            method="lookup",
            method_version="1",
        )

        def read(names: Mapping[str, str], caller: Caller) -> BaseModel:
            del caller
            return origin.envelope(find(names), _Asked(names=names), Reading(unit=unit, as_of=self.store.business_date()))

        return read


def addressed(paragraph: str) -> str:
    """A paragraph as it is written in an address."""
    return re.sub(r"[^A-Za-z0-9._]+", NO_KEY, paragraph).strip(NO_KEY)[:64]


def _line(row: RowMapping) -> ParameterLine:
    return ParameterLine(
        framework=row["framework"],
        paragraph=row["paragraph"],
        name=row["name"],
        key=None if row["param_key"] == NO_KEY else row["param_key"],
        value=row["amount"],
        unit=row["unit"],
        jurisdiction=row["jurisdiction"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        source=row["source"],
        doubt=row["doubt"],
    )
