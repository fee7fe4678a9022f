"""Every key of the answer sheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.widgets.sheet_keys import BLANK, ILLEGIBLE, Event, SheetKeys

FOUR = (1, 2, 3, 4)
KEYS = [*"0123456789.*+-", "back", "enter", "left", "right", "up", "down"]


def typed(keys: SheetKeys, text: str) -> list[Event]:
    """Press one key per character; ``<`` is one step back, ``!`` Enter."""
    return [keys.press({"<": "back", "!": "enter"}.get(key, key)) for key in text]


def test_digits_answer_and_go_on() -> None:
    keys = SheetKeys([FOUR] * 5)
    assert set(typed(keys, "1324.")) == {Event.ANSWERED}
    assert keys.answers == [1, 3, 2, 4, BLANK]
    assert keys.at_end


def test_what_cannot_be_ticked_is_refused_and_stays() -> None:
    keys = SheetKeys([FOUR, (1, 2)])
    assert typed(keys, "51") == [Event.REFUSED, Event.ANSWERED]
    assert typed(keys, "3") == [Event.REFUSED]
    assert (keys.answers, keys.cursor) == ([1, None], 1)


def test_0_is_an_answer_where_it_is_printed_and_refused_elsewhere() -> None:
    keys = SheetKeys([(0, 1, 2, 3), FOUR])
    assert typed(keys, "00.") == [Event.ANSWERED, Event.REFUSED, Event.ANSWERED]
    assert keys.answers == [0, BLANK]


def test_a_row_of_zeros_counts_as_answers() -> None:
    keys = SheetKeys([(0, 1)] * 12)
    typed(keys, "0" * 12)
    summary = keys.summary()
    assert (summary.answered, summary.blank, summary.longest_run) == (12, 0, 12)


def test_past_the_last_item_digits_are_refused() -> None:
    keys = SheetKeys([FOUR])
    assert typed(keys, "11") == [Event.ANSWERED, Event.REFUSED]
    assert keys.answers == [1]


def test_illegible_and_back() -> None:
    keys = SheetKeys([FOUR] * 3)
    typed(keys, "1*<4")
    assert keys.answers == [1, 4, None]
    typed(keys, "*")
    assert keys.answers[2] == ILLEGIBLE


@pytest.mark.parametrize(("keystrokes", "cursor"), [("+38!", 37), ("+3+", 2), ("+38<!", 2), ("+!", 0), ("+7<<", 0)])
def test_jump(keystrokes: str, cursor: int) -> None:
    keys = SheetKeys([FOUR] * 100)
    typed(keys, keystrokes)
    assert (keys.cursor, keys.jump) == (cursor, None)


def test_jump_beyond_the_sheet_is_refused() -> None:
    keys = SheetKeys([FOUR] * 20)
    assert typed(keys, "+21!")[-1] is Event.REFUSED
    assert typed(keys, "+0!")[-1] is Event.REFUSED
    assert keys.cursor == 0


def test_row_anew_clears_the_row_in_hand() -> None:
    keys = SheetKeys([FOUR] * 30)
    typed(keys, "1234123412" + "123-")
    assert keys.cursor == 10
    assert keys.answers[:10] == [1, 2, 3, 4, 1, 2, 3, 4, 1, 2]
    assert keys.answers[10:] == [None] * 20


def test_row_anew_right_after_a_full_row_means_that_row() -> None:
    keys = SheetKeys([FOUR] * 20)
    typed(keys, "1234123412-")
    assert keys.cursor == 0
    assert keys.answers == [None] * 20


def test_enter_goes_to_the_first_gap_and_a_second_enter_leaves_gaps_blank() -> None:
    keys = SheetKeys([FOUR] * 4)
    typed(keys, "1")
    keys.go_to(3)
    assert typed(keys, "2!") == [Event.ANSWERED, Event.UNFINISHED]
    assert keys.cursor == 1
    assert typed(keys, "!") == [Event.FINISHED]
    assert keys.answers == [1, BLANK, BLANK, 2]


def test_another_key_between_two_enters_takes_the_leave_back() -> None:
    keys = SheetKeys([FOUR] * 3)
    assert typed(keys, "!1!") == [Event.UNFINISHED, Event.ANSWERED, Event.UNFINISHED]


def test_second_pass_stops_at_a_difference() -> None:
    keys = SheetKeys([FOUR] * 4, first_pass=[1, 2, BLANK, None])
    assert typed(keys, "13") == [Event.ANSWERED, Event.MISMATCH]
    assert keys.mismatch == (2, 3)
    assert typed(keys, "4!") == [Event.REFUSED, Event.REFUSED]
    assert typed(keys, "1") == [Event.ANSWERED]
    assert typed(keys, "42") == [Event.MISMATCH, Event.ANSWERED]
    assert typed(keys, "4") == [Event.ANSWERED]
    assert keys.answers == [1, 2, 4, 4]


def test_second_pass_can_type_the_item_anew() -> None:
    keys = SheetKeys([FOUR], first_pass=[2])
    assert typed(keys, "3<2") == [Event.MISMATCH, Event.MOVED, Event.ANSWERED]
    assert keys.answers == [2]


def test_summary_counts_and_sees_equal_answers_in_a_row() -> None:
    keys = SheetKeys([FOUR] * 14)
    typed(keys, ".*1" + "2" * 10 + "1")
    summary = keys.summary()
    assert (summary.answered, summary.blank, summary.illegible, summary.longest_run) == (12, 1, 1, 10)
    assert summary.straight
    assert not SheetKeys([FOUR]).summary().straight


def test_a_sheet_needs_items_and_a_first_pass_of_its_length() -> None:
    with pytest.raises(ValueError, match="at least one"):
        SheetKeys([])
    with pytest.raises(ValueError, match="another number"):
        SheetKeys([FOUR], first_pass=[1, 2])


@given(
    st.integers(1, 45),
    st.lists(st.sampled_from(KEYS), max_size=120),
    st.booleans(),
)
def test_no_sequence_of_keys_leaves_the_sheet_or_an_answer_that_was_not_offered(
    count: int, pressed: list[str], second: bool
) -> None:
    allowed = [range(1, 2 + item % 5) for item in range(count)]
    keys = SheetKeys(allowed, first_pass=[1] * count if second else None)
    for key in pressed:
        keys.press(key)
        assert 0 <= keys.cursor <= count
        for answer, may in zip(keys.answers, allowed, strict=True):
            assert answer is None or answer in (BLANK, ILLEGIBLE) or answer in may


@given(st.lists(st.sampled_from([BLANK, ILLEGIBLE, 1, 2, 3, 4]), min_size=1, max_size=100))
def test_a_sheet_keyed_twice_alike_meets_no_difference(answers: list[int]) -> None:
    text = "".join({ILLEGIBLE: "*", BLANK: "."}.get(answer, str(answer)) for answer in answers)
    first = SheetKeys([FOUR] * len(answers))
    typed(first, text)
    second = SheetKeys([FOUR] * len(answers), first_pass=first.answers)
    assert set(typed(second, text)) == {Event.ANSWERED}
    assert second.answers == answers
