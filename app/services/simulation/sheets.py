"""Made-up answer sheets: each student has a hidden burden that pulls the answers one way."""

from datetime import datetime
from random import Random
from uuid import UUID

from app.domain.alerts import Policy
from app.domain.rights import Actor
from app.models.assessment import AnswerSource
from app.scales.definition import Definition
from app.services import assessments
from app.services.assessments import Scored, SheetText
from app.services.simulation.people import Family

BLANKS = 0.002


def burden(random: Random) -> float:
    """Return a hidden burden between 0 (none) and 1; most students carry little."""
    return min(1.0, random.betavariate(1.6, 7.0))


def sheet(
    random: Random,
    family: Family,
    definition: Definition,
    weight: float,
    policy: Policy,
    *,
    grade: int,
    by: Actor,
    at: datetime,
    respondent: str = "student",
    informant: str = "",
    round_id: UUID | None = None,
    unscored: str | None = None,
) -> Scored:
    """Return one scored sheet on a student with the hidden burden ``weight``."""
    given = answers(random, definition, weight)
    seconds = random.randint(150, 900)
    text = SheetText(definition.key, tuple(given), at.date(), respondent, informant, seconds=seconds)
    sex = family.student["sex"]
    return assessments.prepare(
        family.student["id"],
        text,
        definition,
        policy,
        sex=sex.value,
        grade=grade,
        source=AnswerSource.IMPORT,
        by=by,
        now=at,
        round_id=round_id,
        unscored=unscored,
    )


def answers(random: Random, definition: Definition, weight: float) -> list[int | None]:
    """Return one answer per item; None is left blank. Critical items answer rarely and with the burden."""
    critical = {rule.item for rule in definition.critical}
    given: list[int | None] = []
    for item in definition.items:
        options = definition.options_of(item.n)
        pull = weight * (0.25 if item.n in critical else 1.0)
        position = min(len(options) - 1, int(random.betavariate(1 + 4 * pull, 1 + 5 * (1 - pull)) * len(options)))
        if item.n in critical and random.random() > pull:
            position = 0
        given.append(None if random.random() < BLANKS else options[position])
    return given
