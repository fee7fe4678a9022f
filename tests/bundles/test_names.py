"""File names of bundles."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bundles import names
from app.domain.problems import Problem

CODES = st.text(st.sampled_from("ABCXYZabcxyz0189"), min_size=1, max_size=16)


@given(CODES, CODES, CODES, st.integers(1, 999_999), st.uuids())
def test_a_made_name_is_read_back(site: str, node: str, centre: str, number: int, bundle_id: UUID) -> None:
    name = names.make(site=site, node=node, centre=centre, stream_seq=number, bundle_id=bundle_id)
    assert names.parse(str(name)) == name
    assert str(name).endswith(f"_{number:06d}_{bundle_id.hex[-8:]}.age")


@given(st.text())
def test_any_text_is_a_name_or_none(text: str) -> None:
    name = names.parse(text)
    assert name is None or str(name) == text


@pytest.mark.parametrize(
    "text",
    [
        "XQ1_A-B_to-C_000001_0123456.age",
        "XQ1_A-B_to-C_000001_01234567.age.part",
        "XQ1_A-B_to-C_000000_01234567.age",
        "XQ1_A-B_to-C_00001_01234567.age",
        "XQ1_A-B_to-C_000001_0123456G.age",
        "XQ1_A-B_to-C_000001_01234567.age\n",
        "XQ1_学校-B_to-C_000001_01234567.age",
        "XQ1_A-B_to-C_00000１_01234567.age",
        "XQ2_A-B_to-C_000001_01234567.age",
        "../XQ1_A-B_to-C_000001_01234567.age",
    ],
)
def test_what_is_not_quite_a_name_is_none(text: str) -> None:
    assert names.parse(text) is None


@pytest.mark.parametrize("code", ["", "示例", "a b", "A_B", "A" * 17, "../x"])
def test_a_code_that_a_name_cannot_carry_is_refused(code: str) -> None:
    with pytest.raises(Problem, match="bundle_code_bad"):
        names.make(site="A", node="B", centre=code, stream_seq=1, bundle_id=UUID(int=1))
