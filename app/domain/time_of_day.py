"""Times of day as people type them."""

import re
import unicodedata
from datetime import time

from app.domain.problems import Problem

_COLON = re.compile(r"(\d{1,2})[:.时点](\d{2})分?")
_COMPACT = re.compile(r"(\d{1,2})(\d{2})")
_HOUR = re.compile(r"(\d{1,2})[时点]?(整|半)?")


def parse(raw: str) -> time:
    """Read a time: 14:30, 1430, 930, 9, 9点, 9点半, 14时30分. Full-width characters are read too.

    Raises ``Problem("time_not_understood")``.
    """
    text = unicodedata.normalize("NFKC", raw).strip()
    try:
        if found := _COLON.fullmatch(text) or _COMPACT.fullmatch(text):
            return time(int(found[1]), int(found[2]))
        if found := _HOUR.fullmatch(text):
            return time(int(found[1]), 30 if found[2] == "半" else 0)
    except ValueError as error:
        raise Problem("time_not_understood", text=text) from error
    raise Problem("time_not_understood", text=text)
