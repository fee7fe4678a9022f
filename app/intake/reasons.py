"""Why a row was not taken, or was taken with a doubt."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RowReason:
    """``row`` is the row number the spreadsheet program shows; ``code`` has a sentence in ``app.messages``."""

    row: int
    code: str
    params: Mapping[str, object] = field(default_factory=dict)
