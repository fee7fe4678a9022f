"""The name of a bundle's file: whom it is for, and nothing about a student.

``XQ1_<site>-<node>_to-<centre>_<number, 6 digits>_<8 hex digits>.age``. The name is a convenience
for people; nothing is decided by it, since anybody can rename a file.
"""

import re
from dataclasses import dataclass
from uuid import UUID

from app.domain.problems import Problem

SIDECAR = ".sha256"
HOW_TO_OPEN = "HOW-TO-OPEN.txt"
STREAM_SEQ_MAX = 999_999

_CODE = re.compile(r"[A-Za-z0-9]{1,16}")
_NAME = re.compile(
    r"XQ1_(?P<site>[A-Za-z0-9]{1,16})-(?P<node>[A-Za-z0-9]{1,16})_to-(?P<centre>[A-Za-z0-9]{1,16})"
    r"_(?P<number>[0-9]{6})_(?P<tail>[0-9a-f]{8})\.age"
)


@dataclass(frozen=True, slots=True)
class BundleName:
    """The parts of a file name. Codes are 1–16 ASCII letters and digits."""

    site: str
    node: str
    centre: str
    stream_seq: int
    tail: str  # the last 8 hex digits of the bundle's id

    def __str__(self) -> str:
        return f"XQ1_{self.site}-{self.node}_to-{self.centre}_{self.stream_seq:06d}_{self.tail}.age"


def make(*, site: str, node: str, centre: str, stream_seq: int, bundle_id: UUID) -> BundleName:
    """Return the name for a new bundle. Raises ``bundle_code_bad`` for a code a name cannot carry."""
    for code in (site, node, centre):
        if not is_code(code):
            raise Problem("bundle_code_bad", text=code)
    if not 1 <= stream_seq <= STREAM_SEQ_MAX:
        raise ValueError(f"stream_seq out of range: {stream_seq}")
    return BundleName(site, node, centre, stream_seq, bundle_id.hex[-8:])


def is_code(text: str) -> bool:
    """Return whether ``text`` may stand for a site, a computer or a centre in a file name."""
    return _CODE.fullmatch(text) is not None


def parse(name: str) -> BundleName | None:
    """Return the parts of ``name``, or None where it is not a bundle's name."""
    match = _NAME.fullmatch(name)
    if match is None or match["number"] == "000000":
        return None
    return BundleName(match["site"], match["node"], match["centre"], int(match["number"]), match["tail"])
