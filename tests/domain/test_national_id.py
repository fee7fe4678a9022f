from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import national_id
from app.domain.national_id import Holder
from app.domain.problems import Problem
from app.domain.student import Sex


def made_up(digits: str) -> str:
    return digits + national_id.check_character(digits)


def test_the_standards_own_example() -> None:
    # GB 11643-1999, annex: 11010519491231002X.
    read = national_id.parse("11010519491231002x")
    assert read.text == "11010519491231002X"
    assert (read.birth_date, read.sex, read.holder) == (date(1949, 12, 31), Sex.FEMALE, Holder.MAINLAND)


def test_typed_with_blanks_and_full_width() -> None:
    assert national_id.parse(" １１０１０５ 19491231 002Ｘ").text == "11010519491231002X"


@pytest.mark.parametrize(
    ("region", "holder"),
    [("810000", Holder.HONG_KONG), ("820000", Holder.MACAO), ("830000", Holder.TAIWAN), ("911156", Holder.FOREIGN)],
)
def test_residence_permits(region: str, holder: Holder) -> None:
    assert national_id.parse(made_up(region + "20120304" + "001")).holder is holder


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("110105194912310021", "national_id_check"),
        (made_up("33010020120230001"), "national_id_birth_date"),
        (made_up("33010018991231001"), "national_id_birth_date"),
        (made_up("00010020120203001"), "national_id_form"),
        ("110105491231002", "national_id_form"),
        ("无", "national_id_form"),
        ("", "national_id_form"),
    ],
)
def test_refusals_name_no_number(text: str, code: str) -> None:
    with pytest.raises(Problem) as told:
        national_id.parse(text)
    assert (told.value.code, told.value.params) == (code, {})


@given(st.dates(date(1900, 1, 1), date(2030, 1, 1)), st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_every_single_mistyped_digit_is_found(born: date, order: int, place: int, add: int) -> None:
    text = made_up(f"330106{born:%Y%m%d}{order:03}")
    assert national_id.parse(text).birth_date == born
    wrong = text[:place] + str((int(text[place]) + add) % 10) + text[place + 1 :]
    with pytest.raises(Problem):
        national_id.parse(wrong)
