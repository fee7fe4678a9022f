"""From pages to PDF bytes, in memory, the same bytes for the same letter and time."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.letters.compose import Style, baseline, glyphs, widths
from app.letters.coverage import blanked
from app.letters.fonts import SANS_BOLD, SERIF, face
from app.letters.ops import MM, Frame, Glyphs, Op, Ring, Rule, Symbol
from app.letters.paper import LEFT, PAPER_HEIGHT, PAPER_WIDTH, RIGHT, Page

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

CHINA = timezone(timedelta(hours=8))
"""One time zone for the whole country; paper shows local time whatever the computer is set to."""

_FOOT = Style(SERIF, 9, 13, grey=0.3)
_MARK = Style(SANS_BOLD, 54, 80, grey=0.88)


def press(pages: Sequence[Page], *, title: str, printed_by: str, now: datetime) -> bytes:
    """Return the PDF. ``title`` goes into its properties and must name no person."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(
        out,
        pagesize=(PAPER_WIDTH, PAPER_HEIGHT),
        pageCompression=1,
        invariant=1,
        lang="zh-CN",
        initialFontName=face(SERIF).name,  # else every page names Helvetica, which is not embedded
    )
    _date(canvas, now)
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("Xinqiao")
    canvas.setViewerPreference("Duplex", "Simplex")  # the receipt must not be on the back of the letter
    canvas.setViewerPreference("PrintScaling", "None")
    for number, page in enumerate(pages, start=1):
        if page.section.watermark:
            _watermark(canvas, page.section.watermark)
        for op in page.ops:
            _draw(canvas, op)
        if page.section.furniture:
            for op in _foot(page, number, len(pages), printed_by, now):
                _draw(canvas, op)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _date(canvas: "Canvas", now: datetime) -> None:
    """Make every date in the file ``now``, and its identifier depend on nothing but the contents."""
    local = now.astimezone(CHINA)
    stamp = canvas._doc._timeStamp
    stamp.t, stamp.lt, stamp.tzname = now.timestamp(), local.timetuple(), "CST"
    stamp.YMDhms, stamp.dhh, stamp.dmm = tuple(local.timetuple())[:6], 8, 0
    canvas._doc.signature = hashlib.md5(str(now.timestamp()).encode(), usedforsecurity=False)


def _foot(page: Page, number: int, total: int, printed_by: str, now: datetime) -> list[Op]:
    """Return the foot of a page: reference on the left, page number in the middle, who printed it."""
    y = page.section.margins.top + page.section.margins.height + 7 * MM
    local = now.astimezone(CHINA)
    printed = f"{local.year}年{local.month}月{local.day}日{local:%H:%M}打印"
    texts = [(page.section.reference, "left"), (f"第{number}页 共{total}页", "centre")]
    texts.append((f"{printed_by} {printed}".strip(), "right"))
    ops: list[Op] = []
    for text, align in texts:
        clean = blanked(text, _FOOT.face)[0].replace("\n", " ")
        width = sum(widths(_FOOT.face)[c] for c in clean) * _FOOT.size / 1000
        x = {"left": LEFT, "centre": (LEFT + RIGHT - width) / 2, "right": RIGHT - width}[align]
        ops += glyphs(clean, x, y, _FOOT)
    return ops


def _watermark(canvas: "Canvas", text: str) -> None:
    canvas.saveState()
    canvas.translate(PAPER_WIDTH / 2, PAPER_HEIGHT / 2)
    canvas.rotate(45)
    width = sum(widths(_MARK.face)[c] for c in text) * _MARK.size / 1000
    for op in glyphs(text, -width / 2, PAPER_HEIGHT + baseline(_MARK) / 2, _MARK):
        _draw(canvas, op)
    canvas.restoreState()


def _draw(canvas: "Canvas", op: Op) -> None:
    if isinstance(op, Glyphs):
        canvas.setFillGray(op.grey)
        canvas.setFont(op.face, op.size)
        canvas.drawString(op.x, PAPER_HEIGHT - op.y, op.text, charSpace=op.spacing)
    elif isinstance(op, Symbol):
        _symbol(canvas, op)
    else:
        _outline(canvas, op)


def _outline(canvas: "Canvas", op: Rule | Frame | Ring) -> None:
    width = op.width if isinstance(op, Rule) else op.line
    canvas.setLineWidth(width)
    canvas.setStrokeGray(op.grey)
    dash: Any = list(op.dash)
    canvas.setDash(dash)
    if isinstance(op, Rule):
        canvas.line(op.x, PAPER_HEIGHT - op.y, op.to_x, PAPER_HEIGHT - op.to_y)
    elif isinstance(op, Frame):
        canvas.rect(op.x, PAPER_HEIGHT - op.y - op.height, op.width, op.height)
    else:
        canvas.circle(op.x, PAPER_HEIGHT - op.y, op.radius)


def _symbol(canvas: "Canvas", op: Symbol) -> None:
    """Draw a QR symbol, each run of dark modules as one rectangle."""
    module = op.size / len(op.rows)
    canvas.setFillGray(0)
    path = canvas.beginPath()
    for down, row in enumerate(op.rows):
        start = 0
        while (start := row.find(1, start)) >= 0:
            end = row.find(0, start)
            end = len(row) if end < 0 else end
            y = PAPER_HEIGHT - op.y - (down + 1) * module
            path.rect(op.x + start * module, y, (end - start) * module, module)
            start = end
    canvas.drawPath(path, stroke=0, fill=1)
