"""The other half of the loop: the centre takes a packet in, the school takes the receipt."""

import io
import shutil
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.domain.delivery import PHONE_TRIES, Delivery
from app.domain.institution import InstitutionKind
from app.domain.problems import Problem
from app.domain.referral_state import Source, State
from app.models.bundle import Bundle
from app.services import bundle_import, bundles, institutions, referrals
from app.services.bundle_import import Imported
from tests.services import loop as loops
from tests.services.loop import Loop, Place
from tests.services.made_up import NOW, admit
from tests.stores import ENTRY, LEAD


def take(at: Place, file: Path, into: Path | None = None) -> Imported:
    """Take a file in."""
    with at.store.write() as db:
        return bundle_import.take(db, file, answer_into=into, by=LEAD, now=NOW)


def refused(at: Place, file: Path) -> str:
    """Return the code with which a file is refused, after which the ledger is as it was."""

    def lines() -> int:
        with at.store.read() as db:
            return db.scalar(select(func.count()).select_from(Bundle)) or 0

    before = lines()
    with pytest.raises(Problem) as caught:
        take(at, file, file.parent)
    assert lines() == before
    return caught.value.code


def receipt_for(loop: Loop, sent: Path) -> Path:
    """Let the centre take the bundle in and answer onto the stick."""
    done = take(loop.centre, sent, loop.stick)
    assert done.receipt is not None
    return done.receipt


def state(loop: Loop, referral: UUID, bundle: UUID) -> tuple[State, Delivery]:
    """Return where referral and bundle stand at the school."""
    with loop.school.store.read() as db:
        return referrals.folded(db, referral).state, bundles.one(db, bundle, by=LEAD).state


def test_the_whole_loop(loop: Loop) -> None:
    referral = loop.refer()
    sent = loop.send(referral)
    done = take(loop.centre, sent.path, loop.stick)
    assert (done.status, done.kind, done.sender, done.added) == ("imported", "referral", "青石中学（虚构）", 1)
    assert done.phone_code is not None
    assert len(done.phone_code) == 8
    assert done.receipt is not None
    assert done.receipt.name.startswith("XQ1_C01-A_to-QS01_")
    back = take(loop.school, done.receipt)
    assert (back.status, back.kind, back.sender, back.added) == (
        "imported",
        "receipt",
        "青石县心理中心（虚构）",
        1,
    )
    assert state(loop, referral, sent.bundle_id) == (State.RECEIVED, Delivery.IMPORTED)
    with loop.school.store.read() as db:
        assert not bundles.one(db, sent.bundle_id, by=LEAD).awaits_receipt
        assert {line.direction for line in bundles.ledger(db, by=LEAD)} == {"in", "out"}


def test_twice_at_both_ends_adds_nothing(loop: Loop) -> None:
    referral = loop.refer()
    sent = loop.send(referral)
    receipt = receipt_for(loop, sent.path)
    again = take(loop.centre, sent.path, loop.stick)
    assert (again.status, again.added) == ("already_imported", 0)
    assert again.receipt not in {None, receipt}
    take(loop.school, receipt)
    for file in (receipt, again.receipt):
        assert file is not None
        back = take(loop.school, file)
        assert back.added == 0
    assert take(loop.school, receipt).status == "already_imported"
    assert state(loop, referral, sent.bundle_id) == (State.RECEIVED, Delivery.IMPORTED)
    with loop.school.store.read() as db:
        assert len(referrals.folded(db, referral).history) == 4


def test_read_by_a_person_is_a_state_of_its_own(loop: Loop) -> None:
    referral = loop.refer()
    sent = loop.send(referral)
    with loop.centre.store.write() as db, pytest.raises(Problem, match="bundle_not_taken_in"):
        bundle_import.answer(db, sent.path, loop.stick, reader="周医生", by=LEAD, now=NOW)
    take(loop.centre, sent.path)
    with loop.centre.store.write() as db:
        plain = bundle_import.answer(db, sent.path, loop.stick, by=LEAD, now=NOW)
    with loop.centre.store.write() as db:
        read = bundle_import.answer(db, sent.path, loop.stick, reader="周医生", by=LEAD, now=NOW)
    take(loop.school, read.receipt)
    assert state(loop, referral, sent.bundle_id) == (State.RECEIVED, Delivery.READ)
    take(loop.school, plain.receipt)
    assert state(loop, referral, sent.bundle_id)[1] is Delivery.READ


def test_a_receipt_of_another_bundle_or_another_signer_is_refused(loop: Loop, tmp_path: Path) -> None:
    third = loops.place(tmp_path / "third", "白水医院（虚构）", "H09")
    try:
        loops.enrol(loop.school, third, InstitutionKind.HOSPITAL)
        sent = loop.send()
        # The third one got hold of the packet's facts and signs a receipt with its own key.
        take(loop.centre, sent.path)
        with loop.centre.store.read() as db:
            found = bundle_import._verified(db, sent.path, io.BytesIO())
        with third.store.write() as db:
            forged = bundle_import.acknowledge(db, found, Delivery.IMPORTED, loop.stick, by=LEAD, now=NOW)
        assert refused(loop.school, forged) == "receipt_from_another"
        other = replace(found, sha256="0" * 64)
        with loop.centre.store.write() as db:
            wrong = bundle_import.acknowledge(db, other, Delivery.IMPORTED, loop.stick, by=LEAD, now=NOW)
        assert refused(loop.school, wrong) == "receipt_for_another"
        with loop.school.store.read() as db:
            assert bundles.one(db, sent.bundle_id, by=LEAD).state is Delivery.WRITTEN_VERIFIED
    finally:
        third.store.close()


