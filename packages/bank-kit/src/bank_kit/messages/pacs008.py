"""pacs.008.001.08, the credit transfer between institutions: read and written. Needs the extra `iso20022`."""

from pyiso20022.pacs import pacs_008_001_08 as pacs

from bank_kit.messages import parts
from bank_kit.messages.codec import read_document, write_document
from bank_kit.messages.parties import Agent
from bank_kit.messages.problems import MessageError
from bank_kit.messages.transfer import Charge, ChargeBearer, CreditTransfer, Purpose, SettlementMethod, TransferMessage
from bank_kit.messages.xml import BOUNDS, XmlBounds

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"
_MOST_INTERMEDIARIES = 3


def read_transfers(message: bytes, bounds: XmlBounds = BOUNDS) -> TransferMessage:
    """The message in our words; MessageError with element and line. What our words do not hold (regulatory reporting, tax, ...) is left out."""
    found = read_document(message, pacs.Document, namespace=NAMESPACE, bounds=bounds).fito_ficstmr_cdt_trf
    header = found.grp_hdr
    if int(header.nb_of_txs) != len(found.cdt_trf_tx_inf):
        raise MessageError("the header counts other transactions than there are", element="FIToFICstmrCdtTrf/GrpHdr/NbOfTxs", allowed="their number")
    return TransferMessage(
        message_id=header.msg_id,
        created_at=header.cre_dt_tm.to_datetime(),
        settlement_method=SettlementMethod(header.sttlm_inf.sttlm_mtd.value),
        transfers=tuple(_read_transfer(one) for one in found.cdt_trf_tx_inf),
    )


def write_transfers(message: TransferMessage) -> bytes:
    """UTF-8 XML that the base schema takes; MessageError when a word does not fit it (too long, wrong characters, a choice of two)."""
    header = pacs.GroupHeader93(
        msg_id=message.message_id,
        cre_dt_tm=parts.write_moment(message.created_at),
        nb_of_txs=str(len(message.transfers)),
        sttlm_inf=pacs.SettlementInstruction7(sttlm_mtd=pacs.SettlementMethod1Code(message.settlement_method.value)),
    )
    body = pacs.FitoFicustomerCreditTransferV08(grp_hdr=header, cdt_trf_tx_inf=[_write_transfer(one) for one in message.transfers])
    return write_document(pacs.Document(fito_ficstmr_cdt_trf=body), namespace=NAMESPACE)


def _read_transfer(found: pacs.CreditTransferTransaction39) -> CreditTransfer:
    ids = found.pmt_id
    agents = (found.intrmy_agt1, found.intrmy_agt2, found.intrmy_agt3)
    return CreditTransfer(
        instruction_id=ids.instr_id,
        end_to_end_id=ids.end_to_end_id,
        transaction_id=ids.tx_id,
        uetr=ids.uetr,
        amount=parts.read_money(found.intr_bk_sttlm_amt),
        settlement_date=parts.maybe(parts.read_day, found.intr_bk_sttlm_dt),
        instructed=parts.maybe(parts.read_money, found.instd_amt),
        exchange_rate=found.xchg_rate,
        charge_bearer=ChargeBearer(found.chrg_br.value),
        charges=tuple(Charge(amount=parts.read_money(one.amt), agent=parts.read_agent(one.agt)) for one in found.chrgs_inf),
        instructing_agent=parts.maybe(parts.read_agent, found.instg_agt),
        instructed_agent=parts.maybe(parts.read_agent, found.instd_agt),
        intermediaries=tuple(parts.read_agent(agent) for agent in agents if agent is not None),
        ultimate_debtor=parts.maybe(parts.read_party, found.ultmt_dbtr),
        debtor=parts.read_party(found.dbtr),
        debtor_account=parts.maybe(parts.read_account, found.dbtr_acct),
        debtor_agent=parts.read_agent(found.dbtr_agt),
        creditor_agent=parts.read_agent(found.cdtr_agt),
        creditor=parts.read_party(found.cdtr),
        creditor_account=parts.maybe(parts.read_account, found.cdtr_acct),
        ultimate_creditor=parts.maybe(parts.read_party, found.ultmt_cdtr),
        purpose=None if found.purp is None else Purpose(code=found.purp.cd, proprietary=found.purp.prtry),
        remittance=tuple(found.rmt_inf.ustrd) if found.rmt_inf else (),
        creditor_reference=_read_reference(found.rmt_inf) if found.rmt_inf else None,
    )


