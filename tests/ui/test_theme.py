"""Colours that can be read, sizes that can be hit."""

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QFontMetrics, QRawFont
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.risk import Level
from app.ui import theme

SCHEMES = {"light": theme.LIGHT, "dark": theme.DARK}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2.2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_published() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("scheme", "pair"), list(product(SCHEMES, theme.TEXT_PAIRS)))
def test_text_has_contrast(scheme: str, pair: tuple[str, str]) -> None:
    tokens = SCHEMES[scheme]
    assert contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) >= 4.5


@pytest.mark.parametrize(("scheme", "pair"), list(product(SCHEMES, theme.LINE_PAIRS)))
def test_edges_have_contrast(scheme: str, pair: tuple[str, str]) -> None:
    tokens = SCHEMES[scheme]
    assert contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) >= 3


def test_every_colour_that_carries_text_is_in_a_pair() -> None:
    inks = {pair[0] for pair in theme.TEXT_PAIRS} | {pair[1] for pair in theme.TEXT_PAIRS}
    lines = {pair[0] for pair in theme.LINE_PAIRS}
    assert set(theme.Tokens.__slots__) - inks - lines == {"line"}


@pytest.mark.parametrize("level", [*Level, None])
def test_levels_differ_from_each_other(level: Level | None) -> None:
    for tokens in SCHEMES.values():
        others = [tokens.level(other) for other in [*Level, None] if other != level]
        assert tokens.level(level) not in others


def test_no_literal_colours_outside_the_theme() -> None:
    ui = Path(theme.__file__).parent
    strays = [
        path.name
        for path in ui.rglob("*.py")
        if path.name != "theme.py" and re.search(r"#[0-9A-Fa-f]{6}\b|QColor\(\d", path.read_text("utf-8"))
    ]
    assert strays == []


@pytest.mark.parametrize("size", list(theme.SIZES))
def test_controls_can_be_hit_in_every_size(qtbot: QtBot, dressed: Callable[..., None], size: str) -> None:
    dressed("zh", "light", size)
    for widget in (QPushButton("保存"), QLineEdit()):
        qtbot.addWidget(widget)
        widget.show()
        assert widget.height() >= 32
        before = widget.sizeHint()
        widget.setFocus()
        assert widget.sizeHint() == before


def test_chinese_is_drawn_with_chinese_glyphs(dressed: Callable[..., None], qapp: QApplication) -> None:
    family = qapp.font().families()[0]
    assert QFontDatabase.hasFamily(family)
    for character in "心桥锁定辅导，“”·—":
        assert QRawFont.fromFont(qapp.font()).supportsCharacter(ord(character))
    assert QFontMetrics(qapp.font()).horizontalAdvance("心") == pytest.approx(14, abs=1)


def test_dark_scheme_reaches_the_palette(dressed: Callable[..., None], qapp: QApplication) -> None:
    dressed("zh", "dark")
    assert qapp.palette().window().color().name().upper() == theme.DARK.bg
    assert theme.current() is theme.DARK
    dressed("zh", "light")
    assert qapp.palette().window().color().name().upper() == theme.LIGHT.bg
