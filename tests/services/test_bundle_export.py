"""Sealing a referral: what goes out, what stays, and that nothing counts as sent before it was proven."""

import contextlib
import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.bundles.verify import verify
from app.domain.delivery import Delivery
from app.domain.institution import InstitutionKind
from app.domain.problems import Problem
from app.domain.referral_state import EventKind, State
from app.domain.risk import Level
from app.models.document import Document, DocumentIssue
from app.services import bundle_export, bundles, documents, institutions, nodes, referrals, sessions
from app.services.institutions import InstitutionFacts
from app.services.sessions import SessionText
from tests.services.loop import SECRET_WORD, Loop, consent
from tests.services.made_up import NOW, admit
from tests.stores import ENTRY, LEAD

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment] # asked before it is used

STOCK = all(map(shutil.which, ("age", "unzip", "ssh-keygen")))


def refused(loop: Loop, referral: UUID, folder: Path | None = None) -> str:
    """Return the code with which the export is refused."""
    with pytest.raises(Problem) as caught, loop.school.store.write() as db:
        bundle_export.referral(db, referral, folder or loop.stick, by=LEAD, now=NOW)
    return caught.value.code


def nothing_sent(loop: Loop, referral: UUID) -> bool:
    """Say whether the school's store shows no trace of a bundle, a number or a sending."""
    with loop.school.store.read() as db:
        state = referrals.folded(db, referral).state
        numbers = db.scalar(select(func.count()).select_from(Document))
        issues = db.scalar(select(func.count()).select_from(DocumentIssue))
        ledger = bundles.ledger(db, by=LEAD)
    return (state, numbers, issues, ledger) == (State.DRAFT, 0, 0, [])


def test_sealed_written_and_noted_in_one_go(loop: Loop) -> None:
    referral = loop.refer()
    sent = loop.send(referral)
    assert sent.path.parent == loop.stick
    assert sent.path.name.startswith("XQ1_QS01-A_to-C01_000001_")
    assert {path.name for path in loop.stick.iterdir()} == {
        sent.path.name,
        sent.path.name + ".sha256",
        "HOW-TO-OPEN.txt",
    }
    assert sent.changes.kinds == {"document", "document_issue", "referral_event", "bundle"}
    with loop.school.store.read() as db:
        found = referrals.folded(db, referral)
        [line] = bundles.ledger(db, by=LEAD, referral_id=referral)
        [document] = documents.register(db, by=LEAD)
    assert found.state is State.SENT
    assert [event.kind for event in found.history] == [EventKind.CREATED, EventKind.CONSENTED, EventKind.SENT]
    assert (line.state, line.partner, line.awaits_receipt) == (
        Delivery.WRITTEN_VERIFIED,
        "青石县心理中心（虚构）",
        True,
    )
    assert (document.number, document.issues) == ("校心转〔2026〕A1号", 1)


@pytest.mark.skipif(not STOCK, reason="age, unzip or ssh-keygen missing")
def test_stock_tools_open_it_and_the_recovery_key_too(loop: Loop, tmp_path: Path) -> None:
    sent = loop.send()
    with loop.centre.store.read() as db:
        own = nodes.identities(db)[0].secret
    for number, secret in enumerate((own, loop.centre.recovery)):
        out = tmp_path / f"opened{number}"
        out.mkdir()
        key, plain = tmp_path / f"key{number}", out / "plain.zip"
        key.write_text(secret + "\n", "ascii")
        subprocess.run(["age", "-d", "-i", key, "-o", plain, sent.path], check=True, capture_output=True)
        subprocess.run(["unzip", "-q", plain, "-d", out], check=True, capture_output=True)
        signers = out / "allowed_signers"
        signers.write_text(f'school namespaces="xinqiao-bundle@1" {loop.school.public.signing_key}\n', "ascii")
        verify = ["ssh-keygen", "-Y", "verify", "-I", "school", "-n", "xinqiao-bundle@1"]
        with (out / "manifest.json").open("rb") as manifest:
            subprocess.run(
                [*verify, "-f", signers, "-s", out / "manifest.json.sig"],
                stdin=manifest,
                check=True,
                capture_output=True,
            )
        assert (out / "letter.pdf").read_bytes().startswith(b"%PDF-")
        said = json.loads((out / "manifest.json").read_bytes())
        assert (said["basis"], said["kind"], said["centre_code"]) == ("consent", "referral", "C01")
        assert [one["role"] for one in said["recipients"]] == ["centre", "recovery", "own"]


