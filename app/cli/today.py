"""``xinqiao today``: what is open now."""

from app import messages
from app.cli.answer import Json, say
from app.cli.language import language
from app.cli.opened import now, opened
from app.cli.places import Dir, PasswordFile, User


def command(dir_: Dir, user: User = None, password_file: PasswordFile = None, json_: Json = False) -> None:
    """Show open alerts and what is due, the most urgent first."""
    from app.services.reasons import words
    from app.services.today import today

    spoken = language()
    with opened(dir_, user=user, password_file=password_file) as it, it.store.read() as db:
        items = today(db, by=it.actor, now=now())
    shown = [
        {
            "kind": one.kind,
            "level": one.level.value if one.level else None,
            "student": one.number,
            "reason": words(one.reason, one.params, spoken),
            "owner": one.owner,
            "due": one.due.astimezone().isoformat(timespec="seconds"),
            "state": one.state,
        }
        for one in items
    ]

    def level(code: str | None) -> str:
        return messages.text(f"level_{code or 'none'}", spoken)

    lines = [f"{one['due']}  {level(one['level'])}  {one['student']}  {one['reason']}" for one in shown]
    say({"items": shown}, as_json=json_, line="\n".join(lines) or messages.text("today_nothing_plain", spoken))
