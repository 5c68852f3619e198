"""Parties, agents, accounts, amounts and moments: the classes of a message type to our words and back.

Each message type of the library has classes of its own with the same names and fields, so writing takes the type's module;
the annotations name those of pacs.008 and camt.053.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from types import ModuleType
from typing import TypeVar

from pyiso20022.camt import camt_053_001_08 as camt
from pyiso20022.pacs import pacs_008_001_08 as pacs
from xsdata.models.datatype import XmlDate, XmlDateTime

from bank_kit.messages.parties import AccountNumber, Address, Agent, Birth, Party
from bank_kit.messages.problems import MessageError
from bank_kit.money import Money, plain

Found = TypeVar("Found")
Read = TypeVar("Read")


def maybe(read: Callable[[Found], Read], found: Found | None) -> Read | None:
    """What `read` makes of an element, or None where there is none."""
    return None if found is None else read(found)


def read_money(found: pacs.ActiveCurrencyAndAmount) -> Money:
    """Amount (at most 5 decimals) and ISO 4217 code."""
    return Money(amount=Decimal(found.value), currency=found.ccy)


def read_address(found: pacs.PostalAddress24) -> Address:
    """PostalAddress24; departments, floors, rooms, boxes and districts are left out."""
    return Address(
        street=found.strt_nm,
        building=found.bldg_nb,
        postcode=found.pst_cd,
        town=found.twn_nm,
        region=found.ctry_sub_dvsn,
        country=found.ctry,
        lines=tuple(found.adr_line),
    )


def read_party(found: pacs.PartyIdentification135) -> Party:
    """PartyIdentification135; contact details are left out, and of several other identifiers the first is taken."""
    person = found.id.prvt_id if found.id else None
    firm = found.id.org_id if found.id else None
    birth = person.dt_and_plc_of_birth if person else None
    return Party(
        name=found.nm,
        address=maybe(read_address, found.pstl_adr),
        residence=found.ctry_of_res,
        birth=None if birth is None else Birth(on=birth.birth_dt.to_date(), city=birth.city_of_birth, country=birth.ctry_of_birth),
        national_id=person.othr[0].id if person and person.othr else None,
        bic=firm.any_bic if firm else None,
        lei=firm.lei if firm else None,
        organisation_id=firm.othr[0].id if firm and firm.othr else None,
    )


def read_agent(found: pacs.BranchAndFinancialInstitutionIdentification6) -> Agent:
    """Identification of an institution; its branch and address are left out."""
    institution = found.fin_instn_id
    member = institution.clr_sys_mmb_id
    return Agent(bic=institution.bicfi, lei=institution.lei, name=institution.nm, member=member.mmb_id if member else None)


def read_account(found: pacs.CashAccount38) -> AccountNumber:
    """The number of an account and its currency."""
    return AccountNumber(iban=found.id.iban, other=found.id.othr.id if found.id.othr else None, currency=found.ccy)


def read_day(found: XmlDate) -> date:
    """The calendar day; a zone beside it is left out."""
    return found.to_date()


def read_choice_day(found: camt.DateAndDateTime2Choice) -> date:
    """The calendar day of a choice between a day and an instant."""
    moment: XmlDate | XmlDateTime = found.dt or found.dt_tm
    return date(moment.year, moment.month, moment.day)


def write_day(value: date) -> XmlDate:
    """A calendar day."""
    return XmlDate(value.year, value.month, value.day)


def write_moment(value: datetime) -> XmlDateTime:
    """An instant, with its zone when it has one."""
    return XmlDateTime.from_datetime(value)


def write_money(amount: Money, words: Callable[..., Found]) -> Found:
    """An amount element of the given class."""
    return words(value=Decimal(plain(amount.amount)), ccy=amount.currency)


def write_address(library: ModuleType, address: Address) -> object:
    """PostalAddress24."""
    return library.PostalAddress24(
        strt_nm=address.street,
        bldg_nb=address.building,
        pst_cd=address.postcode,
        twn_nm=address.town,
        ctry_sub_dvsn=address.region,
        ctry=address.country,
        adr_line=list(address.lines),
    )


def write_party(library: ModuleType, party: Party) -> object:
    """PartyIdentification135; MessageError when it is told to be both a person and an organisation."""
    if party.is_person and party.is_organisation:
        raise MessageError("a party is both a person and an organisation", element="Id", allowed="a birth or national id, or a BIC, LEI or organisation id")
    return library.PartyIdentification135(
        nm=party.name,
        pstl_adr=None if party.address is None else write_address(library, party.address),
        id=_identity(library, party),
        ctry_of_res=party.residence,
    )


def write_agent(library: ModuleType, agent: Agent) -> object:
    """BranchAndFinancialInstitutionIdentification6."""
    member = None if agent.member is None else library.ClearingSystemMemberIdentification2(mmb_id=agent.member)
    institution = library.FinancialInstitutionIdentification18(bicfi=agent.bic, clr_sys_mmb_id=member, lei=agent.lei, nm=agent.name)
    return library.BranchAndFinancialInstitutionIdentification6(fin_instn_id=institution)


def write_account(library: ModuleType, account: AccountNumber, words: Callable[..., Found]) -> Found:
    """An account element of the given class (CashAccount38, CashAccount39)."""
    other = None if account.other is None else library.GenericAccountIdentification1(id=account.other)
    return words(id=library.AccountIdentification4Choice(iban=account.iban, othr=other), ccy=account.currency)


def _identity(library: ModuleType, party: Party) -> object | None:
    if party.is_person:
        return _person(library, party)
    return _organisation(library, party) if party.is_organisation else None


def _person(library: ModuleType, party: Party) -> object:
    birth = party.birth
    born = birth and library.DateAndPlaceOfBirth1(birth_dt=write_day(birth.on), city_of_birth=birth.city, ctry_of_birth=birth.country)
    others = [] if party.national_id is None else [library.GenericPersonIdentification1(id=party.national_id)]
    found: object = library.Party38Choice(prvt_id=library.PersonIdentification13(dt_and_plc_of_birth=born, othr=others))
    return found


def _organisation(library: ModuleType, party: Party) -> object:
    others = [] if party.organisation_id is None else [library.GenericOrganisationIdentification1(id=party.organisation_id)]
    found: object = library.Party38Choice(org_id=library.OrganisationIdentification29(any_bic=party.bic, lei=party.lei, othr=others))
    return found
