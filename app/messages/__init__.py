"""Sentences and labels, once for the windows and the command line. Chinese and English.

Each language has one JSON object per area, ``app/messages/<language>/<area>.json``, that maps a
code to a sentence; ``{name}`` marks where a parameter goes. Codes are unique across areas.
"""

import json
from functools import cache
from pathlib import Path

from app.domain.problems import Problem

LANGUAGES = ("zh", "en")


@cache
def catalogue(language: str) -> dict[str, str]:
    """Return every code of ``language`` with its sentence. Raises ValueError on a code used twice."""
    merged: dict[str, str] = {}
    for path in sorted((Path(__file__).parent / language).glob("*.json")):
        for code, sentence in json.loads(path.read_text("utf-8")).items():
            if code in merged:
                raise ValueError(f"message code used twice: {code}")
            merged[code] = sentence
    return merged


def text(code: str, language: str = "zh", **params: object) -> str:
    """Return the sentence for ``code``. A code without a sentence comes back as itself."""
    sentence = catalogue(language).get(code, code)
    for name, value in params.items():
        sentence = sentence.replace("{" + name + "}", str(value))
    return sentence


def of(problem: Problem, language: str = "zh") -> str:
    """Return the sentence for a problem."""
    return text(problem.code, language, **problem.params)
