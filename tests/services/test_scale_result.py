"""The panel of one assessment: numbers, published bands with sources, critical answers, no disorder."""

from uuid import UUID

import pytest

from app import messages
from app.domain.problems import Problem
from app.scales.load import keys, load
from app.services import assessments, scale_result
from app.services.assessments import SheetText
from app.services.scale_result import ScaleResult
from app.storage.store import Store
from tests.services.made_up import NOW, TODAY, admit
from tests.stores import COUNSELLOR, ENTRY

SAD = (2, 3, 2, 1, 0, 2, 1, 0, 1, 1)


@pytest.fixture
def lin(staffed: Store) -> UUID:
    return admit(staffed)


def opened(store: Store, student: UUID, scale: str, answers: tuple[int | None, ...]) -> ScaleResult:
    with store.write() as db:
        respondent = load(scale).respondents[0]
        text = SheetText(scale, answers, TODAY, respondent)
        key = assessments.enter(db, student, text, by=COUNSELLOR, now=NOW).id
    with store.read() as db:
        return scale_result.open_result(db, key, by=COUNSELLOR, now=NOW)


def test_a_full_sheet_has_total_bands_and_sources(staffed: Store, lin: UUID) -> None:
    found = opened(staffed, lin, "phq9", SAD)
    assert (found.student, found.name, found.total.value) == ("林小满", "患者健康问卷抑郁量表", "12")
    original = found.bands[0]
    assert (original.on, original.band, original.source) == ("总分", "中度", "Kroenke 2001; PMC2906530")
    assert {one.made_for for one in found.bands} == {"original", "youth", "adult_patients"}
    assert [(one.number, one.value) for one in found.critical] == [(9, 1)]
    assert "note_key_not_verified" in found.notes


def test_a_sheet_with_gaps_has_a_range_and_no_total(staffed: Store, lin: UUID) -> None:
    found = opened(staffed, lin, "phq9", (None, *SAD[1:]))
    assert (found.total.value, found.total.low, found.total.high) == (None, "10", "13")
    assert found.missing == (1,)
    assert found.answers[0].value is None


def test_subscales_have_their_own_scores_and_bands(staffed: Store, lin: UUID) -> None:
    found = opened(staffed, lin, "sdq_parent", (1,) * 25)
    assert [one.name for one in found.scores] == ["情绪症状", "品行问题", "多动注意不能", "同伴交往", "亲社会"]
    assert {one.on for one in found.bands} >= {"总分", "情绪症状"}


def test_judgements_that_name_a_disorder_are_not_shown(staffed: Store, lin: UUID) -> None:
    found = opened(staffed, lin, "phq9", SAD)
    assert found.scores == ()


def test_who_only_keys_in_sees_no_result(staffed: Store, lin: UUID) -> None:
    key = opened(staffed, lin, "phq9", SAD).id
    with pytest.raises(Problem, match="not_allowed"), staffed.read() as db:
        scale_result.open_result(db, key, by=ENTRY, now=NOW)


@pytest.mark.parametrize("key", keys())
def test_every_scale_s_result_has_its_words(staffed: Store, lin: UUID, key: str) -> None:
    scale = load(key)
    found = opened(staffed, lin, key, tuple(min(scale.options_of(item.n)) for item in scale.items))
    words = messages.catalogue("zh")
    codes = {f"population_{one.made_for}" for one in found.bands} | {
        f"confidence_{one.confidence}" for one in found.bands
    }
    codes |= {*found.notes, *found.doubts, f"validity_{found.validity}", f"licence_{scale.licence.licence_class}"}
    assert codes - words.keys() == set()
    named = (
        [one.band or "" for one in found.bands] + [one.on for one in found.bands] + [one.name for one in found.scores]
    )
    assert [name for name in named if name.startswith(("band_", "derived_"))] == []
