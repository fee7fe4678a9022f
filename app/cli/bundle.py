"""``xinqiao bundle``: sealed bundles, first what needs no store, then (``bundle_store``) what does."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli import bundle_store
from app.cli.answer import Json, say
from app.cli.bundle_answer import told
from app.domain.problems import Problem

app = typer.Typer(
    no_args_is_help=True, help="Sealed bundles: make a key, look, check, open; export, import, trust, answer."
)
app.command(name="export")(bundle_store.export)
app.command(name="import")(bundle_store.import_)
app.command(name="trust")(bundle_store.trust)
app.command(name="receipt")(bundle_store.receipt)

_Bundle = Annotated[Path, typer.Argument(help="The sealed file, XQ1_….age.", show_default=False)]
_Identity = Annotated[Path, typer.Option("--identity", help="Your age identity file.")]
_Trust = Annotated[
    list[Path] | None,
    typer.Option("--trust", help="A sender's key file; may be given more than once. Without it any signer "
                 "is accepted and shown."),
]  # fmt: skip


@app.command()
def keygen(
    out: Annotated[Path, typer.Option("--out", help="Where to write the identity file.")],
    json_: Json = False,
) -> None:
    """Make an age identity file that the stock age program also reads, and print its recipient."""
    from app.bundles import keyfile

    with told(as_json=json_):
        recipient = keyfile.write_identity(out, now=datetime.now(UTC))
        say({"recipient": recipient}, as_json=json_, line=recipient)


@app.command()
def inspect(bundle: _Bundle, json_: Json = False) -> None:
    """Show what anybody can see of a sealed file without a key."""
    from app.bundles import verify

    with told(as_json=json_):
        seen = verify.inspect(bundle)
        name = seen.name
        facts: dict[str, Any] = {
            "file": seen.file_name,
            "site": name.site if name else None,
            "node": name.node if name else None,
            "centre": name.centre if name else None,
            "stream_seq": name.stream_seq if name else None,
            "size": seen.size,
            "sha256": seen.sha256,
            "sidecar": seen.sidecar.value,
            "age": seen.keys is not None,
            "keys": seen.keys,
        }
        say(facts, as_json=json_, line=_lines(facts))


@app.command()
def verify(
    bundle: _Bundle,
    identity: _Identity,
    trust: _Trust = None,
    json_: Json = False,
) -> None:
    """Open a sealed file in memory and check everything; nothing is written."""
    from app.bundles import keyfile
    from app.bundles import verify as verifying

    with told(as_json=json_):
        found = verifying.verify(
            bundle, io.BytesIO(), identities=keyfile.read_identities(identity), trusted=_trusted(trust)
        )
        opened = found.opened
        facts = _facts(opened.manifest, opened.signer, found.sha256, found.sidecar)
        say(facts, as_json=json_, line=_lines(facts))


@app.command(name="open")
def open_(
    bundle: _Bundle,
    identity: _Identity,
    out: Annotated[Path, typer.Option("--out", help="A new or empty folder for the plain files.")],
    trust: _Trust = None,
    json_: Json = False,
) -> None:
    """Check everything, then leave the plain files in a folder: all of them or none."""
    from app.bundles import keyfile
    from app.bundles.open_into import open_into

    with told(as_json=json_):
        identities = keyfile.read_identities(identity)
        laid = open_into(bundle, out, identities=identities, trusted=_trusted(trust))
        facts = _facts(laid.manifest, laid.signer, laid.sha256, laid.sidecar)
        facts["out"], facts["files"] = str(out), list(laid.files)
        say(facts, as_json=json_, line=_lines(facts))


def _facts(manifest: Any, signer: Any, sha256: str, sidecar: Any) -> dict[str, Any]:
    from app.bundles import receipt

    return {
        "status": "ok",
        "bundle_id": str(manifest.bundle_id),
        "kind": manifest.kind.value,
        "sender": manifest.sender.site_name,
        "signer": signer.fingerprint,
        "signer_known": signer.known,
        "recipients": [one.name for one in manifest.recipients],
        "made_at": manifest.made_at.wall.isoformat(),
        "files": [file.path for file in manifest.files],
        "sha256": sha256,
        "sidecar": sidecar.value,
        "phone_code": receipt.phone_code(manifest),
    }


def _trusted(files: list[Path] | None) -> list[str] | None:
    """Return the senders' keys, or None where the person will compare the fingerprint herself."""
    from app.bundles import keyfile

    if not files:
        return None
    found = []
    for file in files:
        key = keyfile.read_public(file).signing_key
        if key is None:
            raise Problem("key_file_bad", name=file.name)
        found.append(key)
    return found


def _lines(facts: dict[str, Any]) -> str:
    shown = {name: ", ".join(value) if isinstance(value, list) else value for name, value in facts.items()}
    return "\n".join(f"{name}: {value}" for name, value in shown.items() if value is not None)
