"""A stand-in for the workspace at the other end of the pipe: speaks the protocol, opens nothing.

Arguments: ``exit CODE SHA256`` with the code to end with after the unlock and the hash of the right
password, or ``early`` to end before it is ready.
"""

import json
import sys


def say(**message: object) -> None:
    """Write one line."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Answer until unlocked, then end as told."""
    from hashlib import sha256

    after = sys.argv[1:]
    if after == ["early"]:
        return 3
    say(**{"is": "ready"})
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["do"] != "unlock" or sha256(asked["secret"].encode()).hexdigest() == after[2]:
            say(**{"is": "unlocked"})
        else:
            say(**{"is": "refused", "code": "wrong_password", "params": {"slot": asked["slot"]}})
            continue
        sys.stdin.read()  # the gate replaces itself: its end of the pipe closes
        return int(after[1])
    return 4


if __name__ == "__main__":
    sys.exit(main())
