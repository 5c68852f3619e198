"""A report as a PDF. The adapter file of reportlab: ask for it late. The same report gives the same bytes."""

import io
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from bank_compliance.reports.pdf_sheet import Sheet


def render(sheet: Sheet) -> bytes:
    """The pages."""
    styles = getSampleStyleSheet()
    body = [[Paragraph(escape(cell), styles["BodyText"]) for cell in row] for row in (sheet.header, *sheet.rows)]
    grid = Table(body, repeatRows=1)
    grid.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.25, colors.grey), ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke)]))
    story: list[Flowable] = [Paragraph(escape(sheet.title), styles["Title"])]
    story += [Paragraph(escape(line), styles["Normal"]) for line in sheet.lines]
    story += [Spacer(1, 10), grid]

    def sign(canvas: Canvas, _: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 6)
        canvas.drawString(30, 20, f"{sheet.footer}  page {canvas.getPageNumber()}")

    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, title=sheet.title, invariant=1).build(story, onFirstPage=sign, onLaterPages=sign)
    return out.getvalue()
