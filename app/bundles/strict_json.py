"""JSON from outside: UTF-8, no name twice, no NaN, no deep nesting, no endless lines."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from app.domain import limits
from app.domain.problems import Problem

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKETS = re.compile(rb"[\[\]{}]")


def parse(data: bytes) -> Any:
    """Return the value of one JSON text. Raises ``bundle_json_refused``."""
    check_depth(data)
    try:
        return json.loads(
            data.decode("utf-8"), object_pairs_hook=_each_once, parse_constant=_refuse, parse_float=_finite
        )
    except (ValueError, RecursionError):
        raise Problem("bundle_json_refused") from None


def check_depth(data: bytes) -> None:
    """Refuse nesting deeper than the limit, before any parser sees it. ``bundle_json_refused``."""
    if data.count(b"{") + data.count(b"[") <= limits.JSON_DEPTH:
        return
    depth = 0
    for bracket in _BRACKETS.finditer(_STRING.sub(b"", data)):
        depth += 1 if bracket[0] in b"[{" else -1
        if depth > limits.JSON_DEPTH:
            raise Problem("bundle_json_refused")


def lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines of an NDJSON file without their line feeds; blank lines are refused.

    Raises ``bundle_line_too_long`` before a line beyond the limit is held in memory.
    """
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield _checked(line)
        if len(rest) > limits.BUNDLE_LINE:
            raise Problem("bundle_line_too_long")
    if rest:
        raise Problem("bundle_json_refused")  # every line ends in a line feed


def _checked(line: bytes) -> bytes:
    if len(line) > limits.BUNDLE_LINE:
        raise Problem("bundle_line_too_long")
    if not line or line.endswith(b"\r"):
        raise Problem("bundle_json_refused")
    check_depth(line)
    return line


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _refuse(name: str) -> Any:
    raise ValueError(f"not JSON: {name}")


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise ValueError("number out of range")
    return number
