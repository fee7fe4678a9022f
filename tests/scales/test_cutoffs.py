"""Cut-off sets side by side: shown unless what is known rules them out."""

from typing import Any

import pytest

from app.scales.circumstances import Circumstances
from app.scales.cutoffs import applicable
from app.scales.definition import CutoffSet
from app.scales.load import load
from app.scales.score import score
from tests.scales.made_up import cutoffs, definition


def shown(circumstances: dict[str, Any], **conditions: Any) -> bool:
    chosen = definition(cutoffs=[cutoffs("a", 0, 5, **conditions)])
    return "a" in score(chosen, [1, 1, 1, 1], **circumstances).band


@pytest.mark.parametrize(
    ("circumstances", "conditions", "expected"),
    [
        ({}, {}, True),
        ({}, {"sex": "f"}, True),
        ({"sex": "f"}, {"sex": "f"}, True),
        ({"sex": "m"}, {"sex": "f"}, False),
        ({}, {"grades": [7, 9]}, True),
        ({"grade": 7}, {"grades": [7, 9]}, True),
        ({"grade": 9}, {"grades": [7, 9]}, True),
        ({"grade": 10}, {"grades": [7, 9]}, False),
        ({"population": "rural"}, {"population": "rural"}, True),
        ({"population": "urban"}, {"population": "rural"}, False),
        ({}, {"respondents": ["student"]}, True),
        ({"respondent": "parent"}, {"respondents": ["student"]}, False),
    ],
)
def test_a_set_is_ruled_out_only_by_what_is_known(
    circumstances: dict[str, Any], conditions: dict[str, Any], expected: bool
) -> None:
    assert shown(circumstances, **conditions) is expected


@pytest.mark.parametrize(("value", "code"), [(0, "band_0"), (4.99, "band_0"), (5, "band_1"), (-1, None)])
def test_a_band_begins_at_its_start(value: float, code: str | None) -> None:
    made = CutoffSet.model_validate_json(
        '{"key":"a","bands":[{"start":0,"code":"band_0"},{"start":5,"code":"band_1"}],'
        '"source":"made up","confidence":"seen"}'
    )

    assert applicable([made], Circumstances("student"))[0].code(value) == code


def test_audit_c_bands_go_by_sex() -> None:
    assert score(load("audit_c"), [1, 1, 1], sex="f").band == {"women": "at_or_above_cutoff"}
    assert score(load("audit_c"), [1, 1, 1], sex="m").band == {"men": "below_cutoff"}
    assert set(score(load("audit_c"), [1, 1, 1]).band) == {"women", "men"}


def test_psc35_cutoffs_go_by_who_answered() -> None:
    answers = [1] * 28 + [0] * 7

    assert score(load("psc35"), answers, respondent="parent").band["original"] == "at_or_above_cutoff"
    assert score(load("psc35"), answers, respondent="student").band == {"youth_self": "below_cutoff"}


def test_every_set_can_be_cited() -> None:
    chosen = load("phq9")
    result = score(chosen, [1] * 9)

    for key in result.band:
        assert next(each for each in chosen.cutoffs if each.key == key).source


def test_subscales_have_bands_of_their_own() -> None:
    result = score(load("sdq_self"), [0] * 25)

    assert result.subscale_bands["prosocial"] == {"original": "abnormal"}
    assert result.subscale_bands["emotional"] == {"original": "normal"}
