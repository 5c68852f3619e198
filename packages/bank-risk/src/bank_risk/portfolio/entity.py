"""Which rulebook and currency a question is answered in: those of the legal entity it names, or the group's."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from bank_kit.failures import unknown
from bank_kit.parameters import Rulebook
from bank_risk.rulebooks import rulebook
from bank_risk.store.runs import RiskStore
from bank_risk.store.tables.trading import legal_entity

GROUP_JURISDICTION, GROUP_CURRENCY = "EU", "EUR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A legal entity, or the group when `lei` is None."""

    lei: str | None
    currency: str
    jurisdiction: str

    def rulebook(self, asked: str | None, day: date) -> Rulebook:
        """The rules of the jurisdiction asked for, or of its own."""
        return rulebook(asked or self.jurisdiction, day)

    def foreign(self, asked: str | None) -> tuple[str, ...]:
        """The warning due when rules were asked for that are not its own."""
        return () if asked in {None, self.jurisdiction} else (f"OTHER_RULES: those of {asked} were asked for; its own are those of {self.jurisdiction}",)


def entity_of(store: RiskStore, lei: str | None) -> Entity:
    """The legal entity of an LEI; UNKNOWN_ID when the bank has none of that LEI."""
    if lei is None:
        return Entity(lei=None, currency=GROUP_CURRENCY, jurisdiction=GROUP_JURISDICTION)
    rows = store.rows(select(legal_entity).where(legal_entity.c.lei == lei))
    if not rows:
        raise unknown("legal entity", field="legal_entity", remedy="leave it out for the group, or use the LEI of one of the bank's companies")
    return Entity(lei=lei, currency=rows[0]["currency"], jurisdiction=rows[0]["jurisdiction"])
