"""pacs.002.001.10, the status of payments between institutions: read and written. Needs the extra `iso20022`."""

from pyiso20022.pacs import pacs_002_001_10 as pacs

from bank_kit.messages import parts
from bank_kit.messages.codec import read_document, write_document
from bank_kit.messages.problems import MessageError
from bank_kit.messages.status import PaymentStatus, Reason, StatusReport
from bank_kit.messages.xml import BOUNDS, XmlBounds

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pacs.002.001.10"


def read_status(message: bytes, bounds: XmlBounds = BOUNDS) -> StatusReport:
    """The report in our words; MessageError with element and line, also when it speaks of no message or of several."""
    found = read_document(message, pacs.Document, namespace=NAMESPACE, bounds=bounds).fito_fipmt_sts_rpt
    groups = found.orgnl_grp_inf_and_sts
    if len(groups) != 1:
        raise MessageError("a status report speaks of another number of messages", element="FIToFIPmtStsRpt/OrgnlGrpInfAndSts", allowed="one")
    return StatusReport(
        message_id=found.grp_hdr.msg_id,
        created_at=found.grp_hdr.cre_dt_tm.to_datetime(),
        original_message_id=groups[0].orgnl_msg_id,
        original_message_name=groups[0].orgnl_msg_nm_id,
        group_status=groups[0].grp_sts,
        payments=tuple(_read_payment(one) for one in found.tx_inf_and_sts),
    )


def write_status(report: StatusReport) -> bytes:
    """UTF-8 XML that the message type takes; MessageError when a word does not fit it."""
    header = pacs.GroupHeader91(msg_id=report.message_id, cre_dt_tm=parts.write_moment(report.created_at))
    group = pacs.OriginalGroupHeader17(orgnl_msg_id=report.original_message_id, orgnl_msg_nm_id=report.original_message_name, grp_sts=report.group_status)
    body = pacs.FitoFipaymentStatusReportV10(grp_hdr=header, orgnl_grp_inf_and_sts=[group], tx_inf_and_sts=[_write_payment(one) for one in report.payments])
    return write_document(pacs.Document(fito_fipmt_sts_rpt=body), namespace=NAMESPACE)


def _read_payment(found: pacs.PaymentTransaction110) -> PaymentStatus:
    if found.tx_sts is None:
        raise MessageError("a payment has no status", element="FIToFIPmtStsRpt/TxInfAndSts/TxSts", allowed="a code such as ACSC or RJCT")
    settled = found.fctv_intr_bk_sttlm_dt
    return PaymentStatus(
        status=found.tx_sts,
        instruction_id=found.orgnl_instr_id,
        end_to_end_id=found.orgnl_end_to_end_id,
        transaction_id=found.orgnl_tx_id,
        uetr=found.orgnl_uetr,
        reasons=tuple(_read_reason(one) for one in found.sts_rsn_inf),
        accepted_at=None if found.accptnc_dt_tm is None else found.accptnc_dt_tm.to_datetime(),
        settled_on=parts.maybe(parts.read_choice_day, settled),
    )


def _read_reason(found: pacs.StatusReasonInformation12) -> Reason:
    choice = found.rsn
    return Reason(code=choice.cd if choice else None, proprietary=choice.prtry if choice else None, text=tuple(found.addtl_inf))


def _write_payment(payment: PaymentStatus) -> pacs.PaymentTransaction110:
    settled = parts.maybe(parts.write_day, payment.settled_on)
    return pacs.PaymentTransaction110(
        orgnl_instr_id=payment.instruction_id,
        orgnl_end_to_end_id=payment.end_to_end_id,
        orgnl_tx_id=payment.transaction_id,
        orgnl_uetr=payment.uetr,
        tx_sts=payment.status,
        sts_rsn_inf=[_write_reason(one) for one in payment.reasons],
        accptnc_dt_tm=parts.maybe(parts.write_moment, payment.accepted_at),
        fctv_intr_bk_sttlm_dt=None if settled is None else pacs.DateAndDateTime2Choice(dt=settled),
    )


def _write_reason(reason: Reason) -> pacs.StatusReasonInformation12:
    told = None
    if reason.code is not None or reason.proprietary is not None:
        told = pacs.StatusReason6Choice(cd=reason.code, prtry=reason.proprietary)
    return pacs.StatusReasonInformation12(rsn=told, addtl_inf=list(reason.text))
