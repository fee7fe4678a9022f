"""Every definition that ships: listed, sound, without item wording, with words for its codes."""

import pytest

from app.messages import LANGUAGES, catalogue
from app.scales.load import SHIPPED, check, keys, load
from app.scales.score import score

WANTED = [
    "phq9",
    "phq8",
    "phqa",
    "gad7",
    "phq4",
    "phq15",
    "who5",
    "cesd",
    "cesdr",
    "cesdc",
    "smfq",
    "scared",
    "psc17",
    "psc35",
    "k6",
    "k10",
    "asq",
    "snap4",
    "cries13",
    "swemwbs",
    "wemwbs",
    "rses",
    "isi",
    "core10",
    "audit",
    "audit_c",
    "pcl5",
    "wsas",
    "iesr",
    "pswq",
    "mht",
    "mssmhs",
    "scl90",
    "sdq_self",
    "sdq_parent",
    "sdq_teacher",
    "dsrsc",
    "sds",
    "sas",
]


def test_all_scales_ship() -> None:
    assert keys() == sorted(WANTED)


@pytest.mark.parametrize("key", WANTED)
def test_file_is_sound_and_named_after_its_key(key: str) -> None:
    assert check((SHIPPED / f"{key}.json").read_bytes()) == []
    assert load(key).key == key


@pytest.mark.parametrize("key", WANTED)
def test_labels_are_too_short_to_be_wording(key: str) -> None:
    for item in load(key).items:
        assert len(item.label.zh) <= 9, item.label.zh
        assert len(item.label.en) <= 24, item.label.en


@pytest.mark.parametrize("key", WANTED)
def test_every_band_code_has_a_word(key: str) -> None:
    definition = load(key)
    sets = [*definition.cutoffs, *(each for part in definition.subscales for each in part.cutoffs)]
    codes = {f"band_{band.code}" for cutoffs in sets for band in cutoffs.bands}

    for language in LANGUAGES:
        assert codes <= catalogue(language).keys()


@pytest.mark.parametrize("key", WANTED)
def test_cutoffs_begin_at_the_lowest_value_so_that_every_total_has_a_band(key: str) -> None:
    definition = load(key)
    lowest = [min(definition.options_of(n)) for n in range(1, definition.scored_items + 1)]
    highest = [max(definition.options_of(n)) for n in range(1, definition.scored_items + 1)]

    for answers in (lowest, highest):
        result = score(definition, answers)
        assert None not in result.band.values()
        assert all(None not in bands.values() for bands in result.subscale_bands.values())


@pytest.mark.parametrize("key", ["scared", "psc17", "snap4", "cries13", "mht", "mssmhs", "scl90", "iesr", "pcl5"])
def test_subscales_part_the_form(key: str) -> None:
    definition = load(key)
    listed = sorted(number for part in definition.subscales for number in part.items)

    assert listed == list(range(1, definition.scored_items + 1)) or not definition.subscales


@pytest.mark.parametrize("key", WANTED)
def test_an_unpublished_rule_is_kept_on_record_and_never_applied(key: str) -> None:
    definition = load(key)
    prorating = [part for part in definition.subscales if part.prorate] or definition.total.prorate

    assert definition.missing.rule
    assert definition.missing.published or not prorating
