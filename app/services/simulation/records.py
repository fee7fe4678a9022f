"""Made-up session records, one counsellor's work over some years."""

from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from app.domain.ids import new_id
from app.domain.risk import Tick
from app.domain.session import TOPICS, Mode, SessionState
from app.services.simulation.people import words


def sessions(
    random: Random, student_id: UUID, author_id: UUID, count: int, *, since: datetime, until: datetime
) -> list[dict[str, Any]]:
    """Return ``count`` signed records of one student between the two times, oldest first."""
    lists = words("sessions")
    span = (until - since).total_seconds()
    moments = sorted(since + timedelta(seconds=random.random() * span) for _ in range(count))
    made = []
    for number, moment in enumerate(moments, start=1):
        at = moment.replace(hour=random.randint(8, 16), minute=random.choice((0, 10, 20, 30, 40)), second=0)
        due = at + timedelta(days=random.choice((3, 7, 14)))
        planned = number == count and due > until - timedelta(days=5)
        made.append(
            {
                "id": new_id(),
                "student_id": student_id,
                "author_id": author_id,
                "number": number,
                "started_at": at,
                "minutes": random.choice((20, 30, 40, 50)),
                "mode": random.choice((Mode.FACE, Mode.FACE, Mode.FACE, Mode.PHONE, Mode.HOME_VISIT)),
                "topics": random.sample(TOPICS, random.randint(1, 3)),
                "tick": random.choice((Tick.NONE, Tick.NONE, Tick.LOW)),
                "words": random.choice(lists["words"]),
                "observation": random.choice(lists["observations"]),
                "next_step": random.choice(lists["next_steps"]),
                "next_at": due if planned else None,
                "state": SessionState.SIGNED,
                "saved_at": at,
                "signed_at": at,
            }
        )
    return made
