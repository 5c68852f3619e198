"""A credit transfer (pacs.008) screened whole: every party, every agent, every line of free text; and what Recommendation 16 misses in it.

A hit holds the payment, and so does what cannot be screened. Missing information is told beside the decision and holds nothing by itself:
what to do about it is for the institution's procedures (FATF INR.16).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bank_compliance.lists.entry import EntryKind, ListVersion
from bank_compliance.screening.answer import Hit
from bank_compliance.screening.free_text import screen_text
from bank_compliance.screening.question import ScreeningMode, Subject
from bank_compliance.screening.screener import METHODS, MOST_HITS, Screener
from bank_kit.failures import ToolFailureError
from bank_kit.messages.parties import Agent, Party
from bank_kit.messages.transfer import CreditTransfer
from bank_kit.messages.travel_rule import Completeness, Edition, TravelRule, check_completeness
from bank_kit.parameters import Rulebook


class Decision(StrEnum):
    """What to do with the payment until somebody has looked."""

    RELEASE = "pass"
    HOLD = "hold"


class PartKind(StrEnum):
    """What was screened."""

    PARTY = "party"
    AGENT = "agent"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores of 0 to 100 from which a name, and a listed name in free text, is a hit."""

    name: float
    text: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PartAnswer:
    """One party, agent or text by its place in the message, its hits, and why it could not be screened, if it could not.

    `namesakes` are entries that the name alone would have hit: what the message says beside it, in the sender's own words, spoke against them.
    """

    place: str
    kind: PartKind
    hits: tuple[Hit, ...] = ()
    problem: str = ""
    namesakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentAnswer:
    """The decision, each part that was screened, hits or not, and what is missing under Recommendation 16."""

    decision: Decision
    mode: ScreeningMode
    method: str
    list_version: ListVersion
    thresholds: Thresholds
    parts: tuple[PartAnswer, ...]
    completeness: Completeness

    @property
    def hits(self) -> int:
        """In all parts."""
        return sum(len(part.hits) for part in self.parts)


def thresholds_of(rulebook: Rulebook, mode: ScreeningMode) -> Thresholds:
    """As published in parameters/screening.csv."""
    return Thresholds(rulebook.number("SCREENING", "threshold", mode.value), rulebook.number("SCREENING", "threshold", "text"))


