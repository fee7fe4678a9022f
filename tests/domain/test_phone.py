import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import phone
from app.domain.phone import PhoneKind
from app.domain.problems import Problem


@pytest.mark.parametrize(
    ("raw", "kept", "kind"),
    [
        ("13800000021", "13800000021", PhoneKind.MOBILE),
        (" 138 0000 0021 ", "13800000021", PhoneKind.MOBILE),
        ("+86 138-0000-0021", "13800000021", PhoneKind.MOBILE),
        ("008613800000021", "13800000021", PhoneKind.MOBILE),
        ("１３８００００００２１", "13800000021", PhoneKind.MOBILE),
        ("0571-80000021", "0571-80000021", PhoneKind.LANDLINE),
        ("(0571)80000021", "0571-80000021", PhoneKind.LANDLINE),
        ("057180000021", "0571-80000021", PhoneKind.LANDLINE),
        ("010 80000021", "010-80000021", PhoneKind.LANDLINE),
        ("0571—80000021—12", "0571-80000021-12", PhoneKind.LANDLINE),
        ("0571-80000021转12", "0571-80000021-12", PhoneKind.LANDLINE),
        ("8000021", "8000021", PhoneKind.LANDLINE),
        ("12356", "12356", PhoneKind.SERVICE),
        ("110", "110", PhoneKind.SERVICE),
        ("400-000-0021", "4000000021", PhoneKind.SERVICE),
        ("+852 5000 0021", "+85250000021", PhoneKind.FOREIGN),
    ],
)
def test_numbers_are_kept_in_one_way(raw: str, kept: str, kind: PhoneKind) -> None:
    assert phone.parse(raw) == phone.Phone(kept, kind)


@pytest.mark.parametrize("raw", ["", "无", "1380000002", "138000000211", "12800000021", "138/139"])
def test_what_is_no_number_is_told_without_it(raw: str) -> None:
    with pytest.raises(Problem) as told:
        phone.parse(raw)
    assert (told.value.code, told.value.params) == ("phone_not_understood", {})


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("13800000021", "138****0021"),
        ("0571-80000021", "0571-****0021"),
        ("0571-80000021-12", "0571-****0021"),
        ("12356", "*****"),
        ("+85250000021", "********0021"),
        ("", ""),
    ],
)
def test_mask(text: str, masked: str) -> None:
    assert phone.mask(text) == masked


@given(st.text(max_size=20))
def test_a_kept_number_reads_as_itself(raw: str) -> None:
    try:
        kept = phone.parse(raw)
    except Problem:
        return
    assert phone.parse(kept.text) == kept
