"""``xinqiao scales``: what there is, and whether a file may be a definition."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.scales import app
from app.scales.load import SHIPPED, keys
from tests.scales.made_up import plain


def test_list_names_every_scale_with_licence_class_and_verified() -> None:
    result = CliRunner().invoke(app, ["list", "--json"])

    rows = json.loads(result.stdout)["scales"]
    assert [row["key"] for row in rows] == keys()
    assert {row["licence_class"] for row in rows} == {"A", "B", "C", "D"}
    assert {row["verified"] for row in rows} == {True, False}


def test_list_for_people_has_one_line_per_scale() -> None:
    result = CliRunner().invoke(app, ["list"])

    assert len(result.stdout.splitlines()) == len(keys())


def test_show_gives_the_definition_back_unchanged() -> None:
    result = CliRunner().invoke(app, ["show", "mht", "--json"])

    shown = json.loads(result.stdout)
    assert shown["key"] == "mht"
    assert shown["licence"]["class"] == "D"
    assert len(shown["items"]) == 100


def test_show_cites_the_cutoffs() -> None:
    result = CliRunner().invoke(app, ["show", "scared"])

    assert "Birmaher 1999" in result.stdout


def test_show_of_an_unknown_scale_is_refused() -> None:
    result = CliRunner().invoke(app, ["show", "nothing"])

    assert result.exit_code == 1
    assert "nothing" in result.stderr


@pytest.mark.parametrize("key", ["phqa", "asq", "scl90"])
def test_check_passes_what_ships(key: str) -> None:
    result = CliRunner().invoke(app, ["check", str(SHIPPED / f"{key}.json")])

    assert result.exit_code == 0


def test_check_tells_every_place_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(plain(reverse=[9], total={"items": [1, 7]})), "utf-8")

    result = CliRunner().invoke(app, ["check", str(path)])

    assert result.exit_code == 1
    assert "reverse[0]" in result.stderr
    assert "total.items[1]" in result.stderr


def test_check_tells_it_as_json(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(b'{"a": NaN}')

    result = CliRunner().invoke(app, ["check", str(path), "--json"])

    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert told["ok"] is False
    assert told["faults"][0]["code"] == "scale_file_nan"


def test_check_of_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["check", str(tmp_path / "none.json")])

    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
