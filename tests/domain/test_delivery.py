"""Five delivery states and the phone code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.delivery import PHONE_TRIES, Delivery, check_phone_code, reached
from app.domain.problems import Problem


@given(st.lists(st.sampled_from(Delivery)))
def test_late_or_repeated_receipts_never_take_a_state_back(evidence: list[Delivery]) -> None:
    furthest = reached(evidence)
    assert all(one.rank <= furthest.rank for one in evidence)
    assert furthest in evidence or (not evidence and furthest is Delivery.PREPARED)


@pytest.mark.parametrize("said", ["12345678", " 1234 5678 ", "1234-5678", "１２３４５６７８"])
def test_a_code_read_out_is_accepted_however_it_is_typed(said: str) -> None:
    check_phone_code("12345678", said, wrong_before=PHONE_TRIES - 1)


@pytest.mark.parametrize("said", ["", "1234567", "12345679", "123456788", "abc", "²³"])
def test_a_wrong_code_says_how_many_tries_are_left(said: str) -> None:
    with pytest.raises(Problem) as caught:
        check_phone_code("12345678", said, wrong_before=1)
    assert (caught.value.code, caught.value.params["left"]) == ("phone_code_wrong", 3)


def test_after_five_wrong_codes_even_the_right_one_is_refused() -> None:
    with pytest.raises(Problem, match="phone_code_tries_used_up"):
        check_phone_code("12345678", "12345678", wrong_before=PHONE_TRIES)
