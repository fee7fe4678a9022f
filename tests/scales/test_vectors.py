"""Every scale against answer rows whose scores were worked out apart from the engine."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.problems import Problem
from app.scales.load import keys, load
from app.scales.score import score

VECTORS = Path(__file__).parents[1] / "vectors"
ROWS = [
    pytest.param(path.stem, row, id=f"{path.stem}-{number}")
    for path in sorted(VECTORS.glob("*.json"))
    for number, row in enumerate(json.loads(path.read_text("utf-8"))["rows"], start=1)
]


def _circumstances(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("sex", "na") if name in row}


@pytest.mark.parametrize(("key", "row"), [each for each in ROWS if "expect" in each.values[1]])
def test_row_scores_as_worked_out(key: str, row: dict[str, Any]) -> None:
    want = row["expect"]
    got = score(load(key), row["answers"], **_circumstances(row))

    assert got.complete is want["complete"], row["why"]
    assert list(got.missing) == want["missing"], row["why"]
    assert got.total == pytest.approx(want["total"]), row["why"]
    assert got.prorated == pytest.approx(want["prorated"]), row["why"]
    assert list(got.possible_range) == want["possible_range"], row["why"]
    assert got.subscales == pytest.approx(want["subscales"]), row["why"]
    assert {name: got.derived[name] for name in want["derived"]} == pytest.approx(want["derived"]), row["why"]
    assert {name: got.band.get(name, "no such set") for name in want["band"]} == want["band"], row["why"]
    assert [[each.item, each.value] for each in got.critical] == want["critical"], row["why"]
    assert (got.validity.status == "void") is want["void"], row["why"]


@pytest.mark.parametrize(("key", "row"), [each for each in ROWS if "error" in each.values[1]])
def test_row_is_refused(key: str, row: dict[str, Any]) -> None:
    with pytest.raises(Problem) as caught:
        score(load(key), row["answers"], **_circumstances(row))

    assert caught.value.code == row["error"]["code"]
    assert caught.value.params.get("item") == row["error"]["item"]


@pytest.mark.parametrize("key", keys())
def test_every_scale_has_twenty_rows(key: str) -> None:
    rows = json.loads((VECTORS / f"{key}.json").read_text("utf-8"))["rows"]

    assert len(rows) >= 20
    assert any(row.get("expect", {}).get("missing") for row in rows)
    assert any("error" in row for row in rows)
