"""The answer travels the same way: signed, sealed, checked."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from app.bundles import pack, receipt
from app.bundles.manifest import Basis, Kind
from app.bundles.receipt import Receipt, Rejected
from app.bundles.unpack import Opened, open_sealed
from app.domain.delivery import Delivery
from app.domain.problems import Problem
from tests.bundles.made import Cast, envelope, opened, sealed

ABOUT = UUID("01920000-0000-7000-8000-00000000abcd")


def answer(**changes: Any) -> Receipt:
    facts: dict[str, Any] = {
        "bundle_id": ABOUT,
        "sha256": "ab" * 32,
        "state": "imported",
        "records": 1,
        "rejected": (Rejected(record_id=UUID(int=3), code="bundle_json_refused"),),
        "received_at": datetime(2026, 11, 2, 9, tzinfo=UTC),
        "receiver": "示例县心理中心",
    }
    return Receipt(**{**facts, **changes})


def sent_back(cast: Cast, files: dict[str, bytes], kind: Kind = Kind.RECEIPT) -> Opened:
    """Seal ``files`` as the centre and open them as the school."""
    base = envelope(cast)
    reply = replace(
        base,
        kind=kind,
        basis=Basis.REPLY,
        centre_code="XQDEMO",
        sender=replace(base.sender, site_code="C01", node="0c" * 16, recipient=cast.centre.recipient),
        to=(pack.To("示例中学", "own", cast.school.recipient),),
    )
    target = io.BytesIO()
    pack.prepare(reply, files, cast.other_key).seal_into(target)
    return open_sealed(
        io.BytesIO(target.getvalue()),
        io.BytesIO(),
        identities=[cast.school.secret],
        trusted=[cast.other_key.public_line],
    )


@pytest.mark.parametrize("state", ["received", "imported", "read"])
def test_what_the_centre_says_arrives(cast: Cast, state: str) -> None:
    said = answer(state=state)
    heard = receipt.read(sent_back(cast, receipt.files(said)))
    assert heard.receipt == said
    assert heard.receipt.delivery is Delivery(state)
    assert heard.node == "0c" * 16


def test_only_the_bundle_it_answers_is_moved(cast: Cast) -> None:
    receipt.check_matches(answer(), bundle_id=ABOUT, sha256="ab" * 32)
    with pytest.raises(Problem, match="receipt_for_another"):
        receipt.check_matches(answer(), bundle_id=UUID(int=1), sha256="ab" * 32)
    with pytest.raises(Problem, match="receipt_for_another"):
        receipt.check_matches(answer(), bundle_id=ABOUT, sha256="cd" * 32)


@pytest.mark.parametrize("content", [b"{}", b"[]", b'{"format": "xinqiao-receipt/1"}', b"\xff", b'{"state": "eaten"}'])
def test_what_is_no_receipt_is_refused(cast: Cast, content: bytes) -> None:
    with pytest.raises(Problem, match="receipt_bad"):
        receipt.read(sent_back(cast, {"receipt.json": content}))


def test_a_receipt_in_another_kind_of_bundle_or_none_at_all_is_refused(cast: Cast) -> None:
    for found in (
        sent_back(cast, receipt.files(answer()), Kind.REFERRAL),
        sent_back(cast, {"letter.pdf": b"made up"}),
    ):
        with pytest.raises(Problem, match="receipt_bad"):
            receipt.read(found)


def test_both_ends_find_the_same_eight_digits(cast: Cast) -> None:
    first, second = opened(cast, sealed(cast)).manifest, opened(cast, sealed(cast)).manifest
    assert len(receipt.phone_code(first)) == 8
    assert receipt.phone_code(first).isdigit()
    assert receipt.phone_code(first) != receipt.phone_code(second)
