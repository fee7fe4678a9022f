"""The recovery code as people print and type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.errors import WrongSecret
from app.crypto.recovery import RecoveryCode, group_ok

SECRETS = st.binary(min_size=16, max_size=16)


@given(SECRETS, st.sampled_from(["", " ", "-", " - ", "　", "－", "—", "\n"]))
def test_a_printed_code_is_read_back(secret: bytes, between: str) -> None:
    code = RecoveryCode(secret)
    assert [len(group) for group in code.groups] == [6] * 8
    assert all(int(group) % 11 == 0 and group_ok(group) for group in code.groups)
    assert RecoveryCode.parse(between.join(code.groups)) == code


def test_the_written_example_of_the_format() -> None:
    code = RecoveryCode(bytes.fromhex("0000 0001 000a 0100 7fff 8000 fffe ffff"))
    expected = ("000000", "000011", "000110", "002816", "360437", "360448", "720874", "720885")
    assert code.groups == expected


@given(SECRETS)
def test_full_width_digits_are_the_same_digits(secret: bytes) -> None:
    code = RecoveryCode(secret)
    wide = "".join(code.groups).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    assert RecoveryCode.parse(wide) == code


@given(SECRETS, st.integers(0, 7), st.integers(0, 5), st.integers(1, 9))
def test_every_single_wrong_digit_is_noticed(secret: bytes, group: int, at: int, shift: int) -> None:
    groups = list(RecoveryCode(secret).groups)
    old = groups[group]
    groups[group] = old[:at] + str((int(old[at]) + shift) % 10) + old[at + 1 :]
    assert not group_ok(groups[group])
    with pytest.raises(WrongSecret):
        RecoveryCode.parse(" ".join(groups))


@given(SECRETS, st.integers(0, 4))
def test_neighbours_exchanged_are_noticed(secret: bytes, at: int) -> None:
    old = RecoveryCode(secret).groups[0]
    swapped = old[:at] + old[at + 1] + old[at] + old[at + 2 :]
    assert group_ok(swapped) == (swapped == old)


@pytest.mark.parametrize("text", ["", "11", "0000011", "720896", "999999", "00001l", "٠٠٠٠١١", "-11000"])
def test_what_can_be_no_group(text: str) -> None:
    assert not group_ok(text)


@given(st.text())
def test_any_text_is_a_code_or_refused(text: str) -> None:
    try:
        code = RecoveryCode.parse(text)
    except WrongSecret:
        return
    assert RecoveryCode.parse("".join(code.groups)) == code


def test_missing_or_extra_groups_are_refused() -> None:
    groups = RecoveryCode.new().groups
    for wrong in (groups[:7], (*groups, "000000"), ()):
        with pytest.raises(WrongSecret):
            RecoveryCode.parse(" ".join(wrong))


def test_codes_are_random_and_hidden() -> None:
    made = {RecoveryCode.new().secret for _ in range(200)}
    assert len(made) == 200
    code = RecoveryCode.new()
    assert code.secret.hex() not in repr(code)
    assert code.groups[0] not in repr(code)
    with pytest.raises(ValueError, match="16"):
        RecoveryCode(b"short")