def packed(loop: Loop, sent: Path) -> dict[str, bytes]:
    """Return the files of a bundle as the centre opens them."""
    staging = io.BytesIO()
    with loop.centre.store.read() as db:
        secrets = [one.secret for one in nodes.identities(db)]
    verify(sent, staging, identities=secrets, trusted=None)
    with zipfile.ZipFile(staging) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_session_text_rides_along_only_where_chosen_and_the_working_note_never(loop: Loop) -> None:
    with loop.school.store.write() as db:
        text = SessionText(NOW, words="睡不好", observation="垂着头", working_note=SECRET_WORD)
        session = sessions.record(db, loop.student, text, by=LEAD, now=NOW).id
        sessions.sign(db, session, by=LEAD, now=NOW)
    with loop.school.store.write() as db:
        sessions.amend(db, session, "后来补充：周三又谈过", by=LEAD, now=NOW)
    without = packed(loop, loop.send().path)
    assert "records.ndjson" not in without
    assert not any("睡不好".encode() in data for name, data in without.items() if name != "letter.pdf")
    sent = loop.send(loop.refer(session_ids=(session,)))
    chosen = packed(loop, sent.path)
    assert (sent.records, len(chosen["records.ndjson"].splitlines())) == (2, 2)
    whole = b"".join(chosen.values()).decode("utf-8", "replace")
    assert "睡不好" in whole
    assert "后来补充" in whole
    assert SECRET_WORD not in whole


def test_another_student_s_session_or_guardian_never_rides_along(loop: Loop) -> None:
    other = admit(loop.school.store, "2", "陈安")
    with loop.school.store.write() as db:
        session = sessions.record(db, other, SessionText(NOW, words="别人的"), by=LEAD, now=NOW).id
    consent(loop.school, loop.student)
    with pytest.raises(Problem, match="session_unknown"), loop.school.store.write() as db:
        referrals.create(db, loop.student, loop.text(session_ids=(session,)), by=LEAD, now=NOW)


def test_without_a_basis_it_stays(loop: Loop) -> None:
    referral = loop.refer(basis=None)
    assert refused(loop, referral) == "referral_no_basis"
    assert list(loop.stick.iterdir()) == []
    assert nothing_sent(loop, referral)


def test_a_consent_withdrawn_meanwhile_stops_it(loop: Loop) -> None:
    referral = loop.refer()
    consent(loop.school, loop.student, given=False)
    assert refused(loop, referral) == "consent_missing"
    assert nothing_sent(loop, referral)


def test_an_emergency_goes_out_with_its_reason(loop: Loop) -> None:
    sent = loop.send(loop.refer(basis="emergency", basis_reason="有立即的危险，家长电话不通"))
    said = json.loads(packed(loop, sent.path)["manifest.json"])
    assert (said["basis"], said["reason"]) == ("emergency", "有立即的危险，家长电话不通")


def test_a_centre_without_a_key_is_named(loop: Loop) -> None:
    with loop.school.store.write() as db:
        plain = institutions.save(db, InstitutionFacts(InstitutionKind.HOSPITAL, "县医院（虚构）"), by=LEAD, now=NOW)
    referral = loop.refer(institution_id=plain.id)
    assert refused(loop, referral) == "institution_without_recipient"


def test_a_full_or_vanished_stick_leaves_nothing_marked_sent(loop: Loop, tmp_path: Path) -> None:
    referral = loop.refer()
    assert refused(loop, referral, tmp_path / "pulled") == "bundle_write_failed"
    assert nothing_sent(loop, referral)
    loop.stick.chmod(0o500)
    loop.stick.rmdir()
    loop.stick.write_text("a file where the stick was", "ascii")
    assert refused(loop, referral) == "bundle_write_failed"
    assert nothing_sent(loop, referral)