def _read_reference(found: pacs.RemittanceInformation16) -> str | None:
    references = (one.cdtr_ref_inf.ref for one in found.strd if one.cdtr_ref_inf)
    return next(references, None)


def _write_transfer(transfer: CreditTransfer) -> pacs.CreditTransferTransaction39:
    if len(transfer.intermediaries) > _MOST_INTERMEDIARIES:
        raise MessageError("there are too many intermediary agents", element="FIToFICstmrCdtTrf/CdtTrfTxInf/IntrmyAgt3", allowed="at most 3")
    first, second, third = (*transfer.intermediaries, None, None, None)[:_MOST_INTERMEDIARIES]
    return pacs.CreditTransferTransaction39(
        pmt_id=pacs.PaymentIdentification7(
            instr_id=transfer.instruction_id, end_to_end_id=transfer.end_to_end_id, tx_id=transfer.transaction_id, uetr=transfer.uetr
        ),
        intr_bk_sttlm_amt=parts.write_money(transfer.amount, pacs.ActiveCurrencyAndAmount),
        intr_bk_sttlm_dt=parts.maybe(parts.write_day, transfer.settlement_date),
        instd_amt=transfer.instructed and parts.write_money(transfer.instructed, pacs.ActiveOrHistoricCurrencyAndAmount),
        xchg_rate=transfer.exchange_rate,
        chrg_br=pacs.ChargeBearerType1Code(transfer.charge_bearer.value),
        chrgs_inf=[_write_charge(charge) for charge in transfer.charges],
        instg_agt=_agent(transfer.instructing_agent),
        instd_agt=_agent(transfer.instructed_agent),
        intrmy_agt1=_agent(first),
        intrmy_agt2=_agent(second),
        intrmy_agt3=_agent(third),
        ultmt_dbtr=transfer.ultimate_debtor and parts.write_party(pacs, transfer.ultimate_debtor),
        dbtr=parts.write_party(pacs, transfer.debtor),
        dbtr_acct=transfer.debtor_account and parts.write_account(pacs, transfer.debtor_account, pacs.CashAccount38),
        dbtr_agt=_agent(transfer.debtor_agent),
        cdtr_agt=_agent(transfer.creditor_agent),
        cdtr=parts.write_party(pacs, transfer.creditor),
        cdtr_acct=transfer.creditor_account and parts.write_account(pacs, transfer.creditor_account, pacs.CashAccount38),
        ultmt_cdtr=transfer.ultimate_creditor and parts.write_party(pacs, transfer.ultimate_creditor),
        purp=transfer.purpose and pacs.Purpose2Choice(cd=transfer.purpose.code, prtry=transfer.purpose.proprietary),
        rmt_inf=_write_remittance(transfer),
    )


def _agent(agent: Agent | None) -> object | None:
    return None if agent is None else parts.write_agent(pacs, agent)


def _write_charge(charge: Charge) -> pacs.Charges7:
    return pacs.Charges7(amt=parts.write_money(charge.amount, pacs.ActiveOrHistoricCurrencyAndAmount), agt=_agent(charge.agent))


def _write_remittance(transfer: CreditTransfer) -> pacs.RemittanceInformation16 | None:
    reference = transfer.creditor_reference
    if reference is None and not transfer.remittance:
        return None
    told = [] if reference is None else [pacs.StructuredRemittanceInformation16(cdtr_ref_inf=pacs.CreditorReferenceInformation2(ref=reference))]
    return pacs.RemittanceInformation16(ustrd=list(transfer.remittance), strd=told)
