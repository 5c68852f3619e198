"""Invented names, as SQL lists: given names in common use; family names, companies and towns from syllables that form no name we know.

Above: every maker that names somebody. Below: nothing.
"""

_GIVEN_NAMES = """
Alma Anton Berta Caspar Clara Daniel Edda Elias Emil Fiona Greta Hanna Henrik Ida Ines Jakob Jana Jonas Karla Lars Lena Leo Lotte Mara Max Mila
Nora Oskar Paula Rosa Simon Tilda Agnes Albin Astrid Basil Bruno Cecily Conrad Dora Edwin Elsa Erik Esther Felix Flora Frida Gideon Hazel Hugo Ilse Ivo Josef
Judith Julian Kaspar Kirsten Lorenz Lucia Magnus Marta Mattis Mirjam Niklas Odile Orla Otto Petra Philip Quentin Ruben Ruth Selma Sigrid Stefan Tessa Theo
Thomas Ulla Valentin Vera Viktor Walter Wilma Yvonne Zoe"""
GIVEN_NAMES = _GIVEN_NAMES.split()
_FAMILY_HEADS = """Aven Brel Corv Dorn Elst Farn Glim Hask Ilm Jorv Kelm Lind Morv Nald Orst Pell Quern Rusk Stav Tarn Ulm Verl Wend Yst Zorn Bram Calv Dresk
Emb Fjor Gort Holv Isk Jarn Krav Lorm Mesk Nort Oft Prav"""
FAMILY_HEADS = _FAMILY_HEADS.split()
_FAMILY_TAILS = """aker berin dahlin enfeld gaard hovel inger mark nevik olt rupp stad thorn uvel wick zand ambert bolden cresk drup elmar fost grane hyll istel
jorn kamp lund menth nass ofter pind"""
FAMILY_TAILS = _FAMILY_TAILS.split()
_TRADES = "Logistics Instruments Foods Timber Software Bearings Textiles Clinics Printing Optics Marine Glass Interiors Energy Machines Farming"
TRADES = _TRADES.split()
CASH_TRADES = ("Restaurants", "Taxi", "Markets")
"""Trades whose money comes in as cash, by the nature of it."""
OCCUPATIONS = ("teacher", "nurse", "engineer", "electrician", "accountant", "student", "retired", "civil servant", "shop owner", "architect", "carer", "cook")
STREETS = ("Mill Lane", "Harbour Street", "Garden Row", "Foundry Road", "Chapel Walk", "Orchard Way", "Lark Rise", "Quarry Hill", "Weaver Street", "Dyke Road")
SHOPS = (
    "Kornblum Market", "Fresh Larder", "Nordlicht Books", "Tram and Rail", "Copper Kettle Cafe", "Bright Pharmacy", "Pedal Works", "Lantern Cinema",
    "Oak and Iron Hardware", "Seven Bridges Fuel", "Blue Door Bakery", "Parcel Point", "Harbour Gym", "Willow Garden Centre",
)  # fmt: skip
LANDLORDS = ("Aster Homes", "Linden Court Lettings", "Riverside Estates", "Old Brewery Flats", "Northgate Housing")
UTILITIES = ("City Power and Heat", "Clearwater Supply", "Hello Telecom", "Evergrid Gas", "Civic Insurance Mutual", "Streamhouse Media")
EMPLOYERS = ("Elstmark Machines GmbH", "Hovel and Partners", "Town of Falkenrode", "Quernstad Hospital", "Glimwick Schools", "Oudeloo Port Works BV")
NOTES = (
    "Prefers to be called in the afternoon.",
    "Asked about mortgage terms in October.",
    "Moved house this year, address confirmed by letter.",
    "Wants statements on paper.",
    "Interested in a savings plan for two children.",
    "Travels often and answers late.",
)


def sql_list(words: tuple[str, ...] | list[str]) -> str:
    """A DuckDB list literal of those words."""
    return "[" + ", ".join("'" + word.replace("'", "''") + "'" for word in words) + "]"
