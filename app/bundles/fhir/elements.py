"""The small parts that resources are made of."""

from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Any
from uuid import UUID

Resource = dict[str, Any]

LOCAL = "urn:xinqiao:"
"""Our own code systems: a name space of names only, there is nothing to fetch."""
LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
_TERMS = "http://terminology.hl7.org/CodeSystem/"


def resource(kind: str, id_: UUID, **fields: Any) -> Resource:
    """Return a resource without the fields that are None or empty (FHIR allows neither)."""
    return {"resourceType": kind, "id": str(id_), **filled(fields)}


def filled(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {}, ())}


def urn(id_: UUID) -> str:
    """Return how entries of one document point to each other."""
    return f"urn:uuid:{id_}"


def ref(id_: UUID, display: str | None = None) -> dict[str, str]:
    """Return a reference within the document."""
    return filled({"reference": urn(id_), "display": display})


def concept(text: str | None = None, *, system: str | None = None, code: str | None = None) -> dict[str, Any]:
    """Return a CodeableConcept with words, a code, or both."""
    coding = [filled({"system": system, "code": code})] if code else []
    return filled({"coding": coding, "text": text})


def terms(name: str) -> str:
    """Return the address of one of HL7's own code systems."""
    return _TERMS + name


def local(name: str) -> str:
    """Return the name of one of our code systems."""
    return LOCAL + name


def instant(at: datetime) -> str:
    """Return a time with seconds and offset, as FHIR writes it."""
    if at.tzinfo is None:
        raise ValueError("a time without zone")
    return at.isoformat(timespec="seconds")


def phones(number: str | None) -> list[dict[str, str]]:
    """Return a telephone number as a list of contact points."""
    return [{"system": "phone", "value": number}] if number else []


def notes(texts: Iterable[str | None]) -> list[dict[str, str]]:
    """Return the texts that there are as annotations."""
    return [{"text": text} for text in texts if text]


def narrative(lines: Iterable[str]) -> dict[str, str]:
    """Return lines of plain text as the XHTML that FHIR wants; everything is escaped."""
    body = "".join(f"<p>{escape(_printable(line))}</p>" for line in lines)
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{body}</div>'}


def _printable(text: str) -> str:
    """Drop the control characters that XML cannot hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n")