def travel_rule_of(rulebook: Rulebook, edition: Edition) -> TravelRule:
    """Recommendation 16 in that edition, with its threshold and doubt from parameters/screening.csv."""
    row = rulebook.row("FATF-R16", "threshold", edition.value)
    return TravelRule(edition=edition, valid_from=row.valid_from, threshold=row.value, currency=row.unit, source=row.source, doubt=row.doubt)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentScreening:
    """How payments are screened: the list, the mode, the thresholds, the rule of what must travel along."""

    screener: Screener
    mode: ScreeningMode
    thresholds: Thresholds
    rule: TravelRule

    def screen(self, transfer: CreditTransfer, *, amount: Decimal) -> PaymentAnswer:
        """One transaction; `amount` is its value in the currency of the rule's threshold, major units, never negative (ValueError)."""
        parts = (
            *(self._subject(place, PartKind.PARTY, _of_party(party)) for place, party in _parties(transfer)),
            *(self._subject(place, PartKind.AGENT, _of_agent(agent)) for place, agent in _agents(transfer)),
            *(self._text(place, lines) for place, lines in _texts(transfer)),
        )
        held = any(part.hits or part.problem for part in parts)
        return PaymentAnswer(
            decision=Decision.HOLD if held else Decision.RELEASE,
            mode=self.mode,
            method=METHODS[self.mode],
            list_version=self.screener.sanctions.version,
            thresholds=self.thresholds,
            parts=parts,
            completeness=check_completeness(transfer, self.rule, amount=amount),
        )

    def _subject(self, place: str, kind: PartKind, known: "_Known") -> PartAnswer:
        try:
            subject = known.subject()
            answer = self.screener.screen(subject, self.mode, threshold=self.thresholds.name, limit=MOST_HITS)
            namesakes = self._namesakes(subject, answer.hits)
        except ToolFailureError as error:
            return PartAnswer(place=place, kind=kind, problem=error.failure.message)
        return PartAnswer(place=place, kind=kind, hits=answer.hits, namesakes=namesakes)

    def _namesakes(self, subject: Subject, hits: Sequence[Hit]) -> tuple[str, ...]:
        if self.mode is not ScreeningMode.EVIDENCE:
            return ()
        alone = self.screener.screen(Subject(name=subject.name), self.mode, threshold=self.thresholds.name, limit=MOST_HITS)
        found = {hit.entry.id for hit in hits}
        return tuple(hit.entry.id for hit in alone.hits if hit.entry.id not in found)

    def _text(self, place: str, lines: Sequence[str]) -> PartAnswer:
        try:
            answer = screen_text(self.screener, lines, threshold=self.thresholds.text)
        except ToolFailureError as error:
            return PartAnswer(place=place, kind=PartKind.TEXT, problem=error.failure.message)
        return PartAnswer(place=place, kind=PartKind.TEXT, hits=answer.hits)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What a message tells of somebody; an identifier stands for a missing name."""

    name: str | None
    ids: tuple[str, ...]
    party: Party | None = None
    countries: tuple[str, ...] = ()

    def subject(self) -> Subject:
        """To screen; ToolFailureError when the name cannot be."""
        birth = self.party.birth if self.party else None
        kind = EntryKind.INDIVIDUAL if self.party and self.party.is_person else None
        return Subject(name=self.name or next(iter(self.ids), ""), kind=kind, born=birth.on if birth else None, countries=self.countries, ids=self.ids)


def _of_party(party: Party) -> _Known:
    places = (party.address.country if party.address else None, party.residence, party.birth.country if party.birth else None)
    numbers = (party.national_id, *_bics(party.bic), party.lei, party.organisation_id)
    return _Known(name=party.name, ids=_given(numbers), party=party, countries=_given(places))


def _of_agent(agent: Agent) -> _Known:
    return _Known(name=agent.name, ids=_given((*_bics(agent.bic), agent.lei, agent.member)), countries=(agent.bic[4:6],) if agent.bic else ())


def _bics(bic: str | None) -> tuple[str, ...]:
    """A BIC of eleven, and the institution it is a branch of."""
    return (bic, bic[:8]) if bic else ()


def _given(values: Sequence[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _parties(transfer: CreditTransfer) -> Iterator[tuple[str, Party]]:
    found = {
        "debtor": transfer.debtor,
        "creditor": transfer.creditor,
        "ultimate_debtor": transfer.ultimate_debtor,
        "ultimate_creditor": transfer.ultimate_creditor,
    }
    return ((place, party) for place, party in found.items() if party is not None and _is_told(party))


def _is_told(party: Party) -> bool:
    """An unnamed party is nothing to screen; that a name is missing is what the travel rule tells."""
    known = _of_party(party)
    return bool(known.name or known.ids)


def _agents(transfer: CreditTransfer) -> Iterator[tuple[str, Agent]]:
    found = {
        "debtor_agent": transfer.debtor_agent,
        "creditor_agent": transfer.creditor_agent,
        "instructing_agent": transfer.instructing_agent,
        "instructed_agent": transfer.instructed_agent,
        **{f"intermediaries.{place}": agent for place, agent in enumerate(transfer.intermediaries)},
        **{f"charges.{place}.agent": charge.agent for place, charge in enumerate(transfer.charges)},
    }
    return ((place, agent) for place, agent in found.items() if agent is not None and (agent.name or agent.bic or agent.lei or agent.member))


def _texts(transfer: CreditTransfer) -> Iterator[tuple[str, tuple[str, ...]]]:
    if transfer.remittance:
        yield "remittance", transfer.remittance
    if transfer.purpose is not None and transfer.purpose.proprietary:
        yield "purpose", (transfer.purpose.proprietary,)
    for place, party in _parties(transfer):
        if party.address is not None and party.address.lines:
            yield f"{place}.address", party.address.lines