@pytest.mark.skipif(resource is None, reason="limits of a process exist on POSIX only")
def test_a_disk_that_fills_while_writing(loop: Loop) -> None:
    referral = loop.refer()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(*_: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))

    try:
        with pytest.raises(Problem, match="bundle_no_space"), loop.school.store.write() as db:
            bundle_export.referral(db, referral, loop.stick, by=LEAD, now=NOW, progress=fill)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(loop.stick.iterdir()) == []
    assert nothing_sent(loop, referral)
    assert loop.send(referral).path.exists()


def test_a_stick_pulled_while_writing(loop: Loop) -> None:
    referral = loop.refer()

    def pull(*_: int) -> None:
        shutil.rmtree(loop.stick, ignore_errors=True)

    with pytest.raises(Problem, match="bundle_write_failed"), loop.school.store.write() as db:
        bundle_export.referral(db, referral, loop.stick, by=LEAD, now=NOW, progress=pull)
    assert nothing_sent(loop, referral)


def test_cancelling_leaves_nothing(loop: Loop) -> None:
    referral = loop.refer()
    with pytest.raises(Problem, match="bundle_cancelled"), loop.school.store.write() as db:
        bundle_export.referral(db, referral, loop.stick, by=LEAD, now=NOW, cancelled=lambda: True)
    assert list(loop.stick.iterdir()) == []
    assert nothing_sent(loop, referral)


def test_a_file_that_nobody_noted_is_taken_away_again(loop: Loop) -> None:
    referral = loop.refer()
    with contextlib.ExitStack() as stack:
        stack.enter_context(pytest.raises(Problem, match="document_unknown"))
        db = stack.enter_context(loop.school.store.write())
        bundle_export.referral(db, referral, loop.stick, by=LEAD, now=NOW)
        documents.void(db, UUID(int=9), reason="later in the same transaction", by=LEAD, now=NOW)
    assert [path.name for path in loop.stick.iterdir()] == ["HOW-TO-OPEN.txt"]
    assert nothing_sent(loop, referral)


def test_progress_is_told(loop: Loop) -> None:
    told: list[tuple[int, int]] = []
    referral = loop.refer()
    with loop.school.store.write() as db:
        bundle_export.referral(
            db, referral, loop.stick, by=LEAD, now=NOW, progress=lambda done, total: told.append((done, total))
        )
    assert told
    assert told[-1][0] == told[-1][1] > 0


def test_sent_again_while_no_receipt_came_with_the_same_letter_number(loop: Loop) -> None:
    referral = loop.refer()
    first, second = loop.send(referral), loop.send(referral)
    assert first.bundle_id != second.bundle_id
    assert second.path.name.startswith("XQ1_QS01-A_to-C01_000002_")
    said = json.loads(packed(loop, second.path)["manifest.json"])
    assert said["prev_bundle_sha256"] == first.sha256
    with loop.school.store.read() as db:
        assert len(documents.register(db, by=LEAD, kind="referral")) == 1


def test_not_sent_again_once_it_is_over(loop: Loop) -> None:
    referral = loop.refer()
    with loop.school.store.write() as db:
        referrals.add_event(db, referral, EventKind.WITHDRAWN, reason="家长已自行就诊", by=LEAD, now=NOW)
    assert refused(loop, referral) == "referral_sent_already"
    assert list(loop.stick.iterdir()) == []


def test_verified_again_after_replugging(loop: Loop) -> None:
    sent = loop.send()

    def again() -> str:
        with loop.school.store.read() as db:
            return bundle_export.check_again(db, sent.bundle_id, loop.stick, by=LEAD)

    assert again() == sent.path.name
    whole = sent.path.read_bytes()
    sent.path.write_bytes(whole[:-1])
    with pytest.raises(Problem, match="bundle_read_back_failed"):
        again()
    sent.path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(Problem, match="bundle_read_back_failed"):
        again()
    sent.path.unlink()
    with pytest.raises(Problem, match="bundle_file_missing"):
        again()


def test_entry_clerks_export_nothing(loop: Loop) -> None:
    referral = loop.refer(level=Level.BLUE)
    with pytest.raises(Problem, match="not_allowed"), loop.school.store.write() as db:
        bundle_export.referral(db, referral, loop.stick, by=ENTRY, now=NOW)
