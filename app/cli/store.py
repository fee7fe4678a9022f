"""``xinqiao store``: make a store, check it, tell about it, back it up."""

from pathlib import Path
from typing import Annotated

import typer

from app import messages
from app.cli import secret
from app.cli.answer import Json, say
from app.cli.language import language
from app.cli.opened import now, opened, slot_of
from app.cli.places import Dir, PasswordFile, User
from app.domain.problems import Problem

app = typer.Typer(no_args_is_help=True, help="The encrypted store.")


@app.command()
def create(
    dir_: Dir,
    school: Annotated[str, typer.Option("--school", help="Name of the school.")],
    user: Annotated[str, typer.Option("--user", help="Name of the first user, who leads the room.")],
    password_file: PasswordFile = None,
    site_code: Annotated[str, typer.Option("--site-code", help="Short code of the school in bundle names.")] = "",
    json_: Json = False,
) -> None:
    """Make an empty store. The recovery code is in the answer this once; write it down."""
    from app.services.school import found

    made = found(
        dir_,
        school=school,
        site_code=site_code,
        user=user,
        password=secret.password(password_file),
        now=now(),
    )
    code = " ".join(made.recovery_groups)
    answer = {
        "vault_id": str(made.vault_id),
        "label": made.label,
        "recovery_code": code,
        "recovery_identity": made.recovery_identity,
    }
    plain = messages.text(
        "store_made_plain", language(), label=made.label, groups=code, identity=made.recovery_identity
    )
    say(answer, as_json=json_, line=plain)


@app.command()
def check(dir_: Dir, user: User = None, password_file: PasswordFile = None, json_: Json = False) -> None:
    """Run every integrity check and verify the audit chain. Exit 1 when anything is wrong."""
    from app.storage import check as checking
    from app.storage import vault
    from app.storage.instance import InstanceLock
    from app.storage.names import STORE

    if not (dir_ / STORE).exists():
        raise Problem("store_missing", folder=dir_)
    with InstanceLock(dir_):
        unlocked = vault.unlock(dir_, secret.password(password_file), slot_id=slot_of(dir_, user))
        report = checking.check(dir_, unlocked.master)
    answer = {
        "ok": report.ok,
        "faults": report.faults,
        "schema": report.schema,
        "generation": report.generation,
        "audit_entries": report.audit.entries if report.audit else 0,
        "events": report.events,
        "rows": report.rows,
    }
    say(answer, as_json=json_, line="ok" if report.ok else ", ".join(report.faults))
    if not report.ok:
        raise typer.Exit(1)


@app.command()
def info(dir_: Dir, user: User = None, password_file: PasswordFile = None, json_: Json = False) -> None:
    """Tell what the store hands out: its names, recipients and signing key."""
    from app.services import nodes

    with opened(dir_, user=user, password_file=password_file) as it, it.store.read() as db:
        public = nodes.public(db, by=it.actor)
    answer = public.as_json()
    say(answer, as_json=json_, line="\n".join(f"{name}: {value}" for name, value in answer.items()))


@app.command()
def backup(
    dir_: Dir,
    to: Annotated[Path | None, typer.Option("--to", help="Another folder, such as a stick.")] = None,
    user: User = None,
    password_file: PasswordFile = None,
    json_: Json = False,
) -> None:
    """Copy the closed store and its keys, open the copy and check it."""
    from app.storage import backup as backups
    from app.storage import copying, vault
    from app.storage.instance import InstanceLock
    from app.storage.names import STORE

    if not (dir_ / STORE).exists():
        raise Problem("store_missing", folder=dir_)
    with InstanceLock(dir_):
        unlocked = vault.unlock(dir_, secret.password(password_file), slot_id=slot_of(dir_, user))
        made = copying.copy(dir_, now(), into=to)
        if made is None:
            say({"made": None}, as_json=json_, line="")
            return
        proof = backups.verify(made, unlocked.master, now())
        backups.rotate(dir_, unlocked.master, store_ok=True)
    answer = {"made": made.folder.name, "verified": True, "rows": proof.rows, "audit_seq": proof.audit.seq}
    say(answer, as_json=json_, line=made.folder.name)
