"""A one-page letter beside bare reportlab that draws the same text with the same fonts.

The peer gets every advantage: lines already broken and placed, no rules, frames or checks, stock fonts
already parsed. Both embed the same subsets.
"""

from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.domain.safety_plan import Entry, Step
from app.letters import fonts, render
from app.letters.compose import Compositor
from app.letters.ops import Glyphs
from app.letters.paper import PAPER_HEIGHT, PAPER_WIDTH, paginate
from app.letters.safety_plan import PlanSheet, plan_layout
from benchmarks.harness import Figure, compare, timed

NOW = datetime(2026, 3, 2, 6, 5, tzinfo=UTC)

_WORDS = "和学生一起写下的话：去操场慢走两圈，数一数呼吸；给姑姑打电话，说说今天的事情，不评判，只是听。"
LETTER = PlanSheet(
    school="青石县第一初级中学",
    student_name="林小满",
    class_name="八年级（3）班",
    case_code="XL-2026-0031",
    version=1,
    made_on=date(2026, 3, 2),
    review_on=date(2026, 3, 9),
    entries=tuple(Entry(step, _WORDS, phone="13900000001") for step in Step),
)


def figures(_folder: Path, runs: int = 9) -> list[Figure]:
    """Measure."""
    return compare("letter_one_page", timed(ours), [("reportlab, the same text", timed(peer))], target=1.5, runs=runs)


def ours() -> bytes:
    """Return the letter as the program makes it: checked, broken into lines, laid out, drawn, hashed."""
    return render(LETTER, now=NOW).pdf


def peer() -> bytes:
    """Return the same text drawn by reportlab alone."""
    names, pages = _prepared()
    out = BytesIO()
    canvas = Canvas(out, pagesize=(PAPER_WIDTH, PAPER_HEIGHT), pageCompression=1)
    for page in pages:
        for mark in page:
            canvas.setFont(names[mark.face], mark.size)
            canvas.drawString(mark.x, PAPER_HEIGHT - mark.y, mark.text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@cache
def _prepared() -> tuple[dict[str, str], list[list[Glyphs]]]:
    """Return stock fonts by our names, and the marks of the letter's pages."""
    names = {}
    for name, file in fonts.FILES.items():
        names[name] = f"Peer{name}"
        pdfmetrics.registerFont(TTFont(names[name], str(fonts.FOLDER / file), asciiReadable=False))
    pages = paginate(plan_layout(LETTER, Compositor()))
    return names, [[op for op in page.ops if isinstance(op, Glyphs)] for page in pages]
