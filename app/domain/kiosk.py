"""What the self-service kiosk is handed: the questions, a public key, who to call. Nobody's name but the adult's.

One expected student is known by her ticket. With several, each types her student number, which is compared
with digests; from the locked screen nobody is expected and the number goes into the sealed sheet.
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from app.domain import closed_json
from app.domain.problems import Problem

FORMAT = "xinqiao-kiosk"
MOST_BYTES = 4 * 1024 * 1024
REFUSAL = "kiosk_preparation_damaged"
NUMBER_LENGTH = 40

_FIELDS: closed_json.Fields = {
    "format": str,
    "v": int,
    "id": str,
    "day": str,
    "scale": str,
    "version": str,
    "form_version": str,
    "title": str,
    "instructions": str,
    "questions": list,
    "paper": bool,
    "recipient": str,
    "adult": str,
    "language": str,
    "salt": str,
    "expected": dict,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: the value printed on the form, and its words (empty with paper in hand)."""

    value: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One item as the kiosk shows it; without words it is read from the paper in hand."""

    number: int
    choices: tuple[Choice, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Handover:
    """What one kiosk is handed, valid on one day. ``expected`` maps digests of student numbers to tickets."""

    id: UUID
    day: date
    scale: str
    version: str
    form_version: str
    title: str
    instructions: str
    questions: tuple[Question, ...]
    paper: bool
    recipient: str
    adult: str
    language: str = "zh"
    salt: str = ""
    expected: Mapping[str, str] = field(default_factory=dict, repr=False)

    def ticket_of(self, number: str) -> str | None:
        """Return the ticket of a typed number, None where it is not on the list."""
        return self.expected.get(digest(self.salt, number))

    @property
    def only_ticket(self) -> str | None:
        """Return the ticket of the one expected student, None where there are several or none."""
        return next(iter(self.expected.values())) if len(self.expected) == 1 else None

    def without_students(self) -> "Handover":
        """Return what may be kept as an open file for the locked screen: nothing about any student."""
        return replace(self, salt="", expected={})

    def to_bytes(self) -> bytes:
        """Return it as JSON."""
        value = {
            "format": FORMAT,
            "v": 1,
            "id": str(self.id),
            "day": self.day.isoformat(),
            "scale": self.scale,
            "version": self.version,
            "form_version": self.form_version,
            "title": self.title,
            "instructions": self.instructions,
            "questions": [
                {"n": one.number, "words": one.words, "choices": [[c.value, c.words] for c in one.choices]}
                for one in self.questions
            ],
            "paper": self.paper,
            "recipient": self.recipient,
            "adult": self.adult,
            "language": self.language,
            "salt": self.salt,
            "expected": dict(self.expected),
        }
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def from_bytes(data: bytes) -> Handover:
    """Return what ``to_bytes`` wrote. Raises Problem("kiosk_preparation_damaged")."""
    raw = closed_json.closed(closed_json.read(data, most=MOST_BYTES, refusal=REFUSAL), _FIELDS, refusal=REFUSAL)
    if (raw["format"], raw["v"]) != (FORMAT, 1) or raw["language"] not in ("zh", "en"):
        raise Problem(REFUSAL)
    if not all(isinstance(one, str) for one in raw["expected"].values()):
        raise Problem(REFUSAL)
    try:
        key, day = UUID(raw["id"]), date.fromisoformat(raw["day"])
    except ValueError:
        raise Problem(REFUSAL) from None
    names = ("scale", "version", "form_version", "title", "instructions", "paper", "recipient", "adult", "language")
    questions = tuple(_question(one) for one in raw["questions"])
    if not questions or not raw["adult"].strip():
        raise Problem(REFUSAL)
    rest = {name: raw[name] for name in names}
    return Handover(id=key, day=day, questions=questions, salt=raw["salt"], expected=raw["expected"], **rest)


def normal_number(number: str) -> str:
    """Return a student number as it is compared: full-width digits made plain, no spaces."""
    return "".join(unicodedata.normalize("NFKC", number).split())


def digest(salt: str, number: str) -> str:
    """Return the digest under which a number is expected. Hides it from a glance, not from guessing."""
    return sha256(f"{salt}:{normal_number(number)}".encode()).hexdigest()


def _question(value: object) -> Question:
    raw = closed_json.closed(value, {"n": int, "words": str, "choices": list}, refusal=REFUSAL)
    choices = tuple(_choice(one) for one in raw["choices"])
    if not choices:
        raise Problem(REFUSAL)
    return Question(raw["n"], choices, raw["words"])


def _choice(value: Any) -> Choice:
    if not (isinstance(value, list) and [type(one) for one in value] == [int, str]):
        raise Problem(REFUSAL)
    return Choice(value[0], value[1])
