"""The table of flagging bands fits the definitions: no scale forgotten, no band that does not exist."""

import pytest
from pydantic import ValidationError

from app.scales.flags import Flag, Table, flagged, table
from app.scales.load import keys, load


def test_every_scale_has_its_line_and_no_line_is_left_over() -> None:
    assert sorted(table().scales) == keys()


@pytest.mark.parametrize("key", keys())
def test_every_set_and_band_of_the_table_exists(key: str) -> None:
    definition, rules = load(key), table().scales[key]
    for sets, listed in (
        (definition.cutoffs, rules.whole),
        ([one for part in definition.subscales for one in part.cutoffs], rules.parts),
    ):
        for name, codes in listed.items():
            there = {band.code for one in sets if one.key == name for band in one.bands}
            assert set(codes) <= there


@pytest.mark.parametrize("key", [key for key in keys() if load(key).cutoffs])
def test_the_best_band_of_a_set_flags_nobody_and_the_worst_does(key: str) -> None:
    definition = load(key)
    for name, codes in table().scales[key].whole.items():
        for one in definition.cutoff_sets(name):
            ends = [one.bands[0].code, one.bands[-1].code]
            best, worst = ends if definition.direction == "higher_worse" else reversed(ends)
            assert (best in codes, worst in codes) == (False, True)


def test_a_scale_with_bands_on_the_whole_form_flags_by_one_of_them() -> None:
    assert [key for key in keys() if load(key).cutoffs and not table().scales[key].whole] == []


def test_parts_count_only_where_enough_of_them_are_high() -> None:
    high, low = {"original": "high"}, {"original": "low"}
    assert flagged("mht", {"original": "normal"}, {"学习焦虑": high, "孤独倾向": low}) == []
    both = flagged("mht", {"original": "normal"}, {"学习焦虑": high, "孤独倾向": high})
    assert both == [Flag("original", "high", "学习焦虑"), Flag("original", "high", "孤独倾向")]
    assert flagged("mht", {"original": "abnormal"}, {}) == [Flag("original", "abnormal")]


def test_an_open_band_and_an_unknown_scale_flag_nobody() -> None:
    assert flagged("phq9", {"original": None}, {}) == []
    assert flagged("nothing", {"original": "severe"}, {}) == []


@pytest.mark.parametrize(
    "text", ['{"format":1,"rule":"r","scales":{"phq9":{"whole":{"x":[]}}}}', '{"format":2}', '{"format":1,"more":1}']
)
def test_the_table_is_closed(text: str) -> None:
    with pytest.raises(ValidationError):
        Table.model_validate_json(text)
