"""Numbers of letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.letter_number import LetterKind, LetterNumber, node_letters, parse
from app.domain.problems import Problem


def test_a_number_is_written_with_six_corner_brackets_and_no_leading_zero() -> None:
    assert str(LetterNumber("青石校", LetterKind.REFERRAL, 2026, "A", 3)) == "青石校心转〔2026〕A3号"


@given(
    school=st.text(alphabet="青石县一中校", max_size=8),
    kind=st.sampled_from(LetterKind),
    year=st.integers(2020, 2099),
    position=st.integers(1, 2000),
    serial=st.integers(1, 99_999),
)
def test_what_is_written_can_be_read(school: str, kind: LetterKind, year: int, position: int, serial: int) -> None:
    number = LetterNumber(school, kind, year, node_letters(position), serial)
    assert parse(str(number)) == number


@pytest.mark.parametrize(
    "typed", ["青石校心转[2026]a3", "青石校心转（2026）A3号", " 青石校心转〔2026〕 A3 号 ", "青石校心转［2026］A3号"]
)
def test_other_brackets_and_small_letters_are_put_right(typed: str) -> None:
    assert str(parse(typed)) == "青石校心转〔2026〕A3号"


@pytest.mark.parametrize(
    "typed", ["", "青石校心转2026A3号", "青石校心转〔2026〕A03号", "青石校心转〔2026〕3号", "青石校〔2026〕A3号"]
)
def test_anything_else_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(Problem) as raised:
        parse(typed)
    assert raised.value.code == "letter_number_unreadable"


@pytest.mark.parametrize(("node", "serial", "year"), [("", 1, 2026), ("a", 1, 2026), ("A", 0, 2026), ("A", 1, 26)])
def test_parts_that_no_register_gives_out_are_refused(node: str, serial: int, year: int) -> None:
    with pytest.raises(ValueError, match="letter number"):
        LetterNumber("青石校", LetterKind.REFERRAL, year, node, serial)


def test_computers_count_in_letters() -> None:
    assert [node_letters(n) for n in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert len({node_letters(n) for n in range(1, 3000)}) == 2999
    with pytest.raises(ValueError, match="from 1"):
        node_letters(0)
