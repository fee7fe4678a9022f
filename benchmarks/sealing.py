"""Sealing 100 MB, beside the ``age`` program on the same file. Both write to the same disk."""

import secrets
import shutil
import subprocess
from pathlib import Path

from app.crypto.sealing import new_identity, seal
from benchmarks.harness import Figure, compare, timed

BYTES = 100_000_000


def figures(folder: Path, runs: int = 5, size: int = BYTES) -> list[Figure]:
    """Measure; without the ``age`` program there is nothing to compare with and no figure."""
    program = shutil.which("age")
    if program is None:
        return []
    plain, sealed, by_age = folder / "plain", folder / "sealed", folder / "by-age"
    plain.write_bytes(secrets.token_bytes(size))
    recipient = new_identity().recipient

    def ours() -> None:
        with plain.open("rb") as source, sealed.open("wb") as target:
            seal(source, target, [recipient])

    def peer() -> None:
        subprocess.run([program, "-r", recipient, "-o", str(by_age), str(plain)], check=True)

    name = f"sealing_{size // 1_000_000}_mb"
    return compare(name, timed(ours), [("age", timed(peer))], target=2.0, runs=runs)
