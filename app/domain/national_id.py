"""The citizen identity number, GB 11643-1999: 17 digits and a check character.

Residence permits of people from Hong Kong, Macao and Taiwan carry numbers of the same build that
begin with 81, 82 and 83; the permanent residence card for foreigners (form of 2023) one that begins with 9.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.problems import Problem
from app.domain.student import Sex

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_FORM = re.compile(r"[1-9][0-9]{16}[0-9X]")
# First two digits: GB/T 2260 provinces, and the three residence permits.
_REGIONS = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[0-9]")


class Holder(StrEnum):
    """Whose number it is, by its first digits."""

    MAINLAND = "mainland"
    HONG_KONG = "hong_kong"
    MACAO = "macao"
    TAIWAN = "taiwan"
    FOREIGN = "foreign"


_HOLDERS = {"81": Holder.HONG_KONG, "82": Holder.MACAO, "83": Holder.TAIWAN}


@dataclass(frozen=True, slots=True)
class NationalId:
    """A number whose check character is right, with what it says of its holder."""

    text: str
    birth_date: date
    sex: Sex
    holder: Holder


def normalise(raw: str) -> str:
    """Return the number as it is kept: half-width, capital X, without blanks and hyphens."""
    return re.sub(r"[\s'\u200b-\u200f\ufeff-]", "", unicodedata.normalize("NFKC", raw)).upper()


def check_character(digits: str) -> str:
    """Return the check character for the first 17 digits."""
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11]


def parse(raw: str) -> NationalId:
    """Read a number.

    Raises ``Problem`` with ``national_id_form`` (not 17 digits and a check character, or no such
    region), ``national_id_check`` (the check character does not fit: mistyped) or
    ``national_id_birth_date`` (digits 7-14 are no day). The number itself is in no parameter.
    """
    text = normalise(raw)
    if not _FORM.fullmatch(text) or not _REGIONS.match(text):
        raise Problem("national_id_form")
    if check_character(text[:17]) != text[17]:
        raise Problem("national_id_check")
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError as error:
        raise Problem("national_id_birth_date") from error
    if born.year < 1900:
        raise Problem("national_id_birth_date")
    holder = Holder.FOREIGN if text[0] == "9" else _HOLDERS.get(text[:2], Holder.MAINLAND)
    return NationalId(text, born, Sex.MALE if int(text[16]) % 2 else Sex.FEMALE, holder)
