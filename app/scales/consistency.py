"""What the schema alone cannot hold: every reference in a definition leads somewhere, once."""

from collections.abc import Iterable, Iterator

from app.scales.definition import CutoffSet, Definition, Proration
from app.scales.derivation import Condition, Count, Ladder, Scaled, Sum, Table
from app.scales.faults import Fault


def faults(definition: Definition) -> list[Fault]:
    """Return everything wrong with a definition that fits the schema."""
    return [
        *_items(definition),
        *_subscales(definition),
        *_total(definition),
        *_derived(definition),
        *_cutoffs(definition),
        *_rules(definition),
    ]


def _items(definition: Definition) -> Iterator[Fault]:
    for index, item in enumerate(definition.items):
        place = f"items[{index}]"
        if item.n != index + 1:
            yield Fault(f"{place}.n", "scale_item_order", str(index + 1))
        if item.options and len(set(item.options)) != len(item.options):
            yield Fault(f"{place}.options", "scale_listed_twice")
    extras = [item.extra for item in definition.items]
    if extras != sorted(extras):
        yield Fault("items", "scale_extra_not_last")
    if extras[0]:
        yield Fault("items", "scale_no_scored_item")
    if len(set(definition.options)) != len(definition.options):
        yield Fault("options", "scale_listed_twice")
    if len({point.option for point in definition.points}) != len(definition.points):
        yield Fault("points", "scale_listed_twice")
    known = {option for item in definition.items for option in definition.options_of(item.n)}
    for index, point in enumerate(definition.points):
        if point.option not in known:
            yield Fault(f"points[{index}].option", "scale_no_such_option", str(point.option))
    yield from _numbers(definition, "reverse", definition.reverse)


def _numbers(definition: Definition, place: str, numbers: Iterable[int], *, extra: bool = True) -> Iterator[Fault]:
    """Every number is an item of the form, and none stands twice."""
    last = len(definition.items) if extra else definition.scored_items
    seen: set[int] = set()
    for index, number in enumerate(numbers):
        if number > last:
            yield Fault(f"{place}[{index}]", "scale_no_such_item", str(number))
        if number in seen:
            yield Fault(f"{place}[{index}]", "scale_listed_twice", str(number))
        seen.add(number)


def _subscales(definition: Definition) -> Iterator[Fault]:
    keys: set[str] = set()
    for index, subscale in enumerate(definition.subscales):
        place = f"subscales[{index}]"
        if subscale.key in keys:
            yield Fault(f"{place}.key", "scale_listed_twice", subscale.key)
        keys.add(subscale.key)
        yield from _numbers(definition, f"{place}.items", subscale.items, extra=False)
        yield from _proration(f"{place}.prorate", subscale.prorate, len(subscale.items), definition)
        for number, cutoffs in enumerate(subscale.cutoffs):
            yield from _bands(f"{place}.cutoffs[{number}]", cutoffs)


def _proration(place: str, rule: Proration | None, items: int, definition: Definition) -> Iterator[Fault]:
    if rule and rule.min_answered > items:
        yield Fault(f"{place}.min_answered", "scale_no_such_item", str(rule.min_answered))
    if rule and not definition.missing.published:
        yield Fault(place, "scale_proration_unpublished")


def _total(definition: Definition) -> Iterator[Fault]:
    total = definition.total
    if (total.items is None) == (total.subscales is None):
        yield Fault("total", "scale_total_one_of_two")
    if total.items:
        yield from _numbers(definition, "total.items", total.items, extra=False)
        yield from _proration("total.prorate", total.prorate, len(total.items), definition)
    elif total.prorate:
        yield Fault("total.prorate", "scale_total_one_of_two")
    known = {subscale.key: subscale for subscale in definition.subscales}
    used: set[int] = set()
    for index, key in enumerate(total.subscales or ()):
        place = f"total.subscales[{index}]"
        if key not in known:
            yield Fault(place, "scale_no_such_subscale", key)
        elif used & set(known[key].items):
            yield Fault(place, "scale_listed_twice", key)
        elif known[key].method != "sum":
            yield Fault(place, "scale_total_of_means", key)
        else:
            used |= set(known[key].items)


