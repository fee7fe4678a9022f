"""The font stack of the windows, with the bundled Noto Sans SC where the machine has nothing Chinese."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FOLDER = Path(__file__).parents[2] / "resources" / "fonts"
BUNDLED = "Noto Sans SC"
_FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")

SYSTEM = ("Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC")
"""Set explicitly: left alone, Qt on Windows falls back to SimSun, whose small sizes are bitmaps."""


def families() -> list[str]:
    """Return the stack; load the bundled font only where no system font of the stack is there."""
    there = [family for family in SYSTEM if QFontDatabase.hasFamily(family)]
    if not there and not QFontDatabase.hasFamily(BUNDLED):
        for name in _FILES:
            if QFontDatabase.addApplicationFont(str(FOLDER / name)) == -1:
                raise FileNotFoundError(name)
    return [*there, BUNDLED]


def body(pixels: int) -> QFont:
    """Return the body font at ``pixels`` logical pixels."""
    font = QFont()
    font.setFamilies(families())
    font.setPixelSize(pixels)
    return font
