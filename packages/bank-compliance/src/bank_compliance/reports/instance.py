"""Figures as an XBRL 2.1 instance of the internal taxonomy shipped here."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from importlib.resources import files
from xml.sax.saxutils import escape, quoteattr

from bank_compliance.reports.concepts import Kind, concepts
from bank_kit.money import plain

TAXONOMY = "internal-2026.xsd"
NAMESPACE = "urn:bank.example:taxonomy:internal-2026"
_UNITS = {Kind.AMOUNT: "money", Kind.RATIO: "pure"}
_LEI_SCHEME = "http://standards.iso.org/iso/17442"
_SPACES = (
    'xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" '
    f'xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:m={quoteattr(NAMESPACE)}'
)


def taxonomy() -> bytes:
    """The schema the instance names."""
    return (files("bank_compliance.reports") / "taxonomy" / TAXONOMY).read_bytes()


def write_instance(figures: Mapping[str, Decimal], *, entity: str, currency: str, period_end: date) -> bytes:
    """UTF-8; every figure that is a concept of the taxonomy, in its order."""
    known = [one for one in concepts().values() if one.name in figures]
    told = [f'<m:{one.name} contextRef="end" unitRef="{_UNITS[one.kind]}" decimals="INF">{plain(figures[one.name])}</m:{one.name}>' for one in known]
    identifier = f"<xbrli:identifier scheme={quoteattr(_LEI_SCHEME)}>{escape(entity)}</xbrli:identifier>"
    period = f"<xbrli:period><xbrli:instant>{period_end.isoformat()}</xbrli:instant></xbrli:period>"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<xbrli:xbrl {_SPACES}>",
        f'<link:schemaRef xlink:type="simple" xlink:href={quoteattr(TAXONOMY)}/>',
        f'<xbrli:context id="end"><xbrli:entity>{identifier}</xbrli:entity>{period}</xbrli:context>',
        f'<xbrli:unit id="money"><xbrli:measure>iso4217:{escape(currency)}</xbrli:measure></xbrli:unit>',
        '<xbrli:unit id="pure"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>',
        *told,
        "</xbrli:xbrl>",
    ]
    return "\n".join(lines).encode()
