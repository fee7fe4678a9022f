"""The receipt by telephone."""

import hashlib

import pytest

from app.crypto.phone import is_phone_code, phone_code

KEY = bytes(range(16))
BUNDLE = "0199a000-0000-7000-8000-000000000001"


def test_the_code_is_the_documented_function_of_key_and_bundle() -> None:
    inner = hashlib.sha256(bytes(b ^ 0x36 for b in KEY.ljust(64, b"\0")) + BUNDLE.encode() + b"|imported")
    outer = hashlib.sha256(bytes(b ^ 0x5C for b in KEY.ljust(64, b"\0")) + inner.digest()).digest()
    assert phone_code(KEY, BUNDLE) == str(int.from_bytes(outer[:8], "big") % 100_000_000).zfill(8)


def test_it_has_always_eight_digits_and_differs_by_bundle_and_key() -> None:
    codes = {phone_code(KEY, f"bundle {number}") for number in range(500)}
    assert all(len(code) == 8 and code.isdecimal() for code in codes)
    assert any(code.startswith("0") for code in codes)
    assert len(codes) == 500
    assert phone_code(bytes(16), BUNDLE) != phone_code(KEY, BUNDLE)


@pytest.mark.parametrize("between", ["", " ", "-", "　"])
def test_what_a_clerk_reads_out_is_forgiven_its_form(between: str) -> None:
    code = phone_code(KEY, BUNDLE)
    said = between.join([code[:4], code[4:]])
    assert is_phone_code(said, KEY, BUNDLE)
    assert is_phone_code(said.translate({48 + digit: 0xFF10 + digit for digit in range(10)}), KEY, BUNDLE)


def test_a_wrong_code_is_wrong() -> None:
    code = phone_code(KEY, BUNDLE)
    wrong = [code[:7] + str((int(code[7]) + 1) % 10), code[:7], code + "0", "", "\ud800", code[::-1] + "x"]
    assert not any(is_phone_code(typed, KEY, BUNDLE) for typed in wrong)
    assert not is_phone_code(code, KEY, "another bundle")
