"""A list and subjects of any size, made up from syllables: what speed is measured on, and what the index is held against in tests."""

from datetime import date, timedelta
from random import Random

from bank_compliance.dice import dice as seeded
from bank_compliance.lists.entry import Alias, AliasKind, BirthSpan, EntryKind, ListEntry, ListVersion, SanctionsList
from bank_compliance.screening.question import Subject


def _words(text: str) -> list[str]:
    return text.split()


_HEADS = _words("ba be bo da do fa fe ga go ha ja ka ke ko la le lo ma me mo na ne no pa pe ra re ro sa se so ta te to va ve za")
_MIDDLES = _words("lim ran tov kar min dor sul gam rit nav zen mir bel fan han")
_TAILS = _words("a ov in ez i an es ak ur o el is")
_COUNTRIES = ("DE", "FR", "RU", "IR", "US", "NL", "MM")


def crowd_list(entries: int, *, seed: int = 1) -> SanctionsList:
    """That many made-up persons and firms, every second with an alias."""
    dice = seeded(seed, "crowd list")
    made = tuple(_entry(dice, number) for number in range(1, entries + 1))
    return SanctionsList(ListVersion(name="CROWD", published=date(2026, 11, 20), sha256="0" * 64, entries=entries), made)


def crowd_subjects(count: int, sanctions: SanctionsList, *, seed: int = 2) -> tuple[Subject, ...]:
    """That many subjects: a tenth have a listed name with a slip of the pen, the others a name of the same making."""
    dice = seeded(seed, "crowd subjects")
    return tuple(_subject(dice, number, sanctions) for number in range(count))


def _entry(dice: Random, number: int) -> ListEntry:
    firm = dice.random() < 0.25
    name = f"{_word(dice)} {_word(dice)} {dice.choice(('TRADING', 'SHIPPING', 'GROUP'))} LLC".upper() if firm else _person(dice)
    aliases = (Alias(AliasKind.ALSO, _slip(dice, name)),) if dice.random() < 0.5 else ()
    born = _born(dice)
    return ListEntry(
        id=str(number),
        name=name,
        kind=EntryKind.ENTITY if firm else EntryKind.INDIVIDUAL,
        aliases=aliases,
        births=() if firm else (BirthSpan(born, born),),
        countries=(dice.choice(_COUNTRIES),),
        ids=(f"QX{number:07d}",) if dice.random() < 0.3 else (),
    )


def _subject(dice: Random, number: int, sanctions: SanctionsList) -> Subject:
    listed = dice.random() < 0.1
    entry = dice.choice(sanctions.entries)
    name = _slip(dice, entry.name) if listed else _person(dice)
    born = entry.births[0].first if listed and entry.births else _born(dice)
    ids = entry.ids if listed and dice.random() < 0.3 else ()
    return Subject(name=name, born=born, countries=(dice.choice(_COUNTRIES),), ids=ids, key=f"S-{number}")


def _person(dice: Random) -> str:
    given = " ".join(_word(dice).capitalize() for _ in range(dice.choice((1, 1, 2))))
    particle = dice.choice(("", "", "", "AL-", "BIN ", "DE "))
    return f"{particle}{_word(dice).upper()}, {given}"


def _word(dice: Random) -> str:
    return dice.choice(_HEADS) + dice.choice(_MIDDLES) + (dice.choice(_HEADS) if dice.random() < 0.4 else "") + dice.choice(_TAILS)


def _slip(dice: Random, name: str) -> str:
    place = dice.randrange(len(name) - 1)
    kind = dice.randrange(4)
    if kind == 0:
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    if kind == 1:
        return name[:place] + name[place + 1 :]
    if kind == 2:
        return name.replace("k", "kh").replace("v", "w")
    return " ".join(reversed(name.replace(",", "").split()))


def _born(dice: Random) -> date:
    return date(1940, 1, 1) + timedelta(days=dice.randrange(22_000))
