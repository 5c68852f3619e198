"""What the report tools accept."""

from typing import Annotated

from pydantic import Field, field_validator

from bank_compliance.reports.concepts import Template, concepts
from bank_kit.arguments import AsOf, LegalEntity, StrictArguments, WriteArguments
from bank_kit.money import Exact

REPORT_ID = r"RPT-[0-9a-f]{16}"


class FigureArguments(StrictArguments):
    """One figure and where it comes from."""

    name: Annotated[str, Field(max_length=40, description="A concept of the internal taxonomy, such as CET1 or LCR")]
    value: Exact = Field(description="Decimal string: amounts in the company's currency, ratios as decimals")
    lineage_id: Annotated[str, Field(pattern=r"^lin-[0-9a-f]{24}$")] = Field(description="lineage_id of the envelope the figure was taken from")

    @field_validator("name")
    @classmethod
    def _known(cls, name: str) -> str:
        if name not in concepts():
            raise ValueError("no concept of the internal taxonomy: see the description of figures")
        return name


class ReportArguments(WriteArguments):
    """A report to make."""

    template: Template = Field(description="KM1, LIQ1, LCR_DAILY, CAPITAL_DAILY take figures; AML_MI counts alerts and screenings itself")
    legal_entity: LegalEntity
    period_end: AsOf = Field(description="Last day of the period")
    figures: tuple[FigureArguments, ...] = Field(default=(), max_length=64, description="Taken from the risk server's answers; what follows is worked out")

    @field_validator("figures")
    @classmethod
    def _once(cls, figures: tuple[FigureArguments, ...]) -> tuple[FigureArguments, ...]:
        if len({one.name for one in figures}) != len(figures):
            raise ValueError("a figure stands there twice")
        return figures


class ReportIdArguments(StrictArguments):
    """One report."""

    report_id: Annotated[str, Field(pattern=f"^{REPORT_ID}$", description="Report id, as generate_regulatory_report answered")]
