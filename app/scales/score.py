"""Scoring one sheet, or many of one scale."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.problems import Problem
from app.scales.circumstances import Circumstances
from app.scales.definition import Definition
from app.scales.result import Result
from app.scales.scorer import scorer


def score(
    definition: Definition,
    answers: Sequence[int | None],
    *,
    respondent: str | None = None,
    sex: str | None = None,
    grade: int | None = None,
    population: str | None = None,
    na: Iterable[int] = (),
    seconds: float | None = None,
) -> Result:
    """Return the score of one sheet.

    ``answers`` are printed option values in item order, None for a blank. ``respondent`` is student,
    parent or teacher (by default the form's first). ``na`` are items marked as not applicable where the
    scale allows it; ``seconds`` is how long filling in took. Raises Problem, with the item where there
    is one: ``too_few_answers``, ``too_many_answers``, ``answer_not_whole``, ``out_of_range``,
    ``na_not_allowed``, ``na_but_answered``, ``unknown_form``, ``bad_sex``, ``bad_grade``,
    ``bad_population``.
    """
    engine = scorer(definition)
    who = Circumstances(respondent or definition.respondents[0], sex, grade, population)
    return engine.score(answers, engine.view(who), na=tuple(na), seconds=seconds)


@dataclass(frozen=True, slots=True)
class Row:
    """One sheet of a round, with what its cut-off sets depend on."""

    answers: Sequence[int | None]
    sex: str | None = None
    grade: int | None = None
    seconds: float | None = None


def score_many(
    definition: Definition,
    rows: Iterable[Row],
    *,
    respondent: str | None = None,
    population: str | None = None,
) -> Iterator[Result | Problem]:
    """Score a whole round lazily and in order. A row that cannot be taken yields its Problem."""
    engine = scorer(definition)
    form = respondent or definition.respondents[0]
    for row in rows:
        try:
            view = engine.view(Circumstances(form, row.sex, row.grade, population))
            yield engine.score(row.answers, view, seconds=row.seconds)
        except Problem as problem:
            yield problem
