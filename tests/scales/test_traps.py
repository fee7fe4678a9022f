"""The traps that domain notes on scales warn of. Each of these has gone wrong in published code."""

import pytest

from app.domain.problems import Problem
from app.scales.load import keys, load
from app.scales.score import score


def labels(key: str) -> list[str]:
    return [item.label.en for item in load(key).items]


def test_phq9_and_phqa_differ_in_item_order() -> None:
    assert labels("phq9")[:5] == ["interest", "mood", "sleep", "energy", "appetite"]
    assert labels("phqa")[:5] == ["mood", "interest", "sleep", "appetite", "energy"]
    assert load("phq9").form_version != load("phqa").form_version


def test_the_remission_criterion_of_phqa_is_no_cutoff() -> None:
    starts = {band.start for cutoffs in load("phqa").cutoffs for band in cutoffs.bands}

    assert 7 not in starts


@pytest.mark.parametrize(("key", "first"), [("k10", 1), ("k6", 0), ("scl90", 1), ("mssmhs", 1), ("rses", 1)])
def test_scales_from_0_and_from_1_do_not_mix(key: str, first: int) -> None:
    definition = load(key)
    beyond = max(definition.options) + 1 if first == 0 else 0
    answers = [beyond, *[definition.options[0]] * (definition.scored_items - 1)]

    assert definition.options[0] == first
    with pytest.raises(Problem, match="out_of_range"):
        score(definition, answers)


def test_scared_keeps_both_cutoffs_in_sight() -> None:
    result = score(load("scared"), [1] * 24 + [0] * 17)

    assert result.total == 24
    assert result.band == {"original": "below_cutoff", "chinese": "at_or_above_cutoff"}


def test_dsrsc_rural_cutoff_is_one_lower() -> None:
    definition = load("dsrsc")
    answers = [2 if item.n in definition.reverse else 0 for item in definition.items]
    for number in (3, 5, 6, 10, 14, 15, 17):
        answers[number - 1] = 2

    result = score(definition, answers)

    assert result.total == 14
    assert result.band["chinese"] == "below_cutoff"
    assert result.band["chinese_rural"] == "at_or_above_cutoff"
    assert "chinese" not in score(definition, answers, population="rural").band


def test_sdq_reversed_items_are_those_of_the_form_order() -> None:
    assert load("sdq_self").reverse == (7, 11, 14, 21, 25)


def test_sdq_bands_depend_on_who_answered() -> None:
    answers = [0, 0, 2, 0, 2, 2, 2, 2, 0, 2, 2, 1, 1, 2, 0, 1, 0, 0, 0, 0, 2, 0, 0, 0, 2]
    bands = {key: score(load(key), answers).band["original"] for key in ("sdq_self", "sdq_parent", "sdq_teacher")}
    total = score(load("sdq_self"), answers).total

    assert total == 13
    assert bands == {"sdq_self": "normal", "sdq_parent": "normal", "sdq_teacher": "borderline"}


def test_sdq_peer_subscale_raises_no_alarm_by_itself() -> None:
    for key in ("sdq_self", "sdq_parent", "sdq_teacher"):
        assert load(key).critical == ()


@pytest.mark.parametrize("wrong", [2, 4])
def test_cries_has_no_option_2_or_4(wrong: int) -> None:
    with pytest.raises(Problem, match="out_of_range") as caught:
        score(load("cries13"), [0] * 12 + [wrong])

    assert caught.value.params["item"] == 13


def test_swemwbs_is_converted_by_table_not_by_line() -> None:
    definition = load("swemwbs")
    metrics = [score(definition, [1] * 6 + [last]).derived["metric"] for last in (1, 2, 3)]

    assert metrics == [7, 9.51, 11.25]


def test_audit_items_9_and_10_know_0_2_4() -> None:
    for number in (9, 10):
        answers = [1] * 8 + [2, 2]
        answers[number - 1] = 1
        with pytest.raises(Problem, match="out_of_range") as caught:
            score(load("audit"), answers)
        assert caught.value.params["item"] == number


def test_phq15_item_4_is_no_gap_for_boys_only() -> None:
    answers = [1, 1, 1, None, *[1] * 11]

    assert score(load("phq15"), answers, sex="m").complete
    assert score(load("phq15"), answers, sex="f").missing == (4,)
    assert score(load("phq15"), answers).missing == (4,)


def test_phq15_item_4_answered_by_a_boy_is_not_counted_but_said() -> None:
    result = score(load("phq15"), [2] * 15, sex="m")

    assert result.total == 28
    assert result.validity.reasons == ("skipped_item_answered",)


@pytest.mark.parametrize("beyond", [-1, 4, 3_000_000_000_000])
def test_cesd_out_of_range_is_refused_never_clamped(beyond: int) -> None:
    with pytest.raises(Problem, match="out_of_range") as caught:
        score(load("cesd"), [0] * 10 + [beyond] + [0] * 9)

    assert caught.value.params["item"] == 11


def test_scl90_sleep_factor_is_not_the_phobic_one() -> None:
    definition = load("scl90")

    assert definition.subscale("其他(睡眠饮食)").items == (19, 44, 59, 60, 64, 66, 89)
    assert definition.subscale("恐怖").items == (13, 25, 47, 50, 70, 75, 82)


@pytest.mark.parametrize("raw", range(20, 81))
@pytest.mark.parametrize("key", ["sds", "sas"])
def test_zung_index_is_the_whole_part_of_five_quarters(key: str, raw: int) -> None:
    definition = load(key)
    extra = raw - 20
    points = [1 + min(3, max(0, extra - 3 * index)) for index in range(20)]
    answers = [5 - p if n in definition.reverse else p for n, p in enumerate(points, start=1)]

    result = score(definition, answers)

    assert result.total == raw
    assert result.derived["index"] == 5 * raw // 4


@pytest.mark.parametrize("key", ["mht", "cesdc", "gad7", "sdq_self", "phq8", "smfq"])
def test_a_scale_without_a_self_harm_item_says_so(key: str) -> None:
    definition = load(key)
    result = score(definition, [definition.options_of(n)[0] for n in range(1, definition.scored_items + 1)])

    assert not result.asks_self_harm
    assert "no_self_harm_item" in result.notes


def test_the_scales_that_ask_about_self_harm_are_known() -> None:
    asking = {key for key in keys() if load(key).asks_self_harm}

    assert asking == {"phq9", "phqa", "asq", "cesdr", "core10", "sds", "scl90", "dsrsc"}
