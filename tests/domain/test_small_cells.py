"""No count of one to four can be derived from what is shown, neither by sums nor across the levels."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.small_cells import SMALL, Sum, hidden

ALL = "all"
Cell = tuple[str, int | str]


def table(classes: list[list[list[int]]]) -> tuple[dict[Cell, int], list[Sum[Cell]]]:
    """Return cells and sums of grades -> classes -> bands, with totals at each level."""
    bands = range(len(classes[0][0]))
    counts: dict[Cell, int] = {}
    sums: list[Sum[Cell]] = []
    for g, grade in enumerate(classes):
        for c, row in enumerate(grade):
            counts.update({(f"{g}.{c}", band): count for band, count in enumerate(row)})
            counts[f"{g}.{c}", ALL] = sum(row)
            sums.append(Sum((f"{g}.{c}", ALL), tuple((f"{g}.{c}", band) for band in bands)))
    for band in (*bands, ALL):
        for g, grade in enumerate(classes):
            parts = tuple((f"{g}.{c}", band) for c in range(len(grade)))
            counts[f"{g}", band] = sum(counts[part] for part in parts)
            sums.append(Sum((f"{g}", band), parts))
        parts = tuple((f"{g}", band) for g in range(len(classes)))
        counts["school", band] = sum(counts[part] for part in parts)
        sums.append(Sum(("school", band), parts))
    places = [*(f"{g}" for g in range(len(classes))), "school"]
    sums += [Sum((place, ALL), tuple((place, band) for band in bands)) for place in places]
    return counts, sums


def told(counts: dict[Cell, int], sums: list[Sum[Cell]], secret: frozenset[Cell]) -> set[Cell]:
    """Return the hidden cells that follow from the shown ones, by the rank of the equations."""
    order = sorted(secret, key=repr)
    matrix = np.zeros((len(sums), len(order)))
    for line, one in enumerate(sums):
        for key in one.parts:
            if key in secret:
                matrix[line, order.index(key)] += 1
        if one.whole in secret:
            matrix[line, order.index(one.whole)] -= 1
    rank = np.linalg.matrix_rank(matrix) if order else 0
    found = set()
    for column, cell in enumerate(order):
        unit = np.zeros((1, len(order)))
        unit[0, column] = 1
        if np.linalg.matrix_rank(np.vstack([matrix, unit])) == rank:
            found.add(cell)
    return found


def grades(most: int) -> st.SearchStrategy[list[list[list[int]]]]:
    row = st.lists(st.integers(0, most), min_size=3, max_size=3)
    return st.lists(st.lists(row, min_size=1, max_size=4), min_size=1, max_size=3)


@settings(max_examples=150, deadline=None)
@given(st.one_of(grades(6), grades(30)))
def test_no_small_count_is_shown_or_derived(classes: list[list[list[int]]]) -> None:
    counts, sums = table(classes)
    secret = hidden(counts, sums)
    if secret is None:
        return
    assert [key for key, count in counts.items() if 0 < count < SMALL and key not in secret] == []
    assert told(counts, sums, secret) == set()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 7), min_size=2, max_size=2), min_size=2, max_size=2))
def test_for_every_hidden_count_another_table_looks_the_same(rows: list[list[int]]) -> None:
    """Every table of whole numbers is tried: what the reader sees leaves at least two values open."""
    counts, sums = table([rows])
    secret = hidden(counts, sums)
    if secret is None:
        return
    seen = {key: count for key, count in counts.items() if key not in secret}
    possible: dict[Cell, set[int]] = {key: set() for key in secret}
    for a, b, c, d in product(range(9), repeat=4):
        other, _ = table([[[a, b], [c, d]]])
        if all(other[key] == count for key, count in seen.items()):
            for key in secret:
                possible[key].add(other[key])
    assert [key for key, values in possible.items() if len(values) < 2] == []


def test_large_counts_and_zeros_are_all_shown() -> None:
    counts, sums = table([[[20, 0, 7], [15, 6, 9]], [[30, 5, 0]]])
    assert hidden(counts, sums) == frozenset()


def test_one_small_count_takes_others_with_it() -> None:
    counts, sums = table([[[20, 3], [18, 9]], [[30, 12], [25, 11]]])
    secret = hidden(counts, sums)
    assert secret is not None
    assert ("0.0", 1) in secret
    assert len(secret) >= 4
    assert ("school", ALL) not in secret


def test_of_a_table_with_one_child_no_number_is_shown() -> None:
    counts, sums = table([[[1, 0]]])
    assert hidden(counts, sums) == {key for key, count in counts.items() if count}


def test_where_hiding_everything_is_not_enough_there_is_no_table() -> None:
    assert hidden({"a": 3}, [Sum("a", ())]) is None


def test_three_thousand_students_take_no_time() -> None:
    counts, sums = table([[[30 + c % 7, 8, c % 5, c % 3, c % 2] for c in range(23)] for _ in range(3)])
    secret = hidden(counts, sums)
    assert secret is not None
    assert told(counts, sums, secret) == set()
    assert len(secret) < len(counts)
