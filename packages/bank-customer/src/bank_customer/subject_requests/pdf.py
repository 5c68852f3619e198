"""A bundle as a PDF somebody can read. The adapter file of reportlab: ask for it late. The same bundle gives the same bytes."""

import io
import json
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

from bank_kit.envelope import digest

_DEEPEST = 6
_UNSHOWN = "Some letters of your data cannot be printed with the fonts of this paper and stand as boxes. The JSON that comes with it has them all."


def render(bundle: str) -> bytes:
    """The pages of a bundle's JSON; each page's foot carries the bundle's digest."""
    told, styles = json.loads(bundle), getSampleStyleSheet()
    foot = f"{told['customer_id']}  {told['as_of']}  {digest(told)}"
    story: list[Flowable] = [Paragraph("Your data at the bank", styles["Title"]), Paragraph(escape(f"{told['bundle']}, {told['as_of']}"), styles["Normal"])]
    if not _prints(json.dumps(told, ensure_ascii=False)):
        story.append(Paragraph(_UNSHOWN, styles["Normal"]))
    for collection, held in told["data"].items():
        story += [Spacer(1, 10), Paragraph(escape(collection.replace("_", " ").capitalize()), styles["Heading2"])]
        story += [Paragraph(escape(line), styles["Normal"]) for line in _lines(held, 0)] or [Paragraph("nothing", styles["Normal"])]
    story += [Spacer(1, 10), Paragraph("Kept elsewhere", styles["Heading2"]), *(Paragraph(escape(line), styles["Normal"]) for line in told["elsewhere"])]

    def sign(canvas: Canvas, _: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 6)
        canvas.drawString(30, 20, f"{foot}  page {canvas.getPageNumber()}")

    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, title="Your data at the bank", invariant=1).build(story, onFirstPage=sign, onLaterPages=sign)
    return out.getvalue()


def _prints(text: str) -> bool:
    """Whether the fonts every reader of PDF has can show the text."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _lines(held: object, depth: int) -> list[str]:
    indent = "\u00a0" * 4 * depth
    if depth > _DEEPEST:
        return [f"{indent}..."]
    if isinstance(held, dict):
        found: list[str] = []
        for name, value in held.items():
            if isinstance(value, dict | list):
                found += [f"{indent}{name}:", *_lines(value, depth + 1)]
            else:
                found.append(f"{indent}{name}: {'' if value is None else value}")
        return found
    if isinstance(held, list):
        return [line for each in held for line in (*_lines(each, depth), "")]
    return [f"{indent}{held}"]