def _derived(definition: Definition) -> Iterator[Fault]:
    sources: dict[str, str] = {}
    known = {"total"} | {each.key for each in definition.derived}
    for index, each in enumerate(definition.derived):
        place = f"derived[{index}]"
        if each.key in sources or each.key == "total":
            yield Fault(f"{place}.key", "scale_listed_twice", each.key)
        sources[each.key] = each.of if isinstance(each, Scaled | Table) else "total"
        if isinstance(each, Scaled | Table) and each.of not in known:
            yield Fault(f"{place}.of", "scale_no_such_value", each.of)
        if isinstance(each, Table):
            raws = [row.raw for row in each.rows]
            values = [row.value for row in each.rows]
            if len(set(raws)) != len(raws) or raws != sorted(raws) or values != sorted(values):
                yield Fault(f"{place}.rows", "scale_table_order")
        if isinstance(each, Sum | Count):
            yield from _numbers(definition, f"{place}.items", each.items, extra=isinstance(each, Count))
        if isinstance(each, Ladder):
            for rung, outcome in enumerate(each.outcomes):
                for number, condition in enumerate(outcome.all):
                    yield from _condition(definition, f"{place}.outcomes[{rung}].all[{number}]", condition)
    yield from _cycles(sources)


def _condition(definition: Definition, place: str, condition: Condition) -> Iterator[Fault]:
    for index, group in enumerate(condition.groups):
        yield from _numbers(definition, f"{place}.groups[{index}]", group)
    yield from _numbers(definition, f"{place}.own", [own.item for own in condition.own])


def _cycles(sources: dict[str, str]) -> Iterator[Fault]:
    """Following ``of`` from any derived value must end at the total."""
    for key, source in sources.items():
        seen = {key}
        step = source
        while step in sources:
            if step in seen:
                yield Fault("derived", "scale_cycle", key)
                break
            seen.add(step)
            step = sources[step]


def _cutoffs(definition: Definition) -> Iterator[Fault]:
    known = {"total"} | {each.key for each in definition.derived if not isinstance(each, Ladder)}
    keys: set[str] = set()
    for index, cutoffs in enumerate(definition.cutoffs):
        place = f"cutoffs[{index}]"
        if cutoffs.key in keys:
            yield Fault(f"{place}.key", "scale_listed_twice", cutoffs.key)
        keys.add(cutoffs.key)
        if cutoffs.on not in known:
            yield Fault(f"{place}.on", "scale_no_such_value", cutoffs.on)
        yield from _bands(place, cutoffs)


def _bands(place: str, cutoffs: CutoffSet) -> Iterator[Fault]:
    starts = [band.start for band in cutoffs.bands]
    if starts != sorted(starts) or len(set(starts)) != len(starts):
        yield Fault(f"{place}.bands", "scale_band_order")
    if cutoffs.grades and cutoffs.grades[0] > cutoffs.grades[1]:
        yield Fault(f"{place}.grades", "scale_band_order")


def _rules(definition: Definition) -> Iterator[Fault]:
    for index, rule in enumerate(definition.critical):
        place = f"critical[{index}]"
        if rule.item > len(definition.items):
            yield Fault(f"{place}.item", "scale_no_such_item", str(rule.item))
        elif rule.at_least > max(definition.options_of(rule.item)):
            yield Fault(f"{place}.at_least", "scale_no_such_option", str(rule.at_least))
    if definition.asks_self_harm != any(rule.kind == "self_harm" for rule in definition.critical):
        yield Fault("asks_self_harm", "scale_self_harm_mismatch")
    for index, sex_skip in enumerate(definition.sex_skips):
        yield from _numbers(definition, f"sex_skips[{index}].items", sex_skip.items)
    for index, skip in enumerate(definition.answer_skips):
        yield from _numbers(definition, f"answer_skips[{index}].items", skip.items, extra=False)
        yield from _numbers(definition, f"answer_skips[{index}].when", skip.when)
    for index, required in enumerate(definition.required):
        yield from _numbers(definition, f"required[{index}].items", required.items)
        yield from _numbers(definition, f"required[{index}].when", required.when)
    yield from _numbers(definition, "not_applicable", definition.not_applicable, extra=False)
    lie = definition.validity.lie
    if lie and lie.subscale not in {subscale.key for subscale in definition.subscales}:
        yield Fault("validity.lie.subscale", "scale_no_such_subscale", lie.subscale)
