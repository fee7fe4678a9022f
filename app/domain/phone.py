"""Telephone numbers: one way of writing them, and how they look to who need not see them."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from app.domain.problems import Problem

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(0(?:10|2[0-9]|[3-9][0-9]{2}))([2-9][0-9]{6,7})(?:#([0-9]{1,6}))?")
_LOCAL = re.compile(r"([2-9][0-9]{6,7})(?:#([0-9]{1,6}))?")
_SERVICE = re.compile(r"[1-9][0-9]{2}|1[0-9]{4}|9[0-9]{4,5}|[48]00[0-9]{7}")
_FOREIGN = re.compile(r"\+[1-9][0-9]{6,14}")
_EXTENSION = re.compile(r"(?:转|分机|ext\.?|x)+", re.IGNORECASE)


class PhoneKind(StrEnum):
    """What can be reached at the number."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    SERVICE = "service"  # 110, 12356, 400…
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as it is kept: 13800000021, 0571-80000021, 0571-80000021-12, +85200000000."""

    text: str
    kind: PhoneKind


def parse(raw: str) -> Phone:
    """Read one number. Raises ``Problem("phone_not_understood")``; the number is in no parameter."""
    text = _EXTENSION.sub("#", unicodedata.normalize("NFKC", raw).strip())
    text = re.sub(r"[\s().\u2010-\u2015'\u200b-\u200f\ufeff-]", "-", text).strip("-")
    # A hyphen before a short tail behind a whole landline number is an extension.
    text = re.sub(r"^((?:0[0-9]{2,3}-+)?[2-9][0-9]{6,7})-+([0-9]{1,6})$", r"\1#\2", text).replace("-", "")
    text = re.sub(r"^(?:\+|00)86", "", text)
    if _MOBILE.fullmatch(text):
        return Phone(text, PhoneKind.MOBILE)
    if found := _LANDLINE.fullmatch(text):
        return Phone("-".join(part for part in found.groups() if part), PhoneKind.LANDLINE)
    if found := _LOCAL.fullmatch(text):
        return Phone("-".join(part for part in found.groups() if part), PhoneKind.LANDLINE)
    if _SERVICE.fullmatch(text):
        return Phone(text, PhoneKind.SERVICE)
    if _FOREIGN.fullmatch(text):
        return Phone(text, PhoneKind.FOREIGN)
    raise Problem("phone_not_understood")


def mask(text: str) -> str:
    """Return the number with its middle hidden: 138****0021, 0571-****0021. Works on any text."""
    if _MOBILE.fullmatch(text):
        return f"{text[:3]}****{text[7:]}"
    area, hyphen, rest = text.partition("-")
    if hyphen and area.startswith("0"):
        return f"{area}-****{rest.partition('-')[0][-4:]}"
    if len(text) <= 6:
        return "*" * len(text)
    return "*" * (len(text) - 4) + text[-4:]
