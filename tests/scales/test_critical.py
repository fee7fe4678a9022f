"""Critical items: whatever the total, and on sheets that are incomplete."""

from datetime import UTC, datetime

import pytest

from app.domain.alerts import AlertSource, Policy, due
from app.domain.risk import Level
from app.scales.load import load
from app.scales.score import score

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)


def lowest(key: str) -> list[int | None]:
    chosen = load(key)
    return [chosen.options_of(n)[0] for n in range(1, chosen.scored_items + 1)]


@pytest.mark.parametrize(
    ("key", "item", "at_least"),
    [
        ("phq9", 9, 1),
        ("phqa", 9, 1),
        ("cesdr", 14, 1),
        ("cesdr", 15, 1),
        ("core10", 6, 1),
        ("sds", 19, 2),
        ("scl90", 15, 2),
        ("scl90", 59, 3),
        ("scl90", 63, 3),
        ("scl90", 16, 2),
        ("dsrsc", 10, 1),
        ("asq", 4, 1),
    ],
)
def test_one_endorsed_item_on_an_otherwise_blank_sheet_calls(key: str, item: int, at_least: int) -> None:
    answers: list[int | None] = [None] * load(key).scored_items
    answers[item - 1] = at_least

    result = score(load(key), answers)

    assert (item, at_least) in [(each.item, each.value) for each in result.critical]
    assert result.total is None


@pytest.mark.parametrize(("key", "item", "below"), [("sds", 19, 1), ("scl90", 59, 2), ("scl90", 15, 1)])
def test_an_answer_below_the_rule_does_not_call(key: str, item: int, below: int) -> None:
    answers = lowest(key)
    answers[item - 1] = below

    assert item not in [each.item for each in score(load(key), answers).critical]


def test_a_reversed_scale_reads_critical_items_as_printed() -> None:
    answers = lowest("dsrsc")
    answers[9] = 2

    assert [each.value for each in score(load("dsrsc"), answers).critical] == [2]


def test_the_strictest_rule_reached_gives_the_level() -> None:
    answers = lowest("dsrsc")
    answers[9] = 1
    assert score(load("dsrsc"), answers).critical[0].level is Level.ORANGE
    answers[9] = 2
    assert score(load("dsrsc"), answers).critical[0].level is Level.RED


def test_phqa_asks_in_person_about_what_was_left_blank() -> None:
    result = score(load("phqa"), [0] * 8 + [None, 0, 0, None, 1])

    assert result.ask_in_person == (9, 12)
    assert [(each.item, each.value, each.rule) for each in result.critical] == [
        (9, None, "item 9 blank"),
        (12, None, "item 12 blank"),
        (13, 1, "item 13 >= 1"),
    ]


def test_the_nine_item_phqa_sheet_did_not_ask_12_and_13() -> None:
    assert score(load("phqa"), [0] * 9).critical == ()


def test_a_refusal_in_asq_is_a_yes_and_a_reason_to_ask_again() -> None:
    result = score(load("asq"), [0, 2, 0, 0, 0])

    assert result.derived["result"] == "non_acute"
    assert result.critical[0].rule == "item 2 refused"
    assert result.ask_in_person == (2,)


def test_asq_item_5_is_missed_only_where_it_had_to_be_put() -> None:
    assert score(load("asq"), [0, 0, 0, 0]).ask_in_person == ()
    assert score(load("asq"), [0, 1, 0, 0]).ask_in_person == (5,)


def test_kinds_other_than_self_harm_are_told_apart() -> None:
    answers = lowest("scl90")
    answers[15], answers[62] = 2, 3

    kinds = {each.item: each.kind for each in score(load("scl90"), answers).critical}

    assert kinds == {16: "voices", 63: "harm_others"}


def test_findings_become_alerts() -> None:
    result = score(load("phqa"), [0] * 8 + [1, 0, 0, None, 0])

    drafts = due(result.findings(), Policy(), NOW)

    assert [(draft.source, draft.level) for draft in drafts] == [
        (AlertSource.CRITICAL_ITEM, Level.RED),
        (AlertSource.CRITICAL_BLANK, Level.ORANGE),
    ]
