"""``xinqiao bundle export|import|trust|receipt``: what a store does with sealed bundles."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app.cli.answer import Json, say
from app.cli.bundle_answer import told
from app.cli.opened import now, opened
from app.cli.places import Dir, PasswordFile, User
from app.cli.referring import Basis, Reason, saved, with_basis


class KindOption(StrEnum):
    """What can be exported."""

    REFERRAL = "referral"


_Sealed = Annotated[Path, typer.Argument(help="The sealed file, XQ1_….age.", show_default=False)]
_Keys = Annotated[Path, typer.Argument(help="A key file or the JSON of store info.", show_default=False)]
_Out = Annotated[Path, typer.Option("--out", help="The folder that stands for the stick.")]


def export(
    dir_: Dir,
    student: Annotated[str, typer.Option("--student", help="Student number.")],
    to: Annotated[Path, typer.Option("--to", help="The receiver's key file.")],
    out: _Out,
    kind: Annotated[KindOption, typer.Option("--kind", help="What goes out.")] = KindOption.REFERRAL,
    basis: Basis = None,
    reason: Reason = "",
    user: User = None,
    password_file: PasswordFile = None,
    json_: Json = False,
) -> None:
    """Seal a student's referral for a centre and write it into a folder.

    The open referral goes out (again, where no receipt came), or a new one from what is on file. It
    needs a recorded consent or --basis emergency with --reason.
    """
    from app.domain.institution import InstitutionKind
    from app.services import bundle_export, institutions, referral_proposal, students

    with told(as_json=json_), opened(dir_, user=user, password_file=password_file) as it:
        moment, by = now(), it.actor
        keys = institutions.read_keys(to)
        with it.store.read() as db:
            key = students.by_number(db, student, by=by)
            found = referral_proposal.proposal(db, student_id=key, by=by, now=moment)
        with it.store.write() as db:
            name = keys.name or to.stem
            centre = institutions.enrol(db, keys, kind=InstitutionKind.CENTRE, name=name, by=by, now=moment).id
            referral = referral_proposal.unanswered(db, key, centre)
            if referral is None:
                text = replace(with_basis(found, basis, reason), institution_id=centre)
                text = replace(text, reason=text.reason.strip() or referral_proposal.UNSAID)
                referral = saved(db, found, text, by=by, now=moment)
            done = bundle_export.referral(db, referral, out, by=by, now=moment)
        answer = {
            "file": str(done.path),
            "bundle_id": str(done.bundle_id),
            "records": done.records,
            "kind": kind.value,
            "sha256": done.sha256,
        }
        say(answer, as_json=json_, line=str(done.path))


def import_(
    dir_: Dir,
    bundle: _Sealed,
    receipt: Annotated[Path | None, typer.Option("--receipt", help="The folder for the receipt.")] = None,
    user: User = None,
    password_file: PasswordFile = None,
    json_: Json = False,
) -> None:
    """Check a sealed file wholly and take it in, all or nothing.

    A packet is answered by a receipt beside it (or in --receipt); a receipt closes the step it proves.
    """
    from app.services import bundle_import

    with told(as_json=json_), opened(dir_, user=user, password_file=password_file) as it:
        with it.store.write() as db:
            into = receipt or bundle.parent
            done = bundle_import.take(db, bundle, answer_into=into, by=it.actor, now=now())
        answer = {
            "status": done.status,
            "added": done.added,
            "conflicts": 0,
            "kind": done.kind,
            "sender": done.sender,
            "bundle_id": str(done.bundle_id),
            "receipt": str(done.receipt) if done.receipt else None,
            "phone_code": done.phone_code,
        }
        say(answer, as_json=json_, line="\n".join(str(one) for one in (done.status, done.receipt) if one))


def trust(
    dir_: Dir,
    key_file: _Keys,
    name: Annotated[str, typer.Option("--name", help="What to call the sender.")] = "",
    user: User = None,
    password_file: PasswordFile = None,
    json_: Json = False,
) -> None:
    """Enrol a sender. Compare the fingerprint that is printed by telephone before you rely on it."""
    from app.domain.institution import InstitutionKind
    from app.services import institutions

    with told(as_json=json_), opened(dir_, user=user, password_file=password_file) as it:
        keys = institutions.read_keys(key_file)
        with it.store.write() as db:
            called = name or keys.name or key_file.stem
            key = institutions.enrol(db, keys, kind=InstitutionKind.SCHOOL, name=called, by=it.actor, now=now()).id
            institutions.trust(db, key, by=it.actor, now=now())
        with it.store.read() as db:
            view = next(one for one in institutions.listing(db, by=it.actor) if one.id == key)
        answer = {"institution": str(key), "name": view.facts.name, "fingerprint": view.fingerprint}
        say(answer, as_json=json_, line=f"{view.facts.name}  {view.fingerprint}")


def receipt(
    dir_: Dir,
    bundle: _Sealed,
    out: _Out,
    read_by: Annotated[str | None, typer.Option("--read-by", help="Who has read the packet.")] = None,
    user: User = None,
    password_file: PasswordFile = None,
    json_: Json = False,
) -> None:
    """Write a receipt for a packet that was imported; with --read-by one that says who has read it."""
    from app.services import bundle_import

    with told(as_json=json_), opened(dir_, user=user, password_file=password_file) as it:
        with it.store.write() as db:
            done = bundle_import.answer(db, bundle, out, reader=read_by, by=it.actor, now=now())
        answer = {"receipt": str(done.receipt), "phone_code": done.phone_code}
        say(answer, as_json=json_, line=str(done.receipt))
