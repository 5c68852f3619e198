"""The three files as entries."""

from datetime import date

from bank_compliance.lists.delimited import Reason, Rejection
from bank_compliance.lists.entry import Alias, AliasKind, BirthSpan, EntryKind
from bank_compliance.lists.official import read_official


def _sdn(*rows: str) -> bytes:
    return "\r\n".join(rows).encode()


def _row(number: str = "1", name: str = "ORBEL", kind: str = "-0-") -> str:
    return f'{number},"{name}",{kind}' + ",-0- " * 9


def test_a_record_is_joined_with_its_aliases_addresses_and_remarks() -> None:
    row = '7,"ORBEL, Vasimir",individual,"FICT-A] [FICT-B",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 05 Oct 1955; nationality Syria; Passport Q-12345 (Iran)."'
    files = {"sdn.csv": _sdn(row), "alt.csv": b"7,1,fka,ORBELL,-0- ", "add.csv": b"7,1,-0- ,-0- ,Russia,-0- "}
    (entry,) = read_official(files).entries
    assert (entry.id, entry.name, entry.kind, entry.programs) == ("7", "ORBEL, Vasimir", EntryKind.INDIVIDUAL, ("FICT-A", "FICT-B"))
    assert entry.aliases == (Alias(AliasKind.FORMERLY, "ORBELL"),)
    assert entry.births == (BirthSpan(date(1955, 10, 5), date(1955, 10, 5)),)
    assert (entry.countries, entry.ids) == (("IR", "RU", "SY"), ("Q12345",))


def test_no_type_is_an_entity_and_a_ship_keeps_call_sign_and_flag() -> None:
    ship = '2,"QADHARA",vessel,"F",-0- ,QZ1234,Tanker,-0- ,-0- ,Cyprus,-0- ,"Vessel Registration Identification IMO 0012345."'
    entity, vessel = read_official({"sdn.csv": _sdn(_row(), ship)}).entries
    assert entity.kind is EntryKind.ENTITY
    assert (vessel.kind, vessel.countries, vessel.ids) == (EntryKind.VESSEL, ("CY",), ("0012345", "QZ1234"))


def test_hostile_rows_are_rejected_one_by_one() -> None:
    rows = (_row(), _row(), _row("x"), _row("0"), _row("3", ""), _row("4", "N" * 351), _row("5", "A", "planet"), _row("1" * 10))
    reading = read_official({"sdn.csv": _sdn(*rows), "alt.csv": b"9,1,aka,A,-0- \n1,1,hka,A,-0- \n1,1,aka,-0- ,-0- ", "add.csv": b"9,1,-0-,-0-,-0-,-0-"})
    assert [entry.id for entry in reading.entries] == ["1"]
    reasons = [(found.file, found.line, found.reason) for found in reading.rejections]
    wanted = [Reason.REPEATED, Reason.NUMBER, Reason.NUMBER, Reason.NAME, Reason.NAME, Reason.KIND, Reason.NUMBER]
    assert reasons[:7] == [("sdn.csv", line, reason) for line, reason in enumerate(wanted, start=2)]
    assert reading.rejections[7:] == (
        Rejection("alt.csv", 1, Reason.ORPHAN),
        Rejection("alt.csv", 2, Reason.KIND),
        Rejection("alt.csv", 3, Reason.NAME),
        Rejection("add.csv", 1, Reason.ORPHAN),
    )
    assert reading.lines == 12
