"""A made-up scale for tests of the engine: small, and bent as a test needs."""

import json
from typing import Any

from app.scales.definition import Definition
from app.scales.load import parse


def plain(**changes: Any) -> dict[str, Any]:
    """Return the file content of a made-up four-item scale; ``changes`` replace whole fields."""
    content: dict[str, Any] = {
        "format": 1,
        "key": "made_up",
        "version": "1.0",
        "form_version": "test form",
        "names": {"zh": "编造量表", "en": "Made-up scale"},
        "respondents": ["student"],
        "ages": [8, 18],
        "stages": ["junior"],
        "period": None,
        "direction": "higher_worse",
        "asks_self_harm": False,
        "options": [0, 1, 2, 3],
        "items": [{"n": n, "label": {"zh": f"题{n}", "en": f"item {n}"}} for n in (1, 2, 3, 4)],
        "total": {"items": [1, 2, 3, 4]},
        "missing": {"published": False, "rule": "none", "source": "made up"},
        "validity": {"max_blank": 4, "min_seconds": 1},
        "retest_days": None,
        "licence": {"class": "A", "holder": "us", "status": "ours", "source": "made up", "checked_on": None},
        "text_pack": {"official_source": "made up", "languages": ["zh"]},
        "verified": {"done": True, "how": "made up"},
    }
    content.update(changes)
    return content


def definition(**changes: Any) -> Definition:
    """Return the made-up scale as a definition."""
    return parse(json.dumps(plain(**changes)).encode())


def cutoffs(key: str, *starts: float, **conditions: Any) -> dict[str, Any]:
    """Return a cut-off set whose bands are called band_0, band_1 and so on."""
    return {
        "key": key,
        "bands": [{"start": start, "code": f"band_{index}"} for index, start in enumerate(starts)],
        "source": "made up",
        "confidence": "seen",
        **conditions,
    }
