"""Colours and sizes of the windows. The only module that may hold a literal colour."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QStyleFactory, QWidget

from app.domain.risk import Level
from app.ui import fonts
from app.ui.stylesheet import sheet


@dataclass(frozen=True, slots=True)
class Tokens:
    """Named colours of one scheme, as ``#RRGGBB``."""

    bg: str
    surface: str
    raised: str
    text: str
    muted: str
    line: str  # hairlines between things; carries no meaning
    border: str  # edges of controls
    accent: str
    on_accent: str
    accent_soft: str  # selected rows, the current page
    red: str
    on_red: str
    orange: str
    on_orange: str
    yellow: str
    on_yellow: str
    blue: str
    on_blue: str
    none: str
    on_none: str

    def level(self, level: Level | None) -> tuple[str, str]:
        """Return (ink, ground) of a level; None is "not judged yet"."""
        name = "none" if level is None else level.value
        ink: str = getattr(self, name)
        ground: str = getattr(self, f"on_{name}")
        return ink, ground


LIGHT = Tokens(
    bg="#F7F8F7", surface="#FFFFFF", raised="#EEF1F0", text="#1F2A2E", muted="#57656B",
    line="#DDE2E1", border="#7C898E", accent="#1F6F6B", on_accent="#FFFFFF", accent_soft="#E0EFED",
    red="#B3261E", on_red="#FCEBEA", orange="#A34300", on_orange="#FDF0E3",
    yellow="#7A5A00", on_yellow="#FFF7D6", blue="#1B5E9E", on_blue="#E8F1FA",
    none="#57656B", on_none="#EEF1F1",
)  # fmt: skip
DARK = Tokens(
    bg="#161B1D", surface="#1F2629", raised="#283033", text="#E6ECEC", muted="#A9B5B9",
    line="#353F43", border="#7A888D", accent="#6CC5BD", on_accent="#10201F", accent_soft="#24403E",
    red="#FF9A92", on_red="#4A1B18", orange="#FFB37A", on_orange="#46280F",
    yellow="#F2D05C", on_yellow="#3E3411", blue="#8FC1F2", on_blue="#16304A",
    none="#A9B5B9", on_none="#2A3235",
)  # fmt: skip

TEXT_PAIRS = (
    ("text", "bg"), ("text", "surface"), ("text", "raised"), ("text", "accent_soft"),
    ("muted", "bg"), ("muted", "surface"), ("muted", "raised"), ("muted", "accent_soft"),
    ("accent", "bg"), ("accent", "surface"), ("accent", "accent_soft"), ("on_accent", "accent"),
    ("red", "on_red"), ("red", "surface"), ("orange", "on_orange"), ("orange", "surface"),
    ("yellow", "on_yellow"), ("yellow", "surface"), ("blue", "on_blue"), ("blue", "surface"),
    ("none", "on_none"), ("red", "bg"),
)  # fmt: skip
"""Pairs that carry text: at least 4.5 to 1 in both schemes."""

LINE_PAIRS = (
    ("border", "bg"), ("border", "surface"), ("border", "raised"),
    ("accent", "bg"), ("accent", "surface"), ("accent", "raised"),
)  # fmt: skip
"""Edges and focus rings: at least 3 to 1 in both schemes."""

STYLE = "fusion"
SIZES = {"small": 13, "medium": 14, "large": 17}
"""Body text in logical pixels."""

_ICONS = Path(__file__).parents[2] / "resources" / "icons"

_now: dict[str, Any] = {"tokens": LIGHT, "size": SIZES["medium"]}


def current() -> Tokens:
    """Return the colours in use."""
    tokens: Tokens = _now["tokens"]
    return tokens


def body_size() -> int:
    """Return the body text's size in logical pixels."""
    size: int = _now["size"]
    return size


def apply(app: QApplication, scheme: str = "light", size: str = "medium") -> None:
    """Dress the application. ``scheme`` is "light", "dark" or "system"; ``size`` a key of ``SIZES``."""
    system_dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    dark = scheme == "dark" or (scheme == "system" and system_dark)
    tokens = DARK if dark else LIGHT
    _now["tokens"], _now["size"] = tokens, SIZES[size]
    app.setStyleSheet("")  # putting one sheet in the place of another takes four times as long
    if app.style().objectName().lower() != STYLE:
        app.setStyle(QStyleFactory.create(STYLE))
    app.setFont(fonts.body(SIZES[size]))
    app.setPalette(palette(tokens))
    check = _ICONS / ("check-dark.svg" if dark else "check-light.svg")
    arrow = _ICONS / "arrow-down.svg"
    app.setStyleSheet(sheet(asdict(tokens), SIZES[size], arrow=arrow.as_posix(), check=check.as_posix()))


def follow_system(app: QApplication, size: str = "medium") -> None:
    """Dress as the system asks, now and when it changes between light and dark."""
    apply(app, "system", size)
    app.styleHints().colorSchemeChanged.connect(lambda _: apply(app, "system", size))


def palette(tokens: Tokens) -> QPalette:
    """Return the palette that Fusion draws with."""
    made = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, tokens.bg), (role.Base, tokens.surface), (role.AlternateBase, tokens.bg),
        (role.Button, tokens.surface), (role.WindowText, tokens.text), (role.Text, tokens.text),
        (role.ButtonText, tokens.text), (role.PlaceholderText, tokens.muted),
        (role.Highlight, tokens.accent), (role.HighlightedText, tokens.on_accent),
        (role.Link, tokens.accent), (role.LinkVisited, tokens.accent),
        (role.ToolTipBase, tokens.surface), (role.ToolTipText, tokens.text),
        (role.Mid, tokens.border), (role.Dark, tokens.border), (role.Light, tokens.surface),
        (role.Midlight, tokens.line), (role.Accent, tokens.accent),
    ):  # fmt: skip
        made.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(tokens.muted))
    return made


def role(widget: QWidget, name: str) -> None:
    """Give a widget a part the style sheet knows: title, card_title, muted, primary, flat, card…"""
    widget.setProperty("role", name)
    if name == "primary" and isinstance(widget, QPushButton):
        widget.setAutoDefault(True)  # outside dialogs Qt would press it by Space only
    widget.style().unpolish(widget)
    widget.style().polish(widget)
