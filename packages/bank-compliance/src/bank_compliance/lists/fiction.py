"""The invented list, made the same way each time: nobody on it exists, and every programme, document and ship on it is made up.

Most family names are put together from syllables that form no name we know. Some entries resemble parties and counterparties of the synthetic
bank of seed 42, so that screening its own customers meets true hits (`PLANTED` with the same birth or country) and look-alikes (another birth).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from bank_compliance.dice import dice as seeded
from bank_compliance.lists.countries import country_name
from bank_compliance.lists.remarks import MONTHS

DAYS = ("2026-10-30", "2026-11-13")
"""The two versions; the later has the last `_ADDED` entries more, `_CHANGED` others with an alias more, and `_REMOVED` less."""
_ENTRIES, _ADDED, _CHANGED, _REMOVED = 600, 24, 12, 6
_SEED = 20_261_113
_FIRST_NUMBER = 90_001


def _words(text: str) -> list[str]:
    return text.split()


_GIVEN = _words("""Vasimir Dragomil Yusfar Khaledin Ostap Radovin Tamerzan Jalmir Zorislav Milenko Farukhan Idrisan Beshir Kasimul Nadirbek Orhanul Pavelko
Rustavel Selimov Timurad Umarzan Viktoran Yaromil Zakharin Amirzad Bogdanil Davronbek Eldarion Galimzan Hamzatul Ilyasar Jakubar Karimzan Leonidar""")
_HEADS = _words("""Orbel Tarkhaz Velmor Zhuvrin Qadhaz Mubarz Khorvesh Ghazv Sharvel Tchernal Dzharum Yelkovr Bazhum Kuzmarl Ravshul Soltrev Ulmazk Wazhir
Ibrazh Nazgrel Petruv Lukzhal Gromvel Brodzan Churvan Fetrul Hamzrov Jazrel Kalmzed Myrkol""")
_TAILS = _words("evin inov adze oglan abadi ukhin ashvar enko ivich aziri obrad umar ezhnik azov elyan irad")
_THINGS = _words("Northern Amber Silver Black Desert Caspian Falcon Orbit Delta Crescent Granite Polar Saffron Copper Iron Blue")
_TRADES = _words("Shipping Trading Petrochemical Aviation Electronics Metals Chemicals Holding Exchange Security Logistics Optics Mining Agro")
_FORMS = _words("LLC FZE LTD CO SA JSC GMBH OOO")
_SHIPS = _words("Amberwind Nordstar Khorsea Zephyrine Tarkhaz Ulmaria Velmora Crescentia Dzharkhan Orbelia Qadhara Solterra Ghazvara Myrtha")
_COUNTRIES = ("RU", "IR", "SY", "KP", "BY", "MM", "YE", "LB", "VE", "SD", "HT", "AE", "TR", "CY", "CN", "AF")
_PROGRAMS = ("FICT-CYBER", "FICT-DRUGS", "FICT-TERROR", "FICT-ARMS", "FICT-GRAFT", "FICT-EVASION")

PLANTED = (
    # name, type, remarks, country, aliases
    ("ILMFOST, Orla", "individual", "DOB 15 Mar 1948; nationality Netherlands.", "NL", (("aka", "ILMFOST, O."), ("fka", "ILMVOST, Orla"))),
    ("KELMMARCK, Gretha", "individual", "DOB 21 Jan 2002; nationality Germany.", "DE", ()),
    ("Corvgaard, Otto Wilhelm", "individual", "DOB 1980; citizen Germany.", "DE", (("aka", "Отто Корвгаард"),)),
    ("BRAMGAARD, Walter", "individual", "DOB 02 Feb 1932; nationality Argentina.", "AR", ()),
    ("BRELINGER, Daniel", "individual", "DOB 07 Jul 1991; nationality Australia.", "AU", ()),
    ("WENDSTAD TIMBER LIMITED", "", "Registration Number X30000006 (United Kingdom).", "GB", (("aka", "WENDSTAD TIMBER"),)),
    ("OFTRUP MACHINES HANDELS GMBH", "", "Registration Number X30000003 (Germany).", "DE", ()),
    ("RUSKDRUP GLAS EXPORT", "", "", "BY", ()),
    ("ORMGAARD, Tilda", "individual", "DOB circa 1979; nationality Norway.", "NO", (("aka", "OHRMGAARD, T."),)),
    ("PELLINGER, Oskar Leopold", "individual", "DOB 1966 to 1968.", "AT", ()),
    ("VELA SHIPPING LINES S.A.", "", "SWIFT/BIC QZBKVEQZ.", "VE", (("aka", "VELA SHIPPING"),)),
    ("STEPPE AIRWAYS JSC", "", "", "KZ", (("aka", "STEPPE AIR"), ("nka", "SILKWAY STEPPE AIRWAYS"))),
    ("KARST MINING AND METALS", "", "", "ZA", ()),
    ("LUMEN TRADING HOUSE FZE", "", "", "AE", ()),
)
"""Names of the bank of seed 42 and its counterparties of every seed, some written otherwise."""


@dataclass
class _Record:
    name: str
    kind: str
    remarks: str
    country: str
    program: str
    aliases: list[tuple[str, str]] = field(default_factory=list)
    vessel: tuple[str, str, str] = ("", "", "")


def files(day: str) -> dict[str, str]:
    """sdn.csv, alt.csv and add.csv of that day in the official layout, lines ending as the publisher's do."""
    numbered = list(enumerate(_records(), start=_FIRST_NUMBER))
    if day == DAYS[0]:
        chosen = numbered[:-_ADDED]
    else:
        for place, (_, record) in enumerate(numbered[50 : 50 + _CHANGED]):
            record.aliases.append(("aka", f"{record.name.split(',')[0]} {_THINGS[place]}"))
        chosen = [pair for place, pair in enumerate(numbered) if not 100 <= place < 100 + _REMOVED]
    return {"sdn.csv": _text(_sdn(chosen)), "alt.csv": _text(_alt(chosen)), "add.csv": _text(_add(chosen))}


