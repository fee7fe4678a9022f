"""Nothing in the repository tells of the machine or the network it was written on."""

import re
from pathlib import Path

import pytest

from tests.house.sources import files, name

# Put together from parts, so that this file does not find itself.
MACHINE = [
    re.compile(pattern)
    for pattern in (
        r"(?<![\w.])/" + r"(work|root|home|Users)/[A-Za-z0-9_.-]+",
        r"(?<![\w.])/" + r"tmp/[A-Za-z0-9_.-]+",
        r"\b[A-Za-z]:\\{1,2}" + r"Users\\{1,2}\w+",
        r"\b(10|192\.168|172\.(1[6-9]|2\d|3[01]))" + r"(\.\d{1,3}){2,3}\b(?!\.)",
        r"\b[\w.-]+@(?!example\b|\w+\.example\b)[\w-]+\.(com|cn|org|net|edu)\b",
        r"-----BEGIN [A-Z ]*" + r"PRIVATE KEY-----",
        r"AGE-SECRET-" + r"KEY-1[A-Z0-9]{20}",
    )
]
# Listings of public packages and licences as their authors wrote them.
FOREIGN = {"uv.lock", "LICENSE"}


def findings(words: str) -> list[str]:
    """Return what in a text belongs to one machine, network or person."""
    return [match.group(0) for pattern in MACHINE for match in pattern.finditer(words)]


def text_files() -> list[Path]:
    ours = [p for p in files() if name(p) not in FOREIGN and not name(p).startswith("resources/fonts/")]
    return [path for path in ours if b"\0" not in path.read_bytes()[:4096]]


def test_no_file_tells_of_a_machine() -> None:
    found = {name(path): hits for path in text_files() if (hits := findings(path.read_text("utf-8", "replace")))}
    assert found == {}


@pytest.mark.parametrize(
    "planted",
    [
        "see /" + "home/made-up/notes",
        "in /" + "tmp/scratch",
        "C:" + r"\Users\made-up",
        "host 192." + "168.0.7",
        "write to made.up@" + "school.cn",
        "AGE-SECRET-" + "KEY-1" + "Q" * 30,
    ],
)
def test_a_planted_trace_is_found(planted: str) -> None:
    assert len(findings(planted)) == 1


@pytest.mark.parametrize("fine", ["https://example.com/home/page", "app/tmp", "1.2.3", "a@example.org", "~/Documents"])
def test_harmless_words_are_left_alone(fine: str) -> None:
    assert findings(fine) == []
