"""Reliable change between two sheets of the same form (Jacobson and Truax 1991)."""

from dataclasses import dataclass
from math import sqrt

from app.scales.definition import Definition
from app.scales.result import Result

CRITERION = 1.96


@dataclass(frozen=True, slots=True)
class Change:
    """``index`` is the difference in units of its standard error; beyond +-1.96 it is reliable."""

    difference: float
    index: float
    reliable: bool
    better: bool


def reliable_change(definition: Definition, before: Result, after: Result) -> Change | None:
    """Return the change from ``before`` to ``after``.

    None where nothing can be said: no retest reliability or no standard deviation is known, a total is
    missing or prorated, a sheet is void, or the two are of different versions of the form.
    """
    known = definition.reliability
    if known is None or known.sd is None:
        return None
    sheets = (before, after)
    mine = (definition.key, definition.version, definition.form_version)
    if any((each.scale, each.version, each.form_version) != mine for each in sheets):
        return None
    if any(each.prorated is not None or each.validity.status == "void" for each in sheets):
        return None
    if before.total is None or after.total is None:
        return None
    difference = float(after.total - before.total)
    index = difference / (known.sd * sqrt(2 * (1 - known.r)))
    up_is_better = definition.direction == "higher_better"
    return Change(
        difference=difference,
        index=index,
        reliable=abs(index) > CRITERION,
        better=difference != 0 and (difference > 0) == up_is_better,
    )