def _records() -> list[_Record]:
    dice = seeded(_SEED, "fictional list")
    planted = [_Record(name, kind, remarks, country, "FICT-EVASION", list(aliases)) for name, kind, remarks, country, aliases in PLANTED]
    makers = [_person] * 7 + [_company] * 2 + [_ship]
    return planted + [dice.choice(makers)(dice) for _ in range(_ENTRIES - len(planted))]


def _person(dice: Random) -> _Record:
    family, given, country = dice.choice(_HEADS) + dice.choice(_TAILS), dice.choice(_GIVEN), dice.choice(_COUNTRIES)
    particle = dice.choice(("", "", "", "", "AL-", "BIN "))
    middle = dice.choice(("", "", f" {dice.choice(_GIVEN)}"))
    born = date(1940, 1, 1) + timedelta(days=dice.randrange(22_000))
    births = (f"DOB {born.day:02d} {MONTHS[born.month - 1]} {born.year}", f"DOB {born.year}", f"DOB circa {born.year}", f"DOB {born.year} to {born.year + 2}")
    remarks = f"{dice.choice(births)}; nationality {country_name(country)}; Passport QZ{dice.randrange(10**6, 10**7)} ({country_name(country)})."
    record = _Record(f"{particle}{family.upper()}, {given}{middle}", "individual", remarks, country, dice.choice(_PROGRAMS))
    respelt = family.replace("kh", "h").replace("zh", "j").replace("v", "w").replace("ch", "tch")
    record.aliases += [("aka", f"{respelt.upper()}, {given}")] * (respelt != family) + [("aka", f"{family.upper()}, {given[0]}.")] * (dice.random() < 0.2)
    return record


def _company(dice: Random) -> _Record:
    country = dice.choice(_COUNTRIES)
    name = f"{dice.choice(_THINGS)} {dice.choice(_HEADS)}{dice.choice(_TAILS)} {dice.choice(_TRADES)} {dice.choice(_FORMS)}".upper()
    record = _Record(name, "", f"Registration Number FQ{dice.randrange(10**6, 10**7)} ({country_name(country)}).", country, dice.choice(_PROGRAMS))
    if dice.random() < 0.5:
        record.aliases.append(("aka", "".join(word[0] for word in name.split()[:-1]) + " " + name.split()[-2]))
    return record


def _ship(dice: Random) -> _Record:
    country = dice.choice(_COUNTRIES)
    name = f"{dice.choice(_SHIPS)} {dice.choice(_THINGS)}".upper()
    remarks = f"Vessel Registration Identification IMO 00{dice.randrange(10**4, 10**5)}."
    vessel = (f"QZ{dice.randrange(10**3, 10**4)}", dice.choice(("Crude Oil Tanker", "General Cargo", "Bulk Carrier")), country_name(country))
    return _Record(name, "vessel", remarks, country, dice.choice(_PROGRAMS), [("fka", f"{dice.choice(_SHIPS).upper()} I")], vessel)


_Numbered = list[tuple[int, _Record]]


def _sdn(records: _Numbered) -> Iterator[tuple[str, ...]]:
    for number, record in records:
        sign, sort, flag = record.vessel
        yield str(number), record.name, record.kind, record.program, "", sign, sort, "", "", flag, "", record.remarks


def _alt(records: _Numbered) -> Iterator[tuple[str, ...]]:
    aliases = ((number, kind, name) for number, record in records for kind, name in record.aliases)
    for place, (number, kind, name) in enumerate(aliases, start=1):
        yield str(number), str(place), kind, name, ""


def _add(records: _Numbered) -> Iterator[tuple[str, ...]]:
    for place, (number, record) in enumerate(records, start=1):
        yield str(number), str(place), "", "", country_name(record.country), ""


def _text(rows: Iterator[tuple[str, ...]]) -> str:
    return "".join(",".join(_cell(value) for value in row) + "\r\n" for row in rows)


def _cell(value: str) -> str:
    if value.isdigit():
        return value
    return '"' + value.replace('"', '""') + '"' if value else "-0- "
