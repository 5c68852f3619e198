"""Shared parts of messages: days of a choice, parties of either kind."""

from datetime import UTC, date, datetime
from types import ModuleType

import pytest
from pyiso20022.camt import camt_053_001_08 as camt
from pyiso20022.pacs import pacs_008_001_08 as pacs

from bank_kit.messages import parts
from bank_kit.messages.parties import AccountNumber, Agent, Party
from bank_kit.messages.problems import MessageError


def test_a_choice_of_day_and_instant_is_a_day() -> None:
    moment = camt.DateAndDateTime2Choice(dt_tm=parts.write_moment(datetime(2026, 11, 20, 23, 59, tzinfo=UTC)))
    assert parts.read_choice_day(moment) == parts.read_choice_day(camt.DateAndDateTime2Choice(dt=parts.write_day(date(2026, 11, 20))))


@pytest.mark.parametrize("library", [pacs, camt], ids=["pacs.008", "camt.053"])
@pytest.mark.parametrize("party", [Party(), Party(name="x"), Party(national_id="1"), Party(bic="XBNKNL2A")], ids=str)
def test_a_party_comes_back_in_every_message_type(library: ModuleType, party: Party) -> None:
    assert parts.read_party(parts.write_party(library, party)) == party


def test_nobody_is_both_a_person_and_an_organisation() -> None:
    with pytest.raises(MessageError, match="both"):
        parts.write_party(pacs, Party(national_id="1", bic="XBNKNL2A"))


def test_agents_and_accounts_come_back() -> None:
    agent, account = Agent(member="20000000"), AccountNumber(iban="NL17XBNK0000200001", currency="EUR")
    assert parts.read_agent(parts.write_agent(pacs, agent)) == agent
    assert parts.read_account(parts.write_account(pacs, account, pacs.CashAccount38)) == account
