"""Settings of this PC: plain JSON beside nothing personal, as declared in ``app.domain.settings``."""

import json
from pathlib import Path

from app.domain.problems import Problem
from app.domain.settings import DECLARED, Value, declared
from app.storage.files import write_atomic

NAME = "pc-settings.json"


def load(folder: Path) -> dict[str, Value]:
    """Return every PC setting. What the file does not say, or says wrongly, has its default."""
    kept: dict[str, object] = {}
    try:
        found = json.loads((folder / NAME).read_text("utf-8"))
        kept = found if isinstance(found, dict) else {}
    except (OSError, ValueError):
        pass  # no file yet, or a damaged one: nothing in it is worth a question
    values = {}
    for key, one in DECLARED.items():
        if one.place != "pc":
            continue
        try:
            values[key] = one.checked(kept.get(key, one.default))
        except Problem:
            values[key] = one.default
    return values


def save(folder: Path, new: dict[str, Value]) -> None:
    """Set some of them. Raises Problem("setting_unknown"), ("setting_refused") or the disk's."""
    values = load(folder)
    for key, value in new.items():
        setting = declared(key)
        if setting.place != "pc":
            raise Problem("setting_unknown", setting=key)
        values[key] = setting.checked(value)
    folder.mkdir(parents=True, exist_ok=True)
    write_atomic(folder / NAME, json.dumps(values, ensure_ascii=False, indent=1).encode())
