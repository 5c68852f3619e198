"""The PDF: the same sheet, the same bytes; markup in cells stays text."""

from bank_compliance.reports import pdf
from bank_compliance.reports.making import Pages
from bank_compliance.reports.pdf_sheet import Sheet

fits: Pages = pdf
SHEET = Sheet(title="A <b>title", lines=("& more",), header=("a",), rows=[["<font size=900>x"]] * 200, footer="RPT-1 sha256:00 2026-11-20")


def test_the_same_sheet_gives_the_same_pages() -> None:
    first = pdf.render(SHEET)
    assert first.startswith(b"%PDF")
    assert first == pdf.render(SHEET)
