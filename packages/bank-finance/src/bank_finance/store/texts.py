"""What is done to text on its way into the store, and to the text it is compared with."""

from bank_kit import masks


def search_text(text: str) -> str:
    """What text is compared as: case folded here and not in the database, so that every database finds the same rows."""
    return " ".join(text.casefold().split())


def masked_name(name: str, *, kind: str) -> str:
    """Initials and stars of a person; the name of a company, which is public."""
    return masks.initials(name) if kind == "PERSON" else name
