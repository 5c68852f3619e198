"""From the words of screening into those of the answers: texts masked, dates and numbers of the asked never repeated."""

from bank_compliance.desk.screening_arguments import PaymentFields, PaymentParty
from bank_compliance.desk.screening_results import FeatureRecord, HitRecord, PartRecord, VersionRecord
from bank_compliance.lists.entry import ListVersion
from bank_compliance.screening.answer import Hit
from bank_compliance.screening.payments import PartAnswer
from bank_compliance.texts import shown
from bank_kit.identifiers import compact, is_iban
from bank_kit.messages.parties import AccountNumber, Address, Agent, Birth, Party
from bank_kit.messages.transfer import ChargeBearer, CreditTransfer
from bank_kit.money import Money


def version_record(version: ListVersion) -> VersionRecord:
    """Which list in which version."""
    return VersionRecord(name=version.name, published=version.published, sha256=version.sha256, entries=version.entries)


def hit_record(hit: Hit) -> HitRecord:
    """A hit; the listed birth and documents stay on the list."""
    return HitRecord(
        entry_id=hit.entry.id,
        kind=hit.entry.kind.value,
        listed_name=shown(hit.entry.name),
        matched_name=shown(hit.listed_name),
        programs=hit.entry.programs,
        score=hit.score,
        features=tuple(FeatureRecord(topic=feature.topic, points=feature.points, detail=shown(feature.detail)) for feature in hit.features),
    )


def part_record(part: PartAnswer) -> PartRecord:
    """A part of a payment; its text is not repeated."""
    hits = tuple(hit_record(hit) for hit in part.hits)
    return PartRecord(place=part.place, kind=part.kind, problem=part.problem or None, hits=hits, namesakes=part.namesakes)


def transfer_of(fields: PaymentFields) -> CreditTransfer:
    """A transfer as if it had come in a message."""
    return CreditTransfer(
        end_to_end_id="NOTPROVIDED",
        amount=Money(amount=fields.amount, currency=fields.currency),
        charge_bearer=ChargeBearer.SHARED,
        debtor=_party(fields.debtor),
        debtor_agent=Agent(bic=fields.debtor.agent_bic),
        debtor_account=_account(fields.debtor),
        creditor=_party(fields.creditor),
        creditor_agent=Agent(bic=fields.creditor.agent_bic),
        creditor_account=_account(fields.creditor),
        remittance=fields.remittance,
    )


def _party(fields: PaymentParty) -> Party:
    told = fields.town is not None or fields.country is not None or bool(fields.lines)
    birth = Birth(on=fields.born, city=fields.birth_city, country=fields.country) if fields.born and fields.birth_city and fields.country else None
    return Party(name=fields.name, address=Address(town=fields.town, country=fields.country, lines=fields.lines) if told else None, birth=birth)


def _account(fields: PaymentParty) -> AccountNumber | None:
    if fields.iban is None:
        return None
    return AccountNumber(iban=compact(fields.iban)) if is_iban(fields.iban) else AccountNumber(other=fields.iban)
