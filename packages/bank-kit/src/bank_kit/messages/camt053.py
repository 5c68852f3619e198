"""camt.053.001.08, the statement of an account: read and written, its balances checked both ways. Needs the extra `iso20022`."""

from decimal import Decimal

from pyiso20022.camt import camt_053_001_08 as camt

from bank_kit.messages import parts
from bank_kit.messages.codec import read_document, write_document
from bank_kit.messages.problems import MessageError
from bank_kit.messages.statement import Balance, BankTransactionCode, Entry, EntryStatus, Statement, StatementMessage, check_balances
from bank_kit.messages.xml import BOUNDS, XmlBounds
from bank_kit.money import Money

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"


def read_statements(message: bytes, bounds: XmlBounds = BOUNDS) -> StatementMessage:
    """The message in our words, every statement adding up; MessageError with element and line. Details of batched entries are left out."""
    found = read_document(message, camt.Document, namespace=NAMESPACE, bounds=bounds).bk_to_cstmr_stmt
    statements = tuple(_read_statement(one) for one in found.stmt)
    for statement in statements:
        check_balances(statement)
    return StatementMessage(message_id=found.grp_hdr.msg_id, created_at=found.grp_hdr.cre_dt_tm.to_datetime(), statements=statements)


def write_statements(message: StatementMessage) -> bytes:
    """UTF-8 XML that the base schema takes; MessageError when a statement does not add up or a word does not fit."""
    for statement in message.statements:
        check_balances(statement)
    header = camt.GroupHeader81(msg_id=message.message_id, cre_dt_tm=parts.write_moment(message.created_at))
    body = camt.BankToCustomerStatementV08(grp_hdr=header, stmt=[_write_statement(one) for one in message.statements])
    return write_document(camt.Document(bk_to_cstmr_stmt=body), namespace=NAMESPACE)


def _read_statement(found: camt.AccountStatement9) -> Statement:
    period = found.fr_to_dt
    return Statement(
        statement_id=found.id,
        account=parts.read_account(found.acct),
        servicer=parts.maybe(parts.read_agent, found.acct.svcr),
        created_at=None if found.cre_dt_tm is None else found.cre_dt_tm.to_datetime(),
        begins=period.fr_dt_tm.to_datetime() if period else None,
        ends=period.to_dt_tm.to_datetime() if period else None,
        balances=tuple(_read_balance(one) for one in found.bal),
        entries=tuple(_read_entry(one) for one in found.ntry),
    )


def _read_balance(found: camt.CashBalance8) -> Balance:
    kind = found.tp.cd_or_prtry
    return Balance(code=kind.cd or kind.prtry, amount=_signed(found), on=parts.read_choice_day(found.dt))


def _read_entry(found: camt.ReportEntry10) -> Entry:
    details = [one for group in found.ntry_dtls for one in group.tx_dtls]
    only = details[0] if len(details) == 1 else None
    return Entry(
        amount=_signed(found),
        status=_read_status(found.sts),
        code=_read_code(found.bk_tx_cd),
        reference=found.ntry_ref,
        booked_on=parts.maybe(parts.read_choice_day, found.bookg_dt),
        value_on=parts.maybe(parts.read_choice_day, found.val_dt),
        servicer_reference=found.acct_svcr_ref,
        end_to_end_id=only.refs.end_to_end_id if only and only.refs else None,
        uetr=only.refs.uetr if only and only.refs else None,
        debtor=_read_name(only.rltd_pties.dbtr) if only and only.rltd_pties else None,
        creditor=_read_name(only.rltd_pties.cdtr) if only and only.rltd_pties else None,
        remittance=tuple(only.rmt_inf.ustrd) if only and only.rmt_inf else (),
        text=found.addtl_ntry_inf,
    )


def _read_status(found: camt.EntryStatus1Choice) -> EntryStatus:
    try:
        return EntryStatus(found.cd)
    except ValueError as error:
        raise MessageError("an entry has a status of another list", element="BkToCstmrStmt/Stmt/Ntry/Sts", allowed=", ".join(EntryStatus)) from error


def _read_code(found: camt.BankTransactionCodeStructure4) -> BankTransactionCode:
    domain = found.domn
    return BankTransactionCode(
        domain=domain.cd if domain else None,
        family=domain.fmly.cd if domain else None,
        sub_family=domain.fmly.sub_fmly_cd if domain else None,
        proprietary=found.prtry.cd if found.prtry else None,
    )


