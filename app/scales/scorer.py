"""One definition made ready to score many sheets: tables and index lists are built once."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from app.domain.problems import Problem
from app.scales.circumstances import Circumstances
from app.scales.critical import CriticalItems
from app.scales.cutoffs import Bander, applicable
from app.scales.definition import Definition
from app.scales.derive import Deriver
from app.scales.gaps import GapFinder, Gaps
from app.scales.ladder import Sheet, Value, printed
from app.scales.missing import Totals
from app.scales.part import Part
from app.scales.points import PointTables
from app.scales.result import Bands, Result, Score
from app.scales.validity import ValidityJudge, lie_range


class View:
    """What depends on whose sheet it is: the cut-off sets that apply, remembered per value."""

    def __init__(self, definition: Definition, deriver: Deriver, who: Circumstances) -> None:
        banders = applicable(definition.cutoffs, who)
        self.who = who
        self.offered = who.respondent in definition.respondents
        self.order = [each.key for each in banders]
        self.on_total = [each for each in banders if each.on in deriver.of_total_keys]
        self.on_items = [each for each in banders if each.on not in deriver.of_total_keys]
        self.parts = [Part(each, applicable(each.cutoffs, who)) for each in definition.subscales]
        self.always_look = False
        self.known: dict[Score, tuple[dict[str, Score | None], Bands]] = {}
        self._deriver = deriver

    def of_total(self, total: Score) -> tuple[dict[str, Score | None], Bands]:
        """Return the values that follow from the total, and their bands."""
        known = self.known.get(total)
        if known is None:
            values = self._deriver.of_total(total)
            bands = {each.key: _code(each, values[each.on]) for each in self.on_total}
            known = self.known[total] = (values, bands)
        return known

    def of_range(self, low: Score, high: Score) -> Bands:
        """Return per set the band that holds the whole possible range; None where it spans several."""
        if low == high:
            return self.of_total(low)[1]
        bottom, top = self._deriver.of_total(low), self._deriver.of_total(high)
        bands: dict[str, str | None] = {}
        for each in self.on_total:
            least, most = bottom[each.on], top[each.on]
            bands[each.key] = None if least is None or most is None else each.common(least, most)
        return bands


def _code(bander: Bander, value: Score | None) -> str | None:
    return None if value is None else bander.code(value)


class Scorer:
    """Scores sheets of one definition. Holds no sheet: one scorer serves any number of them."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self._core = definition.scored_items
        self._size = len(definition.items)
        self._points = PointTables(definition)
        self._gaps = GapFinder(definition)
        self._judge = ValidityJudge(definition)
        self._critical = CriticalItems(definition)
        self._deriver = Deriver(definition)
        self._totals = Totals(definition, self._points)
        self._views: dict[Circumstances, View] = {}
        self._bounds = dict(enumerate(zip(self._points.lows, self._points.highs, strict=True), start=1))
        self._notes = tuple(
            note
            for note, holds in (
                ("no_self_harm_item", not definition.asks_self_harm),
                ("key_not_verified", not definition.verified.done),
            )
            if holds
        )

    def view(self, who: Circumstances) -> View:
        """Return the cut-off sets for these circumstances, kept for the next sheet."""
        view = self._views.get(who)
        if view is None:
            view = View(self.definition, self._deriver, who)
            view.always_look = self._gaps.always(who.sex)
            if len(self._views) < 1000:
                self._views[who] = view
        return view

    def score(
        self,
        answers: Sequence[int | None],
        view: View,
        *,
        na: Iterable[int] = (),
        seconds: float | None = None,
    ) -> Result:
        """Score one sheet of printed option values. Raises Problem for a sheet that cannot be taken."""
        given = len(answers)
        if given < self._core:
            raise Problem("too_few_answers", given=given, least=self._core)
        if given > self._size:
            raise Problem("too_many_answers", given=given, most=self._size)
        points = self._points.look_up(answers)
        look = bool(na) or view.always_look or None in answers or self._core < given < self._size
        if given < self._size:
            answers = [*answers, *[None] * (self._size - given)]
            points += [0] * (self._size - given)
        gaps = self._gaps.full if given == self._size else self._gaps.short
        if look:
            gaps = self._gaps.find(answers, given=given, sex=view.who.sex, na=na)
            for number in gaps.uncounted:
                points[number - 1] = 0
        return self._result(answers, points, gaps, view, na_given=bool(na), seconds=seconds)

    def _result(
        self,
        answers: Sequence[int | None],
        points: list[int],
        gaps: Gaps,
        view: View,
        *,
        na_given: bool,
        seconds: float | None,
    ) -> Result:
        definition = self.definition
        missing = gaps.missing
        absent = frozenset(missing)
        scores: dict[str, Score | None] = {}
        part_bands: dict[str, Bands] = {}
        prorated_parts: list[str] = []
        for part in view.parts:
            key = part.key
            scores[key], bands = part.of(points, absent)
            if bands is not None:
                part_bands[key] = bands
            if absent and scores[key] is not None and part.lacks(absent):
                prorated_parts.append(key)
        totals = self._totals.of(points, scores, absent)
        total = totals.total
        if total is None:
            of_total: dict[str, Score | None] = self._deriver.of_total(None)
            band = view.of_range(totals.low, totals.high)
        else:
            of_total, band = view.of_total(total)
        derived: dict[str, Value] = {}
        if self._deriver.uses_items:
            sheet = Sheet(printed(answers), points, absent, total)
            derived = self._deriver.of_items(sheet)
        if view.on_items:
            band = {**band, **{each.key: _item_code(each, derived[each.on]) for each in view.on_items}}
        if na_given:
            band = dict.fromkeys(view.order)
        critical = self._critical.find(answers, gaps)
        odd: tuple[str, ...] = () if view.offered else ("respondent_not_offered",)
        if gaps.oddly_answered:
            odd += ("skipped_item_answered",)
        notes = self._notes
        if missing or prorated_parts or na_given:
            notes += _notes(band, total, prorated_parts, totals.prorated, na_given=na_given)
        return Result(
            scale=definition.key,
            version=definition.version,
            form_version=definition.form_version,
            total=total,
            complete=not missing,
            missing=missing,
            possible_range=(totals.low, totals.high),
            prorated=total if totals.prorated else None,
            band=band,
            subscales=scores,
            subscale_bands=part_bands,
            prorated_subscales=tuple(prorated_parts),
            derived=self._deriver.merged(of_total, derived),
            critical=critical,
            ask_in_person=self._critical.to_ask(critical) if critical else (),
            validity=self._judge.judge(
                answers,
                missing=missing,
                lie=self._lie_range(points, scores, missing),
                seconds=seconds,
                odd=odd,
            ),
            asks_self_harm=definition.asks_self_harm,
            notes=notes,
        )

    def _lie_range(
        self, points: Sequence[int], scores: dict[str, Score | None], missing: Sequence[int]
    ) -> tuple[Score, Score] | None:
        lie = self.definition.validity.lie
        if lie is None:
            return None
        score = scores[lie.subscale]
        if score is not None:
            return score, score
        return lie_range(self.definition, points, missing, self._bounds)


def _item_code(bander: Bander, value: Score | str | bool | None) -> str | None:
    return bander.code(value) if isinstance(value, int | float) else None


def _notes(
    band: Bands, total: Score | None, parts: Sequence[str], prorated: bool, *, na_given: bool
) -> tuple[str, ...]:
    notes: list[str] = []
    if prorated or parts:
        notes.append("prorated")
    if na_given:
        notes.append("not_applicable")
    if total is None and any(band.values()):
        notes.append("range_in_one_band")
    return tuple(notes)


@lru_cache(maxsize=128)
def scorer(definition: Definition) -> Scorer:
    """Return the scorer of a definition, made once."""
    return Scorer(definition)
