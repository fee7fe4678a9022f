"""The slot file on disk: two copies, either of which opens the vault."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.crypto.errors import Damaged, TooNew
from app.crypto.keys import MasterKey
from app.crypto.slots import FILE_BYTES, SlotFile
from app.domain.problems import Problem
from app.storage.files import swap, telling, write_atomic
from app.storage.names import KEYS, KEYS_COPY

SITTINGS: Final = "store.generation"
"""Among the encrypted names: the store's generation, by which an older copy of the store is noticed."""


@dataclass(frozen=True, slots=True)
class Copies:
    """The readable slot files, newest first, and the names of those that are missing or damaged."""

    files: tuple[SlotFile, ...]
    bad: tuple[str, ...]


def exists(folder: Path) -> bool:
    """Say whether there is a slot file, whole or not."""
    return (folder / KEYS).exists() or (folder / KEYS_COPY).exists()


def read_copies(folder: Path) -> Copies:
    """Read both copies. Raises Problem ``keys_missing``, ``keys_damaged`` or ``keys_newer``."""
    files: list[SlotFile] = []
    bad: list[str] = []
    for name in (KEYS, KEYS_COPY):
        try:
            with telling(folder), (folder / name).open("rb") as file:
                found = SlotFile.from_bytes(file.read(FILE_BYTES + 1))
        except TooNew as error:
            raise Problem("keys_newer") from error
        except Damaged:
            bad.append(name)
        except Problem as problem:
            if problem.code != "folder_missing":
                raise
            bad.append(name)
        else:
            if found not in files:
                files.append(found)
    if not files:
        raise Problem("keys_damaged" if exists(folder) else "keys_missing")
    files.sort(key=lambda file: file.generation, reverse=True)
    return Copies(tuple(files), tuple(bad))


def authentic(folder: Path, master: MasterKey) -> SlotFile:
    """Return the newest slot file that a holder of ``master`` wrote; Problem ``keys_damaged`` without one."""
    for file in read_copies(folder).files:
        try:
            file.verify(master)
        except Damaged:
            continue
        return file
    raise Problem("keys_damaged")


def write(folder: Path, file: SlotFile, proof: Callable[[SlotFile], object]) -> None:
    """Write the first copy, read it back and let ``proof`` open it, and only then write the second.

    ``proof`` raises where the copy on disk does not do what it should; the second copy, which still
    holds the state before, is then untouched.
    """
    data = file.to_bytes()
    write_atomic(folder / KEYS, data)
    with telling(folder):
        proof(SlotFile.from_bytes((folder / KEYS).read_bytes()))
    write_atomic(folder / KEYS_COPY, data)


def heal(folder: Path, file: SlotFile) -> None:
    """Write ``file``, just proved good, in place of copies that are missing, damaged or older.

    A damaged copy is kept beside under ``.damaged``.
    """
    data = file.to_bytes()
    for name in (KEYS, KEYS_COPY):
        path = folder / name
        with telling(folder):
            present = path.exists()
            if present and path.read_bytes() == data:
                continue
            if present:
                swap(path, path.with_name(name + ".damaged"))
        write_atomic(path, data)


def store_generation(file: SlotFile, master: MasterKey) -> int:
    """Return the store's generation that the slot file remembers (0 before the first sitting)."""
    return int(file.names(master).get(SITTINGS, "0"))


def remember_generation(folder: Path, master: MasterKey, generation: int) -> None:
    """Note the store's generation in both copies."""
    file = authentic(folder, master)
    names = {**file.names(master), SITTINGS: str(generation)}
    write(folder, file.with_names(master, names), lambda read: read.verify(master))
