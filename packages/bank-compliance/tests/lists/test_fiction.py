"""The invented list."""

from pathlib import Path

from bank_compliance.lists import fiction, folder
from bank_compliance.lists.entry import EntryKind
from bank_compliance.lists.official import read_official


def test_the_files_shipped_are_the_files_made() -> None:
    for day in fiction.DAYS:
        shipped = Path(folder.__file__).parent / "fictional" / day
        assert {name: (shipped / name).read_bytes() for name in ("sdn.csv", "alt.csv", "add.csv")} == {
            name: text.encode() for name, text in fiction.files(day).items()
        }
        assert (shipped / "published.txt").read_text().strip() == day


def test_every_line_is_taken_and_all_kinds_are_there() -> None:
    reading = read_official({name: text.encode() for name, text in fiction.files(fiction.DAYS[1]).items()})
    assert not reading.rejections
    kinds = [entry.kind for entry in reading.entries]
    assert kinds.count(EntryKind.INDIVIDUAL) > 300
    assert kinds.count(EntryKind.ENTITY) > 80
    assert kinds.count(EntryKind.VESSEL) > 30


def test_births_countries_and_documents_can_be_read_back() -> None:
    people = [entry for entry in folder.load_shipped().entries if entry.kind is EntryKind.INDIVIDUAL]
    assert all(entry.births for entry in people)
    assert sum(bool(entry.ids) for entry in people) > 300
    assert all(entry.countries for entry in people)


def test_programmes_are_marked_as_fiction() -> None:
    assert all(program.startswith("FICT-") for entry in folder.load_shipped().entries for program in entry.programs)
