"""What gate and workspace say to each other: one JSON object per line, and the exit code.

The gate writes to the workspace's standard input, the workspace to its standard output. After
``unlocked`` neither side writes again: the gate is about to replace itself.
"""

import json
from typing import Any

LOCKED = 0
"""The workspace ended because it was locked: show the unlock screen."""
QUIT = 10
"""The workspace ended because the program was closed: back up and end."""

UNLOCK = "unlock"  # gate: {"do", "slot", "secret"}
BEGIN = "begin"  # gate: first run, set up a school
DEMO = "demo"  # gate: look around with the demo school
READY = "ready"  # workspace: imports done
UNLOCKED = "unlocked"  # workspace: the window is shown
REFUSED = "refused"  # workspace: {"is", "code", "params"}

LINE_BYTES = 64 * 1024


def encode(message: dict[str, Any]) -> bytes:
    """Return one line."""
    return json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def decode(line: bytes) -> dict[str, Any] | None:
    """Return the message in a line, or None where the line is none: too long, not JSON, not an object."""
    if len(line) > LINE_BYTES:
        return None
    try:
        message = json.loads(line)
    except ValueError:
        return None
    return message if isinstance(message, dict) else None
