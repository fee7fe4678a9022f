"""Whose sheet it is, as far as skips and cut-off sets depend on it."""

from dataclasses import dataclass

from app.domain.problems import Problem

RESPONDENTS = ("student", "parent", "teacher")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Respondent, sex (``m``, ``f``), school grade 1-12 and population; None where unknown."""

    respondent: str
    sex: str | None = None
    grade: int | None = None
    population: str | None = None

    def __post_init__(self) -> None:
        """Refuse what is none of the known values."""
        if self.respondent not in RESPONDENTS:
            raise Problem("unknown_form", form=str(self.respondent)[:40])
        if self.sex not in {None, "m", "f"}:
            raise Problem("bad_sex")
        if self.grade is not None and (type(self.grade) is not int or not 1 <= self.grade <= 12):
            raise Problem("bad_grade")
        if self.population is not None and not isinstance(self.population, str):
            raise Problem("bad_population")
