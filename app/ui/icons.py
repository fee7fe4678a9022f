"""Icons in the colours of the theme."""

from typing import cast

import qtawesome
from PySide6.QtGui import QIcon

from app.ui import theme


def icon(name: str, colour: str = "text") -> QIcon:
    """Return icon ``name`` (for example ``"mdi6.lock-outline"``) in the colour of token ``colour``."""
    tokens = theme.current()
    return cast(QIcon, qtawesome.icon(name, color=getattr(tokens, colour), color_disabled=tokens.muted))