def _read_name(found: camt.Party40Choice | None) -> str | None:
    if found is None:
        return None
    name: str | None = found.pty.nm if found.pty else found.agt.fin_instn_id.nm
    return name


def _signed(found: camt.CashBalance8) -> Money:
    amount = parts.read_money(found.amt)
    return amount if found.cdt_dbt_ind is camt.CreditDebitCode.CRDT else Money(amount=-amount.amount, currency=amount.currency)


def _side(amount: Decimal) -> camt.CreditDebitCode:
    return camt.CreditDebitCode.CRDT if amount >= 0 else camt.CreditDebitCode.DBIT


def _unsigned(amount: Money) -> camt.ActiveOrHistoricCurrencyAndAmount:
    return parts.write_money(Money(amount=abs(amount.amount), currency=amount.currency), camt.ActiveOrHistoricCurrencyAndAmount)


def _write_statement(statement: Statement) -> camt.AccountStatement9:
    account = parts.write_account(camt, statement.account, camt.CashAccount39)
    account.svcr = None if statement.servicer is None else parts.write_agent(camt, statement.servicer)
    period = None
    if statement.begins and statement.ends:
        period = camt.DateTimePeriod1(fr_dt_tm=parts.write_moment(statement.begins), to_dt_tm=parts.write_moment(statement.ends))
    return camt.AccountStatement9(
        id=statement.statement_id,
        cre_dt_tm=parts.maybe(parts.write_moment, statement.created_at),
        fr_to_dt=period,
        acct=account,
        bal=[_write_balance(one) for one in statement.balances],
        ntry=[_write_entry(one) for one in statement.entries],
    )


def _write_balance(balance: Balance) -> camt.CashBalance8:
    return camt.CashBalance8(
        tp=camt.BalanceType13(cd_or_prtry=camt.BalanceType10Choice(cd=balance.code)),
        amt=_unsigned(balance.amount),
        cdt_dbt_ind=_side(balance.amount.amount),
        dt=camt.DateAndDateTime2Choice(dt=parts.write_day(balance.on)),
    )


def _write_entry(entry: Entry) -> camt.ReportEntry10:
    return camt.ReportEntry10(
        ntry_ref=entry.reference,
        amt=_unsigned(entry.amount),
        cdt_dbt_ind=_side(entry.amount.amount),
        sts=camt.EntryStatus1Choice(cd=entry.status.value),
        bookg_dt=entry.booked_on and camt.DateAndDateTime2Choice(dt=parts.write_day(entry.booked_on)),
        val_dt=entry.value_on and camt.DateAndDateTime2Choice(dt=parts.write_day(entry.value_on)),
        acct_svcr_ref=entry.servicer_reference,
        bk_tx_cd=_write_code(entry.code),
        ntry_dtls=_write_details(entry),
        addtl_ntry_inf=entry.text,
    )


def _write_code(code: BankTransactionCode) -> camt.BankTransactionCodeStructure4:
    family = camt.BankTransactionCodeStructure6(cd=code.family, sub_fmly_cd=code.sub_family)
    return camt.BankTransactionCodeStructure4(
        domn=None if code.domain is None else camt.BankTransactionCodeStructure5(cd=code.domain, fmly=family),
        prtry=None if code.proprietary is None else camt.ProprietaryBankTransactionCodeStructure1(cd=code.proprietary),
    )


def _write_details(entry: Entry) -> list[camt.EntryDetails9]:
    references = parties = None
    if entry.end_to_end_id is not None or entry.uetr is not None:
        references = camt.TransactionReferences6(end_to_end_id=entry.end_to_end_id, uetr=entry.uetr)
    if entry.debtor is not None or entry.creditor is not None:
        parties = camt.TransactionParties6(dbtr=_write_name(entry.debtor), cdtr=_write_name(entry.creditor))
    remittance = camt.RemittanceInformation16(ustrd=list(entry.remittance)) if entry.remittance else None
    if references is None and parties is None and remittance is None:
        return []
    return [camt.EntryDetails9(tx_dtls=[camt.EntryTransaction10(refs=references, rltd_pties=parties, rmt_inf=remittance)])]


def _write_name(name: str | None) -> camt.Party40Choice | None:
    return None if name is None else camt.Party40Choice(pty=camt.PartyIdentification135(nm=name))
