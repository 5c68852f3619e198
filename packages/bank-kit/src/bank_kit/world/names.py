"""Invented names: given names in common use, family names and companies put together from syllables that form no name we know."""

from random import Random

GIVEN = (
    "Alma", "Anton", "Berta", "Caspar", "Clara", "Daniel", "Edda", "Elias", "Emil", "Fiona", "Greta", "Hanna", "Henrik", "Ida", "Ines", "Jakob",
    "Jana", "Jonas", "Karla", "Lars", "Lena", "Leo", "Lotte", "Mara", "Max", "Mila", "Nora", "Oskar", "Paula", "Rosa", "Simon", "Tilda",
)  # fmt: skip
_HEADS = ("Aven", "Brel", "Corv", "Dorn", "Elst", "Farn", "Glim", "Hask", "Ilm", "Jorv", "Kelm", "Lind", "Morv", "Nald", "Orst", "Pell", "Quern", "Rusk")
_TAILS = ("aker", "berin", "dahlin", "enfeld", "gaard", "hovel", "inger", "mark", "nevik", "olt", "rupp", "stad", "thorn", "uvel", "wick", "zand")
_TRADES = ("Logistics", "Instruments", "Foods", "Timber", "Software", "Bearings", "Textiles", "Clinics", "Printing", "Optics")
_FORMS = {"DE": "GmbH", "AT": "GmbH", "CH": "AG", "NL": "BV"}
TOWNS = {
    "DE": ("Falkenrode", "Neu Astheim", "Bruchwalde"),
    "AT": ("Sankt Orlach", "Wiesenthal am Kar", "Greifau"),
    "CH": ("Oberlinth", "Valmora", "Sennegg"),
    "NL": ("Westerhaven", "Oudeloo", "Zandmeer"),
}
STREETS = ("Mill Lane", "Harbour Street", "Garden Row", "Foundry Road", "Chapel Walk", "Orchard Way")
SHOPS = ("Kornblum Market", "Fresh Larder", "Nordlicht Books", "Tram and Rail", "Copper Kettle Cafe", "Bright Pharmacy", "Pedal Works", "Lantern Cinema")
LANDLORDS = ("Aster Homes", "Linden Court Lettings", "Riverside Estates")
UTILITIES = ("City Power and Heat", "Clearwater Supply", "Hello Telecom")
EMPLOYERS = ("Elstmark Machines GmbH", "Hovel and Partners", "Town of Falkenrode", "Quernstad Hospital", "Glimwick Schools")


def family(dice: Random) -> str:
    """One of 288 invented family names."""
    return dice.choice(_HEADS) + dice.choice(_TAILS)


def person(dice: Random) -> tuple[str, str]:
    """Given and family name."""
    return dice.choice(GIVEN), family(dice)


def company(dice: Random, country: str) -> tuple[str, str]:
    """Company name with legal form, and its trade."""
    trade = dice.choice(_TRADES)
    return f"{family(dice)} {trade} {_FORMS[country]}", trade
