"""Scales as windows show them."""

import pytest

from app.domain.problems import Problem
from app.scales.load import keys
from app.services import scales
from tests.stores import ENTRY


def test_every_scale_is_listed_with_licence_and_mark() -> None:
    found = {row.key: row for row in scales.listing(by=ENTRY)}
    assert sorted(found) == keys()
    phq9 = found["phq9"]
    assert (phq9.name, phq9.items, phq9.licence, phq9.verified) == ("患者健康问卷抑郁量表", 10, "A", False)
    assert phq9.asks_self_harm
    assert found["core10"].verified
    assert {row.licence for row in found.values()} <= set("ABCD")


def test_a_form_names_items_options_and_sources() -> None:
    form = scales.form("phqa", by=ENTRY, language="en")
    assert [item.number for item in form.items] == list(range(1, 14))
    assert form.items[0].allowed == (0, 1, 2, 3)
    assert form.items[-1].allowed == (0, 1)
    assert all(item.label for item in form.items)
    assert all(one.source for one in form.citations)
    assert [item.label for item in scales.form("phqa", by=ENTRY).items] != [item.label for item in form.items]


def test_an_unknown_scale_is_refused() -> None:
    with pytest.raises(Problem, match="unknown_scale"):
        scales.form("nothing", by=ENTRY)


@pytest.mark.parametrize("key", keys())
def test_every_option_can_be_keyed_with_one_digit(key: str) -> None:
    assert all(0 <= value <= 9 for item in scales.form(key, by=ENTRY).items for value in item.allowed)