def test_strangers_and_keys_that_nobody_compared(loop: Loop, tmp_path: Path) -> None:
    new = loops.place(tmp_path / "new", "山口中学（虚构）", "SK02")
    try:
        loops.enrol(new, loop.centre, InstitutionKind.CENTRE)
        there = replace(loop, school=new, centre_id=_only_institution(new), student=admit(new.store, "9", "周安"))
        sent = there.send()
        assert refused(loop.centre, sent.path) == "bundle_signer_unknown"
        key = loops.enrol(loop.centre, new, InstitutionKind.SCHOOL, compared=False)
        assert refused(loop.centre, sent.path) == "bundle_signer_not_compared"
        with loop.centre.store.write() as db:
            institutions.trust(db, key, by=LEAD, now=NOW)
        assert take(loop.centre, sent.path).status == "imported"
    finally:
        new.store.close()


def _only_institution(at: Place) -> UUID:
    with at.store.read() as db:
        [found] = institutions.listing(db, by=LEAD)
    return found.id


def test_a_receipt_needs_no_compared_key(loop: Loop) -> None:
    with loop.school.store.write() as db:
        facts = institutions.listing(db, by=LEAD)[0].facts
        other = loop.school.public.signing_key
        institutions.save(db, replace(facts, signing_key=other), institution_id=loop.centre_id, by=LEAD, now=NOW)
        institutions.save(db, facts, institution_id=loop.centre_id, by=LEAD, now=NOW)
        assert institutions.listing(db, by=LEAD)[0].trusted_at is None
    assert take(loop.school, receipt_for(loop, loop.send().path)).status == "imported"


def test_truncated_tampered_foreign_and_missing_files_are_refused_with_nothing_written(
    loop: Loop, tmp_path: Path
) -> None:
    sent = loop.send()
    whole = sent.path.read_bytes()
    copy = tmp_path / sent.path.name
    shutil.copy(sent.path.with_name(sent.path.name + ".sha256"), tmp_path)
    for damaged in (whole[:-1], whole[:200], whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:]):
        copy.write_bytes(damaged)
        assert refused(loop.centre, copy) == "bundle_damaged"
    copy.write_bytes(b"no bundle")
    copy.with_name(copy.name + ".sha256").unlink()
    assert refused(loop.centre, copy.rename(tmp_path / "letter.age")) == "bundle_not_a_bundle"
    assert refused(loop.centre, tmp_path / "gone.age") == "bundle_file_missing"
    third = loops.place(tmp_path / "third", "白水医院（虚构）", "H09")
    assert refused(third, sent.path) == "bundle_not_for_us"
    third.store.close()


def test_our_own_bundle_and_kinds_that_nobody_takes(loop: Loop) -> None:
    sent = loop.send()
    assert refused(loop.school, sent.path) == "bundle_signer_unknown"


def test_the_eight_digits_close_the_received_step(loop: Loop) -> None:
    referral = loop.refer()
    sent = loop.send(referral)
    code = take(loop.centre, sent.path).phone_code or ""
    with loop.school.store.write() as db:
        bundle_import.phone_receipt(db, sent.bundle_id, f"{code[:4]} {code[4:]}", "周医生", by=LEAD, now=NOW)
    assert state(loop, referral, sent.bundle_id) == (State.RECEIVED, Delivery.RECEIVED)
    with loop.school.store.read() as db:
        last = referrals.folded(db, referral).history[-1]
    assert (last.source, last.told_by) == (Source.PHONE, "周医生")


def test_wrong_phone_codes_are_counted_and_then_nothing_but_a_file_helps(loop: Loop) -> None:
    sent = loop.send()
    code = take(loop.centre, sent.path).phone_code or ""
    wrong = f"{(int(code) + 1) % 10**8:08d}"

    def say(digits: str) -> Problem:
        with pytest.raises(Problem) as caught, loop.school.store.write() as db:
            bundle_import.phone_receipt(db, sent.bundle_id, digits, "周医生", by=LEAD, now=NOW)
        return caught.value

    for left in reversed(range(PHONE_TRIES)):
        said = say(wrong)
        assert (said.code, said.params) == ("phone_code_wrong", {"left": left})
        with loop.school.store.write() as db:
            bundle_import.wrong_phone_code(db, sent.bundle_id, by=LEAD, now=NOW)
    assert say(code).code == "phone_code_tries_used_up"
    with loop.school.store.read() as db:
        assert bundles.one(db, sent.bundle_id, by=LEAD).tries_left == 0
    assert take(loop.school, receipt_for(loop, sent.path)).added == 1


def test_a_phone_call_needs_a_name(loop: Loop) -> None:
    sent = loop.send()
    code = take(loop.centre, sent.path).phone_code or ""
    with pytest.raises(Problem, match="referral_event_needs_teller"), loop.school.store.write() as db:
        bundle_import.phone_receipt(db, sent.bundle_id, code, " ", by=LEAD, now=NOW)
    with loop.school.store.read() as db:
        assert bundles.one(db, sent.bundle_id, by=LEAD).state is Delivery.WRITTEN_VERIFIED


def test_a_receipt_that_cannot_be_written_takes_nothing_in(loop: Loop, tmp_path: Path) -> None:
    sent = loop.send()
    with pytest.raises(Problem, match="bundle_write_failed"):
        take(loop.centre, sent.path, tmp_path / "gone")
    assert take(loop.centre, sent.path).status == "imported"


def test_entry_clerks_import_nothing(loop: Loop) -> None:
    sent = loop.send()
    with pytest.raises(Problem, match="not_allowed"), loop.centre.store.write() as db:
        bundle_import.take(db, sent.path, by=ENTRY, now=NOW)
