"""Reading JSON that somebody else made: size, depth, doubled keys, NaN and huge numbers are refused."""

import json
from typing import Any, NoReturn

from app.domain.limits import JSON_DEPTH
from app.domain.problems import Problem

MAX_BYTES = 1024 * 1024
MAX_DIGITS = 15
MAX_TEXT = 4_000


def read_strict(data: bytes) -> object:
    """Return the value in ``data``. Raises Problem with the reason and, where known, the place.

    Codes: ``scale_file_too_big``, ``scale_file_not_text``, ``scale_file_not_json``, ``scale_file_nan``,
    ``scale_file_key_twice``, ``scale_file_too_deep``, ``scale_file_number_huge``, ``scale_file_text_long``;
    each with ``place`` and ``detail``.
    """
    if len(data) > MAX_BYTES:
        raise Problem("scale_file_too_big", place="/", detail=MAX_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem("scale_file_not_text", place=error.start, detail="") from None
    _refuse_depth(text)
    try:
        value: object = json.loads(
            text,
            object_pairs_hook=_unique,
            parse_constant=_no_constant,
            parse_int=_short_int,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Problem("scale_file_not_json", place=place, detail="") from None
    _refuse_extremes(value, "")
    return value


def _refuse_depth(text: str) -> None:
    """Count brackets outside strings before parsing, so that no parser has to recurse."""
    depth = 0
    in_string = False
    skip = False
    for char in text:
        if skip:
            skip = False
        elif in_string:
            skip = char == "\\"
            in_string = char != '"'
        elif char == '"':
            in_string = True
        elif char in "[{":
            depth += 1
            if depth > JSON_DEPTH:
                raise Problem("scale_file_too_deep", place="/", detail=JSON_DEPTH)
        elif char in "]}":
            depth -= 1


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    merged = dict(pairs)
    if len(merged) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise Problem("scale_file_key_twice", place=key[:60], detail="")
            seen.add(key)
    return merged


def _no_constant(name: str) -> NoReturn:
    raise Problem("scale_file_nan", place="/", detail=name)


def _short_int(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise Problem("scale_file_number_huge", place=digits[:MAX_DIGITS] + "…", detail="")
    return int(digits)


def _refuse_extremes(value: object, place: str) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _refuse_extremes(inner, f"{place}.{key[:60]}" if place else key[:60])
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _refuse_extremes(inner, f"{place}[{index}]")
    elif isinstance(value, float) and not -1e9 < value < 1e9:
        raise Problem("scale_file_number_huge", place=place or "/", detail="")
    elif isinstance(value, str) and len(value) > MAX_TEXT:
        raise Problem("scale_file_text_long", place=place or "/", detail=MAX_TEXT)
