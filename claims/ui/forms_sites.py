"""Sites as their cards say them, and a list of sites pasted from a spreadsheet."""

import re

from claims.claim.form import ServiceForm
from claims.claim.identifiers import read_service
from claims.i18n import Language, day, folded, read_day, say, sentence
from claims.matter.model import Matter
from claims.problems import Problem

MOST_LINES = 500


def types(matter: Matter, language: Language) -> dict[str, str]:
    """Types of service the matter knows, in the reader's language."""
    return {key: kind.label.in_(language) for key, kind in matter.service_types.items()}


def domain_of(service: ServiceForm, matter: Matter) -> str:
    """The domain as it was read, in plain letters a-z; blank while it cannot be read."""
    read = read_service(service.domain, "", matter.service_types.get(service.type))
    return "" if isinstance(read, Problem) else read


def state_of(service: ServiceForm, language: Language) -> str:
    """Whether and when it came back."""
    if not service.restored.strip():
        return say("Jamais revenu", language)
    back = read_day(service.restored, "")
    if isinstance(back, Problem):
        return say("date à corriger", language)
    return say("Revenu le {day}", language, day=day(back, language))


def pasted(
    typed: str, matter: Matter, language: Language
) -> tuple[list[dict[str, str]], str, list[str]]:
    """Sites of a pasted list; the lines left out, to be mended; and why, one sentence each."""
    parts, left, faults = [], [], []
    rows = [line for line in typed.splitlines() if line.strip()]
    for n, row in enumerate(rows, 1):
        if n == 1 and "." not in row:
            continue  # the titles of a spreadsheet's columns
        part = _row(row, matter, language) if n <= MOST_LINES else None
        if isinstance(part, dict):
            parts.append(part)
            continue
        left.append(row)
        if part:
            faults.append(say("Ligne {n} : {fault}", language, n=n, fault=sentence(part, language)))
    return parts, "\n".join(left), faults


def _row(row: str, matter: Matter, language: Language) -> dict[str, str] | Problem:
    domain, kind = [*re.split(r"[;\t]|,\s*", row.strip(), maxsplit=1), ""][:2]
    found = _type(kind, matter)
    if found is None:
        offered = ", ".join(types(matter, language).values())
        return Problem("", "unknown-type", {"typed": kind.strip()[:40], "near": offered})
    read = read_service(domain, "", matter.service_types.get(found))
    return read if isinstance(read, Problem) else {"domain": domain.strip(), "type": found}


def _type(typed: str, matter: Matter) -> str | None:
    """The type named in either language, or by its key; blank when none is named."""
    wanted = folded(typed)
    if not wanted:
        return ""
    for key, kind in matter.service_types.items():
        if wanted in (key, folded(kind.label.fr), folded(kind.label.en)):
            return key
    return None
